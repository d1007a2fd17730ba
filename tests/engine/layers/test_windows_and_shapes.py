"""Layers with windows and new shapes: what Keras's layers cannot be asked by one example each."""

from typing import Any

import jax
import jax.numpy as jnp
import keras
import numpy as np
import pytest

from engine import catalog
from engine.contracts import Call
from engine.graph.build import build
from engine.graph.check import check
from engine.graph.fields import knobs, structure
from engine.graph.read import read
from engine.graph.shapes import frozen, infer
from engine.layers.conv import _stamped
from engine.train.compile_cache import compiled
from engine.train.devices import find_device
from tests.engine.documents import chain
from tests.engine.keras_oracle import full, keras_layer

SIDES = [
    ({"kernel_size": size, "strides": stride, "padding": padding, "output_padding": rest}, length)
    for size in (1, 2, 3, 5)
    for stride in (1, 2, 3)
    for padding in ("valid", "same")
    for rest in (None, *range(stride))
    for length in (2, 5)
]


@pytest.mark.parametrize(("config", "length"), SIDES)
def test_a_transposed_convolution_is_as_long_as_keras_s(config, length):
    given = full("conv1d_transpose", {"filters": 1, **config})
    plan = structure(catalog.layers()["conv1d_transpose"].fields, given)
    theirs = keras_layer("conv1d_transpose", given).compute_output_shape((None, length, 1))
    assert infer("conv1d_transpose", frozen(plan), ((length, 1),)).shape == tuple(theirs[1:])


def settings(**config):
    """The fields of a transposed convolution with a window of 3."""
    plan = full("conv2d_transpose", {"filters": 5, **config})
    return structure(catalog.layers()["conv2d_transpose"].fields, plan)


@pytest.mark.parametrize(
    ("image", "config"),
    [
        ((3, 6, 5, 2), {"strides": 2}),
        ((3, 6, 5, 2), {"strides": (3, 2), "padding": "same", "output_padding": (1, 0)}),
        ((2, 6, 5, 2), {"dilation_rate": 2, "padding": "same"}),
        ((64, 32, 32, 3), {"strides": 2, "padding": "same"}),
    ],
    ids=["valid", "same", "gaps", "a batch in pieces"],
)
def test_stamps_are_xla_s_transposed_convolution(image, config):
    plan, rng = settings(**config), np.random.default_rng(0)
    x = rng.standard_normal(image).astype(np.float32)
    kernel = rng.standard_normal((3, 3, 5, image[-1])).astype(np.float32)

    def pulled(run):
        def total(x, kernel):
            answer = run(x, kernel, plan)
            return jnp.sum(jnp.square(answer)), answer

        return jax.jit(jax.grad(total, (0, 1), has_aux=True))(x, kernel)

    ours, theirs = pulled(_stamped.stamp), pulled(_stamped._by_xla)
    jax.tree.map(lambda a, b: np.testing.assert_allclose(a, b, rtol=2e-4, atol=2e-3), ours, theirs)


def test_no_stock_convolution_in_a_step():
    """Inside the loop of a run XLA's own operation would crawl on a CPU."""
    plan = settings(strides=2, padding="same")

    def pull(x, kernel):
        return jnp.sum(jnp.square(_stamped.stamp(x, kernel, plan)))

    shapes = ((4, 7, 7, 8), (3, 3, 5, 8))
    given = tuple(jax.ShapeDtypeStruct(shape, jnp.float32) for shape in shapes)
    text = compiled(jax.grad(pull, (0, 1)), given, find_device("cpu")).as_text()
    assert "convolution(" not in text


def averaged(x, mask):
    """Our mean over steps under a mask."""
    kind = catalog.layers()["global_average_pooling1d"]
    nothing = jnp.zeros(())
    masks = (jnp.asarray(mask),)
    plan, activate = {"keepdims": False}, catalog.activations()["linear"].apply
    call = Call((jnp.asarray(x),), {}, plan, {}, True, nothing, nothing, activate, masks)
    assert kind.mask(call) is None
    return kind.apply(call)


def test_only_steps_that_count_are_averaged():
    x = np.random.default_rng(0).standard_normal((3, 5, 2)).astype(np.float32)
    mask = np.arange(5) < np.array([[5], [2], [1]])
    theirs = keras.layers.GlobalAveragePooling1D()(x, mask=mask)
    np.testing.assert_allclose(averaged(x, mask), theirs, rtol=1e-5, atol=1e-6)


def test_where_no_step_counts_no_nan_spreads():
    x = np.ones((2, 3, 1), np.float32)
    mask = np.array([[True, True, False], [False, False, False]])
    grad = jax.grad(lambda x: averaged(x, mask).sum())(jnp.asarray(x))
    assert averaged(x, mask).ravel().tolist() == [1, 0]
    assert np.isfinite(grad).all()


