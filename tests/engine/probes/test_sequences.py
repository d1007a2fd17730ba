"""Inside layers that read sequences: gates, attention and looked-up rows beside NumPy and Keras."""

import keras
import numpy as np
import pytest

from tests.engine.probes.asking import SAMPLE, ask, forward, images
from tests.engine.train.runs import dense, session

ROWS = ("reshape", {"target_shape": [8, 8]})
WORDS = [("flatten", {}), ("embedding", {"input_dim": 2, "output_dim": 3, "mask_zero": True})]
ENDS = {
    "sigmoid": lambda x: 1 / (1 + np.exp(-x)),
    "hard_sigmoid": lambda x: np.clip(x / 6 + 0.5, 0, 1),
    "tanh": np.tanh,
    "relu": lambda x: np.maximum(x, 0),
}


def running(*layers, seed=0):
    """A run whose weights are random, biases too."""
    last = [("flatten", {})] if layers[-1][1].get("return_sequences") else []
    run = session(images(*layers, *last, dense(10, "softmax"), seed=seed))
    rng = np.random.default_rng(seed)
    for tensors in run.tensors["params"].values():
        for name, tensor in tensors.items():
            tensors[name] = rng.normal(0, 0.5, tensor.shape).astype(np.float32)
    return run


def values_of(run):
    """Every node's values for the sample."""
    rows = run.plan.rows
    found = forward(run, rows.scaled(rows.data.training.inputs[rows.training[[4]]]))
    return {node: values[0] for node, values in found.items()}


def walked(kind, config, weights, given, mask, backwards=False):
    """The recurrence in NumPy: states and gates [row, time, units], zeros before the first."""
    units, gate = config["units"], ENDS[config.get("recurrent_activation", "sigmoid")]
    bend = ENDS[config.get("activation", "tanh")]
    kernel, back = weights["kernel"], weights["recurrent_kernel"]
    count = kernel.shape[1] // units
    bias = np.atleast_2d(weights.get("bias", np.zeros((1, count * units))))
    bias = np.vstack([bias, np.zeros_like(bias)])[:2]
    state = [np.zeros(units)] * (2 if kind == "lstm" else 1)
    order = range(len(given))[::-1] if backwards else range(len(given))
    rows = {}
    for at in order:
        here, old = given[at] @ kernel + bias[0], state[0]
        if kind == "simple_rnn":
            new, told = [bend(here + old @ back)], []
        elif kind == "lstm":
            i, f, g, o = np.split(here + old @ back, 4)
            i, f, g, o = gate(i), gate(f), bend(g), gate(o)
            cell = f * state[1] + i * g
            new, told = [o * bend(cell), cell], [i, f, g, o]
        else:
            z, r, x = np.split(here, 3)
            bz, br, bx = np.split(old @ back + bias[1], 3)
            z, r = gate(z + bz), gate(r + br)
            late = config.get("reset_after", True)
            x = bend(x + (r * bx if late else (r * old) @ back[:, 2 * units :]))
            new, told = [z * old + (1 - z) * x], [z, r, x]
        state = new if mask[at] else state
        rows[at] = [*state, *told]
    return np.array([rows[at] for at in range(len(given))]).swapaxes(0, 1)


CONFIGS = [
    ("simple_rnn", {"units": 4, "activation": "relu"}),
    ("simple_rnn", {"units": 3, "go_backwards": True, "use_bias": False}),
    ("lstm", {"units": 4}),
    ("lstm", {"units": 3, "recurrent_activation": "hard_sigmoid", "return_sequences": True}),
    ("lstm", {"units": 2, "go_backwards": True, "activation": "relu"}),
    ("gru", {"units": 4}),
    ("gru", {"units": 3, "reset_after": False, "go_backwards": True}),
    ("gru", {"units": 2, "use_bias": False, "return_sequences": True}),
]


