"""Removing somebody removes everything of theirs; sessions go with the person by themselves."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from server.store import own
from server.store.models import Course, Network, Person, Progress, Run


@dataclass(frozen=True, slots=True)
class Files:
    """What of the removed lies beside the database: checkpoints of runs, and own sets that nobody
    else keeps."""

    runs: list[str]
    sets: list[str]


def people(session: Session, persons: Sequence[str]) -> Files:
    """Remove people; answers the files of theirs."""
    theirs = session.scalars(select(Run.id).where(Run.owner.in_(persons)))
    runs = list(theirs)
    for table, column in ((Run, Run.owner), (Network, Network.owner), (Progress, Progress.person)):
        session.execute(delete(table).where(column.in_(persons)))
    sets = own.remove(session, persons)
    session.execute(delete(Person).where(Person.id.in_(persons)))
    return Files(runs, sets)


def course(session: Session, course: Course) -> Files:
    """Remove a class with all its learners; answers the files of theirs."""
    learners = list(session.scalars(select(Person.id).where(Person.course == course.id)))
    files = people(session, learners)
    session.execute(delete(Course).where(Course.id == course.id))
    return files
