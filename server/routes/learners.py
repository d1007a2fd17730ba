"""`/api/classes/{id}/learners` and their progress: who is there, and how far they are."""

from typing import Any

from fastapi import APIRouter, Response
from sqlalchemy.orm import Session

from server.live import classroom
from server.people import codes, courses, erase
from server.people.report import table
from server.routes.classes import mine
from server.routes.own import discard
from server.routes.services import Action, Served, Who, json
from server.routes.shapes import Id
from server.routes.shapes_people import LearnerFacts, LearnerProgress, Word
from server.store import progress
from server.store.progress import stamp

router = APIRouter(prefix="/classes/{course}")


@router.get("/learners", response_model=list[LearnerFacts])
async def whole(course: Id, served: Served, who: Who, action: Action) -> Response:
    """Who is in the class; ``here`` has a page open now."""

    def find(session: Session) -> list[dict[str, Any]]:
        mine(session, who, action, course)
        return [
            {"id": person.id, "name": person.name, "joined": stamp(person.created)}
            for person in courses.learners(session, course)
        ]

    found = await served.database.read(find)
    here = {viewer.actor.person for viewer in served.hub.viewers}
    return json([{**learner, "here": learner["id"] in here} for learner in found])


@router.delete("/learners/{person}", status_code=204)
async def remove(course: Id, person: Id, served: Served, who: Who, action: Action) -> None:
    """Remove somebody with everything of theirs."""

    def erased(session: Session) -> erase.Files:
        mine(session, who, action, course)
        return erase.people(session, [courses.learner(session, course, person).id])

    files = await served.database.do(erased)
    classroom.show_out(served.hub, lambda actor: actor.person == person)
    await served.hub.forget(files.runs)
    discard(served, files.sets)


@router.post("/learners/{person}/word", response_model=Word)
async def renew_word(course: Id, person: Id, served: Served, who: Who, action: Action) -> Response:
    """A new private word for somebody who has lost theirs; told this once."""

    def find(session: Session) -> str:
        mine(session, who, action, course)
        return courses.learner(session, course, person).id

    await served.database.read(find)
    word = codes.new_word()
    secret = await served.passwords.hash(word)

    def write(session: Session) -> None:
        courses.learner(session, course, person).secret = secret

    await served.database.do(write)
    return json({"word": word})


@router.get("/progress", response_model=list[LearnerProgress])
async def progress_of_all(course: Id, served: Served, who: Who, action: Action) -> Response:
    """How far everybody is in every lesson they have begun."""

    def find(session: Session) -> list[dict[str, Any]]:
        mine(session, who, action, course)
        return _rows(session, course)

    return json(await served.database.read(find))


@router.get("/progress.csv")
async def progress_as_table(course: Id, served: Served, who: Who, action: Action) -> Response:
    """The same as a table for a spreadsheet, with who has begun nothing as well."""

    def find(session: Session) -> str:
        mine(session, who, action, course)
        return table(_everybody(session, course))

    content = await served.database.read(find)
    headers = {"content-disposition": 'attachment; filename="progress.csv"'}
    return Response(content.encode("utf-8-sig"), 200, headers, media_type="text/csv; charset=utf-8")


def _everybody(session: Session, course: str) -> list[dict[str, Any]]:
    """The rows of all; who has begun no lesson has one with the name alone."""
    rows = _rows(session, course)
    begun = {row["person"] for row in rows}
    nothing: dict[str, Any] = {"lesson": "", "step": "", "done": [], "updated": ""}
    learners = courses.learners(session, course)
    idle = [{"person": p.id, "name": p.name} | nothing for p in learners if p.id not in begun]
    order = [person.id for person in learners]
    return sorted(rows + idle, key=lambda row: order.index(row["person"]))


def _rows(session: Session, course: str) -> list[dict[str, Any]]:
    learners = {person.id: person for person in courses.learners(session, course)}
    order = list(learners)
    kept = sorted(
        progress.of(session, order), key=lambda row: (order.index(row.person), row.lesson)
    )
    return [
        {
            "person": row.person,
            "name": learners[row.person].name,
            "lesson": row.lesson,
            "step": row.step,
            "done": list(row.done),
            "updated": stamp(row.updated),
        }
        for row in kept
    ]
