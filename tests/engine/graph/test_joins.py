"""Several inputs and outputs and shared weights: what is refused, with fixes that mend, and random
graphs beside Keras's."""

import json

import jax
import jax.numpy as jnp
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.graph.answer import answer
from engine.graph.build import build, knobs
from engine.graph.check import check
from engine.graph.fingerprint import fingerprint
from engine.graph.read import read
from server.lessons.edits import applied
from tests.engine.keras_oracle import batches, keras_model, set_weights
from tests.engine.train.joins import columns, dense, document, two_towers


def test_documents_with_joins_are_written_as_they_are_read():
    source = read(two_towers(sample_weight="hue"))
    assert source.node("h2").config == source.node("h").config
    assert read(source.to_json()) == source
    assert read(source.normalized()) == source
    assert "config" not in next(n for n in source.to_json()["nodes"] if n["id"] == "h2")


def test_shared_weights_count_once_and_belong_to_the_structure():
    checked = check(read(two_towers()))
    assert checked.ok
    assert (checked.params_of("h"), checked.params_of("h2")) == (20, 0)
    assert checked.params == 20 + 33 + 22 + 143
    apart = two_towers()
    apart["nodes"][3] = dense("h2", 5, "tanh")
    assert check(read(apart)).params == checked.params + 20
    assert fingerprint(check(read(apart))) != fingerprint(checked)


def test_columns_of_another_place_are_another_structure():
    source = two_towers()
    source["nodes"][0] = columns("left", "hue", "flavanoids", "ash")
    assert fingerprint(check(read(source))) != fingerprint(check(read(two_towers())))


def broken(name, value, training=False):
    source = two_towers()
    if training:
        source["training"][name] = value
    else:
        place = next(n for n, node in enumerate(source["nodes"]) if node["id"] == name)
        source["nodes"][place] = {"id": name, **value}
    return source


def outputs(**changes):
    return {**two_towers()["training"]["outputs"], **changes}


MSE = {"kind": "mean_squared_error"}
BROKEN = {
    "shares_unknown": broken("h2", {"kind": "dense", "shares": "hh"}),
    "shares_chain": broken("guess", {"kind": "dense", "shares": "h2"}),
    "shares_other_kind": broken("h2", {"kind": "layer_normalization",
                                       "shares": "h"}),
    "shares_other_config": broken("h2", {"kind": "dense", "config": {"units": 4}, "shares": "h"}),
    "shares_other_shapes": broken("left", {"kind": "input", "config": {"features": ["hue"]}}),
    "shares_nothing": broken("both", {"kind": "concatenate", "shares": "both2"}),
    "no_such_column": broken("left", {"kind": "input", "config": {"features": ["hu"]}}),
    "output_without_loss": broken(
        "outputs", {name: part for name, part in outputs().items() if name != "kind"}, True
    ),
    "output_unknown": broken("outputs", outputs(gess={"loss": MSE}), True),
    "units_not_columns": broken("outputs", outputs(guess={"loss": MSE, "target": ["hue"]}), True),
    "units_not_input": broken("outputs", outputs(guess={"loss": MSE, "target": "input"}), True),
    "loss_task": broken(
        "outputs",
        outputs(back={"loss": {"kind": "binary_crossentropy"}, "target": "input"}),
        True,
    ),
    "metric_task": broken(
        "outputs", outputs(back={"loss": MSE, "target": "input", "metrics": ["accuracy"]}), True
    ),
    "class_weight_several": broken("class_weight", "balanced", True),
}  # fmt: skip
BROKEN["shares_nothing"]["nodes"].append({"id": "both2", "kind": "concatenate"})
BROKEN["shares_nothing"]["edges"] += [["h", "both2"], ["h2", "both2"], ["both2", "kind2"]]
BROKEN["shares_nothing"]["nodes"].append(dense("kind2", 1))
BROKEN["shares_nothing"]["training"]["outputs"]["kind2"] = {"loss": MSE, "target": ["hue"]}


@pytest.mark.parametrize("code", BROKEN)
def test_what_does_not_fit_is_told_with_a_fix_that_mends_it(code):
    problems = check(read(BROKEN[code])).problems
    found = [problem for problem in problems if problem.code == code]
    assert len(found) == 1, [str(problem) for problem in problems]
    (problem,) = found
    assert problem.fix is not None
    mended = applied(BROKEN[code], problem.fix.edits)
    assert code not in [other.code for other in check(read(mended)).problems]


def test_an_image_may_be_given_back_with_probabilities():
    nodes = [
        {"id": "in", "kind": "input"},
        {"id": "flat", "kind": "flatten"},
        dense("code", 8, "relu"),
        dense("back", 64, "sigmoid"),
    ]
    bce = {"loss": {"kind": "binary_crossentropy"}, "target": "input"}
    source = document(nodes, ["in flat", "flat code", "code back"], outputs={"back": bce})
    assert check(read({**source, "data": {"dataset": "digits"}})).ok


@st.composite
def graphs(draw):
    """Up to twelve nodes: one to three inputs, dense layers some of which share, joins."""
    nodes = [
        {"id": f"in{n}", "kind": "input", "config": {"shape": [draw(st.sampled_from([2, 3]))]}}
        for n in range(draw(st.integers(1, 3)))
    ]
    edges = []
    for number in range(draw(st.integers(1, 12 - len(nodes)))):
        name, sources = f"n{number}", [node["id"] for node in nodes]
        lenders = [n["id"] for n in nodes if n["kind"] == "dense" and "shares" not in n]
        kinds = ["dense", "concatenate", *(["shared"] if lenders else [])]
        kind = draw(st.sampled_from(kinds))
        if kind == "shared":
            nodes.append({"id": name, "kind": "dense", "shares": draw(st.sampled_from(lenders))})
        elif kind == "dense":
            nodes.append(dense(name, draw(st.sampled_from([2, 3])), "tanh"))
        else:
            nodes.append({"id": name, "kind": "concatenate"})
        count = 2 if kind == "concatenate" else 1
        edges += [[draw(st.sampled_from(sources)), name] for _ in range(count)]
    return {"format": 1, "data": None, "nodes": nodes, "edges": edges}


@pytest.mark.filterwarnings("ignore::DeprecationWarning:keras")
@settings(max_examples=25, deadline=None)
@given(graphs())
def test_random_graphs_are_keras_s(source):
    json.dumps(answer(source), allow_nan=False)
    checked = check(read(source))
    if not checked.ok:
        assert {p.code for p in checked.problems} <= {"shares_other_shapes"}
        return
    ends = [node["id"] for node in source["nodes"] if node["kind"] != "input"]
    network, model = build(checked), keras_model(checked, ends)
    variables = network.init(0)
    set_weights(model, network, variables)
    assert checked.params == sum(layer.count_params() for layer in model.layers)
    entries = [node["id"] for node in source["nodes"] if node["kind"] == "input"]
    given = dict(zip(entries, batches([checked.shapes[name] for name in entries]), strict=True))
    fed = {name: jnp.asarray(values) for name, values in given.items()}
    key, present = jax.random.key(0), jnp.ones(5, jnp.float32)
    flow = network.apply(
        variables, fed, knobs(checked.document), training=False, key=key, present=present
    )
    expected = model([given[name] for name in checked.order if name in entries])
    for name, wanted in zip(ends, [expected] if len(ends) == 1 else expected, strict=True):
        values = np.asarray(wanted[0] if isinstance(wanted, list) else wanted)
        assert values.shape == (5, *checked.shapes[name])
        np.testing.assert_allclose(flow.values[name], values, rtol=1e-5, atol=1e-5)
