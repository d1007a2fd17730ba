"""Inside stamping, separable, masked, moved and repeated layers: what they compute is drawn."""

from itertools import product

import keras
import numpy as np
import pytest

from engine.probes.unit import KIND as UNIT
from tests.engine.probes.asking import SAMPLE, ask, forward, images
from tests.engine.train.runs import dense, session

SEQUENCE = ("reshape", {"target_shape": [8, 8]})
RNG = np.random.default_rng(7)


def opened(*layers, last=(("flatten", {}),)):
    """A run whose weights are random, biases too; the last layer's name; values and weights."""
    run = session(images(*layers, *last, dense(10, "softmax")))
    for tensors in run.tensors["params"].values():
        for name, tensor in tensors.items():
            tensors[name] = RNG.normal(0, 0.5, tensor.shape).astype(np.float32)
    rows = run.plan.rows
    values = forward(run, rows.scaled(rows.data.training.inputs[rows.training[[4]]]))
    node = f"l{len(layers)}"
    weights = run.tensors["params"].get(run.plan.names.standard[node], {})
    before = values[f"l{len(layers) - 1}" if len(layers) > 1 else "in"][0]
    return run, node, before, values[node][0], {name: np.asarray(w) for name, w in weights.items()}


def asked(run, node, probe, **question):
    (parts,) = ask(run, {"probe": probe, "node": node, "sample": SAMPLE, **question})
    return parts


def stamped(picture, kernel, told, shape):
    """Every pixel stamps the kernel, as strong as it is; what lies outside is cut off."""
    (_, _), strides, dilation, cut = told.astype(int).reshape(4, 2)
    found = np.zeros(shape)
    for (i, j), (u, v) in product(np.ndindex(picture.shape), np.ndindex(kernel.shape)):
        row = i * strides[0] + u * dilation[0] - cut[0]
        column = j * strides[1] + v * dilation[1] - cut[1]
        if 0 <= row < shape[0] and 0 <= column < shape[1]:
            found[row, column] += picture[i, j] * kernel[u, v]
    return found


def drawn_transposed(flat, rng):
    """Random settings that go together: no strides over gaps, a rest smaller than the stride."""
    axes = 1 if flat else 2
    strides = [int(n) for n in rng.integers(1, 4, axes)]
    config = {
        "filters": int(rng.integers(2, 4)),
        "kernel_size": [int(n) for n in rng.integers(1, 5, axes)],
        "padding": str(rng.choice(["same", "valid"])),
        "activation": str(rng.choice(["linear", "tanh"])),
        "use_bias": bool(rng.integers(2)),
    }
    if max(strides) == 1:
        return {**config, "dilation_rate": [int(n) for n in rng.integers(1, 4, axes)]}
    if rng.integers(2):
        config["output_padding"] = [int(rng.integers(stride)) for stride in strides]
    return {**config, "strides": strides}


@pytest.mark.parametrize("seed", range(6))
def test_stamps_add_up_to_what_keras_makes(seed):
    flat = seed % 3 == 1
    kind = "conv1d_transpose" if flat else "conv2d_transpose"
    config = drawn_transposed(flat, np.random.default_rng(seed))
    before_it = SEQUENCE if flat else ("conv2d", {"filters": 3, "kernel_size": 4})
    run, node, before, after, weights = opened(before_it, (kind, config))
    told, inputs, kernels, products, others, bias, total, output = asked(
        run, node, "stamps", filter=1, first=1, count=2
    )
    layer = getattr(keras.layers, "Conv1DTranspose" if flat else "Conv2DTranspose")(**config)
    layer.build((None, *before.shape))
    layer.set_weights([weights[name] for name in ("kernel", "bias") if name in weights])
    expected = np.asarray(layer(before[None]))[0]
    np.testing.assert_allclose(after, expected, atol=1e-5)
    picture = before[:, None] if flat else before
    kernel = weights["kernel"][:, None] if flat else weights["kernel"]
    shape = (*after.shape[:-1], 1)[:2]
    np.testing.assert_allclose(output, expected[..., 1].reshape(shape), atol=1e-5)
    for n in range(2):
        np.testing.assert_array_equal(inputs[n], picture[..., 1 + n])
        np.testing.assert_array_equal(kernels[n], kernel[:, :, 1, 1 + n])
        made = stamped(inputs[n], kernels[n], told, shape)
        np.testing.assert_allclose(products[n], made, atol=1e-4)
    rest = [c for c in range(picture.shape[-1]) if c not in (1, 2)]
    away = sum(stamped(picture[..., c], kernel[:, :, 1, c], told, shape) for c in rest)
    np.testing.assert_allclose(others, away, atol=1e-4)
    np.testing.assert_allclose(products.sum(0) + others + bias, total, atol=1e-4)
    bend = getattr(keras.activations, str(config["activation"]))
    np.testing.assert_allclose(np.asarray(bend(total)), output, atol=1e-5)


