"""Interventions as a page makes them: every view follows, and they outlive the worker."""

import numpy as np
import pytest
from serving import Refused, circle, live

from server.wire import frames

OFF = {"node": "h1", "unit": 0, "times": 0.0}
FROZEN = {"node": "h1", "unit": 1, "frozen": True}
CUT = {"edge": ["h1", "out"], "dropped": True}
UNIT = {"probe": "unit", "node": "h1", "index": [0], "sample": {"part": "training", "index": 0}}


@pytest.fixture
def server(tmp_path):
    with live(tmp_path, checkpoint_seconds=0.2) as started:
        yield started


def stands(client, *interventions):
    """Until the run tells just these, and what they do if there are any."""
    client.wait_status(
        lambda s: (
            s["interventions"] == [*interventions] and bool(s["effect"]) == bool(interventions)
        )
    )
    return client.status["effect"]


def seen(client, holds):
    """The unit's output, once it is as it should be; its picture may have come before the answer to
    what was asked."""
    picture = client.pictures[-1] if client.pictures else client.wait_picture(30)
    while True:
        for frame in frames.decode(picture):
            value = float(np.array(frame.parts[4].values)[0])
            if holds(value):
                return value
        picture = client.wait_picture(30)


def test_views_and_scores_follow_and_the_way_back_is_exact(server):
    with server.page(server.run(circle())) as client:
        client.ask("step", count=60)
        client.wait_status(lambda s: s["step"] == 60 and s["state"] == "idle")
        client.watch(UNIT)
        before = seen(client, lambda value: value != 0)
        client.ask("intervene", interventions=[OFF])
        assert seen(client, lambda value: value == 0) == 0
        effect = stands(client, OFF)
        assert effect["step"] == 60
        assert effect["before"]["loss"] != effect["after"]["loss"]
        client.ask("intervene", interventions=[])
        assert seen(client, lambda value: value != 0) == before
        stands(client)
        assert client.status["notice"] is None  # what is taken back is not lost


def test_they_outlive_the_worker_and_go_along_into_a_branch(server):
    run = server.run(circle())
    with server.page(run) as client:
        client.ask("intervene", interventions=[OFF, FROZEN, CUT])
        stands(client, OFF, FROZEN, CUT)
        path = server.home / "runs" / f"{run}.safetensors"
        while not path.exists():
            client.listen(0.1)
        server.worker().kill()
        client.wait(lambda n: n["type"] == "worker" and n["state"] == "lost", 5)
        client.wait(lambda n: n["type"] == "worker" and n["state"] == "ready", 30)
        client.wait_status(lambda s: s["state"] == "idle")
        stands(client, OFF, FROZEN, CUT)
        branched = server.post(f"/api/runs/{run}/branch", {"document": circle()})["id"]
    with server.page(branched) as client:
        stands(client, OFF, FROZEN, CUT)


def test_mistakes_teach_and_what_vanishes_is_told(server):
    with server.page(server.run(circle())) as client:
        for wrong, code in (
            ({**OFF, "node": "nobody"}, "no_such_node"),
            ({**OFF, "unit": 99}, "no_such_unit"),
            ({"edge": ["in", "out"], "dropped": True}, "no_such_edge"),
            ({"node": "h1"}, "intervention_unclear"),
        ):
            with pytest.raises(Refused) as refused:
                client.ask("intervene", interventions=[CUT, wrong])
            assert refused.value.problem["code"] == code
            assert refused.value.problem["message"]["de"]
        assert client.status["interventions"] == []
        last = {**OFF, "unit": 3}
        client.ask("intervene", interventions=[OFF, last])
        stands(client, OFF, last)
        smaller = circle()
        smaller["nodes"][1]["config"]["units"] = 3
        client.ask("edit", document=smaller)
        stands(client, OFF)
        assert "h1 4" in client.status["notice"]["message"]["en"]
