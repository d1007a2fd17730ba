"""`/api/progress`: how far somebody is in the lessons, kept for them."""

from typing import Any

from fastapi import APIRouter, Response
from sqlalchemy.orm import Session

from server.routes.lessons import Slug, found
from server.routes.services import Served, Who, json
from server.routes.shapes_people import ProgressBody, ProgressFacts
from server.store import models, progress
from server.store.progress import MERGED, stamp
from server.wire.problems import refusal

router = APIRouter(prefix="/progress")
MOST = 200  # answers of one kind in one lesson


@router.get("", response_model=list[ProgressFacts])
async def whole(served: Served, who: Who) -> Response:
    """All lessons that one has begun."""
    kept = await served.database.read(lambda session: progress.of(session, [who.person]))
    return json([_shape(row) for row in kept])


@router.get("/{lesson}", response_model=ProgressFacts)
async def get(lesson: Slug, served: Served, who: Who) -> Response:
    """One lesson; empty where one has not begun."""
    found(served, lesson)
    return json(
        _shape(
            await served.database.read(lambda session: progress.get(session, who.person, lesson))
        )
    )


@router.put("/{lesson}", response_model=ProgressFacts)
async def put(lesson: Slug, body: ProgressBody, served: Served, who: Who) -> Response:
    """Note what is given and leave the rest; finished tasks are the server's alone to write."""
    found(served, lesson)
    given = body.model_dump(exclude_unset=True)

    def write(session: Session) -> models.Progress:
        kept = progress.merge(session, who.person, lesson, given)
        for name in MERGED:
            if len(getattr(kept, name)) > MOST:
                raise refusal("bad_request", field=name)
        return kept

    return json(_shape(await served.database.do(write)))


def _shape(row: models.Progress) -> dict[str, Any]:
    return {
        "lesson": row.lesson,
        "step": row.step,
        "done": row.done,
        "guesses": row.guesses,
        "answers": row.answers,
        "hints": row.hints,
        "document": row.document,
        "updated": row.updated and stamp(row.updated),
    }
