"""How many layers are, in one pass: every number equals NumPy's and JAX's on the same weights."""

import jax
import jax.numpy as jnp
import numpy as np
import pytest

from engine import catalog
from engine.probes._histogram import BINS, MOST
from engine.probes.health import FIGURES
from engine.train.ends import ends_of
from engine.train.step import step_key
from tests.engine.probes.asking import ask, forward, images
from tests.engine.train.runs import dense, document, session
from tests.engine.train.runs import steps as take

COUNT = 64


def health(run, nodes, count=COUNT):
    """The answer by the name of its part, figures by theirs."""
    question = {"probe": "health", "nodes": nodes, "part": "training", "count": count}
    (parts,) = ask(run, question)
    told = dict(zip(catalog.probes()["health"].parts, parts, strict=True))
    columns = zip(FIGURES, np.asarray(told["figures"]).T, strict=True)
    return {**told, **dict(columns)}


def rows_of(run, count=COUNT):
    """The inputs the question is about, and their row numbers in the data set."""
    examples, numbers = run.plan.rows.part("training")
    chosen = numbers[np.linspace(0, len(numbers) - 1, count).astype(int)]
    return run.plan.rows.scaled(examples.inputs[chosen]), chosen


def tensors(run, node, tree=None):
    """All of a layer's numbers, one behind the other."""
    layer = (tree or run.tensors["params"])[run.plan.names.standard[node]]
    return np.concatenate([np.asarray(layer[name]).ravel() for name in sorted(layer)])


