"""How far somebody is in a lesson: read, merged, finished tasks noted."""

import datetime
from collections.abc import Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from server.store.models import Progress, now

MERGED = ("guesses", "answers", "hints")


def of(session: Session, persons: Sequence[str]) -> list[Progress]:
    """All progress of these people."""
    found = select(Progress).where(Progress.person.in_(persons))
    return list(session.scalars(found.order_by(Progress.person, Progress.lesson)))


def get(session: Session, person: str, lesson: str) -> Progress:
    """Somebody's progress in a lesson; a new value that is not kept where there is none."""
    found = session.get(Progress, (person, lesson))
    return found or Progress(
        person=person, lesson=lesson, step="", done={}, guesses={}, answers={}, hints={}
    )


def merge(session: Session, person: str, lesson: str, given: dict[str, Any]) -> Progress:
    """Note what is given; of guesses, answers and hints only those named change."""
    kept = _kept(session, person, lesson)
    for name, value in given.items():
        setattr(kept, name, {**getattr(kept, name), **value} if name in MERGED else value)
    kept.updated = now()
    return kept


def finish(session: Session, person: str, lesson: str, task: str) -> None:
    """A task is done; the first time counts."""
    kept = _kept(session, person, lesson)
    kept.done = {task: {"at": stamp(now())}, **kept.done}
    kept.updated = now()


def stamp(at: datetime.datetime) -> str:
    """A time as it travels, in UTC."""
    return at.isoformat(timespec="milliseconds") + "Z"


def _kept(session: Session, person: str, lesson: str) -> Progress:
    """The row, made where there is none, and locked: two pages may write at the same time."""
    row: dict[str, Any] = {"person": person, "lesson": lesson, "step": "", "updated": now()}
    row.update({name: {} for name in ("done", *MERGED)})
    kind = postgresql if session.get_bind().dialect.name == "postgresql" else sqlite
    session.execute(kind.insert(Progress).values(**row).on_conflict_do_nothing())
    found = select(Progress).where(Progress.person == person, Progress.lesson == lesson)
    return session.scalars(found.with_for_update()).one()
