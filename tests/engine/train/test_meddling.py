"""Interventions: everything follows them, nothing else changes, and nobody else pays for them."""

import itertools
from typing import Any

import numpy as np
import pytest

from engine import catalog
from engine.errors import LearnerError
from engine.train import loop
from engine.train.session import Session
from tests.engine.probes.asking import ask, images
from tests.engine.train import joins
from tests.engine.train.runs import (
    COMPILER,
    changed,
    circle,
    compiled,
    dense,
    document,
    session,
    settle,
)
from tests.engine.train.runs import steps as take

HALF = {"node": "l1", "unit": 1, "times": -0.5}
OFF = {"node": "l1", "unit": 2, "times": 0}
FROZEN = {"node": "l2", "unit": 1, "frozen": True}
CUT = {"edge": ["l2", "l3"], "dropped": True}


# --- what is computed, computed a second time -----------------------------------------------------


def bent(name, sums):
    if name == "softmax":
        powers = np.exp(sums - sums.max(-1, keepdims=True))
        return powers / powers.sum(-1, keepdims=True)
    return {"tanh": np.tanh, "relu": lambda x: np.maximum(x, 0), "linear": lambda x: x}[name](sums)


def convolved(x, kernel):
    """Valid, stride 1: [n, h, w, c] with [kh, kw, c, f]."""
    high, wide = kernel.shape[:2]
    rows, columns = x.shape[1] - high + 1, x.shape[2] - wide + 1
    return sum(
        x[:, i : i + rows, j : j + columns] @ kernel[i, j]
        for i, j in itertools.product(range(high), range(wide))
    )


def by_hand(run, inputs, interventions):
    """Every node's values, in NumPy from the weights, with units scaled and inputs taken away."""
    network, tensors = run.document, run.tensors["params"]
    standard, values = run.plan.names.standard, {}
    features = list(run.plan.rows.data.features)
    cut = [tuple(one["edge"]) for one in interventions if "edge" in one]
    waiting = list(network["nodes"])
    while waiting:
        node = waiting.pop(0)
        name, config = node["id"], node.get("config", {})
        sources = [a for a, b in network["edges"] if b == name]
        if any(source not in values for source in sources):
            waiting.append(node)
            continue
        given = [values[s] * (0 if (s, name) in cut else 1) for s in sources]
        w = {
            k: np.array(v) for k, v in tensors.get(standard[node.get("shares") or name], {}).items()
        }
        owner = next(n for n in network["nodes"] if n["id"] == (node.get("shares") or name))
        bend = owner.get("config", {}).get("activation", "linear")
        if node["kind"] == "input":
            chosen = config.get("features")
            out = inputs if not chosen else inputs[:, [features.index(one) for one in chosen]]
        elif node["kind"] == "dense":
            out = bent(bend, given[0] @ w["kernel"] + w["bias"])
        elif node["kind"] == "conv2d":
            out = bent(bend, convolved(given[0], w["kernel"]) + w["bias"])
        elif node["kind"] == "flatten":
            out = given[0].reshape(len(inputs), -1)
        else:
            out = {"add": sum, "concatenate": lambda g: np.concatenate(g, -1)}[node["kind"]](given)
        out = np.array(out, np.float32)
        for one in interventions:
            if one.get("node") == name and "times" in one:
                out[..., one["unit"]] *= one["times"]
        values[name] = out
    return values


def branched():
    """Two ways that are added and joined, on the wines, with a shared layer."""
    nodes = [
        {"id": "in", "kind": "input"},
        joins.dense("a", 4, "tanh"),
        joins.dense("b", 4, "relu"),
        {"id": "sum", "kind": "add"},
        joins.dense("h", 4, "tanh"),
        {"id": "again", "kind": "dense", "shares": "h"},
        {"id": "both", "kind": "concatenate"},
        joins.dense("out", 3, "softmax"),
    ]
    edges = ["in a", "in b", "a sum", "b sum", "sum h", "b again", "h both", "again both"]
    loss = {"kind": "sparse_categorical_crossentropy"}
    return joins.document(nodes, [*edges, "both out"], loss=loss)


NETWORKS = {
    "chain": (circle(), ("l1", "l2"), [CUT]),
    "branches": (
        branched(),
        ("in", "a", "b", "sum", "h", "again", "both"),
        [{"edge": edge.split(), "dropped": True} for edge in ("a sum", "again both", "in b")],
    ),
    "images": (
        images(
            ("conv2d", {"filters": 3, "kernel_size": 3, "activation": "relu"}),
            ("conv2d", {"filters": 2, "kernel_size": 3, "activation": "tanh"}),
            ("flatten", {}),
            dense(10, "softmax"),
        ),
        ("l1", "l2"),
        [{"edge": ["l1", "l2"], "dropped": True}],
    ),
}


