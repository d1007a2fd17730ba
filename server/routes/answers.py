"""How every refusal travels: `{"problems": [...]}`, whatever went wrong, never a stack trace."""

from collections.abc import Iterable
from typing import Any

import msgspec
import structlog
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import Response
from pydantic import BaseModel
from starlette.exceptions import HTTPException

from server.wire.messages import Problem
from server.wire.problems import Refusal, problem

log = structlog.get_logger()


class Words(BaseModel):
    """One sentence in both languages."""

    en: str
    de: str


class FixShape(BaseModel):
    """A mend to offer as a button."""

    label: Words
    edits: list[dict[str, Any]]


class ProblemShape(BaseModel):
    """What is wrong, where, and how to mend it."""

    code: str
    message: Words
    node: str | None
    edge: tuple[str, str] | None
    field: str | None
    fix: FixShape | None


class Problems(BaseModel):
    """The body of every refusal."""

    problems: list[ProblemShape]


REFUSALS: dict[int | str, dict[str, Any]] = {
    status: {"model": Problems} for status in (401, 403, 404, 409, 413, 415, 422, 429, 500, 503)
}


def refuse(problems: Iterable[Problem], status: int, retry_after: int | None = None) -> Response:
    """The response to a request that cannot be carried out."""
    body = msgspec.json.encode({"problems": list(problems)})
    headers = {"retry-after": str(retry_after)} if retry_after else None
    return Response(body, status, headers, media_type="application/json")


def install(app: FastAPI, limit: int) -> None:
    """Make every kind of failure answer in the same form."""

    @app.exception_handler(Refusal)
    async def refused(_: Request, error: Refusal) -> Response:
        return refuse(error.problems, error.status, error.retry_after)

    @app.exception_handler(RequestValidationError)
    async def invalid(_: Request, error: RequestValidationError) -> Response:
        return refuse(_validation(error), 422)

    @app.exception_handler(HTTPException)
    async def http(request: Request, error: HTTPException) -> Response:
        match error.status_code:
            case 404:
                return refuse([problem("not_found")], 404)
            case 405:
                return refuse([problem("not_allowed", method=request.method[:10])], 405)
            case 413:
                return refuse([problem("too_large", limit=limit)], 413)
            case _:
                return refuse([problem("bad_json")], 422)

    @app.exception_handler(Exception)
    async def unforeseen(_: Request, error: Exception) -> Response:
        log.error("request failed", exc_info=error)
        return refuse([problem("server_error")], 500)


def _validation(error: RequestValidationError) -> list[Problem]:
    problems: list[Problem] = []
    for found in error.errors():
        if found["type"] == "json_invalid":
            return [problem("bad_json")]
        field = ".".join(str(part) for part in found["loc"] if part not in ("body", "path"))[:80]
        problems.append(problem("bad_request", field=field or "body"))
    return problems[:20]
