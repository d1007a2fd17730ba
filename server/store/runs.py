"""Runs: which there are, which document each trains, and when somebody last looked."""

import datetime
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from server.store.models import Run, new_id, now


def add(session: Session, owner: str, document: dict[str, Any]) -> str:
    """A new run of somebody's."""
    run = Run(id=new_id(), owner=owner, document=document, playing=False, visited=now())
    session.add(run)
    return run.id


def get(session: Session, run: str) -> Run | None:
    """One run; looking at it counts as a visit."""
    found = session.get(Run, run)
    if found is not None:
        found.visited = now()
    return found


def newest(session: Session, owner: str) -> str | None:
    """The run that somebody looked at last."""
    theirs = select(Run.id).where(Run.owner == owner)
    return session.scalar(theirs.order_by(Run.visited.desc()).limit(1))


def note(session: Session, run: str, **values: Any) -> None:
    """Remember another document, or whether the run plays."""
    session.execute(update(Run).where(Run.id == run).values(visited=now(), **values))


def remove(session: Session, run: str) -> bool:
    """Forget a run; False where there was none."""
    found = session.get(Run, run)
    if found is not None:
        session.delete(found)
    return found is not None


def remove_unvisited(session: Session, days: float) -> list[str]:
    """Forget the runs nobody has looked at for so long; answers their ids."""
    before = now() - datetime.timedelta(days=days)
    old = list(session.scalars(select(Run).where(Run.visited < before)))
    for run in old:
        session.delete(run)
    return [run.id for run in old]
