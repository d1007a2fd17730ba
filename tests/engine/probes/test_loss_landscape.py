"""The loss landscape: every place of it is the loss of the weights that it stands for."""

import time
from typing import Any

import numpy as np
import pytest

from engine.probes._plane import random_directions
from tests.engine.probes.asking import images
from tests.engine.train.runs import COMPILER, circle, dense, document, session
from tests.engine.train.runs import steps as take

SIZE = 5
ROWS = {"part": "training", "count": 40}
ASKED = {"probe": "landscape", "size": SIZE, "range": None, **ROWS}
SAME: dict[str, Any] = {"rtol": 2e-5, "atol": 1e-6}


def number(node: str, weight: str, *index: int) -> dict[str, Any]:
    """One number of the network, as a page names it."""
    return {"node": node, "weight": weight, "index": list(index)}


def over(first, second, **changes):
    """The map over two numbers."""
    return {**ASKED, "over": "weights", "across": first, "up": second, **changes}


def survey(run: Any, asked: dict[str, Any]) -> Any:
    """The whole answer for the step that is shown; the run stands still."""
    shown = run.status()["shown"]
    step = run.step_count if shown is None else shown
    assert run.watch([asked]) == [None]
    end = time.monotonic() + 60
    while time.monotonic() < end:
        for frame in run.frames():
            losses, _, _, _, _, facts = frame.parts
            if frame.step == step and (not losses.size or facts[2] == facts[3]):
                return frame.step, frame.parts
        time.sleep(0.005)
    raise AssertionError("no answer came")


def params(run: Any) -> dict[str, dict[str, Any]]:
    """The weights by the learner's names, on the host."""
    names = run.plan.names.original
    return {
        names[owner]: {name: np.array(tensor) for name, tensor in tensors.items()}
        for owner, tensors in run.tensors["params"].items()
    }


def flat(run):
    """All weights in one row."""
    return np.concatenate([t.ravel() for ts in params(run).values() for t in ts.values()])


def examples(run, count=40):
    """Inputs and targets of rows spread over the training part."""
    rows, numbers = run.plan.rows, run.plan.rows.part("training")[1]
    chosen = numbers[np.linspace(0, len(numbers) - 1, min(count, len(numbers))).astype(int)]
    data = rows.data.training
    return rows.scaled(data.inputs[chosen]).astype(np.float64), data.targets[chosen]


def softmax(sums):
    powers = np.exp(sums - sums.max(axis=1, keepdims=True))
    return powers / powers.sum(axis=1, keepdims=True)


def chain(run, weights):
    """The mean squared error of a chain of tanh layers with its penalty, in NumPy."""
    inputs, targets = examples(run)
    values = inputs
    for name in sorted(weights):
        values = np.tanh(values @ weights[name]["kernel"] + weights[name]["bias"])
    penalty = 0.01 * np.sum(np.square(weights["l1"]["kernel"], dtype=np.float64))
    told = 2.0 * np.reshape(targets, values.shape) - 1  # tanh is to say -1 or 1
    return float(np.mean((values - told) ** 2) + penalty)


def pictures(run, weights):
    """Convolution, batch normalization as at inference, dropout at rest, softmax: in NumPy."""
    inputs, targets = examples(run)
    averages = run.tensors["state"][run.plan.names.standard["l2"]]
    windows = np.lib.stride_tricks.sliding_window_view(inputs, (3, 3), axis=(1, 2))
    kernel, bias = weights["l1"]["kernel"], weights["l1"]["bias"]
    values = np.maximum(np.einsum("nhwcij,ijcf->nhwf", windows, kernel) + bias, 0)
    spread = np.sqrt(np.asarray(averages["moving_variance"], np.float64) + 1e-3)
    values = (values - np.asarray(averages["moving_mean"])) / spread
    values = values * weights["l2"]["gamma"] + weights["l2"]["beta"]
    sums = values.reshape(len(values), -1) @ weights["l5"]["kernel"] + weights["l5"]["bias"]
    return float(-np.log(softmax(sums)[np.arange(len(sums)), targets]).mean())


PENALTY = {"kernel_regularizer": {"l2": 0.01}}
CHAIN = document(
    dense(4, "tanh", **PENALTY), dense(1, "tanh"), optimizer_config={"learning_rate": 0.3}
)
PICTURES = images(
    ("conv2d", {"filters": 2, "kernel_size": [3, 3], "activation": "relu"}),
    ("batch_normalization", {}),
    ("dropout", {"rate": 0.5}),
    ("flatten", {}),
    dense(10, "softmax"),
    optimizer_config={"learning_rate": 0.05},
)
WORDS = document(
    ("embedding", {"output_dim": 3}),
    ("global_average_pooling1d", {}),
    dense(1, "sigmoid"),
    data={"dataset": "names"},
)


