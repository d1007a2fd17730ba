"""`/api/health`: for those who watch over the server."""

from fastapi import APIRouter

from server.routes.services import Served
from server.routes.shapes import Health

router = APIRouter()


@router.get("/health")
async def health(served: Served) -> Health:
    """Whether the server and its worker live, and on which device."""
    pool = served.hub.pool
    return Health(status="ok", worker=pool.state, device=pool.device)
