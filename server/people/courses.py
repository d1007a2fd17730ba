"""Classes: what a teacher makes and learners join."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from server.store.models import CourseLesson


def lessons(session: Session, course: str) -> list[str]:
    """The lessons that a class has chosen, in its order."""
    chosen = select(CourseLesson.lesson).where(CourseLesson.course == course)
    return list(session.scalars(chosen.order_by(CourseLesson.position)))
