"""Slow motion: what is told of a step is what it does, for every optimizer and its settings."""

import itertools
from typing import Any

import jax
import numpy as np
import pytest

from engine import catalog
from engine.probes.told_weight import MEMORY
from engine.train.compile_cache import Compiler
from engine.train.session import Session
from tests.engine.probes.asking import told
from tests.engine.train.runs import changed, circle, compiled, dense, document, session
from tests.engine.train.runs import steps as take


def weights(run):
    """A random number of every weight that is learned, as a probe names it."""
    rng = np.random.default_rng(3)
    found: list[Any] = [
        {"node": view.node, "weight": name, "index": [int(rng.integers(n)) for n in shape]}
        for view in run.plan.views()
        for name, shape in view.weights.items()
        if name in run.tensors["params"].get(run.plan.names.standard[view.node], {})
    ]
    return found


SETTINGS = {
    "plain": {},
    "clipped and decayed": {"clipnorm": 0.02, "weight_decay": 0.01},
    "short steps": {"clipvalue": 0.01},
    "all together": {"global_clipnorm": 0.05},
}
SCHEDULE = {"kind": "exponential_decay", "config": {"decay_steps": 4}}


def settled(optimizer, setting):
    """A network with a penalty, a largest norm and a frozen layer."""
    source = document(
        dense(4, "tanh", kernel_regularizer={"l1": 0.001, "l2": 0.01}),
        dense(3, "relu", kernel_constraint={"max_norm": 0.6}),
        dense(3, "tanh", trainable=False),
        ("batch_normalization", {}),
        dense(1, "tanh"),
        optimizer=optimizer,
        optimizer_config=SETTINGS[setting],
        data={"validation_split": 0},  # nothing to score
    )
    return changed(source, "training.optimizer.schedule", SCHEDULE)


@pytest.mark.parametrize(
    ("optimizer", "setting"), [*zip(catalog.optimizers(), itertools.cycle(SETTINGS))]
)
def test_the_weights_told_are_the_next_of_the_run_to_the_bit(optimizer, setting):
    run = session(settled(optimizer, setting))
    take(run, 5)
    slow = run._watching.slow
    told(run, {"probe": "told_batch", "node": "l1", "example": 0})
    assert slow._after is not None
    assert slow._passed is not None
    after = jax.tree.map(np.array, slow._after[0])
    moves = jax.tree.map(np.array, slow._passed["moves"])
    before = jax.tree.map(np.array, run.tensors)
    rate = run.plan.learning_rate(5)
    take(run, 1)
    jax.tree.map(np.testing.assert_array_equal, after, jax.tree.map(np.array, run.tensors))

    def near(ours, theirs):
        np.testing.assert_allclose(ours, theirs, rtol=2e-4, atol=2e-6)

    jax.tree.map(near, moves.moved, after["params"])
    jax.tree.map(near, dict(moves.memory), dict(after["optimizer"]))
    np.testing.assert_allclose(moves.rate, rate, rtol=1e-6)
    pairs = zip(*(jax.tree.leaves(state["params"]) for state in (before, after)), strict=True)
    assert any((one != other).any() for one, other in pairs)


def test_a_weights_way_adds_up():
    run = session(settled("adamw", "clipped and decayed"))
    take(run, 5)
    answers = told(run, *({"probe": "told_weight", **one} for one in weights(run)))
    for one, (ends, way, slots, memory, after, shares) in zip(weights(run), answers, strict=True):
        if one["node"] == "l2" and one["weight"] == "kernel":
            continue  # shrunk to its largest norm as well
        np.testing.assert_allclose(ends[0] + way[4], ends[1], rtol=1e-4, atol=1e-6, err_msg=one)
        assert [MEMORY[int(slot)] for slot in slots] == ["count", "mean", "square"]
        assert memory[0] == 5
        assert after[0] == 6
        if one["node"] != "l4":
            np.testing.assert_allclose(shares.sum(), way[0], rtol=1e-3, atol=1e-6)


@pytest.mark.parametrize("optimizer", catalog.optimizers())
def test_everything_an_optimizer_remembers_has_a_name(optimizer):
    run = session(circle(optimizer=optimizer))
    assert set(run.tensors["optimizer"]) <= set(MEMORY)


def test_slow_motion_leaves_the_run_alone_and_compiles_training_once():
    compiler = Compiler()
    runs = [Session(circle(optimizer="adam"), device="cpu", compiler=compiler) for _ in range(2)]
    for run in runs:
        take(run, 7)
    looked = runs[0]
    programs, rows = compiler.compiled, list(looked.rows())
    for example in range(3):
        told(
            looked,
            {"probe": "told_batch", "node": "l3", "example": example},
            {"probe": "told_node", "node": "l2", "what": "output", "example": example},
            {"probe": "told_node", "node": "l2", "what": "sum_gradient", "example": example},
            {"probe": "told_check", "node": "l2", "weight": "kernel", "index": [0, 1]},
        )
    assert compiler.compiled == programs + 2  # the telling and the check, once
    looked.watch([])
    assert looked._watching.slow._passed is None
    assert looked.rows() == rows
    for run in runs:
        take(run, 5)
    same = jax.tree.map(lambda a, b: bool((np.array(a) == np.array(b)).all()), *(
        run.tensors for run in runs))  # fmt: skip
    assert all(jax.tree.leaves(same))
    assert compiler.compiled == programs + 2


def test_a_step_taken_is_followed_by_the_telling_of_the_next():
    run = session(circle(optimizer="adam"))
    take(run, 2)
    probe = {"probe": "told_weight", "node": "l1", "weight": "kernel", "index": [0, 0]}
    ((ends, *_),) = told(run, probe)
    assert run.frames() == []  # nothing changed, nothing is said
    take(run, 1)
    frames = [frame for frame in run.frames() if frame.probe == 0]
    assert len(frames) == 1
    assert frames[0].step == 3
    assert frames[0].parts[0][0] == ends[1]


def test_another_slider_is_another_step():
    run = session(circle())
    take(run, 2)
    probe = {"probe": "told_batch", "node": "l1", "example": 0}
    assert told(run, probe)[0][2][2] == np.float32(0.03)
    run.edit(changed(run.document, "training.optimizer.config.learning_rate", 0.5))
    compiled(run)
    assert told(run, probe)[0][2][2] == np.float32(0.5)


@pytest.mark.parametrize(
    "bad",
    [
        {"probe": "told_node", "node": "l1", "what": "all", "example": 0},
        {"probe": "told_unit", "node": "l1", "index": [9], "example": 0},
        {"probe": "told_weight", "node": "l1", "weight": "kernel", "index": [0]},
        {"probe": "told_check", "node": "l1", "place": "between", "index": [0], "example": 0},
        {"probe": "told_batch", "node": "l1", "example": -1},
    ],
)
def test_a_question_that_makes_no_sense_is_refused(bad):
    (problem,) = session(circle()).watch([bad])
    assert problem is not None