def counted(values):
    """NumPy's histogram in single precision: ends and counts."""
    values = values.ravel()[:: max(1, -(-values.size // MOST))].astype(np.float32)
    least, greatest = values.min(), values.max()
    place = np.floor((values - least) / (greatest - least) * np.float32(BINS))
    return np.bincount(np.clip(place, 0, BINS - 1).astype(int), minlength=BINS), (least, greatest)


def network():
    return images(
        ("conv2d", {"filters": 3, "kernel_size": [3, 3], "activation": "relu"}),
        ("flatten", {}),
        dense(6, "tanh"),
        dense(10, "softmax"),
        optimizer="adam",
    )


def test_histograms_are_numpys():
    run = session(network())
    take(run, 20)
    told = health(run, ["l4", "l1", "l3"])
    inputs, _ = rows_of(run)
    values = forward(run, inputs)
    for line, node in enumerate(["l4", "l1", "l3"]):
        for row, numbers in ((0, tensors(run, node)), (1, values[node])):
            counts, ends = counted(numbers)
            np.testing.assert_allclose(told["ranges"][row, line], ends, rtol=1e-4, atol=1e-6)
            assert told["counts"][row, line].sum() == counts.sum()
            # A value on the border of two bins may be rounded into either.
            assert np.abs(told["counts"][row, line] - counts).sum() <= 0.002 * counts.sum() + 2


def test_gradients_and_the_update_are_those_of_a_step():
    run = session(network())
    take(run, 20)
    told = health(run, ["l1", "l3", "l4"])
    plan, state = run.plan, run.tensors
    inputs, chosen = rows_of(run)
    targets = plan.rows.data.training.targets[chosen]

    def loss(params):
        flow = plan.network.apply(
            {"params": params, "state": state["state"]},
            jnp.asarray(inputs),
            plan.knobs["nodes"],
            training=True,
            key=step_key(state),
            present=jnp.ones(COUNT),
        )
        shares = flow.values[plan.network.output]
        return -jnp.log(shares[jnp.arange(COUNT), targets]).mean()

    grads = jax.grad(loss)(state["params"])
    np.testing.assert_allclose(told["loss"][0], loss(state["params"]), rtol=1e-4)
    optimizer = catalog.optimizers()["adam"]
    knobs = plan.knobs["optimizer"]
    change, _ = optimizer.update(
        grads, state["optimizer"], state["params"], {"amsgrad": False}, knobs
    )
    for line, node in enumerate(["l1", "l3", "l4"]):
        weights, slope = tensors(run, node), tensors(run, node, grads)
        moved = np.linalg.norm(tensors(run, node, change)) / np.linalg.norm(weights)
        assert told["weight_norm"][line] == pytest.approx(np.linalg.norm(weights), rel=1e-4)
        assert told["gradient_norm"][line] == pytest.approx(np.linalg.norm(slope), rel=1e-3)
        assert told["update_ratio"][line] == pytest.approx(moved, rel=1e-3)
        ends = told["ranges"][2, line]
        np.testing.assert_allclose(ends, (slope.min(), slope.max()), rtol=1e-3, atol=1e-7)


def test_units_that_never_answer_are_dead():
    run = session(document(dense(5, "relu"), dense(1, "tanh")))
    for unit in (1, 3):
        run.set_weight("l1", "bias", [unit], -1000)
    told = health(run, ["l1", "l2"])
    inputs, _ = rows_of(run)
    values = forward(run, inputs)
    assert told["dead"][0] == (values["l1"] == 0).all(0).sum() >= 2
    np.testing.assert_allclose(told["zeros"][0], (values["l1"] == 0).mean(0), atol=1e-6)
    assert (told["zeros"][0][[1, 3]] == 1).all()
    assert np.isnan(told["dead"][1])
    assert np.isnan(told["saturated"][0])


def test_units_at_their_ends_are_saturated():
    run = session(document(dense(4, "tanh"), dense(1, "sigmoid")))
    run.set_weight("l1", "bias", [2], 50)
    told = health(run, ["l1", "l2"])
    near = np.abs(forward(run, rows_of(run)[0])["l1"]) >= 0.96
    np.testing.assert_allclose(told["near"][0], near.mean(0), atol=1e-6)
    assert told["saturated"][0] == (near.mean(0) >= 0.9).sum() >= 1
    assert told["saturated"][1] == 0


@pytest.mark.parametrize(
    ("initializer", "low", "high"), [("normal", 14, 17.5), ("xavier", 0.9, 1.15)]
)
def test_ones_through_a_wide_layer_spread_as_the_weights_say(initializer, low, high):
    """250 ones times N(0, 1) make a deviation near the root of 250; Xavier's keep it near 1."""
    chosen = {
        "normal": {"kind": "random_normal", "config": {"stddev": 1.0}},
        "xavier": "glorot_normal",
    }[initializer]
    run = session(
        document(
            dense(250, kernel_initializer="zeros", bias_initializer="ones"),
            dense(250, kernel_initializer=chosen),
            dense(1, "tanh"),
        )
    )
    told = health(run, ["l1", "l2"])
    assert told["activation_mean"][0] == 1
    assert low < told["activation_deviation"][1] < high
    values = forward(run, rows_of(run)[0])["l2"]
    assert told["activation_deviation"][1] == pytest.approx(values.std(), rel=1e-3)


def test_ten_sigmoid_layers_leave_nothing_of_the_gradient():
    run = session(document(*[dense(8, "sigmoid")] * 10, dense(1, "tanh")))
    nodes = [f"l{number}" for number in range(1, 12)]
    norms = health(run, nodes)["gradient_norm"]
    assert norms[0] < 1e-4 * norms[-1]


def test_what_is_not_there_is_not_told():
    run = session(network())
    told = health(run, ["in", "l2"])
    assert np.isnan(told["weight_norm"]).all()
    assert np.isnan(told["ranges"][0]).all()
    assert np.isfinite(told["ranges"][1]).all()


def test_a_run_whose_numbers_overflow_still_answers():
    run = session(network())
    run.set_weight("l3", "kernel", [0, 0], 3e38)
    run.set_weight("l4", "kernel", [0, 0], 3e38)
    told = health(run, ["l1", "l3", "l4"])
    assert told["counts"][0].sum() == sum(tensors(run, node).size for node in ("l1", "l3", "l4"))


def test_bounds_are_read_off_the_function():
    told = {name: ends_of(name) for name in catalog.activations()}
    assert told["tanh"][:2] == (-1, 1)
    assert told["sigmoid"][:2] == (0, 1)
    assert told["relu6"] == (0, 6, True)
    assert {name for name, ends in told.items() if ends.off} >= {"relu", "relu6", "hard_sigmoid"}
    for soft in ("leaky_relu", "elu", "gelu", "silu", "softplus", "softmax", "linear"):
        assert told[soft] == (None, None, False)


def test_questions_that_make_no_sense_are_refused():
    run = session(document(dense(2, "relu"), dense(1)))
    for bad in ({"nodes": []}, {"nodes": ["nobody"]}, {"nodes": ["l1"], "node": "l1"}, {}):
        (problem,) = run.watch([{"probe": "health", "part": "training", "count": 8, **bad}])
        assert problem is not None
        assert problem.code == "bad_probe"


def test_another_order_compiles_nothing(monkeypatch):
    run = session(document(dense(3, "relu"), dense(1)))
    first = health(run, ["l1", "l2"])["weight_norm"]
    monkeypatch.setattr(jax, "jit", lambda *given, **settings: pytest.fail("retraced"))
    second = health(run, ["l2", "l1"])["weight_norm"]
    np.testing.assert_array_equal(first, second[::-1])


def test_opening_it_compiles_no_step_and_closing_it_leaves_nothing_to_do(monkeypatch):
    run = session(document(dense(3, "relu"), dense(1)))
    take(run, 3)
    health(run, ["l1", "l2"])
    assert run.watch([]) == []
    monkeypatch.setattr(jax, "jit", lambda *given, **settings: pytest.fail("retraced"))
    take(run, 3)
    assert run.frames() == []
