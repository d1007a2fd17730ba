"""Built networks: any graph has Keras's shapes, counts, outputs, penalty and repeatable weights."""

import jax
import jax.numpy as jnp
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine import catalog
from engine.errors import LearnerErrors
from engine.graph.build import build, knobs
from engine.graph.check import check
from engine.graph.read import read
from tests.engine import keras_oracle
from tests.engine.documents import chain, circle, plain

KEY = jax.random.key(0)


def forward(network, variables, x, sliders, training=False):
    present = jnp.ones(len(x), jnp.float32)
    return network.apply(variables, x, sliders, training=training, key=KEY, present=present)


PLAIN = [
    *("dense", "activation", "dropout", "gaussian_noise", "rescaling"),
    *("batch_normalization", "layer_normalization", "rms_normalization"),
]
JOINING = [name for name, kind in catalog.layers().items() if kind.inputs[0] == 2]
PICTURE = ["conv2d", "max_pooling2d", "average_pooling2d", "global_average_pooling2d", "flatten"]


@st.composite
def documents(draw):
    """A random graph of at most ten nodes that our checks accept: one is added at a time."""
    shape = draw(st.sampled_from([[6], [7, 6, 2]]))
    nodes, edges = [("n0", "input", {"shape": shape})], []
    for number in range(1, draw(st.integers(2, 9))):
        kind = draw(st.sampled_from([*PLAIN, *PICTURE, *JOINING]))
        fields = catalog.layers()[kind].fields
        examples = [config for config, _ in catalog.layers()[kind].examples]
        config = draw(st.sampled_from(examples)) if fields else {}
        count = 2 if kind in JOINING else 1
        sources = [f"n{draw(st.integers(0, number - 1))}" for _ in range(count)]
        more = [[source, f"n{number}"] for source in sources]
        attempt = plain([*nodes, (f"n{number}", kind, config)], [*edges, *more])
        if not check(read(attempt)).ok:
            nodes.append((f"n{number}", "dense", {"units": 3}))
            edges.append(more[0])
        else:
            nodes, edges = [*nodes, (f"n{number}", kind, config)], [*edges, *more]
    return plain(nodes, edges)


@settings(max_examples=25)
@given(documents())
def test_any_graph_has_keras_s_shapes_counts_and_outputs(document):
    checked = check(read(document))
    assert checked.ok
    model = keras_oracle.keras_model(checked)
    assert model.count_params() == checked.params
    assert sum(int(np.prod(w.shape)) for w in model.trainable_weights) == checked.trainable
    network, (x,) = build(checked), keras_oracle.batches([checked.shapes["n0"]])
    variables = network.init(1)
    keras_oracle.set_weights(model, network, variables)
    answer = forward(network, variables, x, knobs(checked.document))
    for name, shape in checked.shapes.items():
        assert answer.values[name].shape == (len(x), *shape)
    with jax.numpy_dtype_promotion("standard"):
        theirs = model([x], training=False)
    theirs = theirs if isinstance(theirs, list) else [theirs]
    ends = [name for name in checked.order if all(a != name for a, _ in checked.document.edges)]
    for name, value in zip(ends, theirs, strict=True):
        np.testing.assert_allclose(answer.values[name], value, rtol=1e-4, atol=1e-4)


def test_weights_follow_the_seed():
    network = build(check(read(circle())))
    one, same, other = network.init(5), network.init(5), network.init(6)
    jax.tree.map(np.testing.assert_array_equal, one, same)
    assert (one["params"]["h"]["kernel"] != other["params"]["h"]["kernel"]).all()
    assert {leaf.dtype for leaf in jax.tree.leaves(one)} == {np.dtype(np.float32)}


def test_another_last_layer_leaves_the_draws_before_it_alone():
    document = circle()
    document["nodes"][2]["config"]["activation"] = "relu"
    first, second = (build(check(read(d))).init(0) for d in (circle(), document))
    np.testing.assert_array_equal(first["params"]["h"]["kernel"], second["params"]["h"]["kernel"])


def test_the_sums_before_an_activation_can_be_seen():
    network = build(check(read(circle())))
    x = jnp.ones((4, 2))
    answer = forward(network, network.init(0), x, {})
    np.testing.assert_allclose(jnp.tanh(answer.before["h"]), answer.values["h"], rtol=1e-6)
    assert "in" not in answer.before


def test_moving_a_knob_does_not_trace_again():
    layers = ("drop", "dropout", {"rate": 0.1}), ("bn", "batch_normalization", {})
    dense = ("d", "dense", {"units": 3, "kernel_regularizer": {"l1": 0.1}})
    document = read(chain(("in", "input", {"shape": [4]}), dense, *layers))
    network, traces = build(check(document)), []

    @jax.jit
    def run(variables, x, sliders):
        traces.append(1)
        answer = forward(network, variables, x, sliders, training=True)
        return answer.values["bn"], network.penalty(variables["params"], sliders)

    sliders = knobs(document)
    assert sliders["drop"] == {"rate": np.float32(0.1)}
    for move in range(3):
        sliders["drop"]["rate"] = np.float32(0.1 * move)
        sliders["d"]["kernel_regularizer.l2"] = np.float32(move)
        run(network.init(0), np.ones((4, 4), np.float32), sliders)
    assert len(traces) == 1


def test_the_penalty_is_keras_s():
    config = {"units": 3, "kernel_regularizer": {"l1": 0.1, "l2": 0.2}}
    checked = check(read(chain(("in", "input", {"shape": [4]}), ("d", "dense", config))))
    network = build(checked)
    variables = network.init(0)
    model = keras_oracle.keras_model(checked)
    keras_oracle.set_weights(model, network, variables)
    ours = network.penalty(variables["params"], knobs(checked.document))
    np.testing.assert_allclose(ours, sum(model.losses), rtol=1e-6)


def test_layer_state_is_apart_and_updated_in_training_only():
    document = read(chain(("in", "input", {"shape": [4]}), ("bn", "batch_normalization", {})))
    network, sliders = build(check(document)), knobs(document)
    variables = network.init(0)
    assert set(variables["params"]["bn"]) == {"gamma", "beta"}
    x = jnp.arange(12.0).reshape(3, 4)
    assert forward(network, variables, x, sliders).updates == {}
    updates = forward(network, variables, x, sliders, training=True).updates
    assert set(updates["bn"]) == set(variables["state"]["bn"])


def test_several_inputs_can_be_fed_by_name():
    nodes = [
        ("a", "input", {"shape": [2]}),
        ("b", "input", {"shape": [3]}),
        ("j", "concatenate", {}),
    ]
    network = build(check(read(plain(nodes, [["b", "j"], ["a", "j"]]))))
    given = {"a": jnp.zeros((1, 2)), "b": jnp.ones((1, 3))}
    answer = network.apply({"params": {}, "state": {}}, given, {}, training=False, key=KEY,
                           present=jnp.ones(1))  # fmt: skip
    assert answer.values["j"].tolist() == [[1, 1, 1, 0, 0]]


def test_a_wrong_network_is_not_built():
    with pytest.raises(LearnerErrors):
        build(check(read(circle(edges=[]))))
