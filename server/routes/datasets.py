"""`/api/datasets`: cards, samples, and fetching what is not on this machine yet."""

from typing import Any

import msgspec
from fastapi import APIRouter, Response

from server.routes.services import Served, Services, Who, demand_data, json
from server.routes.shapes import Dataset, Samples, SamplesBody
from server.wire.problems import refusal
from server.work.checking import Fetch

router = APIRouter(prefix="/datasets")


@router.get("/{name}", response_model=Dataset)
async def card(name: str, served: Served) -> Response:
    """The card, what is missing, and how far a fetch has come."""
    found = await served.checker.ask("dataset", {"name": name})
    return json({**found, "fetching": _fetching(served, name)})


@router.post("/{name}/fetch", status_code=202, response_model=Dataset)
async def fetch(name: str, served: Served) -> Response:
    """Start fetching; a fetch under way is left alone."""
    found = await served.checker.ask("dataset", {"name": name})
    if found["missing"] is None:
        raise refusal("dataset_not_to_be_had", status=409, name=name)
    going_on = name in served.fetches and served.fetches[name].going_on
    if found["missing"] and not going_on:
        served.fetches[name] = Fetch(name)
    return json({**found, "fetching": _fetching(served, name)}, 202)


@router.post("/{name}/samples", response_model=Samples)
async def samples(name: str, body: SamplesBody, served: Served, who: Who) -> Response:
    """Rows of one part, cut exactly as training cuts them."""
    await demand_data(served, who, {"data": {"options": body.options}})
    return json(await served.checker.ask("samples", {"name": name, **body.model_dump()}))


def _fetching(served: Services, name: str) -> dict[str, Any] | None:
    fetch = served.fetches.get(name)
    if fetch is None or (not fetch.going_on and fetch.problem is None):
        return None
    return {
        "received": fetch.received,
        "total": fetch.total,
        "problem": msgspec.to_builtins(fetch.problem),
    }
