"""What explains an answer equals what is worked out from the network by other means."""

from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
import pytest

from engine.contracts import Batch
from tests.engine.probes.asking import SAMPLE, ask, forward, images
from tests.engine.train.runs import changed, circle, dense, document, session
from tests.engine.train.runs import steps as take

TOLD: Any = {"atol": 2e-5, "rtol": 2e-3}


def cnn():
    convolution = {"filters": 4, "kernel_size": 3, "activation": "relu"}
    return images(
        ("conv2d", convolution),
        ("conv2d", {**convolution, "filters": 5, "padding": "same"}),
        ("max_pooling2d", {"pool_size": 2}),
        ("flatten", {}),
        dense(10, "softmax"),
    )


def table():
    layers = (dense(6, "tanh"), dense(3, "softmax"))
    loss = "sparse_categorical_crossentropy"
    return document(*layers, data={"dataset": "iris"}, loss=loss)


def sums(run, inputs, layer=None):
    """The sums before the activation of a layer (the output) for inputs, to be differentiated."""
    plan = run.plan
    variables = {"params": run.tensors["params"], "state": run.tensors["state"]}
    name = plan.network.output if layer is None else plan.names.standard[layer]
    return plan.network.apply(
        variables,
        inputs,
        plan.knobs["nodes"],
        training=False,
        key=jax.random.key(0),
        present=jnp.ones(len(inputs)),
    ).before[name]


def sample_of(run):
    return jnp.asarray(run.plan.rows.sample(SAMPLE, None)[0])


def mean_of(run):
    """The mean of 256 training rows spread evenly, or of all."""
    rows = run.plan.rows
    count = min(256, len(rows.training))
    spread = np.linspace(0, len(rows.training) - 1, count).astype(int)
    return rows.scaled(rows.data.training.inputs[rows.training[spread]]).mean(axis=0)


@pytest.mark.parametrize("source", [cnn(), table(), circle()], ids=["image", "table", "points"])
@pytest.mark.parametrize("unit", [None, 2])
def test_saliency_is_the_gradient_of_the_score(source, unit):
    run = session(source)
    take(run, 20)
    sample = sample_of(run)
    asked = {} if unit is None else {"unit": unit}
    question = {"probe": "saliency", "node": "in", "sample": SAMPLE, **asked}
    ((slope, values, told),) = ask(run, question)
    score = np.asarray(sums(run, sample[None])[0])
    explained = int(score.argmax()) if unit is None else min(unit, len(score) - 1)
    assert told[0] == explained
    np.testing.assert_allclose(told[1], score[explained], rtol=1e-4)
    np.testing.assert_array_equal(values, sample)
    expected = jax.grad(lambda x: sums(run, x[None])[0, explained])(sample)
    np.testing.assert_allclose(slope, expected, **TOLD)


def reader():
    layers = (("embedding", {"input_dim": 60, "output_dim": 4}), ("gru", {"units": 5}), dense(1))
    return document(*layers, data={"dataset": "names"}, loss="mean_squared_error")


def test_the_saliency_of_words_is_that_of_their_vectors():
    source = reader()
    run = session(source)
    take(run, 3)
    question = {"probe": "saliency", "node": "l1", "sample": SAMPLE}
    ((slope, values, _),) = ask(run, question)
    words = np.asarray(sample_of(run)).astype(int)
    name = run.plan.names.standard["l1"]
    params = run.tensors["params"]
    table = np.asarray(params[name]["embeddings"])
    np.testing.assert_array_equal(values, table[np.clip(words, 0, len(table) - 1)])

    def score(embeddings):
        moved = {**params, name: {"embeddings": embeddings}}
        return run.plan.network.apply(
            {"params": moved, "state": run.tensors["state"]},
            jnp.asarray(words, jnp.float32)[None],
            run.plan.knobs["nodes"],
            training=False,
            key=jax.random.key(0),
            present=jnp.ones(1),
        ).before[run.plan.network.output][0, 0]

    by_word = np.zeros_like(table)
    np.add.at(by_word, words, slope)
    np.testing.assert_allclose(by_word, jax.grad(score)(jnp.asarray(table)), **TOLD)


