"""Who may do what: every route and command, tried by everybody at a real server (R14)."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import pytest
from rights import COMMAND_TABLE, ROLES, ROUTE_TABLE, World, cells
from serving import live

from server import app
from server.gate import Gate
from server.people import policy
from server.people.actors import LOCAL
from server.settings import Settings
from server.wire.messages import AnyCommand
from server.wire.problems import Refusal

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    with (
        live(tmp_path_factory.mktemp("school"), max_classes=1000) as school,
        live(tmp_path_factory.mktemp("alone")) as alone,
    ):
        yield World(school, alone)


@pytest.mark.parametrize(("action", "expected"), cells(ROUTE_TABLE))
def test_routes(world: World, action: str, expected: dict[str, str]):
    assert {role: world.route(action, role) for role in ROLES} == expected


@pytest.mark.parametrize(("kind", "expected"), cells(COMMAND_TABLE))
def test_commands(world: World, kind: str, expected: dict[str, str]):
    assert {role: world.command(kind, role) for role in ROLES} == expected


def routes() -> Iterator[str]:
    """What the application answers to, found without asking the policy."""
    for path, methods in app.create_app(Settings()).openapi()["paths"].items():
        for method in methods:
            yield f"{method.upper()} {path}"
    for router in app.ROUTERS:
        for route in router.routes:
            known: dict[str, Any] = vars(route)
            for method in known.get("methods") or {"WS"}:
                yield f"{method} /api{known['path']}"


def test_every_route_and_command_is_declared_and_tried():
    assert set(routes()) == set(policy.ROUTES) == {action for action, _ in cells(ROUTE_TABLE)}
    tags = {str(command.__struct_config__.tag) for command in get_args(AnyCommand)}
    assert tags == set(policy.COMMANDS) == {kind for kind, _ in cells(COMMAND_TABLE)}


def test_what_is_not_declared_is_out_of_reach(monkeypatch):
    less = {action: rule for action, rule in policy.ROUTES.items() if action != "GET /api/health"}
    monkeypatch.setattr(policy, "ROUTES", less)
    with pytest.raises(Refusal) as refused:
        Gate()._action("GET", "/api/health")
    assert refused.value.status == 404
    assert not policy.can(LOCAL, "GET /api/health")
    assert not policy.can(LOCAL, "no_such_command")


def test_the_page_behind_no_route_asks_for_nothing_of_the_api():
    outside = [
        getattr(route, "path", None)
        for route in app.create_app(Settings()).routes
        if not str(getattr(route, "path", "/api")).startswith("/api")
    ]
    assert outside, "the page is served"
    for path in outside:
        assert path in {"", "/", "/openapi.json"}, f"{path} passes the gate without a rule"


def table() -> str:
    """The policy as docs/class.md shows it."""
    lines = ["| route or command | who | whose |", "|---|---|---|"]
    for action, rule in {**policy.ROUTES, **policy.COMMANDS}.items():
        roles = [
            role for role in ("anonymous", "local", "learner", "teacher") if role in rule.roles
        ]
        who = "anyone" if len(roles) == 4 else ", ".join(roles)
        whose = {"nothing": "", "own": "own", "own or taught": "own; a teacher also a learner's"}
        name = re.sub(r"/api(?=/)", "", action)
        lines.append(f"| `{name}` | {who} | {whose[rule.owned]} |")
    return "\n".join(lines)


def test_the_table_stands_in_the_documentation():
    assert table() in (ROOT / "docs" / "class.md").read_text("utf-8"), table()
