"""How a normalization makes a number, against NumPy: of one example, and of the step's batch."""

from typing import Any

import numpy as np
import pytest

from tests.engine.probes.asking import SAMPLE, ask, forward, images
from tests.engine.probes.test_bend_and_chance import example
from tests.engine.train.runs import dense, session
from tests.engine.train.runs import steps as take

CONV = ("conv2d", {"filters": 6, "kernel_size": 3, "strides": 2, "activation": "tanh"})
END = (("flatten", {}), dense(10, "softmax"))
LINES = ("reshape", {"target_shape": [8, 8]})
VECTOR = (("flatten", {}), dense(6, "tanh"))


def weights_of(run, node):
    """A layer's weights and statistics by name, as arrays."""
    name = run.plan.names.standard[node]
    found = {**run.tensors["params"].get(name, {}), **run.tensors["state"].get(name, {})}
    return {key: np.asarray(value) for key, value in found.items()}


def members(x, kind, config, place):
    """The numbers of one example [*shape] that the asked one is normalized with."""
    axis = config.get("axis", -1)
    if kind == "batch_normalization":
        return x[..., place[-1]]
    lines = np.moveaxis(x, axis if axis < 0 else axis - 1, -1)
    if kind == "group_normalization":
        size = lines.shape[-1] // config["groups"] if config["groups"] > 0 else 1
        at = place[axis if axis < 0 else axis - 1]
        return lines[..., at // size * size : at // size * size + size]
    rest = list(place)
    del rest[axis if axis < 0 else axis - 1]
    return lines[tuple(rest)]


@pytest.mark.parametrize(
    ("before", "kind", "config", "place"),
    [
        ((CONV,), "batch_normalization", {"scale": False}, (1, 2, 4)),
        ((LINES,), "batch_normalization", {"epsilon": 0.01}, (3, 5)),
        ((CONV,), "layer_normalization", {}, (0, 1, 5)),
        ((LINES,), "layer_normalization", {"axis": 1, "epsilon": 0.1}, (6, 2)),
        (VECTOR, "layer_normalization", {"scale": False}, (3,)),
        ((CONV,), "group_normalization", {"groups": 3}, (2, 0, 3)),
        ((LINES,), "group_normalization", {"groups": 2, "axis": 1}, (5, 7)),
        (VECTOR, "rms_normalization", {"epsilon": 0.5}, (2,)),
    ],
)
def test_a_number_is_made_of_its_own_example(before, kind, config, place):
    run = session(images(*before, (kind, config), *END))
    take(run, 4)
    node, source = f"l{len(before) + 1}", f"l{len(before)}"
    question = {"probe": "normalized", "node": node, "index": list(place), "sample": SAMPLE}
    ((inputs, outputs, value, features, counts, ranges, spread, *rest),) = ask(run, question)
    values, weights = forward(run, example(run)), weights_of(run, node)
    x, y = values[source][0], values[node][0]
    shown = (x[..., place[-1]], y[..., place[-1]]) if x.ndim == 3 else (x, y)
    np.testing.assert_allclose(inputs, shown[0], rtol=1e-5, atol=1e-6)
    np.testing.assert_allclose(outputs, shown[1], rtol=1e-4, atol=1e-5)
    own = members(x, kind, config, place)
    at = place[config.get("axis", 0) - 1]
    mean, variance = own.mean(), own.var()
    if kind == "batch_normalization":
        mean, variance = weights["moving_mean"][at], weights["moving_variance"][at]
    if kind == "rms_normalization":
        mean, variance = np.nan, np.square(own).mean()
    gamma, beta = (weights[name][at] if name in weights else np.nan for name in ("gamma", "beta"))
    if kind == "rms_normalization":
        gamma = weights["scale"][at]
    default = 1e-6 if kind == "rms_normalization" else 1e-3
    told: Any = [x[place], mean, variance, config.get("epsilon", default), gamma, beta]
    np.testing.assert_allclose(value, [*told, y[place]], rtol=1e-4, atol=1e-5)
    made = (value[0] - np.nan_to_num(value[1])) / np.sqrt(value[2] + value[3])
    made = made * np.nan_to_num(value[4], nan=1) + np.nan_to_num(value[5])
    assert made == pytest.approx(value[6], rel=1e-4, abs=1e-5)
    np.testing.assert_allclose(features[:4, at], value[[1, 2, 4, 5]], rtol=1e-6)
    np.testing.assert_allclose(spread[0], [own.mean(), own.std()], rtol=1e-4, atol=1e-5)
    np.testing.assert_allclose(ranges[0], [own.min(), own.max()], rtol=1e-5, atol=1e-6)
    assert counts.sum(1).tolist() == [own.size, own.size]
    assert [part.size for part in rest] == [0, 0]


@pytest.mark.parametrize(
    ("before", "config", "place"),
    [
        ((CONV,), {"momentum": 0.9}, (7, 1, 2, 4)),
        ((LINES,), {}, (3, 5, 2)),
        (VECTOR, {"momentum": 0.5, "scale": False}, (31, 3)),
    ],
)
def test_training_takes_the_batchs_statistics_and_moves_the_running_ones(before, config, place):
    node, source = f"l{len(before) + 1}", f"l{len(before)}"
    layers = (*before, ("batch_normalization", config), *END)
    run = session(images(*layers, batch_size=32))
    take(run, 5)
    question = {"probe": "normalized", "node": node, "index": list(place[1:])}
    ((inputs, outputs, value, features, counts, ranges, spread, running, which),) = ask(
        run, {**question, "example": place[0]}
    )
    rows = run.plan.rows
    batch = rows.data.training.inputs[rows.training[which.astype(int)]]
    assert len(set(which)) == 32
    x, weights = forward(run, rows.scaled(batch))[source], weights_of(run, node)
    mean, variance = (take(x, axis=tuple(range(x.ndim - 1))) for take in (np.mean, np.var))
    np.testing.assert_allclose(features[:2], [mean, variance], rtol=1e-4, atol=1e-6)
    own = [weights["moving_mean"], weights["moving_variance"]]
    np.testing.assert_allclose(features[4:], own, rtol=1e-6)
    gamma = weights.get("gamma", np.ones(x.shape[-1]))
    y = (x - mean) / np.sqrt(variance + 1e-3) * gamma + weights["beta"]
    assert value[0] == pytest.approx(x[place], abs=1e-5)
    assert value[6] == pytest.approx(y[place], abs=1e-4)
    shown = {4: (place[0], ..., place[-1]), 3: (place[0],), 2: ()}[x.ndim]
    np.testing.assert_allclose(inputs, x[shown], rtol=1e-4, atol=1e-5)
    np.testing.assert_allclose(outputs, y[shown], rtol=1e-3, atol=1e-4)
    after = y[..., place[-1]]
    np.testing.assert_allclose(spread[1], [after.mean(), after.std()], rtol=1e-3, atol=1e-4)
    np.testing.assert_allclose(ranges[1], [after.min(), after.max()], rtol=1e-3, atol=1e-4)
    assert counts[0].sum() == counts[1].sum() == after.size
    take(run, 1)
    moved = weights_of(run, node)
    momentum, at = config.get("momentum", 0.99), place[-1]
    told = [momentum, own[0][at], mean[at], moved["moving_mean"][at]]
    told += [own[1][at], variance[at], moved["moving_variance"][at]]
    np.testing.assert_allclose(running, told, rtol=1e-4, atol=1e-6)


def test_a_short_last_batch_and_another_example_need_no_other_program():
    run = session(images(*VECTOR, ("batch_normalization", {}), *END, batch_size=1000))
    question = {"probe": "normalized", "node": "l3", "index": [2], "example": 900}
    whole = len(run.plan.rows.training)
    ((inputs, _, value, *_, which),) = ask(run, question)
    assert whole < 1000
    assert (which >= 0).sum() == whole
    assert np.isfinite(inputs[:whole]).all()
    assert np.isnan(inputs[whole:]).all()
    assert value[0] == inputs[whole - 1, 2]  # of examples that are not there: the last one
    ((_, _, value, *_),) = ask(run, {**question, "example": 5, "index": [0]})
    assert value[0] == inputs[5, 0]


def test_what_normalizes_nothing_is_refused():
    run = session(images(*VECTOR, ("layer_normalization", {}), *END))
    for bad in (
        {"node": "l2", "index": [0], "sample": SAMPLE},
        {"node": "l3", "index": [0], "example": 0},
    ):
        (problem,) = run.watch([{"probe": "normalized", **bad}])
        assert problem is not None
        assert problem.code == "bad_probe"
