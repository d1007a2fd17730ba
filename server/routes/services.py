"""What routes work with: made once by `create_app`, found through the application's state."""

from dataclasses import dataclass
from typing import Annotated, Any

import msgspec
from fastapi import Depends
from fastapi.responses import Response
from starlette.requests import HTTPConnection

from server.lessons.tree import Library
from server.live.hub import Hub
from server.settings import Settings
from server.store.database import Database
from server.work.checking import Checker, Fetch


@dataclass(slots=True)
class Services:
    """The owners of everything that changes."""

    settings: Settings
    database: Database
    checker: Checker
    hub: Hub
    fetches: dict[str, Fetch]
    library: Library


def services(connection: HTTPConnection) -> Services:
    """The services of the application that a request or socket belongs to."""
    return connection.app.state.services


Served = Annotated[Services, Depends(services)]


def json(content: Any, status: int = 200) -> Response:
    """A JSON response; numbers that are none become null."""
    return Response(msgspec.json.encode(content), status, media_type="application/json")