@pytest.mark.parametrize("before", [[ROWS], WORDS], ids=["rows", "masked"])
@pytest.mark.parametrize(("kind", "config"), CONFIGS)
def test_gates_are_those_of_the_recurrence_and_end_in_the_layers_output(kind, config, before):
    run = running(*before, (kind, config))
    node, source = f"l{len(before) + 1}", f"l{len(before)}"
    values, masked = values_of(run), before is WORDS
    time, unit, position = len(values[source]), config["units"] - 1, 5
    question = {"probe": "gates", "node": node, "sample": SAMPLE, "index": [position, unit]}
    ((rows, counts, sums, old, here),) = ask(run, {**question, "first": 2, "count": 5})
    weights = {
        name: np.asarray(tensor)
        for name, tensor in run.tensors["params"][run.plan.names.standard[node]].items()
    }
    mask = values["l1"] != 0 if masked else np.ones(time)
    back = config.get("go_backwards", False)
    ours = walked(kind, config, weights, values[source], mask, back)
    np.testing.assert_allclose(rows, ours[:, 2:7], rtol=1e-4, atol=1e-5)
    np.testing.assert_array_equal(counts, mask[2:7])
    np.testing.assert_allclose(here, ours[:, position, unit], rtol=1e-4, atol=1e-5)
    states = len(old)
    np.testing.assert_allclose(
        old, ours[:states, position + (1 if back else -1), unit], rtol=1e-4, atol=1e-5
    )
    output = values[node]
    order = ours[0] if not back else ours[0][::-1]
    np.testing.assert_allclose(
        output, order if config.get("return_sequences") else order[-1], rtol=1e-4, atol=1e-5
    )
    if kind != "simple_rnn" or mask[position]:  # a state stays where the position is skipped
        _sums_make_the_gates(kind, config, sums, here)


def _sums_make_the_gates(kind, config, sums, here):
    """What the page works out: the parts of every sum, through the function, are the gate."""
    bend = ENDS[config.get("activation", "tanh")]
    gate = ENDS[config.get("recurrent_activation", "sigmoid")]
    given, back, bias, bias_back = sums.T
    functions = {
        "simple_rnn": [bend],
        "lstm": [gate, gate, bend, gate],
        "gru": [gate, gate, bend],
    }[kind]
    factor = np.ones(len(sums))
    if kind == "gru" and config.get("reset_after", True):
        factor[-1] = here[2]
    totals = given + bias + factor * (back + bias_back)
    gates = here[-len(functions) :]
    for function, total, shown in zip(functions, totals, gates, strict=True):
        assert function(total) == pytest.approx(shown, rel=1e-4, abs=1e-5)


def test_the_state_before_the_first_position_is_zero():
    run = running(ROWS, ("lstm", {"units": 3}))
    question = {"probe": "gates", "node": "l2", "sample": SAMPLE, "first": 0, "count": 8}
    ((*_, sums, old, here),) = ask(run, {**question, "index": [0, 1]})
    assert old.tolist() == [0, 0]
    assert (sums[:, 1] == 0).all()
    assert here[1] == pytest.approx(here[2] * here[4], rel=1e-5)


@pytest.mark.parametrize("kind", ["lstm", "gru", "simple_rnn"])
def test_a_bidirectional_layer_walks_both_ways(kind):
    inner = {"kind": kind, "config": {"units": 2}}
    run = running(ROWS, ("bidirectional", {"layer": inner}))
    given = values_of(run)
    tensors = run.tensors["params"][run.plan.names.standard["l2"]]
    for way in ("forward", "backward"):
        question = {"probe": "gates", "node": "l2", "sample": SAMPLE, "first": 0, "count": 8}
        ((rows, *_),) = ask(run, {**question, "index": [1, 1], "way": way})
        weights = {
            name.removeprefix(f"{way}_"): np.asarray(tensor)
            for name, tensor in tensors.items()
            if name.startswith(way)
        }
        mask = np.ones(8)
        ours = walked(kind, {"units": 2}, weights, given["l1"], mask, way == "backward")
        np.testing.assert_allclose(rows, ours, rtol=1e-4, atol=1e-5)
        last = rows[0, -1] if way == "forward" else rows[0, 0]
        half = given["l2"][:2] if way == "forward" else given["l2"][2:]
        np.testing.assert_allclose(last, half, rtol=1e-5, atol=1e-6)


def test_pointing_elsewhere_compiles_nothing():
    run = running(ROWS, ("gru", {"units": 3}))
    question = {"probe": "gates", "node": "l2", "sample": SAMPLE, "first": 0, "count": 4}
    ask(run, {**question, "index": [0, 0]})
    programs = [group.program for group in run._watching._groups]
    ask(run, {**question, "first": 3, "index": [5, 2]})
    assert [group.program for group in run._watching._groups] == programs


