"""The cookie that holds a session's token: read, set, taken back."""

import datetime

from fastapi import Response
from starlette.requests import HTTPConnection

NAME = "netzwerkstatt"


def read(connection: HTTPConnection) -> str | None:
    """The token that came along, if any."""
    return connection.cookies.get(_name(connection))


def give(
    connection: HTTPConnection, response: Response, token: str, lasts: datetime.timedelta
) -> None:
    """Send the token along with an answer."""
    response.set_cookie(
        _name(connection),
        token,
        max_age=int(lasts.total_seconds()),
        path="/",
        secure=_secure(connection),
        httponly=True,
        samesite="strict",
    )


def take_back(connection: HTTPConnection, response: Response) -> None:
    """Make the browser forget it."""
    response.delete_cookie(
        _name(connection), path="/", secure=_secure(connection), httponly=True, samesite="strict"
    )


def _secure(connection: HTTPConnection) -> bool:
    return connection.url.scheme in ("https", "wss")


def _name(connection: HTTPConnection) -> str:
    # Browsers take a __Host- cookie only over https: nobody on a school's wire can plant one.
    return f"__Host-{NAME}" if _secure(connection) else NAME