@pytest.mark.parametrize("source", [cnn(), table()], ids=["image", "table"])
@pytest.mark.parametrize("baseline", ["zeros", "mean"])
def test_integrated_gradients_share_out_the_score(source, baseline):
    run = session(source)
    take(run, 30)
    question = {"probe": "integrated_gradients", "node": "in", "baseline": baseline, "unit": 1}
    ((shares, _, (unit, score, nothing, total)),) = ask(run, {**question, "sample": SAMPLE})
    sample = sample_of(run)
    start = np.zeros(sample.shape, np.float32) if baseline == "zeros" else mean_of(run)
    before, after = (np.asarray(sums(run, jnp.asarray(x)[None])[0, 1]) for x in (start, sample))
    assert unit == 1
    np.testing.assert_allclose([nothing, score], [before, after], rtol=1e-3, atol=1e-4)
    np.testing.assert_allclose(shares.sum(), total, rtol=1e-3, atol=1e-5)
    assert abs(total - (after - before)) < 0.02 * abs(after - before) + 0.02
    away = np.asarray(sample) - start
    way = start + away * ((np.arange(32) + 0.5) / 32).reshape(-1, *[1] * sample.ndim)
    slopes = jax.grad(lambda x: sums(run, x)[:, 1].sum())(jnp.asarray(way, jnp.float32))
    np.testing.assert_allclose(shares, away * np.asarray(slopes).mean(axis=0), **TOLD)


def test_grad_cam_weighs_maps_by_their_mean_gradient():
    run = session(cnn())
    take(run, 30)
    ((where, values, told, weights),) = ask(
        run, {"probe": "grad_cam", "node": "l1", "sample": SAMPLE, "unit": 3}
    )
    plan, sample = run.plan, sample_of(run)
    name = plan.names.standard["l1"]
    maps = np.maximum(np.asarray(sums(run, sample[None], "l1"))[0], 0)
    # The rest of the network alone, in other words: a network without its first convolution.
    second = run.tensors["params"][plan.names.standard["l2"]]
    last = run.tensors["params"][plan.names.standard["l5"]]

    def score(x):
        sums = jax.lax.conv_general_dilated(
            x[None], second["kernel"], (1, 1), "SAME", dimension_numbers=("NHWC", "HWIO", "NHWC")
        )
        kept = jax.nn.relu(sums + second["bias"])
        pooled = kept.reshape(1, 3, 2, 3, 2, 5).max(axis=(2, 4))
        return (pooled.reshape(1, -1) @ last["kernel"] + last["bias"])[0, 3]

    gradient = np.asarray(jax.grad(score)(jnp.asarray(maps)))
    assert name
    np.testing.assert_allclose(weights, gradient.mean(axis=(0, 1)), **TOLD)
    expected = np.maximum((maps * gradient.mean(axis=(0, 1))).sum(axis=-1), 0)
    np.testing.assert_allclose(told[1], score(jnp.asarray(maps)), rtol=1e-3)
    np.testing.assert_array_equal(values, sample)
    assert where.shape == (8, 8)
    np.testing.assert_allclose(where, enlarged(expected, 8), atol=1e-4, rtol=1e-3)


def enlarged(image, side):
    """Bilinear, pixel middles on pixel middles, worked out place by place."""
    at = (np.arange(side) + 0.5) * len(image) / side - 0.5
    low = np.clip(np.floor(at), 0, len(image) - 1).astype(int)
    high = np.clip(np.floor(at) + 1, 0, len(image) - 1).astype(int)
    share = (at - np.floor(at))[:, None]
    rows = image[low] * (1 - share) + image[high] * share
    return rows[:, low] * (1 - share.T) + rows[:, high] * share.T


def test_maps_are_asked_of_layers_that_have_some():
    run = session(cnn())
    (problem,) = run.watch([{"probe": "grad_cam", "node": "l5", "sample": SAMPLE}])
    assert problem is not None
    assert problem.code == "probe_needs_maps"


