"""What is compiled before anybody asks, and what nobody waits for any more."""

import itertools
import time
from collections.abc import Iterator

import pytest
from serving import LiveServer, circle, live

PLANE = {"probe": "plane", "node": "out", "size": 20, "unit": None}


@pytest.fixture(scope="module")
def live_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveServer]:
    """A server that finds nothing compiled."""
    with live(tmp_path_factory.mktemp("home"), alone=True) as server:
        yield server


def test_a_network_that_stands_still_is_compiled_before_play(live_server, page):
    fresh = circle()
    fresh["nodes"][1]["config"]["units"] = 6
    cache = live_server.home / "compiled"
    client = page(live_server.run(fresh))
    client.watch(PLANE)
    client.wait_picture()
    programs, began = len(list(cache.iterdir())), time.monotonic()
    grew = began
    # The worker warms up first; the network's own step is the last program that comes.
    while grew == began or time.monotonic() - grew < 3:
        assert time.monotonic() < began + 60, "nothing was compiled ahead"
        client.listen(0.1)
        if len(list(cache.iterdir())) > programs:
            programs, grew = len(list(cache.iterdir())), time.monotonic()
    heard = len(client.notices)
    client.ask("play")
    client.wait_status(lambda s: s["step"] > 0)
    states = [n["state"] for n in client.notices[heard:] if n["type"] == "status"]
    assert "compiling" not in states


def test_cancel_while_compiling(live_server, page):
    deep = circle()
    names = [f"d{number}" for number in range(30)]
    deep["nodes"][1:1] = [
        {"id": name, "kind": "dense", "config": {"units": 7 + i % 5, "activation": "tanh"}}
        for i, name in enumerate(names)
    ]
    path = ["in", *names, "h1", "out"]
    deep["edges"] = [list(pair) for pair in itertools.pairwise(path)]
    client = page(live_server.run(deep))
    client.ask("play")
    client.wait_status(lambda s: s["state"] == "compiling", 10)
    client.ask("cancel")
    client.wait_status(lambda s: s["state"] == "idle" and not s["playing"], 10)
    assert client.status["step"] == 0
    client.ask("play")
    client.wait_status(lambda s: s["step"] > 0)
