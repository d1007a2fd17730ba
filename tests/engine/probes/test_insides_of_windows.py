"""What is drawn inside convolutions, poolings and layers that move numbers is what they compute."""

from itertools import product

import keras
import numpy as np
import pytest

from engine import catalog
from tests.engine.probes.asking import SAMPLE, ask, forward, images
from tests.engine.train.runs import dense, document, session

SEQUENCE = ("reshape", {"target_shape": [8, 8]})


def asked_inside(probe, *layers, **question):
    """The parts of an answer about the last layer, what comes into it and goes out, its weights."""
    run = session(images(*layers, ("flatten", {}), dense(10, "softmax")))
    node = f"l{len(layers)}"
    (parts,) = ask(run, {"probe": probe, "node": node, "sample": SAMPLE, **question})
    rows = run.plan.rows
    values = forward(run, rows.scaled(rows.data.training.inputs[rows.training[[4]]]))
    weights = run.tensors["params"].get(run.plan.names.standard[node], {})
    before = values[f"l{len(layers) - 1}" if len(layers) > 1 else "in"][0]
    return parts, before, values[node][0], {name: np.asarray(w) for name, w in weights.items()}


def as_picture(values):
    """A sequence [steps, features] as a picture one pixel wide; a picture as it is."""
    return values[:, None] if values.ndim == 2 else values


def seen(picture, told, place):
    """The numbers [kh, kw] of one map under the window at a place, 0 in the border; and where."""
    (rows, columns), strides, dilation, before = told.astype(int).reshape(4, 2)
    found, inside = np.zeros((rows, columns)), np.zeros((rows, columns), bool)
    for u, v in product(range(rows), range(columns)):
        row = place[0] * strides[0] + u * dilation[0] - before[0]
        column = place[1] * strides[1] + v * dilation[1] - before[1]
        if 0 <= row < picture.shape[0] and 0 <= column < picture.shape[1]:
            found[u, v], inside[u, v] = picture[row, column], True
    return found, inside


CONVOLUTIONS = {
    "plain": ([("conv2d", {"filters": 4, "activation": "relu"})], 0),
    "same": ([("conv2d", {"filters": 5}), ("conv2d", {"filters": 3, "padding": "same"})], 1),
    "stride": ([("conv2d", {"filters": 6, "kernel_size": 2}),
                ("conv2d", {"filters": 2, "kernel_size": [2, 3], "strides": [2, 1],
                            "padding": "same", "activation": "tanh"})], 2),
    "dilated": ([("conv2d", {"filters": 3, "kernel_size": 1}),
                 ("conv2d", {"filters": 2, "dilation_rate": 2, "use_bias": False})], 0),
    "dilated, same": ([("conv2d", {"filters": 3, "kernel_size": 1}),
                       ("conv2d", {"filters": 2, "dilation_rate": [3, 2], "padding": "same"})], 1),
    "groups": ([("conv2d", {"filters": 6}), ("conv2d", {"filters": 4, "groups": 2})], 1),
    "depthwise": ([("conv2d", {"filters": 3}),
                   ("depthwise_conv2d", {"depth_multiplier": 2, "kernel_size": 2})], 0),
    "sequence": ([SEQUENCE, ("conv1d", {"filters": 3, "activation": "sigmoid"})], 4),
    "causal": ([SEQUENCE, ("conv1d", {"filters": 2, "kernel_size": 4, "dilation_rate": 2,
                                      "padding": "causal"})], 3),
    "larger than the picture": ([("conv2d", {"filters": 2, "kernel_size": 11,
                                             "padding": "same"})], 0),
}  # fmt: skip


