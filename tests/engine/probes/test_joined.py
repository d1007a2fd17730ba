"""What a number behind several wires is made of, against NumPy, for every layer that joins."""

from itertools import accumulate

import numpy as np

from tests.engine.probes.asking import SAMPLE, ask, forward, images
from tests.engine.probes.test_bend_and_chance import example
from tests.engine.train.runs import dense, session

BRANCHES = {
    "flat": ("flatten", {}, "in"),
    "a": (*dense(4, "tanh"), "flat"),
    "b": (*dense(4, "tanh"), "flat"),
    "c": (*dense(4, "tanh"), "flat"),
    "lines": ("reshape", {"target_shape": [8, 8]}, "in"),
    "turned": ("permute", {"dims": [2, 1]}, "lines"),
    "words": ("masking", {}, "turned"),
    "map": ("conv2d", {"filters": 4, "kernel_size": 3, "activation": "tanh"}, "in"),
    "map2": ("conv2d", {"filters": 4, "kernel_size": 3, "activation": "tanh"}, "in"),
    "gate": ("reshape", {"target_shape": [1, 1, 4]}, "a"),
}
JOINS = {
    "add": ("add", {}, "a", "b", "c"),
    "less": ("subtract", {}, "b", "a"),
    "mean": ("average", {}, "a", "b", "c"),
    "most": ("maximum", {}, "a", "b", "c"),
    "least": ("minimum", {}, "map", "map2"),
    "gated": ("multiply", {}, "map", "gate"),
    "some": ("multiply", {}, "words", "words"),
    "rows": ("concatenate", {"axis": 1}, "map", "map2"),
    "all": ("concatenate", {}, "a", "b"),
    "alike": ("dot", {"normalize": True}, "a", "b"),
    "matrix": ("dot", {"axes": [2, 1]}, "lines", "turned"),
}
PLACES = {
    **{"add": [2], "less": [3], "mean": [0], "most": [1], "least": [4, 2, 3], "gated": [5, 0, 2]},
    **{"some": [0, 3], "rows": [7, 1, 2], "all": [5], "alike": [0], "matrix": [2, 6]},
}


def joined():
    """A run with all of them on the small digits."""
    nodes = {**BRANCHES, **JOINS}
    ends = {f"f{name}": ("flatten", {}, name) for name in JOINS}
    nodes = {
        **nodes,
        **ends,
        "last": ("concatenate", {}, *ends),
        "out": (*dense(10, "softmax"), "last"),
    }
    source = images()
    source["nodes"] += [{"id": n, "kind": k, "config": c} for n, (k, c, *_) in nodes.items()]
    source["edges"] = [[wire, n] for n, (_, _, *wires) in nodes.items() for wire in wires]
    return session(source)


def expected(name, given, mask):
    """A join's output [*shape] of its inputs, in NumPy."""
    first, second, *_ = given
    if name in ("rows", "all"):
        return np.concatenate(given, 0 if name == "rows" else -1)
    if name == "some":
        return np.where(mask[:, None], first * second, 0)
    return {
        "add": lambda: sum(given),
        "less": lambda: first - second,
        "mean": lambda: sum(given) / 3,
        "most": lambda: np.max(given, 0),
        "least": lambda: np.min(given, 0),
        "gated": lambda: first * second,
        "alike": lambda: np.array([first @ second / np.sqrt((first @ first) * (second @ second))]),
        "matrix": lambda: first @ second,
    }[name]()


def test_a_number_is_made_of_the_numbers_that_stand_beside_each_other():
    run = joined()
    answers = ask(
        run,
        *(
            {"probe": "joined", "node": name, "index": place, "sample": SAMPLE}
            for name, place in PLACES.items()
        ),
    )
    values = {name: value[0] for name, value in forward(run, example(run)).items()}
    mask = values["words"].any(1)
    assert 0 < mask.sum() < 8
    for (name, place), (inputs, output, terms, counts, value) in zip(
        PLACES.items(), answers, strict=True
    ):
        kind, config, *wires = JOINS[name]
        given, at = [values[wire] for wire in wires], tuple(place)
        ends = [0, *accumulate(one.size for one in given)]
        for one, start, end in zip(given, ends, ends[1:], strict=False):
            np.testing.assert_allclose(inputs[start:end], one.ravel(), rtol=1e-4, atol=1e-5)
        made = expected(name, given, mask)
        np.testing.assert_allclose(output, made, rtol=1e-4, atol=1e-5, err_msg=name)
        assert value[0] == output[at], name
        np.testing.assert_array_equal(counts, [mask[place[0]]] * 2 if name == "some" else 1)
        if kind == "concatenate":
            assert terms.size == 0
        elif kind == "dot":
            first, second = np.split(terms, 2)
            length = np.sqrt((first @ first) * (second @ second)) if "normalize" in config else 1
            assert np.isclose(first @ second / length, value[0], rtol=1e-4)
        else:
            stretched = [np.broadcast_to(one, output.shape)[at] for one in given]
            np.testing.assert_allclose(terms, stretched, rtol=1e-4, atol=1e-5)


def test_what_joins_nothing_is_refused():
    run = session(images(("flatten", {}), dense(10, "softmax")))
    for node in ("l1", "l2", "in"):
        (problem,) = run.watch([{"probe": "joined", "node": node, "index": [0], "sample": SAMPLE}])
        assert problem is not None
        assert problem.code == "bad_probe"
