"""Many runs at once: each member is what an ordinary run of its document is."""

from typing import Any

import jax
import numpy as np
import pytest

from engine.errors import LearnerError, LearnerErrors
from engine.train import lanes
from engine.train import sweep as sweep_module
from engine.train.varying import Knob, variants
from tests.engine.probes.asking import forward, images
from tests.engine.train.runs import changed, circle, compiled, dense, document, session, settle
from tests.engine.train.runs import steps as take

RATE = "training.optimizer.config.learning_rate"
STEPS = 90


def swept(source, *knobs, steps=STEPS):
    """A run whose sweep is at its end."""
    run = session(source)
    run.sweep([Knob(field, tuple(values), node) for field, node, values in knobs], steps)
    settle(run)
    return run


def members(run):
    """The sweep's members with their weights."""
    found = run._sweeping.sweep
    assert found.problem is None
    assert found.finished
    return [(one, found.tensors(number)) for number, one in enumerate(found.members)]


def alone(source, steps=STEPS):
    """An ordinary run of a document, trained as far."""
    run = session(source)
    take(run, steps)
    return run


def parts(run) -> list[Any]:
    """What probes answer now."""
    return [frame.parts for frame in run.frames()]


def same(one, other, exact):
    """Whether two states are equal, or nearly."""
    for ours, theirs in zip(jax.tree.leaves(one), jax.tree.leaves(other), strict=True):
        if exact:
            np.testing.assert_array_equal(ours, theirs)
        else:
            np.testing.assert_allclose(ours, theirs, rtol=2e-4, atol=2e-5)


@pytest.mark.parametrize(
    ("field", "node", "values"),
    [
        (RATE, None, (0.03, 0.1)),
        ("training.seed", None, (0, 5)),
        ("kernel_initializer", "*", ("glorot_uniform", "he_normal")),
        ("kernel_regularizer.l2", "l1", (0.0, 0.1)),
        ("training.batch_size", None, (4, 10)),
    ],
)
def test_members_that_train_together_are_ordinary_runs(field, node, values):
    run = swept(circle(), (field, node, values))
    assert run.status()["sweep"]["together"] == len(values)
    for (member, tensors), (_, varied) in zip(
        members(run), variants(circle(), [Knob(field, values, node)]), strict=True
    ):
        other = alone(varied)
        assert (member.step, member.cursor) == (STEPS, other._training.cursor)
        same(tensors, other.tensors, exact=False)
        scores, theirs = member.rows[-1]["validation"], other.rows()[-1]["validation"]
        assert scores["loss"] == pytest.approx(theirs["loss"], rel=1e-3)
        assert scores["metrics"]["accuracy"] == pytest.approx(theirs["metrics"]["accuracy"])


def test_members_that_take_turns_are_ordinary_runs_to_the_bit():
    source = images(dense(10, "softmax"), metrics=["accuracy"])
    source = changed(source, "nodes", [source["nodes"][0], {"id": "f", "kind": "flatten"},
                                       source["nodes"][1]])  # fmt: skip
    source = changed(source, "edges", [["in", "f"], ["f", "l1"]])
    run = swept(source, (RATE, None, (0.01, 0.1)), steps=40)
    assert run.status()["sweep"]["together"] == 1
    for (member, tensors), rate in zip(members(run), (0.01, 0.1), strict=True):
        other = alone(changed(source, RATE, rate), 40)
        same(tensors, other.tensors, exact=True)
        assert member.rows[-1]["validation"] == other.rows()[-1]["validation"]


def test_other_structures_are_lanes_of_their_own():
    run = swept(circle(), ("units", "l1", (4, 3)), (RATE, None, (0.01, 0.1)), steps=30)
    assert run.status()["sweep"]["together"] == 2
    for (_, tensors), (_, varied) in zip(
        members(run),
        variants(circle(), [Knob("units", (4, 3), "l1"), Knob(RATE, (0.01, 0.1))]),
        strict=True,
    ):
        same(tensors, alone(varied, 30).tensors, exact=False)


