"""`/api/classes`: a teacher's classes, their join codes, and what is done to all at once."""

from typing import Any

from fastapi import APIRouter, Response
from sqlalchemy.orm import Session

from server.live import classroom
from server.people import courses, erase, names
from server.people.actors import Actor
from server.people.codes import shown
from server.people.policy import demand
from server.routes.lessons import found as lesson
from server.routes.own import discard
from server.routes.services import Action, Served, Services, Who, demand_data, json
from server.routes.shapes import DocumentBody, Id
from server.routes.shapes_people import (
    ChangeClassBody,
    ClassBody,
    ClassFacts,
    FrozenBody,
    Reached,
)
from server.store.models import Course
from server.store.progress import stamp
from server.wire.messages import Problem
from server.wire.problems import Refusal, from_engine

router = APIRouter(prefix="/classes")


@router.get("", response_model=list[ClassFacts])
async def whole(served: Served, who: Who) -> Response:
    """One's own classes."""

    def find(session: Session) -> list[dict[str, Any]]:
        return [_shape(session, course) for course in courses.of(session, who.person)]

    return json(await served.database.read(find))


@router.post("", status_code=201, response_model=ClassFacts)
async def add(body: ClassBody, served: Served, who: Who) -> Response:
    """A new class with a join code; from the first one on nobody is here without a session."""
    name = names.clean(body.name)
    _know(served, body.lessons)
    settings = served.settings

    def make(session: Session) -> dict[str, Any]:
        course = courses.add(session, who.person, name, settings.max_classes)
        courses.open_code(course, settings.code_hours)
        courses.choose(session, course.id, body.lessons)
        return _shape(session, course)

    made = await served.database.do(make)
    classroom.show_out(served.hub, lambda actor: actor.role == "local")
    return json(made, 201)


@router.get("/{course}", response_model=ClassFacts)
async def get(course: Id, served: Served, who: Who, action: Action) -> Response:
    """One class."""
    return json(
        await served.database.read(
            lambda session: _shape(session, mine(session, who, action, course))
        )
    )


@router.patch("/{course}", response_model=ClassFacts)
async def change(
    course: Id, body: ChangeClassBody, served: Served, who: Who, action: Action
) -> Response:
    """Another name, other lessons."""
    name = None if body.name is None else names.clean(body.name)
    _know(served, body.lessons or ())

    def write(session: Session) -> dict[str, Any]:
        found = mine(session, who, action, course)
        found.name = name or found.name
        if body.lessons is not None:
            courses.choose(session, course, body.lessons)
        return _shape(session, found)

    return json(await served.database.do(write))


@router.delete("/{course}", status_code=204)
async def remove(course: Id, served: Served, who: Who, action: Action) -> None:
    """Delete a class with all its learners and everything of theirs."""
    files = await served.database.do(
        lambda session: erase.course(session, mine(session, who, action, course))
    )
    classroom.show_out(served.hub, lambda actor: actor.course == course)
    await served.hub.forget(files.runs)
    discard(served, files.sets)
    served.hub.frozen.discard(course)


@router.post("/{course}/code", response_model=ClassFacts)
async def open_code(course: Id, served: Served, who: Who, action: Action) -> Response:
    """A new join code; the one before is void."""

    def write(session: Session) -> dict[str, Any]:
        found = mine(session, who, action, course)
        courses.open_code(found, served.settings.code_hours)
        return _shape(session, found)

    return json(await served.database.do(write))


@router.delete("/{course}/code", response_model=ClassFacts)
async def revoke_code(course: Id, served: Served, who: Who, action: Action) -> Response:
    """Nobody joins any more."""

    def write(session: Session) -> dict[str, Any]:
        found = mine(session, who, action, course)
        courses.revoke_code(found)
        return _shape(session, found)

    return json(await served.database.do(write))


@router.put("/{course}/frozen", response_model=ClassFacts)
async def freeze(
    course: Id, body: FrozenBody, served: Served, who: Who, action: Action
) -> Response:
    """Pause all runs of the class, or release them."""

    def write(session: Session) -> dict[str, Any]:
        found = mine(session, who, action, course)
        found.frozen = body.frozen
        return _shape(session, found)

    told = await served.database.do(write)
    classroom.freeze(served.hub, course, body.frozen)
    return json(told)


@router.post("/{course}/push", response_model=Reached)
async def push(
    course: Id, body: DocumentBody, served: Served, who: Who, action: Action
) -> Response:
    """Put a network into the runs of all learners; one that cannot be trained is refused."""
    await served.database.read(lambda session: mine(session, who, action, course))
    checked = await served.checker.ask("check", {"document": body.document})
    if not checked["ok"]:
        problems: list[Problem] = from_engine(checked["problems"])
        raise Refusal(*problems)
    await demand_data(served, who, body.document)
    return json({"reached": await classroom.push(served.hub, course, body.document)})


def mine(session: Session, who: Actor, action: str, course: str) -> Course:
    """A class, for the one who may do this to it."""
    found = courses.get(session, course)
    demand(who, action, courses.owner(found), "class_unknown")
    return found


def _know(served: Services, slugs: Any) -> None:
    for slug in slugs:
        lesson(served, slug)


def _shape(session: Session, course: Course) -> dict[str, Any]:
    return {
        "id": course.id,
        "name": course.name,
        "code": course.code and shown(course.code),
        "code_expires": course.code_expires and stamp(course.code_expires),
        "frozen": course.frozen,
        "lessons": courses.lessons(session, course.id),
        "learners": courses.count(session, course.id),
    }
