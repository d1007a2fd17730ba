"""`/api/runs`: documents being trained; everything else about them goes over the socket."""

from fastapi import APIRouter, Response

from server.routes.services import Action, Served, Who, demand_data, json
from server.routes.shapes import Created, DocumentBody, Id, RunFacts

router = APIRouter(prefix="/runs")


@router.post("", status_code=201, response_model=Created)
async def create(body: DocumentBody, served: Served, who: Who) -> Response:
    """A run on a document, untrained."""
    await demand_data(served, who, body.document)
    return json({"id": await served.hub.create(who, body.document)}, 201)


@router.get("/{run}", response_model=RunFacts)
async def get(run: Id, served: Served, who: Who, action: Action) -> Response:
    """How a run stands; one that was let go comes back from its checkpoint."""
    room = await served.hub.room(run, who, action)
    status = room.status
    return json(
        {
            "id": run,
            "document": room.document,
            "state": status.state if status else "lost",
            "step": status.step if status else 0,
            "epoch": status.epoch if status else 0,
        }
    )


@router.post("/{run}/branch", status_code=201, response_model=Created)
async def branch(run: Id, body: DocumentBody, served: Served, who: Who, action: Action) -> Response:
    """A run that goes on from the moment this one shows, with another document if it differs."""
    await demand_data(served, who, body.document)
    return json({"id": await served.hub.branch(run, who, action, body.document)}, 201)


@router.delete("/{run}", status_code=204)
async def remove(run: Id, served: Served, who: Who, action: Action) -> None:
    """End a run and forget it."""
    await served.hub.remove(run, who, action)
