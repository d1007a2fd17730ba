"""docker-compose.yml: hardened as promised, and its services work together through the proxy."""

import re
import shutil
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from compose import ROOT, Stack, services
from postgres import needs_postgres
from serving import circle
from visitors import PASSWORD, Visitor, join, new_class

from server.lessons.load import load
from server.settings import Settings

SERVICES = services()
OURS = ("server", "worker")
needs_caddy = pytest.mark.skipif(
    shutil.which("caddy") is None, reason="Caddy is not installed; on Debian: apt install caddy"
)


@pytest.mark.parametrize("name", SERVICES)
def test_every_service_is_hardened(name: str):  # R19
    service = SERVICES[name]
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert "no-new-privileges:true" in service["security_opt"]
    assert service["mem_limit"]
    assert service["pids_limit"]


@pytest.mark.parametrize("name", OURS)
def test_ours_do_not_run_as_root(name: str):
    assert int(SERVICES[name]["user"].partition(":")[0]) > 0


@pytest.mark.parametrize("name", ["server", "worker", "database"])
def test_nothing_but_the_proxy_reaches_a_network_or_is_reached(name: str):
    assert "ports" not in SERVICES[name]
    networks = SERVICES[name].get("networks", [])
    assert set(networks) <= {"inside"}
    assert networks or SERVICES[name]["network_mode"] == "none"


def test_what_the_image_copies_is_there():
    for line in (ROOT / "Dockerfile").read_text("utf-8").splitlines():
        if found := re.match(r"COPY (?!--)(.+) \S+$", line):
            for source in found[1].split():
                assert (ROOT / source).exists(), source


def test_the_image_starts_what_the_compose_file_starts():
    lines = (ROOT / "Dockerfile").read_text("utf-8").splitlines()
    (command,) = [line.removeprefix("CMD ") for line in lines if line.startswith("CMD ")]
    assert [*map(str, SERVICES["server"]["command"])] == [
        part.strip('"') for part in command.strip("[]").split(", ")
    ]


@pytest.fixture(scope="module")
def stack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    folder: Path = tmp_path_factory.mktemp("compose")
    with Stack(folder) as started:
        yield started


@needs_caddy
@needs_postgres
def test_the_page_comes_through_the_proxy(stack: Stack):
    status, headers, body = stack.request("GET", "/")
    assert status == 200
    assert b"Netzwerkstatt" in body
    assert "strict-transport-security" in {name.lower() for name in headers}


@needs_caddy
@needs_postgres
def test_a_network_trains_through_the_proxy(stack: Stack):
    with stack.page(stack.run(circle())) as client:
        client.ask("play")
        client.wait_status(lambda s: s["step"] > 200)


@needs_caddy
@needs_postgres
def test_a_class_is_played_through_the_proxy(stack: Stack):
    link = re.search(r"(https://\S+)/welcome#(\S+)", stack.logged("server"))
    assert link is not None, stack.logged("server")
    assert link[1] == stack.url
    owner = Visitor(stack).enter(
        "/teachers", invitation=link[2], name="Ms Noether", password=PASSWORD
    )
    assert owner.cookie.startswith("__Host-")
    course = new_class(owner, "9b", lessons=["hello-network"])
    names = ["otter", "comet", "maple"]
    learners = [join(stack, course, one) for one in names]
    with ExitStack() as pages:
        for learner in learners:
            page = pages.enter_context(learner.page(learner.run(circle())))
            page.ask("play")
            page.wait_status(lambda s: s["step"] > 200)
            page.ask("pause")
        wall = pages.enter_context(owner.page())
        wall.ask("wall", course=course["id"])
        trained: set[str] = set()
        while trained != set(names):
            tile = wall.wait(lambda n: n["type"] == "tile" and n["step"] > 200, 30)
            trained.add(tile["name"])
        assert wall.pictures or wall.wait_picture()
    task, solution = _a_task()
    verdict = learners[0].ask(
        "POST", f"/lessons/hello-network/tasks/{task}/check", {"document": solution, "run": None}
    )
    assert verdict["passed"], verdict
    status, _, table = owner.request("GET", f"/classes/{course['id']}/progress.csv")
    assert status == 200
    assert b"otter" in table


def _a_task() -> tuple[str, Any]:
    """A task of the first lesson with the network that solves it."""
    lesson = load(Settings().lessons).lessons["hello-network"]
    return next((name, task.solution.document) for name, task in lesson.tasks().items())