@pytest.mark.parametrize("network", NETWORKS)
def test_outputs_are_those_of_scaled_units_and_removed_inputs(network):
    source, touchable, cuts = NETWORKS[network]
    run = session(source)
    take(run, 5)
    draw = np.random.default_rng(3)
    raw = run.plan.rows.data.training.inputs[:7]
    inputs = np.asarray(run.plan.rows.scaled(raw), np.float64)
    asked: list[dict[str, Any]] = []
    for cut in [None, *cuts]:
        asked = [] if cut is None else [cut]
        for node in touchable:
            unit = int(draw.integers(run.plan.view(node).output[-1]))
            asked.append({"node": node, "unit": unit, "times": float(draw.choice([0, -1, 0.5, 3]))})
        run.intervene(asked)
        expected = by_hand(run, inputs, asked)
        for node in (touchable[-1], run.document["nodes"][-1]["id"]):
            answered = run.outputs(raw, node)
            np.testing.assert_allclose(answered, expected[node], rtol=2e-5, atol=2e-6)
    untouched = by_hand(run, inputs, asked[:1])[touchable[-1]]
    assert not np.allclose(run.outputs(raw, touchable[-1]), untouched, rtol=1e-3)


def test_a_probe_sees_what_arrives_and_the_loss_is_measured_on_the_same_rows():
    run = session(circle())
    take(run, 40)
    sample = {"part": "training", "index": 3}
    plain = run.score("validation")
    run.intervene([OFF, CUT])
    settle(run)
    (unit, last) = ask(
        run,
        {"probe": "unit", "node": "l1", "index": [2], "sample": sample},
        {"probe": "unit", "node": "l3", "index": [0], "sample": sample},
    )
    assert unit[4][0] == 0
    assert unit[3][0] != 0
    np.testing.assert_array_equal(last[0], 0)
    effect, touched = run.status()["effect"], run.score("validation")
    assert effect["rows"] == plain["rows"]
    assert effect["before"]["loss"] == plain["loss"]
    assert effect["after"]["loss"] == touched["loss"] != plain["loss"]
    run.intervene([])
    settle(run)
    assert run.status()["effect"] is None
    assert run.score("validation") == plain


# --- learning -------------------------------------------------------------------------------------


@pytest.mark.parametrize("optimizer", list(catalog.optimizers()))
def test_a_frozen_unit_stays_to_the_bit_whatever_the_optimizer(optimizer):
    fields = {field.name for field in catalog.optimizers()[optimizer].fields}
    config = {"learning_rate": 0.01}
    config |= {"weight_decay": 0.1} if "weight_decay" in fields else {}
    config |= {"momentum": 0.9} if "momentum" in fields else {}
    layers = (dense(4, "tanh"), ("batch_normalization", {}), dense(1, "tanh"))
    run = session(document(*layers, optimizer=optimizer, optimizer_config=config))
    other = {"node": "l1", "unit": 0, "frozen": True}
    run.intervene([other])
    take(run, 5)  # the optimizer remembers where unit 2 was going
    run.intervene([{"node": node, "unit": 2, "frozen": True} for node in ("l1", "l2")])
    before = weights(run)
    take(run, 100)
    for (name, old), new in zip(before.items(), weights(run).values(), strict=True):
        if not name.startswith(("l1", "l2")):
            continue
        np.testing.assert_array_equal(new[..., 2], old[..., 2], err_msg=name)
        assert (new[..., [0, 1, 3]] != old[..., [0, 1, 3]]).any(), name
    run.intervene([other])
    take(run, 5)
    assert (weights(run)["l1.kernel"][:, 2] != before["l1.kernel"][:, 2]).all()


def test_gates_of_a_frozen_unit_and_channels_of_a_depthwise_filter_stay_too():
    layers = (
        ("depthwise_conv2d", {"kernel_size": 3, "depth_multiplier": 2}),
        ("conv2d_transpose", {"filters": 3, "kernel_size": 2}),
        ("reshape", {"target_shape": [49, 3]}),
        ("bidirectional", {"layer": {"kind": "gru", "config": {"units": 3}}}),
        dense(10, "softmax"),
    )
    run = session(images(*layers, optimizer="adam"))
    take(run, 1)
    run.intervene([{"node": f"l{n}", "unit": 1, "frozen": True} for n in (1, 2, 4)])
    before = weights(run)
    take(run, 4)
    after = weights(run)
    gru = ("kernel", "recurrent_kernel", "bias")  # units 1 to 3 are those of the way there
    places = {
        "l1.kernel": np.s_[..., 0, 1],
        "l1.bias": np.s_[1],
        "l2.kernel": np.s_[..., 1, :],
        "l2.bias": np.s_[1],
        **{f"l4.forward_{name}": np.s_[..., [1, 4, 7]] for name in gru},
        **{f"l4.backward_{name}": np.s_[..., []] for name in gru},
    }
    for name, place in places.items():
        moved = before[name] != after[name]
        assert not moved[place].any(), name
        assert moved.sum() > 0.5 * (moved.size - moved[place].size), name


def weights(run):
    """All weights and statistics on the host, by node and name."""
    names, both = run.plan.names.original, (run.tensors["params"], run.tensors["state"])
    return {
        f"{names[node]}.{name}": np.array(tensor)
        for tree in both
        for node, tensors in tree.items()
        for name, tensor in tensors.items()
    }


# --- the run --------------------------------------------------------------------------------------


