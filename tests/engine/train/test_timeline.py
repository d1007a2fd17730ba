"""The time machine: every view shows an earlier moment, and what follows from it is the same."""

import jax
import numpy as np
import pytest

from engine.errors import LearnerError
from engine.train import loop, timeline
from engine.train.session import Session
from tests.engine.probes.asking import ask
from tests.engine.train.runs import (
    COMPILER,
    changed,
    circle,
    compiled,
    dense,
    document,
    session,
    settle,
)
from tests.engine.train.runs import steps as take

KERNEL = {"probe": "weights", "node": "l1", "weight": "kernel"}


@pytest.fixture(autouse=True)
def _often(monkeypatch):
    """A moment is kept at every call, not only twice a second."""
    monkeypatch.setattr(loop.Turns, "KEPT", 0.0)


def kernel(run):
    """The kernel as it is shown."""
    ((values,),) = ask(run, KERNEL)
    return np.array(values)


def goes_to(run, step):
    run.seek(step)
    settle(run)
    compiled(run)


def test_an_earlier_moment_is_shown_to_the_bit():
    run = session(circle())
    seen = {0: kernel(run)}
    for _ in range(5):
        take(run, 7)
        seen[run.step_count] = kernel(run)
    for step in (14, 0, 28, 7):
        goes_to(run, step)
        assert run.status()["shown"] == step
        np.testing.assert_array_equal(kernel(run), seen[step])
    run.seek(None)
    assert run.status()["shown"] is None
    np.testing.assert_array_equal(kernel(run), seen[35])


def test_steps_between_two_moments_are_walked():
    run, other = session(circle()), session(circle())
    take(run, 40)
    take(other, 23)
    goes_to(run, 23)
    np.testing.assert_array_equal(kernel(run), kernel(other))


def test_going_back_takes_nothing_from_the_run():
    run, other = session(circle()), session(circle())
    for one in (run, other):
        take(one, 30)
    rows = [*run.rows()]
    goes_to(run, 11)
    assert run.step_count == 30
    take(run, 20)
    take(other, 20)
    assert run.status()["shown"] is None
    ours, theirs = (jax.tree.leaves(one.tensors) for one in (run, other))
    for one, same in zip(ours, theirs, strict=True):
        np.testing.assert_array_equal(one, same)
    assert run.rows()[: len(rows)] == rows


def test_a_slider_moved_and_a_weight_set_are_part_of_the_past():
    source = circle()
    run = session(source)
    take(run, 10)
    run.set_weight("l1", "kernel", [0, 0], 2.5)
    run.edit(changed(source, "training.optimizer.config.learning_rate", 0.3))
    take(run, 10)
    after = kernel(run)
    take(run, 10)
    goes_to(run, 20)
    np.testing.assert_array_equal(kernel(run), after)
    goes_to(run, 10)
    assert kernel(run).ravel()[0] == np.float32(2.5)
    goes_to(run, 9)
    assert kernel(run).ravel()[0] != np.float32(2.5)


def test_dropout_and_running_statistics_come_back_too():
    layers = (("batch_normalization", {}), ("dropout", {"rate": 0.5}), dense(1, "tanh"))
    run = session(document(dense(6, "tanh"), *layers, optimizer="adam"))
    take(run, 12)
    probe = {"probe": "weights", "node": "l2", "weight": "moving_mean"}
    ((before,),) = ask(run, probe)
    take(run, 9)
    goes_to(run, 12)
    ((again,),) = ask(run, probe)
    np.testing.assert_array_equal(again, before)


def test_what_is_too_long_ago_is_refused_with_what_is_known():
    run = session(circle())
    take(run, 5)
    for step in (-1, 6, 10**6):
        with pytest.raises(LearnerError) as refused:
            run.seek(step)
        assert refused.value.code == "no_such_moment"
        assert refused.value.to_json()["message"]["en"].endswith("step 0 to step 5.")
    assert run.status()["shown"] is None


