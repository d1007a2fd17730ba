"""`/api/live`: the socket."""

from fastapi import APIRouter, WebSocket

from server.live.connection import serve
from server.routes.services import Served, Who

router = APIRouter()


@router.websocket("/live")
async def live(socket: WebSocket, served: Served, who: Who) -> None:
    """Talk to one page; guard and gate have checked where it comes from and whose it is."""
    if len(served.hub.viewers) >= served.settings.max_sockets:
        await socket.close(1013)
        return
    await socket.accept()
    await serve(socket, served.hub, who)