@pytest.mark.parametrize(("layers", "first"), CONVOLUTIONS.values(), ids=list(CONVOLUTIONS))
def test_a_filters_channels_are_what_it_sees_weighs_and_adds(layers, first):
    chosen, count = 1, 1 if first == 0 else 2
    parts, before, after, weights = asked_inside(
        "channels", *layers, filter=chosen, first=first, count=count
    )
    told, inputs, kernels, products, others, bias, total, output = parts
    kind, config = layers[-1]
    before, after = as_picture(before), as_picture(after)
    kernel = weights["kernel"] if weights["kernel"].ndim == 4 else weights["kernel"][:, None]
    if kind == "depthwise_conv2d":
        own, kernel = [chosen // 2], kernel.reshape(*kernel.shape[:2], 1, -1)
    else:
        group = chosen // (config["filters"] // config.get("groups", 1))
        own = [group * kernel.shape[2] + first + n for n in range(count)]
    np.testing.assert_array_equal(inputs, np.moveaxis(before[..., own], 2, 0))
    np.testing.assert_array_equal(
        kernels, np.moveaxis(kernel[:, :, first : first + count, chosen], 2, 0)
    )
    np.testing.assert_allclose(output, after[..., chosen], rtol=1e-6)
    for place in product(*(range(length) for length in total.shape)):
        for n in range(count):
            patch, _ = seen(inputs[n], told, place)
            assert products[n][place] == pytest.approx(np.sum(patch * kernels[n]), abs=1e-4)
    np.testing.assert_allclose(products.sum(0) + others + bias, total, atol=1e-4)
    activation = getattr(keras.activations, config.get("activation", "linear"))
    np.testing.assert_allclose(np.asarray(activation(total)), output, atol=1e-5)
    if count == kernel.shape[2]:
        np.testing.assert_allclose(others, 0, atol=1e-4)


def test_another_filter_and_other_channels_are_the_same_question():
    run = session(images(("conv2d", {"filters": 4}), ("conv2d", {"filters": 4}), ("flatten", {}),
                         dense(10, "softmax")))  # fmt: skip
    probe = {"probe": "channels", "node": "l2", "sample": SAMPLE, "count": 2}
    (one,) = ask(run, {**probe, "filter": 0, "first": 0})
    (other,) = ask(run, {**probe, "filter": 3, "first": 2})
    looks = catalog.probes()["channels"]
    view = run.plan.view("l2")
    static = {
        looks.ask({**probe, "filter": f, "first": c}, view).static for f, c in ((0, 0), (3, 2))
    }
    assert len(static) == 1
    assert not np.allclose(one[2], other[2])


POOLINGS = {
    "max": ("max_pooling2d", {}),
    "max, over the edge": ("max_pooling2d", {"pool_size": 3, "strides": 2, "padding": "same"}),
    "mean": ("average_pooling2d", {"pool_size": [2, 3], "strides": [1, 2], "padding": "same"}),
    "global max": ("global_max_pooling2d", {}),
    "global mean": ("global_average_pooling2d", {"keepdims": True}),
}
POOLINGS_1D = {
    "max": ("max_pooling1d", {"pool_size": 3}),
    "mean": ("average_pooling1d", {"pool_size": 4, "strides": 3, "padding": "same"}),
    "global max": ("global_max_pooling1d", {"keepdims": True}),
    "global mean": ("global_average_pooling1d", {}),
}
ABOUT_POOLINGS = [
    *(pytest.param([("conv2d", {"filters": 5}), one], id=name) for name, one in POOLINGS.items()),
    *(pytest.param([SEQUENCE, one], id=f"{name}, 1d") for name, one in POOLINGS_1D.items()),
]


@pytest.mark.parametrize("layers", ABOUT_POOLINGS)
def test_a_pooled_number_is_the_largest_or_the_mean_of_its_window(layers):
    parts, before, after, _ = asked_inside("pooled", *layers, first=2, count=3)
    told, inputs, outputs, counts = parts
    assert counts.all()
    np.testing.assert_array_equal(inputs, np.moveaxis(as_picture(before)[..., 2:5], 2, 0))
    after = after.reshape(*outputs.shape[1:], -1)[..., 2:5]
    np.testing.assert_array_equal(outputs, np.moveaxis(after, 2, 0))
    reduce = np.max if "max" in layers[-1][0] else np.mean
    for channel, *place in product(*(range(length) for length in outputs.shape)):
        patch, inside = seen(inputs[channel], told, place)
        assert outputs[channel, *place] == pytest.approx(reduce(patch[inside]), abs=1e-5)


@pytest.mark.parametrize(
    "layers",
    [
        [("conv2d", {"filters": 3}), ("flatten", {})],
        [("reshape", {"target_shape": [4, -1]})],
        [("conv2d", {"filters": 3}), ("permute", {"dims": [3, 1, 2]})],
        [("conv2d", {"filters": 2}), ("cropping2d", {"cropping": [1, 2]})],
        [("conv2d", {"filters": 2}), ("zero_padding2d", {"padding": [2, 1]})],
        [("conv2d", {"filters": 2}), ("up_sampling2d", {"size": [3, 2]})],
        [("flatten", {}), ("repeat_vector", {"n": 3})],
    ],
    ids=lambda layers: layers[-1][0],
)
def test_each_moved_number_came_from_where_it_is_said_to_come_from(layers):
    (inputs, output, sources), before, after, _ = asked_inside("moved", *layers)
    np.testing.assert_array_equal(inputs, before)
    np.testing.assert_array_equal(output, after)
    places = sources.astype(int)
    assert places.shape == output.shape
    np.testing.assert_array_equal(
        np.where(places < 0, 0, before.ravel()[np.maximum(places, 0)]), output
    )
    assert (places < 0).any() == (layers[-1][0] == "zero_padding2d")
    assert len(np.unique(before)) > 9


@pytest.mark.parametrize(
    ("probe", "layers", "question", "code"),
    [
        ("channels", [("conv2d_transpose", {})], {"filter": 0, "first": 0, "count": 1},
         "probe_needs_window"),
        ("channels", [("conv2d", {"filters": 2})], {"filter": 2, "first": 0, "count": 1},
         "bad_probe"),
        ("channels", [("conv2d", {"filters": 2})], {"filter": 0, "first": 1, "count": 1},
         "bad_probe"),
        ("pooled", [("conv2d", {"filters": 2})], {"first": 0, "count": 1}, "probe_needs_window"),
        ("moved", [("conv2d", {"filters": 2})], {}, "probe_moves_nothing"),
        ("moved", [("up_sampling2d", {"interpolation": "bilinear"})], {}, "probe_moves_nothing"),
    ],
)  # fmt: skip
def test_what_cannot_be_shown_is_refused_with_a_sentence(probe, layers, question, code):
    run = session(images(*layers, ("flatten", {}), dense(10, "softmax")))
    (problem,) = run.watch([{"probe": probe, "node": "l1", "sample": SAMPLE, **question}])
    assert problem is not None
    assert problem.code == code


EDGES = {
    "top": [[-1, -1, -1], [0, 0, 0], [1, 1, 1]],
    "left": [[-1, 0, 1], [-1, 0, 1], [-1, 0, 1]],
    "bottom": [[1, 1, 1], [0, 0, 0], [-1, -1, -1]],
    "right": [[1, 0, -1], [1, 0, -1], [1, 0, -1]],
}


def edge_of(side, picture):
    """How much brighter the inner side of each place is than its outer one: three pixels each."""
    middle = np.lib.stride_tricks.sliding_window_view(picture, (3, 3))
    rows, columns = middle.sum(axis=3), middle.sum(axis=2)
    lines = rows if side in ("top", "bottom") else columns
    step = lines[..., 2] - lines[..., 0]
    return np.maximum(step if side in ("top", "left") else -step, 0)


def test_four_hand_set_filters_light_up_the_edges_of_a_seven():
    source = document(
        ("conv2d", {"filters": 4, "activation": "relu"}), ("flatten", {}), dense(10, "softmax"),
        data={"dataset": "mnist"}, loss="sparse_categorical_crossentropy",
    )  # fmt: skip
    run = session(source)
    for number, kernel in enumerate(EDGES.values()):
        for row, column in product(range(3), range(3)):
            run.set_weight("l1", "kernel", [row, column, 0, number], kernel[row][column])
    rows = run.plan.rows
    seven = int(np.flatnonzero(rows.data.training.targets[rows.training] == 7)[0])
    sample = {"part": "training", "index": seven}
    for number, side in enumerate(EDGES):
        run.watch([])
        (parts,) = ask(run, {"probe": "channels", "node": "l1", "sample": sample, "filter": number,
                             "first": 0, "count": 1})  # fmt: skip
        inputs, output = parts[1], parts[-1]
        np.testing.assert_allclose(output, edge_of(side, inputs[0]), atol=1e-4)
        inked = np.argwhere(inputs[0] > inputs.max() / 2) - 1
        lit = np.argwhere(output > output.max() / 2)
        axis = 0 if side in ("top", "bottom") else 1
        middle, glow = inked[:, axis].mean(), lit[:, axis].mean()
        assert lit.size
        assert (glow < middle) == (side in ("top", "left")), side
