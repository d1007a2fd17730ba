"""`/api/networks`: documents that somebody saved."""

from typing import Any

from fastapi import APIRouter, Response
from sqlalchemy.orm import Session

from server.people.actors import Actor, Owner
from server.people.policy import demand
from server.routes.services import Action, Served, Who, json
from server.routes.shapes import DocumentBody, Id, Network
from server.store import models, networks

router = APIRouter(prefix="/networks")


@router.get("", response_model=list[Network])
async def newest(served: Served, who: Who) -> Response:
    """One's own networks, the one changed last first."""
    found = await served.database.read(lambda session: networks.newest(session, who.person))
    return json([_shape(network) for network in found])


@router.post("", status_code=201, response_model=Network)
async def add(body: DocumentBody, served: Served, who: Who) -> Response:
    """Keep a document under a new id."""
    limit = served.settings.max_networks
    network = await served.database.do(
        lambda session: networks.add(session, who.person, body.document, limit)
    )
    return json(_shape(network), 201)


@router.get("/{network}", response_model=Network)
async def get(network: Id, served: Served, who: Who, action: Action) -> Response:
    """One saved document."""
    found = await served.database.read(lambda session: _theirs(session, network, who, action))
    return json(_shape(found))


@router.put("/{network}", response_model=Network)
async def change(
    network: Id, body: DocumentBody, served: Served, who: Who, action: Action
) -> Response:
    """Put another document in its place."""
    changed = await served.database.do(
        lambda session: networks.change(_theirs(session, network, who, action), body.document)
    )
    return json(_shape(changed))


@router.delete("/{network}", status_code=204)
async def remove(network: Id, served: Served, who: Who, action: Action) -> None:
    """Delete it."""
    await served.database.do(lambda session: session.delete(_theirs(session, network, who, action)))


def _theirs(session: Session, network: str, who: Actor, action: str) -> models.Network:
    found = networks.get(session, network)
    demand(who, action, Owner(found.owner), "network_unknown")
    return found


def _shape(network: models.Network) -> dict[str, Any]:
    return {
        "id": network.id,
        "name": network.name,
        "document": network.document,
        "updated": network.updated.isoformat(timespec="milliseconds") + "Z",
    }
