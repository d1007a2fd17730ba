"""Classes: what a teacher makes and learners join."""

import datetime
from collections.abc import Sequence
from typing import Any

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from server.people.actors import Owner
from server.people.codes import new_code
from server.store.models import Course, CourseLesson, Person, now
from server.wire.problems import refusal


def of(session: Session, teacher: str) -> list[Course]:
    """A teacher's classes, the oldest first."""
    mine = select(Course).where(Course.teacher == teacher)
    return list(session.scalars(mine.order_by(Course.created, Course.id)))


def get(session: Session, course: str) -> Course:
    """One class, or a refusal."""
    found = session.get(Course, course)
    if found is None:
        raise refusal("class_unknown", status=404)
    return found


def owner(course: Course) -> Owner:
    """Whose class it is."""
    return Owner(course.teacher)


def add(session: Session, teacher: str, name: str, limit: int) -> Course:
    """A new class without a code."""
    if len(of(session, teacher)) >= limit:
        raise refusal("classes_full", status=409, limit=limit)
    course = Course(teacher=teacher, name=name)
    session.add(course)
    session.flush()
    return course


def open_code(course: Course, hours: float) -> None:
    """A new join code; the one before is void."""
    course.code = new_code()
    course.code_expires = now() + datetime.timedelta(hours=hours)


def revoke_code(course: Course) -> None:
    """Nobody joins any more."""
    course.code = course.code_expires = None


def lessons(session: Session, course: str) -> list[str]:
    """The lessons that a class has chosen, in its order."""
    chosen = select(CourseLesson.lesson).where(CourseLesson.course == course)
    return list(session.scalars(chosen.order_by(CourseLesson.position)))


def choose(session: Session, course: str, slugs: Sequence[str]) -> None:
    """Other lessons in the place of those before."""
    session.execute(delete(CourseLesson).where(CourseLesson.course == course))
    for position, slug in enumerate(dict.fromkeys(slugs)):
        session.add(CourseLesson(course=course, lesson=slug, position=position))
    session.flush()


def learners(session: Session, course: str) -> list[Person]:
    """Who is in the class, by name."""
    found = session.scalars(select(Person).where(Person.course == course))
    return sorted(found, key=lambda person: (person.name.casefold(), person.id))


def count(session: Session, course: str) -> int:
    """How many are in the class."""
    return session.scalar(select(func.count()).where(Person.course == course)) or 0


def learner(session: Session, course: str, person: str) -> Person:
    """One of the class, or a refusal."""
    found = session.get(Person, person)
    if found is None or found.course != course:
        raise refusal("learner_unknown", status=404)
    return found


def frozen(session: Session) -> set[str]:
    """The classes that stand still."""
    return set(session.scalars(select(Course.id).where(Course.frozen)))


def push(session: Session, course: str, document: dict[str, Any]) -> None:
    """Every learner of the class is to get this document."""
    get(session, course).pushed = document
    session.execute(update(Person).where(Person.course == course).values(awaits_push=True))


def waiting(session: Session, person: str) -> dict[str, Any] | None:
    """What was pushed and has not reached this learner."""
    pushed = select(Course.pushed).join(Person, Person.course == Course.id)
    return session.scalar(pushed.where(Person.id == person, Person.awaits_push))


def received(session: Session, person: str) -> None:
    """It has reached the learner."""
    session.execute(update(Person).where(Person.id == person).values(awaits_push=False))