@pytest.mark.parametrize(
    "config",
    [
        {"filters": 3, "activation": "tanh"},
        {"filters": 2, "depth_multiplier": 2, "kernel_size": [2, 3], "padding": "same"},
        {"filters": 2, "strides": 2, "padding": "same", "use_bias": False},
        {"filters": 2, "dilation_rate": 2, "kernel_size": 2, "depth_multiplier": 3},
    ],
)
def test_a_separable_convolution_is_its_two_steps(config):
    run, node, before, after, weights = opened(
        ("conv2d", {"filters": 3}), ("separable_conv2d", config)
    )
    first, count = 1, 2
    parts = asked(run, node, "separated", filter=1, first=first, count=count)
    _, inputs, kernels, maps, others, bias, total, output, mixture = parts
    alone = keras.layers.DepthwiseConv2D(
        config.get("kernel_size", 3),
        strides=config.get("strides", 1),
        padding=config.get("padding", "valid"),
        depth_multiplier=config.get("depth_multiplier", 1),
        dilation_rate=config.get("dilation_rate", 1),
        use_bias=False,
    )
    alone.build((None, *before.shape))
    alone.set_weights([weights["depthwise_kernel"]])
    expected = np.asarray(alone(before[None]))[0]
    shares = weights["pointwise_kernel"][0, 0, :, 1]
    np.testing.assert_array_equal(mixture, shares[first : first + count])
    for n in range(count):
        channel, own = divmod(first + n, config.get("depth_multiplier", 1))
        np.testing.assert_array_equal(inputs[n], before[..., channel])
        np.testing.assert_array_equal(kernels[n], weights["depthwise_kernel"][:, :, channel, own])
        np.testing.assert_allclose(maps[n], expected[..., first + n], atol=1e-4)
    mixed = expected @ shares + weights.get("bias", np.zeros(2))[1]
    np.testing.assert_allclose(total, mixed, atol=1e-4)
    np.testing.assert_allclose(np.tensordot(mixture, maps, 1) + others + bias[0], total, atol=1e-4)
    np.testing.assert_allclose(output, after[..., 1], atol=1e-5)


def test_a_masked_mean_counts_the_positions_that_count():
    words = [("flatten", {}), ("embedding", {"input_dim": 2, "output_dim": 3, "mask_zero": True})]
    run, node, before, after, _ = opened(*words, ("global_average_pooling1d", {}), last=())
    _, inputs, outputs, counts = asked(run, node, "pooled", first=1, count=2)
    tokens = np.asarray(
        run.plan.rows.scaled(run.plan.rows.data.training.inputs[run.plan.rows.training[[4]]])
    ).ravel()
    np.testing.assert_array_equal(counts.ravel(), tokens != 0)
    assert 0 < counts.sum() < counts.size
    for n in range(2):
        np.testing.assert_array_equal(inputs[n].ravel(), before[:, 1 + n])
        mean = (inputs[n] * counts).sum() / counts.sum()
        assert outputs[n].item() == pytest.approx(mean, abs=1e-5)
        assert after[1 + n] == pytest.approx(mean, abs=1e-5)


