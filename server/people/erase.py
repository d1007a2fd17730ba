"""Removing somebody removes everything of theirs; sessions go with the person by themselves."""

from collections.abc import Sequence

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from server.store.models import Course, Network, Person, Progress, Run


def people(session: Session, persons: Sequence[str]) -> list[str]:
    """Remove people; answers their runs, whose checkpoints lie beside the database."""
    theirs = session.scalars(select(Run.id).where(Run.owner.in_(persons)))
    runs = list(theirs)
    for table, column in ((Run, Run.owner), (Network, Network.owner), (Progress, Progress.person)):
        session.execute(delete(table).where(column.in_(persons)))
    session.execute(delete(Person).where(Person.id.in_(persons)))
    return runs


def course(session: Session, course: Course) -> list[str]:
    """Remove a class with all its learners; answers their runs."""
    learners = list(session.scalars(select(Person.id).where(Person.course == course.id)))
    runs = people(session, learners)
    session.execute(delete(Course).where(Course.id == course.id))
    return runs
