"""`/api/catalog` and `/api/check`: what there is to build with, and whether it fits together."""

from fastapi import APIRouter, Response

from server.routes.services import Served, Who, demand_data, json
from server.routes.shapes import Catalog, Checked, DocumentBody

router = APIRouter()


@router.get("/catalog", response_model=Catalog)
async def catalog(served: Served) -> Response:
    """Every kind with its words and fields."""
    return json(await served.checker.catalog())


@router.post("/check", response_model=Checked)
async def check(body: DocumentBody, served: Served, who: Who) -> Response:
    """What is right and wrong about a document; answers 200 also when much is wrong."""
    await demand_data(served, who, body.document)
    return json(await served.checker.ask("check", {"document": body.document}))