@pytest.mark.parametrize("causal", [False, True])
def test_every_heads_shares_are_keras(causal):
    config = {"num_heads": 3, "key_dim": 4, "use_causal_mask": causal}
    run = running(ROWS, ("multi_head_attention", config), ("flatten", {}))
    given = values_of(run)["l1"]
    layer = keras.layers.MultiHeadAttention(3, 4)
    layer.build((1, 8, 8), (1, 8, 8))
    tensors = run.tensors["params"][run.plan.names.standard["l2"]]
    names = [f"{part}_{end}" for part in ("query", "key", "value", "output")
             for end in ("kernel", "bias")]  # fmt: skip
    layer.set_weights([np.asarray(tensors[name]) for name in names])
    _, theirs = layer(
        given[None], given[None], return_attention_scores=True, use_causal_mask=causal
    )
    for head in range(3):
        question = {"probe": "attention", "node": "l2", "sample": SAMPLE, "index": [head, 6, 2]}
        ((scores, shares, seen, query, key, factors),) = ask(run, question)
        np.testing.assert_allclose(shares, np.asarray(theirs)[0, head], rtol=1e-4, atol=1e-6)
        np.testing.assert_array_equal(seen, np.tri(8) if causal else np.ones((8, 8)))
        kernel, bias = (np.asarray(tensors[f"query_{end}"]) for end in ("kernel", "bias"))
        np.testing.assert_allclose(query, given[6] @ kernel[:, head] + bias[head], rtol=1e-4)
        assert factors[0] == 0.5
        assert query @ key * factors[0] == pytest.approx(scores[6, 2], rel=1e-4)
        likely = np.where(seen[6] > 0, np.exp(scores[6]), 0)
        np.testing.assert_allclose(likely / likely.sum(), shares[6], rtol=1e-4, atol=1e-6)


@pytest.mark.parametrize("config", [{}, {"use_scale": True}, {"score_mode": "concat"}])
def test_plain_attention_is_seen_as_one_head(config):
    source = images(ROWS, ("attention", config), ("flatten", {}), dense(10, "softmax"))
    source["nodes"].insert(2, {"id": "twin", "kind": "reshape", "config": ROWS[1]})
    source["edges"] += [["in", "twin"], ["twin", "l2"]]
    run = session(source)
    values = values_of(run)
    given = values["l1"]
    question = {"probe": "attention", "node": "l2", "sample": SAMPLE, "index": [0, 3, 1]}
    ((scores, shares, seen, query, key, factors),) = ask(run, question)
    assert factors.tolist() == [1, 1]
    np.testing.assert_array_equal(query, given[3])
    np.testing.assert_array_equal(key, given[1])
    dot = config.get("score_mode") != "concat"
    expected = given @ given.T if dot else np.tanh(given[:, None] + given[None]).sum(-1)
    np.testing.assert_allclose(scores, expected, rtol=1e-4, atol=1e-5)
    np.testing.assert_allclose(shares @ given, values["l2"], rtol=1e-4, atol=1e-5)
    assert (seen == 1).all()


def test_keys_that_do_not_count_get_no_share():
    run = running(*WORDS, ("multi_head_attention", {"num_heads": 2, "key_dim": 2}), ("flatten", {}))
    counts = values_of(run)["l1"] != 0
    row = int(np.argmax(counts))
    question = {"probe": "attention", "node": "l3", "sample": SAMPLE, "index": [1, row, 0]}
    ((_, shares, seen, *_),) = ask(run, question)
    np.testing.assert_array_equal(seen, np.outer(counts, counts))
    assert (shares[:, ~counts] == 0).all()
    assert shares[row].sum() == pytest.approx(1, rel=1e-5)


def test_the_row_looked_up_and_its_neighbors_are_the_tables():
    layers = [("flatten", {}), ("rescaling", {"scale": 16.0}),
              ("embedding", {"input_dim": 17, "output_dim": 5})]  # fmt: skip
    run = running(*layers, ("flatten", {}))
    values = values_of(run)
    table = np.asarray(run.tensors["params"][run.plan.names.standard["l3"]]["embeddings"])
    place = int(np.argmax(values["l2"]))
    question = {"probe": "lookup", "node": "l3", "sample": SAMPLE, "index": [place]}
    ((tokens, row, output, numbers, cosines),) = ask(run, question)
    np.testing.assert_array_equal(tokens, values["l2"])
    number = int(tokens[place])
    np.testing.assert_array_equal(row, table[number])
    np.testing.assert_array_equal(output, values["l3"][place])
    all_ = table @ row / (np.linalg.norm(table, axis=1) * np.linalg.norm(row))
    order = [one for one in np.argsort(-all_) if one != number][:8]
    assert numbers.astype(int).tolist() == order
    np.testing.assert_allclose(cosines, all_[order], rtol=1e-4)


def test_bad_questions_are_refused_with_a_sentence():
    run = running(ROWS, ("lstm", {"units": 3}))
    good = {"probe": "gates", "node": "l2", "sample": SAMPLE, "index": [0, 0], "first": 0}
    for bad in (
        {**good, "count": 9},
        {**good, "count": 4, "first": 5},
        {**good, "count": 4, "node": "l1"},
        {"probe": "attention", "node": "l2", "sample": SAMPLE, "index": [0, 0, 0]},
        {"probe": "lookup", "node": "l2", "sample": SAMPLE, "index": [0]},
    ):
        (problem,) = run.watch([bad])
        assert problem is not None
        assert problem.code == "bad_probe"
