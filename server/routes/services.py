"""What routes work with: made once by `create_app`, found through the application's state."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated, Any

import msgspec
from fastapi import Depends
from fastapi.responses import Response
from starlette.requests import HTTPConnection

from server.lessons.tree import Library
from server.live.hub import Hub
from server.people import owning
from server.people.actors import Actor
from server.people.failures import Failures
from server.people.passwords import Passwords
from server.settings import Settings
from server.store.database import Database
from server.work.checking import Checker, Fetch, Helper
from server.work.importing import Importer
from server.work.judging import Judging


@dataclass(slots=True)
class Services:
    """The owners of everything that changes."""

    settings: Settings
    database: Database
    checker: Checker
    helper: Helper
    hub: Hub
    fetches: dict[str, Fetch]
    library: Library
    judging: Judging
    importer: Importer
    passwords: Passwords = field(default_factory=Passwords)
    failures: Failures = field(default_factory=Failures)


def services(connection: HTTPConnection) -> Services:
    """The services of the application that a request or socket belongs to."""
    return connection.app.state.services


def actor(connection: HTTPConnection) -> Actor:
    """Who asks, as the gate found it."""
    return connection.state.actor


def action(connection: HTTPConnection) -> str:
    """What is asked, as the policy calls it."""
    return connection.state.action


Served = Annotated[Services, Depends(services)]
Who = Annotated[Actor, Depends(actor)]
Action = Annotated[str, Depends(action)]


async def demand_data(served: Services, who: Actor, document: Mapping[str, Any]) -> None:
    """Refuse a document that names data of somebody whose data the actor may not use."""
    if owning.named(document.get("data")) is not None:
        await served.database.read(lambda session: owning.demand_data(session, who, document))


def json(content: Any, status: int = 200) -> Response:
    """A JSON response; numbers that are none become null."""
    return Response(msgspec.json.encode(content), status, media_type="application/json")