def words(run, weights):
    """Each letter looked up, their mean over all places that hold one, one unit: in NumPy."""
    inputs, targets = examples(run)
    tokens = inputs.astype(int)
    here = (tokens > 0)[..., None] if run.document["nodes"][1]["config"].get("mask_zero") else 1.0
    found = weights["l1"]["embeddings"][tokens].astype(np.float64)
    counts = np.sum(np.broadcast_to(here, (*tokens.shape, 1)), axis=1)
    values = (found * here).sum(axis=1) / counts
    sums = values @ weights["l3"]["kernel"] + weights["l3"]["bias"]
    return float(np.mean((1 / (1 + np.exp(-sums)) - np.reshape(targets, sums.shape)) ** 2))


NETWORKS = {
    "chain": (CHAIN, chain, number("l1", "kernel", 1, 2), number("l2", "bias", 0)),
    "pictures": (PICTURES, pictures, number("l1", "kernel", 1, 0, 0, 1), number("l2", "gamma", 1)),
    "words": (WORDS, words, number("l1", "embeddings", 3, 1), number("l3", "kernel", 2, 0)),
}


@pytest.mark.parametrize("name", NETWORKS)
def test_every_place_is_the_loss_of_the_weights_set_to_it(name):
    source, loss, first, second = NETWORKS[name]
    run = session(source)
    take(run, 4)
    step, (losses, across, up, now, path, facts) = survey(run, over(first, second))
    weights = params(run)

    def value(one):
        return weights[one["node"]][one["weight"]][tuple(one["index"])]

    before = [value(one) for one in (first, second)]
    assert step == 4
    assert facts[1] == 40
    assert [now[0], now[1]] == before
    assert across[0] < now[0] < across[-1]
    np.testing.assert_allclose(now[2], loss(run, weights), **SAME)
    for row, high in enumerate(up):
        for column, wide in enumerate(across):
            for one, set_to in ((first, wide), (second, high)):
                weights[one["node"]][one["weight"]][tuple(one["index"])] = set_to
            np.testing.assert_allclose(losses[row, column], loss(run, weights), **SAME)
    assert list(path[:, 0]) == [0, 1, 2, 3]


def test_the_path_is_where_the_run_was_step_by_step():
    """Between kept moments the first steps are taken again; another run takes them one by one."""
    first, second = number("l1", "kernel", 0, 0), number("l1", "kernel", 1, 3)
    run, again = session(circle()), session(circle())
    take(run, 90)
    _, (_, _, _, _, path, facts) = survey(run, over(first, second))
    places, kept = {}, []
    for step in range(90):
        kernel = params(again)["l1"]["kernel"]
        places[step] = [kernel[0, 0], kernel[1, 3]]
        kept.append(flat(again))
        take(again, 1)
    steps = path[:, 0].astype(int)
    assert {0, 1, 2, 3, 4, 6, 8, 16, 32, 64} <= set(steps)
    np.testing.assert_array_equal(path[:, 1:3], [places[step] for step in steps])
    end = params(run)["l1"]["kernel"][[0, 1], [0, 3]]
    now = flat(run)
    held = np.sum((path[:, 1:3] - end) ** 2) / np.sum((np.array(kept)[steps] - now) ** 2)
    np.testing.assert_allclose(facts[0], held, rtol=1e-4)

    # Along its own widest directions the path lies as a decomposition of its own tells.
    _, (_, _, _, now_there, laid, facts) = survey(run, {**ASKED, "over": "path"})
    ways = np.array(kept)[laid[:, 0].astype(int)].astype(np.float64) - now
    _, extents, directions = np.linalg.svd(ways, full_matrices=False)
    np.testing.assert_allclose(
        np.abs(laid[:, 1:3]), np.abs(ways @ directions[:2].T), rtol=1e-3, atol=1e-5
    )
    shares = extents**2 / np.sum(extents**2)
    np.testing.assert_allclose(facts[0], shares[:2].sum(), rtol=1e-4)
    assert list(now_there[:2]) == [0, 0]
    assert laid[0, 1] < 0


def test_random_directions_are_as_long_as_the_weights_filter_by_filter():
    run = session(PICTURES)
    take(run, 2)
    _, (losses, across, up, now, _, _) = survey(run, {**ASKED, "over": "random", "seed": 7})
    standard = run.plan.names.standard
    weights = params(run)
    drawn = random_directions({standard[name]: tensors for name, tensors in weights.items()}, 7)
    for name, tensors in weights.items():
        for weight, tensor in tensors.items():
            one, two = (direction[standard[name]][weight] for direction in drawn)
            if tensor.ndim < 2:
                assert not one.any()
                continue
            axes = tuple(range(tensor.ndim - 1))
            for direction in (one, two):
                lengths = np.linalg.norm(direction.reshape(-1, tensor.shape[-1]), axis=0)
                wanted = np.sqrt(np.sum(tensor**2, axis=axes))
                np.testing.assert_allclose(lengths, wanted, rtol=1e-5)
            assert not np.allclose(one, two)
    assert [across[0], up[0]] == [-1, -1]
    np.testing.assert_allclose(losses[2, 2], now[2], rtol=1e-6)
    moved = {
        name: {
            weight: tensor + across[4] * drawn[0][standard[name]][weight]
            + up[1] * drawn[1][standard[name]][weight]
            for weight, tensor in tensors.items()
        }
        for name, tensors in weights.items()
    }  # fmt: skip
    np.testing.assert_allclose(losses[1, 4], pictures(run, moved), rtol=1e-4)


