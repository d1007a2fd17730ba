"""`/api/lessons` and `/api/glossary`: the guided pages as trees, which the page draws."""

from typing import Annotated, Any

from fastapi import APIRouter, Path, Response

from server.lessons.tree import Lesson
from server.people import courses
from server.routes.lesson_shapes import LessonMap, LessonTree, Notes, TermShape
from server.routes.services import Served, Services, Who, json
from server.wire.problems import refusal

router = APIRouter()
Slug = Annotated[str, Path(pattern="^[a-z0-9-]{1,80}$")]


@router.get("/lessons", response_model=LessonMap)
async def whole(served: Served, who: Who) -> Response:
    """The lessons without their texts: all of them, for a learner those of the class."""
    if who.role != "learner":
        return json(served.library.map())
    chosen = await served.database.read(lambda session: courses.lessons(session, who.course))
    return json(served.library.map(chosen))


@router.get("/lessons/{slug}", response_model=LessonTree)
async def one(slug: Slug, served: Served) -> Response:
    """A lesson to read, without solutions and teacher's notes."""
    lesson = found(served, slug)
    return json(served.library.tree(lesson, await served.checker.layer_labels()))


@router.get("/lessons/{slug}/notes", response_model=Notes)
async def notes(slug: Slug, served: Served) -> Response:
    """What a teacher should know about it."""
    lesson = found(served, slug)
    about: dict[str, Any] = {"slug": slug, "title": lesson.title, "minutes": lesson.minutes}
    return json({**about, **lesson.notes})


@router.get("/glossary", response_model=list[TermShape])
async def glossary(served: Served) -> Response:
    """Every term with the lesson that defines it."""
    return json(served.library.terms())


def found(served: Services, slug: str) -> Lesson:
    """The lesson of that name; 404 when there is none."""
    lesson = served.library.lessons.get(slug)
    if lesson is None:
        raise refusal("lesson_unknown", status=404)
    return lesson
