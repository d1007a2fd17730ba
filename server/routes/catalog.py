"""`/api/catalog`, `/api/help`, `/api/check`: what there is to build with, and whether it fits."""

from fastapi import APIRouter, Response

from server.routes.services import Served, Who, demand_data, json
from server.routes.shapes import Catalog, Checked, DocumentBody, HelpCategory, HelpPage

router = APIRouter()


@router.get("/catalog", response_model=Catalog)
async def catalog(served: Served) -> Response:
    """Every kind with its words and fields."""
    return json(await served.checker.catalog())


@router.get("/help/{category}/{kind}", response_model=HelpPage)
async def explain(category: HelpCategory, kind: str, served: Served) -> Response:
    """Everything about one kind, with pictures computed for it; asked for on demand."""
    return json(await served.helper.page(category, kind))


@router.post("/check", response_model=Checked)
async def check(body: DocumentBody, served: Served, who: Who) -> Response:
    """What is right and wrong about a document; answers 200 also when much is wrong."""
    await demand_data(served, who, body.document)
    return json(await served.checker.ask("check", {"document": body.document}))