def test_moments_are_thinned_and_turns_are_kept(monkeypatch):
    monkeypatch.setattr(timeline, "MOST", 8)
    run = session(circle())
    for _ in range(6):
        take(run, 3)
    run.set_weight("l1", "kernel", [0, 0], 1.0)
    for _ in range(30):
        take(run, 3)
    kept = run._training.timeline.steps  # how many there are is nobody's to ask
    assert len(kept) <= 8
    assert kept[0] == 0
    assert 18 in kept
    goes_to(run, 50)
    assert run.status()["shown"] == 50


def test_runs_share_the_room_for_their_past(monkeypatch):
    alone = session(circle())
    take(alone, 3)
    moment, *_ = alone._training.timeline._moments
    size = timeline.size_of(moment)
    alive = len(timeline.Timeline._all) + 1
    monkeypatch.setattr(timeline, "BYTES", alive * 6 * size)
    other = session(circle())
    for _ in range(20):
        take(other, 3)
    assert 2 <= len(other._training.timeline.steps) <= 6
    goes_to(other, 31)
    assert other.status()["shown"] == 31


def test_another_structure_has_a_past_of_its_own():
    source = circle()
    run = session(source)
    take(run, 8)
    run.edit(changed(source, "nodes.1.config.units", 5))
    assert run.status()["since"] is None
    with pytest.raises(LearnerError):
        run.seek(4)


def branch(run, tmp_path, document=None):
    """A run that goes on from what is shown, perhaps with another document."""
    path = tmp_path / "branch.safetensors"
    run.snapshot(shown=True).write(path)
    made = Session.restore(path, compiler=COMPILER)
    if document is not None:
        made.edit(document, carry=True)
    return made


def same_state(one, other):
    ours, theirs = (jax.tree.leaves(run.tensors) for run in (one, other))
    return all(np.array_equal(a, b) for a, b in zip(ours, theirs, strict=True))


def test_a_branch_with_nothing_changed_repeats_the_run(tmp_path):
    layers = (dense(6, "tanh"), ("dropout", {"rate": 0.3}), dense(1, "tanh"))
    run = session(document(*layers, optimizer="adam"))
    take(run, 40)
    goes_to(run, 17)
    other = branch(run, tmp_path)
    assert other.step_count == 17
    assert [row for row in run.rows() if row["step"] <= 17] == other.rows()
    take(other, 23)
    assert same_state(run, other)
    for one in (run, other):
        one.epoch()
        settle(one)
    whole, again = run.history.epochs[-1], other.history.epochs[-1]
    assert (whole["loss"], whole["metrics"]) == (again["loss"], again["metrics"])


def test_the_first_row_of_a_branch_is_of_the_steps_since_the_last_one(tmp_path):
    run = session(circle())
    for count in (9, 4, 40):
        take(run, count)
    goes_to(run, 20)
    kept = run.snapshot(shown=True).about
    last = kept["rows"][-1]["step"]
    assert 13 <= last <= 20
    assert kept["recorder"]["row"]["weight"] == 10 * (20 - last)


def test_a_branch_with_another_optimizer_keeps_the_weights(tmp_path):
    source = circle()
    run = session(source)
    take(run, 30)
    goes_to(run, 12)
    shown = kernel(run)
    training = {**source["training"], "optimizer": {"kind": "adam", "config": {}}}
    other = branch(run, tmp_path, {**source, "training": training})
    assert other.step_count == 12
    np.testing.assert_array_equal(kernel(other), shown)
    take(other, 5)
    assert other.step_count == 17
    assert not np.array_equal(kernel(other), shown)


def test_a_branch_with_another_activation_or_more_units_keeps_what_fits(tmp_path):
    source = circle()
    run = session(source)
    take(run, 20)
    other = branch(run, tmp_path, changed(source, "nodes.1.config.activation", "relu"))
    np.testing.assert_array_equal(kernel(other), kernel(run))
    wider = branch(run, tmp_path, changed(source, "nodes.2.config.units", 3))
    np.testing.assert_array_equal(kernel(wider), kernel(run))
    assert wider.step_count == 20
    take(wider, 3)
