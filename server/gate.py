"""Who may pass: finds who asks and denies what the policy does not allow, http and websocket."""

import re

from starlette.requests import HTTPConnection
from starlette.routing import compile_path
from starlette.types import Scope

from server.people import policy, sessions
from server.people.actors import Actor
from server.routes.cookies import read
from server.routes.services import services
from server.wire.problems import refusal


class Gate:
    """Built from the policy's table alone: a route that is not declared there is out of reach."""

    def __init__(self) -> None:
        self._rules: list[tuple[str, re.Pattern[str], str]] = []
        for action in policy.ROUTES:
            method, template = action.split(" ")
            self._rules.append((method, compile_path(template)[0], action))

    async def admit(self, scope: Scope) -> None:
        """Leave the actor in the scope's state, or refuse; the page's own files are for anyone."""
        path: str = scope["path"]
        if not path.startswith("/api"):
            return
        action = self._action("WS" if scope["type"] == "websocket" else scope["method"], path)
        if action is None:
            return
        actor = await who(HTTPConnection(scope))
        if not policy.admits(actor, action):
            raise policy.turned_away(actor)
        scope.setdefault("state", {}).update(actor=actor, action=action)

    def _action(self, method: str, path: str) -> str | None:
        matches = [(known, action) for known, form, action in self._rules if form.match(path)]
        for known, action in matches:
            if known == method:
                return action
        if matches and method != "WS":
            return None  # the router says which method there is not
        raise refusal("not_found", status=404)


async def who(connection: HTTPConnection) -> Actor:
    """The actor behind a request or socket, by its cookie."""
    token = read(connection)
    return await services(connection).database.read(lambda session: sessions.actor(session, token))
