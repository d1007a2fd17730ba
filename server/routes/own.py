"""`/api/own`: data that somebody brought. The body of an upload is the file itself."""

import secrets
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query, Request, Response
from sqlalchemy.orm import Session

from server.people import owning
from server.people.actors import Owner
from server.people.policy import demand
from server.routes.own_shapes import OwnSetFacts
from server.routes.services import Action, Served, Services, Who, json
from server.routes.shapes import Id
from server.store import own as sets
from server.store.models import OwnSet
from server.wire.problems import refusal

router = APIRouter(prefix="/own")


@router.get("", response_model=list[OwnSetFacts])
async def newest(served: Served, who: Who) -> Response:
    """One's own sets, the last first."""
    found = await served.database.read(lambda session: sets.newest(session, who.person))
    return json([_shape(kept) for kept in found])


@router.post("", status_code=201, response_model=OwnSetFacts)
async def add(
    request: Request,
    served: Served,
    who: Who,
    name: Annotated[str, Query(max_length=200)],
    sort: Literal["table", "points", "images", "texts", "text"],
    delimiter: Literal[",", ";", "\t", "|"] | None = None,
    header: bool | None = None,
) -> Response:
    """Read what the body holds and keep it; nothing stays of what cannot be read."""
    settings = served.settings
    most = (settings.max_own_sets, settings.max_own_bytes)
    await served.database.read(lambda session: sets.check_room(session, who.person, *most))
    choices = {"delimiter": delimiter, "header": header}
    async with _upload(request, served) as path, served.importer.turn:
        found = await served.importer.read(path, sort, choices)
        kept = await served.database.do(
            lambda session: sets.add(session, who.person, _named(name), found)
        )
    return json(_shape(kept), 201)


@router.get("/{own}", response_model=OwnSetFacts)
async def get(own: Id, served: Served, who: Who) -> Response:
    """A set that one may learn from: one's own, the teacher's, or a learner's of one's class."""
    found = await served.database.read(lambda session: owning.readable(session, who, own))
    if found is None:
        raise refusal("own_unknown", status=404)
    return json(_shape(found))


@router.delete("/{own}", status_code=204)
async def remove(own: Id, served: Served, who: Who, action: Action) -> None:
    """Delete a set of one's own."""
    async with served.importer.turn:
        gone = await served.database.do(lambda session: _removed(session, who, action, own))
        discard(served, gone)


def _removed(session: Session, who: Who, action: str, name: str) -> list[str]:
    theirs = session.get(OwnSet, (name, who.person))
    demand(who, action, Owner("-" if theirs is None else theirs.owner), "own_unknown")
    return sets.remove(session, [who.person], name)


def discard(served: Services, gone: list[str]) -> None:
    """Delete the files of sets that nobody keeps any more."""
    for name in gone:
        served.settings.own_set(name).unlink(missing_ok=True)


@asynccontextmanager
async def _upload(request: Request, served: Services) -> AsyncGenerator[Path]:
    """The request's body in a file, which never holds more than is allowed."""
    path = served.settings.home / "uploads" / secrets.token_hex(8)
    path.parent.mkdir(parents=True, exist_ok=True)
    left = served.settings.max_upload
    try:
        with path.open("wb") as file:
            async for chunk in request.stream():
                left -= len(chunk)
                if left < 0:
                    raise refusal("too_large", status=413, limit=served.settings.max_upload)
                file.write(chunk)
        yield path
    finally:
        path.unlink(missing_ok=True)


def _named(name: str) -> str:
    """A file's name without the folders before it, fit to be shown."""
    plain = "".join(letter if letter.isprintable() else " " for letter in name)
    return " ".join(plain.replace("\\", "/").rpartition("/")[2].split())[:100] or "–"


def _shape(kept: OwnSet) -> dict[str, Any]:
    return {
        "id": kept.id,
        "name": kept.name,
        "dataset": kept.dataset,
        "size": kept.size,
        "about": kept.about,
        "created": kept.created.isoformat(timespec="milliseconds") + "Z",
    }
