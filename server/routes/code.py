"""`/api/code`, `/api/import`, `/api/runs/{run}/program`: networks as programs, and the way back."""

import shutil
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from fastapi import APIRouter, Response
from fastapi.responses import StreamingResponse

from server.routes.code_shapes import Code, CodeBody, ModelBody, ProgramBody, TakenOver
from server.routes.services import Action, Served, Services, Who, demand_data, json
from server.routes.shapes import Id
from server.wire.problems import refusal

router = APIRouter()
CHUNK = 65_536  # bytes


@router.post("/code", response_model=Code)
async def code(body: CodeBody, served: Served, who: Who) -> Response:
    """A document as a program; 422 says what in it cannot be written, and where."""
    await demand_data(served, who, body.document)
    return json(await served.checker.ask("code", body.model_dump()))


@router.post("/import", response_model=TakenOver)
async def take_over(body: ModelBody, served: Served) -> Response:
    """A Keras model's JSON as a document, not checked yet."""
    return json(await served.checker.ask("keras", {"model": body.model}))


@router.post(
    "/runs/{run}/program",
    response_class=StreamingResponse,
    responses={200: {"content": {"application/zip": {}}}},
)
async def program(run: Id, body: ProgramBody, served: Served, who: Who, action: Action) -> Response:
    """A run's document as a program and as a notebook, and the weights it has now, in a zip."""
    await served.hub.stored(run, who, action)  # before anything is said about it
    with _folder(served, run) as folder:
        snapshot, place = folder / "run.safetensors", folder / "program.zip"
        if not await served.hub.snapshot(run, who, action, snapshot):
            raise refusal("program_no_weights", status=409)
        name = await served.helper.pack(snapshot, place, body.model_dump())
        file, size = place.open("rb"), place.stat().st_size
    headers = {
        "content-disposition": f'attachment; filename="{name}"',
        "content-length": str(size),
    }
    return StreamingResponse(_chunks(file), media_type="application/zip", headers=headers)


@contextmanager
def _folder(served: Services, run: str) -> Generator[Path]:
    """A folder for files that are gone behind it; of each run one at a time."""
    folder = served.settings.home / "packs" / run
    try:
        folder.mkdir(parents=True)
    except FileExistsError:
        raise refusal("program_waiting", status=409) from None
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _chunks(file: BinaryIO) -> Generator[bytes]:
    """What is in an open file; it may have lost its name."""
    with file:
        while chunk := file.read(CHUNK):
            yield chunk
