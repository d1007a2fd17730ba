"""The roll of a class: who is in it, and how far with what."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from sqlalchemy import select
from sqlalchemy.orm import Session

from server.people.actors import Owner
from server.store.models import Course, Person, Progress

Tasks = Mapping[str, Sequence[str]]  # the tasks of each lesson, in order


@dataclass(frozen=True, slots=True)
class Learner:
    """One of a class with the lesson touched last; ``task``: whether all of its tasks are done."""

    person: str
    name: str
    lesson: str | None
    lesson_step: str | None
    task: Literal["none", "open", "done"]


def learners(session: Session, course: str, tasks: Tasks) -> list[Learner]:
    """Everybody in a class in the order of their names."""
    people = session.scalars(select(Person).where(Person.course == course).order_by(Person.key))
    newest = _newest(session, course)
    return [_learner(person, newest.get(person.id), tasks) for person in people]


def owner(session: Session, course: str) -> Owner | None:
    """Whose a class is, None if there is no such class."""
    found = session.get(Course, course)
    return Owner(found.teacher, course, found.teacher) if found is not None else None


def _newest(session: Session, course: str) -> dict[str, Progress]:
    """Of everybody in a class the progress that changed last."""
    of_class = select(Progress).join(Person, Person.id == Progress.person)
    found = session.scalars(of_class.where(Person.course == course).order_by(Progress.updated))
    return {progress.person: progress for progress in found}


def _learner(person: Person, progress: Progress | None, tasks: Tasks) -> Learner:
    if progress is None:
        return Learner(person.id, person.name, None, None, "none")
    asked = tasks.get(progress.lesson, ())
    done = all(task in progress.done for task in asked)
    task = ("done" if done else "open") if asked else "none"
    return Learner(person.id, person.name, progress.lesson, progress.step or None, task)
