"""`/api/networks`: documents that somebody saved."""

from typing import Any

from fastapi import APIRouter, Response

from server.routes.services import Served, json
from server.routes.shapes import DocumentBody, Id, Network
from server.store import models, networks

router = APIRouter(prefix="/networks")


@router.get("", response_model=list[Network])
async def newest(served: Served) -> Response:
    """The networks changed last."""
    found = await served.database.do(networks.newest)
    return json([_shape(network) for network in found])


@router.post("", status_code=201, response_model=Network)
async def add(body: DocumentBody, served: Served) -> Response:
    """Keep a document under a new id."""
    limit = served.settings.max_networks
    network = await served.database.do(lambda session: networks.add(session, body.document, limit))
    return json(_shape(network), 201)


@router.get("/{network}", response_model=Network)
async def get(network: Id, served: Served) -> Response:
    """One saved document."""
    return json(_shape(await served.database.do(lambda session: networks.get(session, network))))


@router.put("/{network}", response_model=Network)
async def change(network: Id, body: DocumentBody, served: Served) -> Response:
    """Put another document in its place."""
    changed = await served.database.do(
        lambda session: networks.change(session, network, body.document)
    )
    return json(_shape(changed))


@router.delete("/{network}", status_code=204)
async def remove(network: Id, served: Served) -> None:
    """Delete it."""
    await served.database.do(lambda session: networks.remove(session, network))


def _shape(network: models.Network) -> dict[str, Any]:
    return {
        "id": network.id,
        "name": network.name,
        "document": network.document,
        "updated": network.updated.isoformat(timespec="milliseconds") + "Z",
    }
