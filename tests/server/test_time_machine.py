"""Looking back at a run and branching from there, as a page does it."""

import numpy as np
import pytest
from serving import Refused, circle

from server.wire import frames

KERNEL = {"probe": "weights", "node": "h1", "weight": "kernel"}


def pictured(client, step):
    """The kernel of a step, once it is shown."""
    client.wait_status(lambda s: (s["shown"] if s["shown"] is not None else s["step"]) == step)
    while True:
        heard = [frame for message in client.pictures for frame in frames.decode(message)]
        if heard and heard[-1].step == step:
            return np.array(heard[-1].parts[0].values)
        client.wait_picture()


def steps(client, count):
    """So many steps more; answers the last."""
    step = client.status["step"] + count
    client.ask("step", count=count)
    client.wait_status(lambda s: s["step"] == step and s["state"] == "idle")
    return step


def branch(server, run, document):
    return server.post(f"/api/runs/{run}/branch", {"document": document})["id"]


def test_every_view_goes_back_and_forth(live_server, page):
    client = page(live_server.run(circle()))
    client.watch(KERNEL)
    steps(client, 25)
    then = pictured(client, 25)
    steps(client, 25)
    now = pictured(client, 50)
    assert not np.array_equal(then, now)
    client.ask("seek", step=25)
    np.testing.assert_array_equal(pictured(client, 25), then)
    client.ask("seek", step=None)
    client.wait_status(lambda s: s["shown"] is None)
    steps(client, 1)
    assert client.status["since"] == 0


def test_what_is_not_known_is_refused_in_words(live_server, page):
    client = page(live_server.run(circle()))
    steps(client, 5)
    with pytest.raises(Refused) as refused:
        client.ask("seek", step=9)
    assert refused.value.problem["code"] == "no_such_moment"
    assert "step 5" in refused.value.problem["message"]["en"]


def test_a_branch_repeats_the_run_to_the_bit(live_server, page):
    run = live_server.run(circle())
    client = page(run)
    client.watch(KERNEL)
    steps(client, 60)
    end = pictured(client, 60)
    client.ask("seek", step=20)
    client.wait_status(lambda s: s["shown"] == 20)
    document = live_server.get(f"/api/runs/{run}")["document"]
    other = page(branch(live_server, run, document))
    other.watch(KERNEL)
    assert other.status["step"] == 20
    steps(other, 40)
    np.testing.assert_array_equal(pictured(other, 60), end)
    assert client.status["step"] == 60


def test_a_branch_may_have_another_activation_and_goes_on_from_there(live_server, page):
    run = live_server.run(circle())
    client = page(run)
    steps(client, 30)
    document = live_server.get(f"/api/runs/{run}")["document"]
    document["nodes"][1]["config"]["activation"] = "relu"
    other = page(branch(live_server, run, document))
    assert other.status["step"] == 30
    steps(other, 3)
    assert other.status["step"] == 33


def test_a_branch_that_cannot_be_trained_leaves_nothing_behind(live_server, page):
    run = live_server.run(circle())
    page(run)
    wrong = circle()
    wrong["edges"].append(["out", "h1"])
    before = set((live_server.home / "runs").glob("*"))
    with pytest.raises(AssertionError, match="422"):
        branch(live_server, run, wrong)
    assert set((live_server.home / "runs").glob("*")) - before == set()