def test_what_diverges_stands_still_and_the_others_go_on():
    source = document(dense(4, "relu"), dense(1), optimizer_config={"learning_rate": 0.01})
    run = swept(source, (RATE, None, (0.01, 30.0)))
    (sound, _), (lost, tensors) = members(run)
    assert (sound.diverged, sound.step) == (None, STEPS)
    other = session(changed(source, RATE, 30.0))
    take(other, STEPS)
    assert other.state == "diverged"
    assert lost.diverged == other.step_count + 1
    same(tensors["params"], other.tensors["params"], exact=False)
    run.adopt(1)
    assert run.state == "diverged"
    assert run.problem is not None
    assert str(lost.diverged) in str(run.problem)


def test_a_member_becomes_the_run_and_goes_on_from_there():
    run = swept(circle(), (RATE, None, (0.003, 0.1)))
    run.adopt(1)
    assert run.step_count == STEPS
    assert run.document["training"]["optimizer"]["config"]["learning_rate"] == 0.1
    assert run.rows()[-1]["validation"]["loss"] > 0
    take(run, 20)
    other = alone(changed(circle(), RATE, 0.1), STEPS + 20)
    same(run.tensors, other.tensors, exact=False)
    assert run.status()["since"] == STEPS
    assert run.status()["sweep"]["finished"]


def test_probes_tell_curves_and_pictures_of_every_member():
    run = swept(circle(), (RATE, None, (0.003, 0.1)), steps=60)
    assert run.watch([{"probe": "sweep_rows"}, {"probe": "sweep_tiles"}]) == [None, None]
    ((facts, at, losses, validation, metric),) = parts(run)
    found = members(run)
    np.testing.assert_array_equal(facts[:, 0], [one.step for one, _ in found])
    rows = found[0][0].rows
    np.testing.assert_array_equal(at[0], np.arange(1, 61))
    np.testing.assert_allclose(losses[0], [row["loss"] for row in rows], rtol=1e-6)
    np.testing.assert_allclose(validation[0], [r["validation"]["loss"] for r in rows], rtol=1e-6)
    assert metric[0, -1] == np.float32(rows[-1]["validation"]["metrics"]["accuracy"])
    while not (answers := parts(run)):
        compiled(run)
    ((tiles,),) = answers
    other = alone(changed(circle(), RATE, 0.1), 60)
    expected = forward(other, other.plan.rows.grid(lanes.SIDE))["l3"].reshape(lanes.SIDE, -1)
    low, high = tiles.ranges[1]
    shown = low + tiles.bytes[1] / 255 * (high - low)
    np.testing.assert_allclose(shown, expected, atol=(high - low) / 255 + 1e-4)


def test_only_one_of_run_and_sweep_trains():
    run = session(circle())
    run.play()
    run.sweep([Knob(RATE, (0.01, 0.1))], 1_000_000)
    assert (run.playing, run.status()["sweep"]["playing"]) == (False, True)
    run.play()
    assert (run.playing, run.status()["sweep"]["playing"]) == (True, False)
    run.sweep_play(True)
    assert not run.playing
    run.pause()
    assert run.settled
    run.sweep([], 1)
    assert run.status()["sweep"] is None


@pytest.mark.parametrize(
    ("knobs", "code"),
    [
        ([], "sweep_knobs"),
        ([Knob(RATE, tuple(range(65)))], "sweep_too_many"),
        ([Knob("data.dataset", ("mnist",))], "sweep_no_field"),
        ([Knob("units", (3,), "in")], "sweep_no_field"),
        ([Knob(RATE, (0.1, -1))], "sweep_value"),
    ],
)
def test_what_cannot_be_swept_is_refused_in_words(knobs, code):
    run = session(circle())
    with pytest.raises(LearnerError) as refused:
        sweep_module.Sweep(circle(), knobs, 10, run._device, run._compiler)
    assert refused.value.code == code


def test_callbacks_and_want_of_room_are_refused(monkeypatch):
    run = session(circle(callbacks=["early_stopping"]))
    with pytest.raises((LearnerError, LearnerErrors), match="callbacks"):
        run.sweep([Knob(RATE, (0.1,))], 10)
    monkeypatch.setattr(sweep_module, "ROOM", 100)
    with pytest.raises(LearnerError, match="MB"):
        session(circle()).sweep([Knob(RATE, (0.1, 0.2))], 10)
