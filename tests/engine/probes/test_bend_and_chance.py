"""The activation's curve with a layer's sums on it, and what chance draws, against NumPy."""

import numpy as np
import pytest

from engine import catalog
from tests.engine.probes.asking import SAMPLE, ask, forward, images
from tests.engine.train.runs import dense, document, session
from tests.engine.train.runs import steps as take

CURVES = {
    "tanh": np.tanh,
    "relu": lambda x: np.maximum(x, 0),
    "sigmoid": lambda x: 1 / (1 + np.exp(-x)),
}


def example(run):
    """The example all questions are about, as the network sees it [1, *shape]."""
    rows = run.plan.rows
    return rows.scaled(rows.data.training.inputs[rows.training[SAMPLE["index"]]][None])


@pytest.mark.parametrize("name", CURVES)
def test_the_curve_and_every_units_point_are_the_activations(name):
    run = session(document(dense(5, name), dense(1, "tanh")))
    take(run, 20)
    ((sums, outputs, grid, curve, counts, total),) = ask(
        run, {"probe": "bend", "node": "l1", "sample": SAMPLE}
    )
    weights = run.tensors["params"][run.plan.names.standard["l1"]]
    expected = example(run) @ np.asarray(weights["kernel"]) + np.asarray(weights["bias"])
    np.testing.assert_allclose(sums, expected[0], rtol=1e-5, atol=1e-6)
    np.testing.assert_allclose(outputs, CURVES[name](sums), rtol=1e-5, atol=1e-6)
    np.testing.assert_allclose(curve, CURVES[name](grid), rtol=1e-5, atol=1e-6)
    assert grid[0] <= sums.min()
    assert sums.max() <= grid[-1]
    edges = np.linspace(grid[0], grid[-1], len(counts) + 1)
    np.testing.assert_array_equal(counts, np.histogram(sums, edges)[0])
    assert total == 5


def test_many_sums_are_counted_and_softmax_has_no_curve():
    run = session(
        images(
            ("conv2d", {"filters": 80, "kernel_size": 3, "padding": "same", "activation": "relu"}),
            ("flatten", {}),
            dense(10, "softmax"),
        )
    )
    (many, (sums, shares, _, curve, *_)) = ask(
        run,
        {"probe": "bend", "node": "l1", "sample": SAMPLE},
        {"probe": "bend", "node": "l3", "index": [], "sample": SAMPLE},
    )
    assert many[0].size == many[1].size == 0
    assert many[4].sum() == many[5] == 8 * 8 * 80
    assert curve.size == 0
    np.testing.assert_allclose(shares, np.exp(sums) / np.exp(sums).sum(), rtol=1e-5)


def test_every_activation_can_be_asked():
    for name in catalog.activations():
        run = session(document(dense(4), ("activation", {"activation": name}), dense(1)))
        ((sums, outputs, *_),) = ask(run, {"probe": "bend", "node": "l2", "sample": SAMPLE})
        values = forward(run, example(run))
        np.testing.assert_allclose(sums, values["l1"][0], rtol=1e-5, atol=1e-6)
        np.testing.assert_allclose(outputs, values["l2"][0], rtol=1e-5, atol=1e-6)


def test_a_line_of_a_sequence_is_asked_by_its_place():
    run = session(images(("reshape", {"target_shape": [8, 8]}), dense(3, "tanh"), ("flatten", {}),
                         dense(10, "softmax")))  # fmt: skip
    ((sums, outputs, *_),) = ask(
        run, {"probe": "bend", "node": "l2", "index": [5], "sample": SAMPLE}
    )
    np.testing.assert_allclose(outputs, forward(run, example(run))["l2"][0, 5], rtol=1e-5)
    np.testing.assert_allclose(np.tanh(sums), outputs, rtol=1e-5)


@pytest.mark.parametrize(
    ("kind", "config"),
    [
        ("dropout", {"rate": 0.25}),
        ("spatial_dropout2d", {"rate": 0.25}),
        ("gaussian_dropout", {"rate": 0.25}),
        ("gaussian_noise", {"stddev": 0.3}),
    ],
)
def test_what_is_drawn_makes_the_output_of_the_input(kind, config):
    run = session(images(
        ("conv2d", {"filters": 12, "kernel_size": 3, "activation": "relu"}),
        (kind, config), ("flatten", {}), dense(10, "softmax"),
    ))  # fmt: skip
    seen = []
    for _ in range(3):
        ((given, times, plus, out, rests, maps), (picture, _)) = ask(
            run,
            {"probe": "chance", "node": "l2", "map": 7, "sample": SAMPLE},
            {"probe": "activation", "node": "l2", "sample": SAMPLE},
        )
        values = forward(run, example(run))["l1"][0]
        np.testing.assert_allclose(given, values[..., 7], rtol=1e-5, atol=1e-6)
        np.testing.assert_allclose(out, times * given + plus, rtol=1e-4, atol=1e-5)
        low, high = picture.ranges[7]
        np.testing.assert_allclose(out.min(), low, atol=1e-5)
        np.testing.assert_allclose(out.max(), high, atol=1e-5)
        assert rests[1] == values.size
        if kind == "dropout" or "spatial" in kind:
            assert set(np.unique(np.round(times, 5))) <= {0, np.float32(1.33333)}
        if kind == "spatial_dropout2d":
            assert rests[0] == (maps == 0).sum() * 36
        if kind == "gaussian_noise":
            assert plus.std() == pytest.approx(0.3, rel=0.35)
            np.testing.assert_allclose(times, 1, atol=1e-6)
        seen.append((times + plus).copy())
        take(run, 1)
    assert not all(np.array_equal(one, seen[0]) for one in seen)


def test_the_share_of_what_rests_is_near_the_rate_also_where_nothing_comes_in():
    run = session(images(("flatten", {}), dense(2000, "relu"), ("dropout", {"rate": 0.3}),
                         dense(10, "softmax")))  # fmt: skip
    ((given, times, _, out, rests, maps),) = ask(
        run, {"probe": "chance", "node": "l3", "sample": SAMPLE}
    )
    assert maps.size == 0
    assert (given == 0).sum() > 200
    assert rests[0] == (times == 0).sum()
    assert rests[0] / rests[1] == pytest.approx(0.3, abs=0.05)
    np.testing.assert_allclose(times[times > 0], 1 / 0.7, rtol=1e-5)
    np.testing.assert_allclose(out, given * times, rtol=1e-5)


def test_what_draws_nothing_or_bends_nothing_is_refused():
    run = session(images(("flatten", {}), dense(10, "softmax")))
    for bad in ({"probe": "chance", "node": "l2"}, {"probe": "bend", "node": "l1"}):
        (problem,) = run.watch([{**bad, "sample": SAMPLE}])
        assert problem is not None
        assert problem.code == "bad_probe"
