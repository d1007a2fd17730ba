"""Own sets: list, keep within what a person may keep, delete."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from server.store.models import OwnSet, now
from server.wire.problems import refusal


def newest(session: Session, owner: str) -> list[OwnSet]:
    """Somebody's sets, the last first."""
    theirs = select(OwnSet).where(OwnSet.owner == owner)
    return list(session.scalars(theirs.order_by(OwnSet.created.desc())))


def check_room(session: Session, owner: str, sets: int, size: int) -> None:
    """Refuse who keeps as much as one person may."""
    counted = select(func.count(), func.coalesce(func.sum(OwnSet.size), 0))
    count, kept = session.execute(counted.where(OwnSet.owner == owner)).one()
    if count >= sets or kept >= size:
        raise refusal("own_full", status=409, count=sets, limit=size // 1_000_000)


def add(session: Session, owner: str, name: str, found: dict[str, Any]) -> OwnSet:
    """Keep what was read; the same set twice is one, under its newer name."""
    kept = session.get(OwnSet, (found["id"], owner))
    if kept is None:
        kept = OwnSet(id=found["id"], owner=owner)
        session.add(kept)
    kept.name, kept.created = name, now()
    kept.dataset, kept.size, kept.about = found["dataset"], found["size"], found["about"]
    return kept


def owned(session: Session, name: str) -> list[OwnSet]:
    """A set as each of its owners keeps it; empty when nobody does."""
    return list(session.scalars(select(OwnSet).where(OwnSet.id == name)))


def remove(session: Session, owners: Sequence[str], name: str | None = None) -> list[str]:
    """Delete one set of these people, or all; answers those that nobody keeps any more."""
    theirs = [OwnSet.owner.in_(owners), *([] if name is None else [OwnSet.id == name])]
    removed = set(session.scalars(select(OwnSet.id).where(*theirs)))
    session.execute(delete(OwnSet).where(*theirs))
    left = set(session.scalars(select(OwnSet.id).where(OwnSet.id.in_(removed))))
    return sorted(removed - left)