@pytest.mark.parametrize("mode", ["learned", "sinusoidal"])
def test_each_position_adds_its_row(mode):
    run, node, before, after, weights = opened(SEQUENCE, ("positional_embedding", {"mode": mode}))
    inputs, output, added, told = asked(run, node, "through")
    if mode == "learned":
        rows = weights["position_embeddings"]
    else:
        angle = np.arange(8)[:, None] / 10_000 ** (2 * (np.arange(8) // 2) / 8)
        rows = np.where(np.arange(8) % 2 == 0, np.sin(angle), np.cos(angle))
    np.testing.assert_allclose(added, rows, atol=1e-6)
    np.testing.assert_array_equal(inputs, before)
    np.testing.assert_allclose(inputs + rows, output, atol=1e-6)
    np.testing.assert_array_equal(output, after)
    assert told.size == 0


def test_masking_tells_which_positions_are_nothing_but_filler():
    run, node, before, after, _ = opened(SEQUENCE, ("masking", {"mask_value": 0.0}))
    inputs, output, _, counts = asked(run, node, "through")
    np.testing.assert_array_equal(counts, (before != 0).any(1))
    np.testing.assert_array_equal(inputs, before)
    np.testing.assert_array_equal(output, after)


def test_rescaling_and_contrast_are_their_formulas():
    run, node, before, after, _ = opened(("rescaling", {"scale": 3.0, "offset": -0.5}))
    inputs, output, added, _ = asked(run, node, "through")
    np.testing.assert_array_equal(inputs, before)
    np.testing.assert_allclose(output, 3 * before - 0.5, rtol=1e-6)
    np.testing.assert_array_equal(output, after)
    assert (added == -0.5).all()
    run, node, before, _, _ = opened(("random_contrast", {"factor": 0.5}))
    inputs, output, _, (factor,) = asked(run, node, "through")
    np.testing.assert_array_equal(inputs, before)
    assert factor != 1
    expected = np.clip((before - before.mean()) * factor + before.mean(), 0, 1)
    np.testing.assert_allclose(output, expected, atol=1e-5)


MOVES = [
    ("random_flip", {"mode": "horizontal_and_vertical"}),
    ("random_crop", {"height": 5, "width": 3}),
    ("random_rotation", {"factor": 0.2, "fill_mode": "constant", "fill_value": 0.7}),
    ("random_translation", {"height_factor": 0.3, "width_factor": 0.2}),
    ("random_zoom", {"height_factor": 0.4, "fill_mode": "wrap"}),
]


@pytest.mark.parametrize("move", MOVES, ids=lambda move: move[0])
def test_a_moved_pixel_is_what_stood_where_it_came_from(move):
    run, node, given, _, _ = opened(move)
    before, after, rows, columns, single = asked(run, node, "warped", map=0)
    np.testing.assert_array_equal(before, given[..., 0])
    assert single.mean() > 0.4
    assert (
        (rows[single == 1] != np.indices(after.shape)[0][single == 1]).any()
        or (columns[single == 1] != np.indices(after.shape)[1][single == 1]).any()
        or move[0] == "random_flip"
    )
    for place in np.argwhere(single == 1):
        row, column = rows[tuple(place)], columns[tuple(place)]
        top, left = int(np.floor(row + 1e-4)), int(np.floor(column + 1e-4))
        down, right = max(0.0, row - top), max(0.0, column - left)
        corners = before[top : top + 2, left : left + 2]
        weights = np.outer([1 - down, down], [1 - right, right])
        weights = weights[: corners.shape[0], : corners.shape[1]]
        assert after[tuple(place)] == pytest.approx((corners * weights).sum(), abs=2e-3)


REPEATED = {
    "dense": ([SEQUENCE], {"kind": "dense", "config": {"units": 3, "activation": "tanh"}}, [5, 2]),
    "conv2d": ([("reshape", {"target_shape": [2, 4, 4, 2]})],
               {"kind": "conv2d", "config": {"filters": 2, "activation": "relu"}}, [1, 0, 1, 1]),
    "max": ([("reshape", {"target_shape": [2, 4, 4, 2]})],
            {"kind": "max_pooling2d", "config": {}}, [1, 1, 0, 1]),
}  # fmt: skip


@pytest.mark.parametrize(("before_it", "layer", "index"), REPEATED.values(), ids=list(REPEATED))
def test_a_repeated_layer_is_worked_out_at_one_position(before_it, layer, index):
    run, node, before, after, weights = opened(*before_it, ("time_distributed", {"layer": layer}))
    through = asked(run, node, "through")
    np.testing.assert_array_equal(through[0], before)
    np.testing.assert_allclose(through[1], after, atol=1e-6)
    parts = asked(run, node, "unit", index=index)
    assert len(parts) == len(UNIT.parts)
    inputs, factors, bias, total, (output,) = parts
    here = before[index[0]]
    assert output == pytest.approx(after[tuple(index)], abs=1e-6)
    if layer["kind"] == "dense":
        np.testing.assert_array_equal(inputs, here)
        np.testing.assert_array_equal(factors, weights["kernel"][:, index[-1]])
    elif layer["kind"] == "conv2d":
        row, column = index[1:3]
        np.testing.assert_array_equal(inputs, here[row : row + 3, column : column + 3].ravel())
        np.testing.assert_array_equal(factors, weights["kernel"][..., index[-1]].ravel())
    else:
        np.testing.assert_array_equal(inputs, here[2:4, 0:2, 1].ravel())
        assert output == inputs.max()
        return
    assert bias[0] == weights["bias"][index[-1]]
    assert total[0] == pytest.approx((inputs * factors).sum() + bias[0], abs=1e-5)
    bend = getattr(keras.activations, layer["config"]["activation"])
    assert output == pytest.approx(float(np.asarray(bend(total))[0]), abs=1e-5)


def test_what_cannot_be_shown_is_refused_with_a_sentence():
    run = session(images(("flatten", {}), dense(10, "softmax")))
    about = {"node": "l1", "sample": SAMPLE, "filter": 0, "first": 0, "count": 1}
    found = run.watch(
        [{"probe": probe, **about} for probe in ("stamps", "separated", "through", "warped")]
    )
    codes = [problem and problem.code for problem in found]
    assert codes == ["probe_needs_window"] * 2 + ["bad_probe", "probe_moves_nothing"]
