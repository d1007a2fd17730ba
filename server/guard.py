"""What every request and socket must pass first: host, origin, size (R15), then the gate (R14)."""

import asyncio
import ipaddress
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from server.gate import Gate
from server.routes.answers import refuse
from server.settings import Settings
from server.wire.problems import Refusal, problem, refusal

DRAINED = 10  # times the limit: what is let pass by unread before a refusal is sent
STOPPED_SECONDS = 2  # until it makes sense to ask a server that was stopped again
SAFE = {"GET", "HEAD", "OPTIONS"}
HEADERS = {
    "content-security-policy": "; ".join(
        (
            "default-src 'self'",
            "script-src 'self'",
            "worker-src 'self' blob:",
            "style-src 'self' 'unsafe-inline'",  # React Flow and uPlot write style attributes
            "img-src 'self' data: blob:",
            "font-src 'self' data:",
            "connect-src 'self'",
            "object-src 'none'",
            "base-uri 'none'",
            "form-action 'self'",
            "frame-ancestors 'none'",
        )
    ),
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
}


class Guard:
    """ASGI middleware around the whole application."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self.app = app
        self.gate = Gate()
        self.limit = settings.max_body
        self.upload_limit = settings.max_upload
        self.names = {
            "localhost",
            *(name.strip().lower() for name in (settings.host, *settings.hosts)),
            urlsplit(settings.site).hostname or "localhost",
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse before anything is accepted or read, else go on."""
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return
        try:
            self._check(scope)
            await self.gate.admit(scope)
        except Refusal as refused:
            await self._refuse(refused, scope, receive, send)
            return
        if scope["type"] == "websocket":
            await self.app(scope, receive, send)
        else:
            await self._http(scope, receive, send)

    async def _http(self, scope: Scope, receive: Receive, send: Send) -> None:
        left = self._limit(scope)
        begun = False

        async def limited() -> Message:
            nonlocal left
            message = await receive()
            left -= len(message.get("body", b""))
            if left < 0:
                raise HTTPException(413)  # the one kind that passes through FastAPI's own reading
            return message

        async def with_headers(message: Message) -> None:
            nonlocal begun
            if message["type"] == "http.response.start":
                begun = True
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        try:
            await self.app(scope, limited, with_headers)
        except asyncio.CancelledError:
            # Only a server that stops cancels requests: those that took longer than it waits.
            if begun:
                raise
            await refuse([problem("stopping")], 503, STOPPED_SECONDS)(scope, receive, send)

    def _check(self, scope: Scope) -> None:
        headers = Headers(scope=scope)
        host = headers.get("host", "")
        if not self._known(host):
            raise refusal("foreign_host", status=403, host=_printable(host))
        changes = scope["type"] == "websocket" or scope["method"] not in SAFE
        if changes and urlsplit(headers.get("origin", "")).netloc.lower() != host.lower():
            raise refusal("foreign_origin", status=403)
        if scope["type"] == "http":
            self._check_body(scope, headers)

    def _known(self, host: str) -> bool:
        """Names we go by; digits always, because no foreign name can be pointed at those."""
        name = urlsplit(f"//{host}").hostname if _sane(host) else None
        if name is None:
            return False
        if name in self.names:
            return True
        try:
            ipaddress.ip_address(name)
        except ValueError:
            return False
        return True

    def _check_body(self, scope: Scope, headers: Headers) -> None:
        length = headers.get("content-length", "0")
        limit = self._limit(scope)
        if not length.isdecimal() or int(length) > limit:
            raise refusal("too_large", status=413, limit=limit)
        kind = headers.get("content-type", "").partition(";")[0].strip().lower()
        wanted = "application/octet-stream" if _uploads(scope) else "application/json"
        if scope["method"] not in SAFE and length != "0" and kind != wanted:
            raise refusal("bad_json", status=415)

    def _limit(self, scope: Scope) -> int:
        return self.upload_limit if _uploads(scope) else self.limit

    async def _refuse(self, refused: Refusal, scope: Scope, receive: Receive, send: Send) -> None:
        response: Response = refuse(refused.problems, refused.status, refused.retry_after)
        if scope["type"] == "websocket" and "websocket.http.response" not in scope.get(
            "extensions", {}
        ):
            await send({"type": "websocket.close", "code": 1008})
            return
        if scope["type"] == "http":
            await self._drain(receive)
        await response(scope, receive, send)

    async def _drain(self, receive: Receive) -> None:
        """Let a body pass by unread, or its sender would meet a closed door and hear no reason."""
        left = DRAINED * max(self.limit, self.upload_limit // 5)
        while left > 0:
            message = await receive()
            left -= len(message.get("body", b""))
            if message["type"] != "http.request" or not message.get("more_body"):
                return


def _uploads(scope: Scope) -> bool:
    """Whether the body is a file, which is longer than any document."""
    return scope["method"] == "POST" and scope["path"] == "/api/own"


def _sane(host: str) -> bool:
    return 0 < len(host) < 256 and not set(host) & set("@/?#\\ ")


def _printable(host: str) -> str:
    return "".join(letter for letter in host[:80] if letter.isprintable())