@pytest.mark.parametrize(
    ("kind", "shape", "weight", "axes"),
    [
        ("conv2d_transpose", (4, 4, 3), "kernel", (0, 1, 3)),
        ("conv1d", (6, 3), "kernel", (0, 1)),
    ],
)
def test_the_largest_norm_is_that_of_the_weights_of_one_filter(kind, shape, weight, axes):
    config = {"filters": 2, "kernel_constraint": {"max_norm": 0.5}}
    network = build(check(read(chain(("in", "input", {"shape": list(shape)}),
                                            ("l", kind, config)))))  # fmt: skip
    sliders = knobs(catalog.layers()[kind].fields, full(kind, config))
    (tensor,) = (w for w in network.layer("l").weights if w.name == weight)
    large = jnp.asarray(np.random.default_rng(0).uniform(0.5, 1, tensor.shape), jnp.float32)
    params = {"l": {weight: large, "bias": jnp.zeros(2)}}
    small = network.constrained(params, {"l": sliders})["l"][weight]
    bound: Any = keras.constraints.MaxNorm
    theirs = np.asarray(bound(0.5, axis=list(axes))(large))
    np.testing.assert_allclose(small, theirs, rtol=1e-5)
    np.testing.assert_allclose(jnp.sqrt(jnp.square(small).sum(axes)), [0.5, 0.5], rtol=1e-5)


def only(*nodes):
    """The one problem of a chain behind an input."""
    (problem,) = check(read(chain(*nodes))).problems
    return problem


def inp(*shape):
    return "in", "input", {"shape": list(shape)}


@pytest.mark.parametrize(
    ("nodes", "code", "edit"),
    [
        (
            [inp(64), ("l", "conv1d", {})],
            "needs_sequence",
            {"op": "insert", "kind": "reshape", "config": {"target_shape": [64, 1]},
             "edge": ["in", "l"]},
        ),
        (
            [inp(4, 5, 3), ("l", "max_pooling1d", {})],
            "needs_sequence",
            {"op": "insert", "kind": "reshape", "config": {"target_shape": [4, 15]},
             "edge": ["in", "l"]},
        ),
        ([inp(None), ("l", "global_max_pooling1d", {})], "needs_sequence", None),
        (
            [inp(3, 3), ("l", "repeat_vector", {})],
            "needs_vector",
            {"op": "insert", "kind": "flatten", "config": {}, "edge": ["in", "l"]},
        ),
        (
            [inp(2, 3), ("l", "conv1d", {})],
            "window_too_large",
            {"op": "set", "node": "l", "field": "padding", "value": "same"},
        ),
        (
            [inp(100), ("l", "reshape", {"target_shape": [7, 25]})],
            "reshape_differs",
            {"op": "set", "node": "l", "field": "target_shape", "value": [4, 25]},
        ),
        ([inp(10), ("l", "reshape", {"target_shape": [-1, -1]})], "reshape_differs", None),
        ([inp(10), ("l", "reshape", {"target_shape": [0, -1]})], "reshape_differs", None),
        (
            [inp(4, 4, 1), ("l", "permute", {})],
            "no_permutation",
            {"op": "set", "node": "l", "field": "dims", "value": [2, 1, 3]},
        ),
        ([inp(4, 4, 1), ("l", "cropping2d", {"cropping": 2})], "nothing_left", None),
        (
            [inp(1, 2), ("l", "conv1d_transpose", {"kernel_size": 2, "padding": "same",
                                                   "output_padding": 0})],
            "nothing_left",
            None,
        ),
        (
            [inp(4, 2), ("l", "conv1d_transpose", {"strides": 2, "output_padding": 2})],
            "output_padding_too_large",
            None,
        ),
        (
            [inp(9, 9, 1), ("l", "depthwise_conv2d", {"depthwise_initializer": "identity"})],
            "initializer_rank",
            {"op": "set", "node": "l", "field": "depthwise_initializer",
             "value": "glorot_uniform"},
        ),
        (
            [inp(9, 9, 1), ("l", "depthwise_conv2d", {"strides": 2, "dilation_rate": 2})],
            "strides_and_dilation",
            None,
        ),
    ],
)  # fmt: skip
def test_what_cannot_be_taken_is_said_with_a_mend(nodes, code, edit):
    problem = only(*nodes)
    assert problem.code == code
    assert problem.node == "l"
    assert (None if problem.fix is None else dict(problem.fix.edits[0])) == edit


def test_lengths_that_are_not_known_stay_unknown():
    inferred = check(read(chain(
        inp(None, 3), ("c", "conv1d", {"padding": "causal"}), ("p", "max_pooling1d", {}),
        ("t", "conv1d_transpose", {"strides": 2}), ("g", "global_max_pooling1d", {}),
    ))).inferred  # fmt: skip
    assert [inferred[name].shape for name in "cptg"] == [(None, 16), (None, 16), (None, 16), (16,)]