@pytest.mark.parametrize("patch", [1, 2, 3, 4])
def test_occlusion_runs_the_hidden_pictures(patch):
    run = session(cnn())
    take(run, 20)
    question = {"probe": "occlusion", "node": "in", "baseline": "mean", "unit": 4, "patch": patch}
    ((falls, _, told),) = ask(run, {**question, "sample": SAMPLE})
    sample, mean = np.asarray(sample_of(run)), mean_of(run)
    hidden = np.repeat(sample[None], 64, axis=0)
    for place in range(64):
        row, column = (max(at - patch // 2, 0) for at in divmod(place, 8))
        down, right = (at - patch // 2 + patch for at in divmod(place, 8))
        hidden[place, row:down, column:right] = mean[row:down, column:right]
    scores = np.asarray(sums(run, jnp.asarray(hidden))[:, 4])
    np.testing.assert_allclose(falls.ravel(), told[1] - scores, atol=1e-4)


def test_a_tables_numbers_are_set_to_their_mean_one_by_one():
    run = session(table())
    take(run, 40)
    question = {"probe": "occlusion", "node": "in", "baseline": "mean", "patch": 1}
    ((falls, values, (unit, score)),) = ask(run, {**question, "sample": SAMPLE})
    hidden = np.repeat(values[None], 4, axis=0)
    np.fill_diagonal(hidden, mean_of(run))
    scores = np.asarray(sums(run, jnp.asarray(hidden))[:, int(unit)])
    np.testing.assert_allclose(falls, score - scores, atol=1e-4)


def test_another_unit_or_patch_compiles_nothing():
    run = session(changed(cnn(), "training.seed", 5))
    question = {"probe": "occlusion", "node": "in", "baseline": "zeros", "sample": SAMPLE}
    ask(run, {**question, "patch": 2, "unit": 1})
    for patch, unit, baseline in ((3, 1, "zeros"), (2, 4, "mean")):
        other = {**question, "patch": patch, "unit": unit, "baseline": baseline}
        assert run.watch([other]) == [None]
        assert run.compiling() is None


@pytest.mark.parametrize("source", [cnn(), table(), circle()], ids=["image", "table", "points"])
def test_a_nudge_follows_the_sign_of_the_gradient_and_raises_the_loss(source):
    run = session(source)
    take(run, 40)
    question = {"probe": "nudge", "node": "in", "size": 20, "sample": SAMPLE}
    ((before, after, said_before, said_after, losses),) = ask(run, question)
    plan, variables = run.plan, run.tensors
    examples, numbers = plan.rows.part("training")
    target = jax.tree.map(
        jnp.asarray, plan.lesson.encode(examples.targets[numbers[int(SAMPLE["index"])]][None])
    )

    def loss(inputs):
        batch = Batch(inputs[None], target, jnp.ones(1))
        return plan.lesson.score(variables, batch, plan.knobs)[0][0]

    moved = before + np.float32(0.02) * np.sign(jax.grad(loss)(jnp.asarray(before)))
    if before.ndim == 3:
        moved = np.clip(moved, before.min(), before.max())
    np.testing.assert_allclose(after, moved, atol=1e-6)
    np.testing.assert_allclose(losses, [loss(before), loss(after)], rtol=1e-3, atol=1e-5)
    assert losses[1] > losses[0]
    expected = forward(run, np.stack([before, after]))[plan.names.original[plan.network.output]]
    np.testing.assert_allclose([said_before, said_after], expected, atol=1e-5)


def test_a_drawing_is_nudged_against_what_is_said_now():
    run = session(cnn())
    take(run, 40)
    run.draw(np.asarray(sample_of(run)).ravel().tolist())
    question = {"probe": "nudge", "node": "in", "size": 100, "sample": {"drawn": True}}
    ((_, _, said_before, said_after, losses),) = ask(run, question)
    said = said_before.argmax()
    np.testing.assert_allclose(losses, -np.log([said_before[said], said_after[said]]), rtol=1e-3)
    assert said_after[said] < said_before[said]
