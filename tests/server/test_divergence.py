"""A run with a tenfold learning rate diverges, is explained, mended and learns after all."""

import re

import pytest
from diverging import RATE, diamonds

from server.lessons.edits import applied


def test_a_tenfold_learning_rate_is_explained_and_mended(live_server, page):
    wild = diamonds(10 * RATE)
    client = page(live_server.run(wild))
    client.ask("play")
    status = client.wait_status(lambda s: s["state"] == "diverged" and s["findings"])
    first, *others = status["findings"]["problems"]
    assert first["code"] in ("diverged", "diverged_at")
    (step,) = re.findall(r"[Aa]t step (\d+)", first["message"]["en"])
    assert (
        int(step) == status["step"] + 1 == client.rows[-1]["step"] + 1
    )  # the step after the last loss
    high = next(one for one in others if one["code"] == "rate_too_high_diverged")
    told = high["message"]["en"]
    losses = {row["step"]: row["loss"] for row in client.rows}
    ((low, low_at, now, now_at),) = re.findall(
        r"the loss was (\S+) at step (\d+) and (\S+) at step (\d+)", told
    )
    assert float(now) == pytest.approx(losses[int(now_at)], rel=0.01)
    assert float(low) == pytest.approx(min(losses.values()), rel=0.01)
    assert losses[int(low_at)] == min(losses.values())

    mended = applied(wild, high["fix"]["edits"])
    assert mended["training"]["optimizer"]["config"]["learning_rate"] == RATE
    client.ask("edit", document=mended)
    client.ask("reset", seed=None)
    client.wait_status(lambda s: s["state"] == "idle" and s["step"] == 0 and s["problem"] is None)
    client.ask("step", count=200)
    status = client.wait_status(lambda s: s["step"] == 200 and s["state"] == "idle")
    assert status["problem"] is None
    client.listen(0.5)
    losses = [row["loss"] for row in client.rows]
    assert losses[-1] < losses[0] / 3
