"""Many runs at once, as a page asks for them."""

import numpy as np
import pytest
from serving import Refused, circle

from server.wire import frames

RATE = "training.optimizer.config.learning_rate"


def answers(client, stream):
    """The parts of the newest frame of a stream, None while there is none."""
    heard = [frame for message in client.pictures for frame in frames.decode(message)]
    found = [frame for frame in heard if frame.stream == stream]
    return [np.array(part.real()) for part in found[-1].parts] if found else None


def wait_answer(client, stream, holds):
    """The first answer for which something holds."""
    while (parts := answers(client, stream)) is None or not holds(parts):
        client.wait_picture()
    return parts


def test_a_sweep_is_told_and_one_of_it_becomes_the_run(live_server, page):
    run = live_server.run(circle())
    client, other = page(run), page(run)
    rows, tiles = client.watch({"probe": "sweep_rows"}, {"probe": "sweep_tiles"})
    knob = {"field": RATE, "values": [0.01, 0.1]}
    client.ask("sweep", knobs=[knob], steps=120)
    status = client.wait_status(lambda s: s["sweep"] and s["sweep"]["finished"])
    assert status["sweep"]["knobs"] == [{**knob, "node": None}]
    assert (status["sweep"]["members"], status["sweep"]["together"]) == (2, 2)
    facts, *_ = wait_answer(client, rows, lambda parts: (parts[0][:, 0] == 120).all())
    assert np.isnan(facts[:, 1]).all()
    (maps,) = wait_answer(client, tiles, lambda parts: np.isfinite(parts[0]).all())
    assert maps.shape == (2, 32, 32)
    client.ask("adopt", member=1)
    client.wait_status(lambda s: s["step"] == 120)
    for one in (client, other):
        heard = [n for n in one.notices if n["type"] == "edited"]
        document = (heard or [one.wait(lambda n: n["type"] == "edited")])[0]["document"]
        assert document["training"]["optimizer"]["config"]["learning_rate"] == 0.1
    assert live_server.get(f"/api/runs/{run}")["document"] == document
    client.ask("step", count=1)
    client.wait_status(lambda s: s["step"] == 121)
    client.ask("sweep", knobs=[], steps=1)
    client.wait_status(lambda s: s["sweep"] is None)


def test_what_cannot_be_trained_is_refused_with_the_value(live_server, page):
    client = page(live_server.run(circle()))
    with pytest.raises(Refused) as refused:
        client.ask("sweep", knobs=[{"field": RATE, "values": [0.1, -3]}], steps=10)
    assert "-3" in refused.value.problem["message"]["en"]
    with pytest.raises(Refused) as refused:
        client.ask("adopt", member=0)
    assert refused.value.problem["code"] == "no_such_member"
