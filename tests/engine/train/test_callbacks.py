"""Callbacks in a run: it stops, says why, gets its best weights back, survives a restart."""

import jax
import numpy as np
import pytest

from engine.errors import LearnerErrors
from engine.graph.check import check
from engine.graph.read import read
from engine.train.plan import make_plan
from engine.train.session import Session
from tests.engine.train.runs import COMPILER, changed, circle, session, settle


def watched(*callbacks, **training):
    return circle(callbacks=list(callbacks), **training)


def stopping(**config):
    return {"kind": "early_stopping", "config": config}


def weights(run):
    return [np.array(leaf) for leaf in jax.tree.leaves(run.tensors["params"])]


def test_a_run_stops_early_and_says_why():
    # Nothing is better than the first epoch by 10, so the third ends it.
    run = session(watched(stopping(patience=2, min_delta=10.0)))
    run.play()
    settle(run)
    assert run.plan.schedule.steps_per_epoch * 3 == run.step_count
    assert run.state == "idle"
    notice = run.status()["notice"]
    assert notice["code"] == "stopped_early"
    assert "epoch 3" in notice["message"]["en"]
    assert "Epoche 3" in notice["message"]["de"]
    run.step()
    settle(run)
    assert run.status()["notice"] is None


def test_the_best_weights_come_back():
    config = {"patience": 3, "min_delta": 10.0, "restore_best_weights": True}
    run = session(watched(stopping(**config)))
    run.epoch()
    settle(run)
    first = weights(run)
    run.play()
    settle(run)
    assert run.history.epochs[-1]["epoch"] == 4
    assert run.status()["notice"]["code"] == "stopped_early_restored"
    for found, expected in zip(weights(run), first, strict=True):
        np.testing.assert_array_equal(found, expected)


def test_a_saved_run_goes_on_as_if_nothing_had_happened(tmp_path):
    config = {"patience": 2, "min_delta": 10.0, "restore_best_weights": True}
    slow = {"kind": "reduce_lr_on_plateau", "config": {"patience": 1, "min_delta": 10.0}}
    run = session(watched(slow, stopping(**config)))
    for _ in range(2):
        run.epoch()
        settle(run)
    run.save(tmp_path / "run.safetensors")
    again = Session.restore(tmp_path / "run.safetensors", device="cpu", compiler=COMPILER)
    for one in (run, again):
        one.play()
        settle(one)
    assert run.step_count == again.step_count
    assert run.status()["notice"] == again.status()["notice"]
    assert run.status()["notice"]["code"] == "stopped_early_restored"
    assert run.history.rows[-1]["learning_rate"] == again.history.rows[-1]["learning_rate"]
    for found, expected in zip(weights(again), weights(run), strict=True):
        np.testing.assert_array_equal(found, expected)


def test_a_plateau_lowers_the_learning_rate_without_another_executable():
    slow = {"kind": "reduce_lr_on_plateau", "config": {"patience": 1, "min_delta": 10.0}}
    run = session(watched(slow))
    run.epoch()
    settle(run)
    program = run._training.program
    for _ in range(2):
        run.epoch()
        settle(run)
    rates = [row["learning_rate"] for row in run.history.rows]
    assert rates[0] == pytest.approx(0.03)
    assert rates[-1] == pytest.approx(0.003)
    assert run._training.program is program
    before = weights(run)
    run.edit(changed(run.document, "training.optimizer.config.learning_rate", 0.05))
    run.step()
    settle(run)
    assert run.history.rows[-1]["learning_rate"] == pytest.approx(0.05)
    assert any((a != b).any() for a, b in zip(before, weights(run), strict=True))


def test_rows_tell_the_scheduled_learning_rate():
    source = circle()
    source["training"]["optimizer"]["schedule"] = {
        "kind": "step_decay",
        "config": {"decay_steps": 5, "factor": 0.5},
    }
    run = session(source)
    for count in (5, 5):
        run.step(count)
        settle(run)
    for row in run.rows():
        assert row["learning_rate"] == pytest.approx(0.03 if row["step"] <= 5 else 0.015)
    assert run.rows()[-1]["step"] == 10


def problems(source):
    return check(read(source)).problems


@pytest.mark.parametrize(
    ("source", "code", "fixed"),
    [
        (
            changed(circle(), "training.optimizer.config", {"clipnorm": 1.0, "clipvalue": 0.5}),
            "two_clippings",
            {"op": "training", "field": "optimizer.config.clipvalue", "value": None},
        ),
        (
            changed(watched("early_stopping"), "data.validation_split", 0.0),
            "no_validation",
            {"op": "data", "field": "validation_split", "value": 0.2},
        ),
        (
            watched(stopping(monitor="val_accuracy"), metrics=[]),
            "no_such_curve",
            {"op": "training", "field": "metrics", "value": ["accuracy"]},
        ),
    ],
)
def test_what_contradicts_itself_is_told_with_a_mend(source, code, fixed):
    (problem,) = problems(source)
    assert problem.code == code
    assert problem.field is not None
    assert problem.fix is not None
    (edit,) = problem.fix.edits
    assert edit == fixed
    if edit["op"] == "training":
        mended = changed(source, f"training.{edit['field']}", edit["value"])
    else:
        mended = changed(source, f"data.{edit['field']}", edit["value"])
    assert not problems(mended)


def test_a_misspelled_curve_has_a_mend():
    (problem,) = problems(watched(stopping(monitor="val_los")))
    assert problem.fix is not None
    (edit,) = problem.fix.edits
    assert not problems(changed(circle(), "training.callbacks", edit["value"]))


def test_an_unknown_callback_is_told():
    with pytest.raises(LearnerErrors) as refused:
        make_plan(watched("erly_stopping"), jax.devices("cpu")[0])
    assert "early_stopping" in str(refused.value)