def test_a_past_with_interventions_is_shown_again_to_the_bit(monkeypatch, tmp_path):
    monkeypatch.setattr(loop.Turns, "KEPT", 0.0)
    run, seen, sample = session(circle()), {}, {"part": "validation", "index": 2}
    probes = [
        {"probe": "weights", "node": "l1", "weight": "kernel"},
        {"probe": "unit", "node": "l3", "index": [0], "sample": sample},
    ]

    def shown():
        return [np.array(part) for parts in ask(run, *probes) for part in parts]

    for interventions in ([], [OFF], [OFF, HALF, FROZEN], [CUT], []):
        run.intervene(interventions)
        settle(run)
        seen[run.step_count] = None if run.step_count == 0 else shown()
        take(run, 4)
        take(run, 3)
    for step in (14, 7, 21, 28):
        run.seek(step)
        settle(run)
        frames = run.frames()  # may have to be compiled for knobs of another form
        compiled(run)
        for frame in [*frames, *run.frames()]:
            wanted = seen[step][:1] if frame.probe == 0 else seen[step][1:]
            for part, known in zip(frame.parts, wanted, strict=True):
                np.testing.assert_array_equal(part, known)
        assert frames or step == 28
    run.seek(20)  # between the third list and the fourth
    settle(run)
    run.snapshot(shown=True).write(tmp_path / "run")
    other = Session.restore(tmp_path / "run", device="cpu", compiler=COMPILER)
    assert other.status()["interventions"] == (OFF, HALF, FROZEN)
    take(other, 1)
    np.testing.assert_array_equal(weights(other)["l1.kernel"], seen[21][0])


def test_only_the_first_touch_compiles_and_without_any_all_is_as_it_was():
    run = session(circle())
    probe = {"probe": "plane", "node": "l2", "size": 10, "unit": None}
    ask(run, probe)
    take(run, 2)
    form, before = run.plan.form, COMPILER.compiled
    run.intervene([OFF])
    take(run, 2)
    ask(run, probe)
    assert COMPILER.compiled > before
    before = COMPILER.compiled
    for interventions in ([OFF, HALF], [FROZEN], [CUT, OFF, FROZEN], []):
        run.intervene(interventions)
        take(run, 2)
        ask(run, probe)
    assert COMPILER.compiled == before
    assert run.plan.form == form == session(circle()).plan.form


def test_an_edit_keeps_what_still_fits_and_says_what_does_not():
    run = session(circle())
    run.intervene([OFF, HALF, FROZEN, CUT])
    run.edit(changed(circle(), "training.optimizer.config.learning_rate", 0.1))
    assert len(run.status()["interventions"]) == 4
    run.edit(changed(circle(), "nodes.1.config.units", 2))
    assert run.status()["interventions"] == (HALF, FROZEN, CUT)
    assert "l1 3" in run.status()["notice"]["message"]["en"]
    run.reset()
    assert run.status()["interventions"] == (HALF, FROZEN, CUT)


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"node": "no", "unit": 0, "times": 0}, "no_such_node"),
        ({"node": "l1", "unit": 4, "times": 0}, "no_such_unit"),
        ({"node": "l1", "unit": -1, "frozen": True}, "no_such_unit"),
        ({"node": "l1", "unit": 0, "times": float("nan")}, "factor_not_finite"),
        ({"node": "l1", "unit": 0, "times": 1e39}, "factor_not_finite"),
        ({"node": "in", "unit": 0, "frozen": True}, "units_without_weights"),
        ({"edge": ["l1", "l3"], "dropped": True}, "no_such_edge"),
        ({"edge": ["l1", "l2"]}, "intervention_unclear"),
        ({"node": "l1", "unit": 0, "times": 1, "frozen": True}, "intervention_unclear"),
    ],
)
def test_what_makes_no_sense_is_refused_and_changes_nothing(wrong, code):
    run = session(circle())
    run.intervene([OFF])
    with pytest.raises(LearnerError) as refused:
        run.intervene([HALF, wrong])
    assert refused.value.code == code
    assert run.status()["interventions"] == ({**OFF, "times": 0.0},)


def test_every_view_is_answered_anew_after_each_touch():
    run, whole = session(circle()), {"probe": "plane", "size": 10, "unit": None}
    take(run, 2)
    problems = run.watch([{**whole, "node": node} for node in ("l1", "l2", "l3")])
    assert problems == [None] * 3
    before = seen(run, 3)
    for interventions in ([OFF], [OFF, FROZEN], [OFF], []):
        run.intervene(interventions)
        now = seen(run, 3)
        assert (now[0][2] == 0).all() == bool(interventions)
        for place in (1, 2):
            assert np.array_equal(now[place], before[place]) != bool(interventions)


def seen(run, count):
    """The pictures that all views show next, as soon as they are compiled."""
    compiled(run)
    parts = {frame.probe: frame.parts[0] for frame in run.frames()}
    assert sorted(parts) == list(range(count))
    return [
        low + (high - low) * picture.bytes / 255
        for picture in parts.values()
        for low, high in [picture.ranges.T[:, :, None, None]]
    ]