def test_looking_elsewhere_compiles_nothing_and_walking_by_hand_is_followed():
    run = session(circle())
    first, second = number("l1", "kernel", 0, 0), number("l2", "kernel", 3, 1)
    take(run, 3)
    _, (losses, across, up, _, _, _) = survey(run, over(first, second))
    made = COMPILER.compiled
    survey(run, over(number("l3", "bias", 0), second, range=[-2, 3, 0.5, 1]))
    survey(run, {**ASKED, "over": "random", "seed": 1})
    survey(run, {**ASKED, "over": "random", "seed": 2, "size": 4})
    survey(run, {**ASKED, "over": "path"})
    assert COMPILER.compiled == made
    ends = [float(end) for end in (across[0], across[-1], up[0], up[-1])]
    run.set_weight("l1", "kernel", [0, 0], float(across[1]))
    run.set_weight("l2", "kernel", [3, 1], float(up[3]))
    _, (_, again, _, now, _, _) = survey(run, over(first, second, range=ends))
    np.testing.assert_array_equal(again, across)
    np.testing.assert_array_equal(now, [across[1], up[3], losses[3, 1]])


def test_training_goes_on_while_a_map_is_made_and_the_past_has_one_too():
    run, again = session(circle()), session(circle())
    asked = over(number("l1", "kernel", 0, 0), number("l2", "bias", 1), size=15)
    run.watch([asked])
    run.speed(200)
    run.play()
    seen: list[Any] = []
    end = time.monotonic() + 30
    while len(seen) < 2 and time.monotonic() < end:
        run.advance()
        frames: list[Any] = run.frames()
        seen += [f for f in frames if f.parts[5][2] == 225 and f.step > 0]
    run.pause()
    assert len(seen) == 2
    assert seen[0].step < seen[1].step < run.step_count
    for frame in seen:
        take(again, frame.step - again.step_count)
        _, across, up, _, _, _ = frame.parts
        ends = [float(end) for end in (across[0], across[-1], up[0], up[-1])]
        step, parts = survey(again, {**asked, "range": ends})
        assert step == frame.step
        np.testing.assert_allclose(parts[0], frame.parts[0], rtol=1e-6)
    run.seek(seen[0].step)
    while not run.settled:
        run.advance()
    step, parts = survey(run, asked)
    assert step == seen[0].step
    np.testing.assert_allclose(parts[3], seen[0].parts[3], rtol=1e-6)
    assert parts[4][-1, 0] < step


def test_what_is_no_number_stays_none_and_what_makes_no_sense_is_refused():
    run = session(circle())
    first, second = number("l1", "kernel", 0, 0), number("l1", "kernel", 0, 1)
    take(run, 1)
    far = {**over(number("l3", "bias", 0), first), "range": [-1, 1, 1e29, 1e30]}
    assert survey(run, far)[1][0].shape == (SIZE, SIZE)
    linear = document(dense(1), optimizer_config={"learning_rate": 0.01})
    steep = session(linear)
    biases = over(number("l1", "bias", 0), number("l1", "kernel", 0, 0), range=[0, 1e25, 0, 1])
    losses = survey(steep, biases)[1][0]
    assert np.isfinite(losses[:, 0]).all()
    assert np.isinf(losses[:, 4]).all()
    assert survey(steep, {**ASKED, "over": "path"})[1][0].size == 0  # it has not gone anywhere
    wrong = [
        (over(first, first), "same_weight_twice"),
        (over(first, number("l1", "kernel", 0, 9)), "index_outside"),
        (over(first, number("l1", "nothing", 0)), "no_such_weight"),
        (over(first, number("l9", "kernel", 0)), "no_such_node"),
        (over(first, second, range=[1, 1, 0, 1]), "bad_probe"),
        (over(first, second, range=[0, 1, float("nan"), 1]), "bad_probe"),
        (over(first, second, size=500), "bad_probe"),
        ({**ASKED, "over": "everything"}, "bad_probe"),
        ({**ASKED, "over": "random", "seed": -1}, "bad_probe"),
        (over(first, None), "bad_probe"),
    ]
    problems = run.watch([asked for asked, _ in wrong])
    assert [problem and problem.code for problem in problems] == [code for _, code in wrong]
