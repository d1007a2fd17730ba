"""Fingerprints and canonical names: equal structures share one, sliders and names do not count."""

import jax
import numpy as np
import pytest

from engine.graph.build import build
from engine.graph.canonical import canonical
from engine.graph.check import check
from engine.graph.fingerprint import fingerprint
from engine.graph.read import read
from tests.engine.documents import chain, circle, plain


def printed(document):
    return fingerprint(check(read(document)))


def with_node(**config):
    document = circle()
    document["nodes"][1]["config"].update(config)
    return document


def renamed():
    document = circle(name="another", layout={})
    text = {"in": "x", "h": "zz", "out": "a"}
    document["nodes"] = [{**node, "id": text[node["id"]]} for node in document["nodes"][::-1]]
    document["edges"] = [[text[a], text[b]] for a, b in document["edges"][::-1]]
    return document


def training(**changes):
    return circle(training={**circle()["training"], **changes})


SAME = {
    "names, order, layout": renamed(),
    "learning rate": training(optimizer={"kind": "sgd", "config": {"learning_rate": 1.0}}),
    "momentum": training(optimizer={"kind": "sgd", "config": {"momentum": 0.9}}),
    "seed, epochs, batch": training(seed=4, epochs=9, batch_size=5),
    "noise and split": circle(
        data={"dataset": "circle", "options": {"noise": 20}, "validation_split": 0.2, "seed": 1}
    ),
    "the usual schedule, and callbacks": training(
        optimizer={"kind": "sgd", "schedule": {"kind": "constant"}},
        callbacks=["early_stopping"],
    ),
    "a penalty": with_node(kernel_regularizer={"l1": 3, "l2": 0.1}),
    "a default written out": with_node(use_bias=True),
}
OTHER = {
    "units": with_node(units=4),
    "activation": with_node(activation="relu"),
    "bias": with_node(use_bias=False),
    "loss": training(loss={"kind": "binary_crossentropy"}),
    "metrics": training(metrics=["accuracy"]),
    "optimizer": training(optimizer={"kind": "adam"}),
    "schedule": training(optimizer={"kind": "sgd", "schedule": "warm_up"}),
    "clipping": training(optimizer={"kind": "sgd", "config": {"clipnorm": 1.0}}),
    "features": circle(data={"dataset": "circle", "options": {"features": ["x1", "x2", "sin_x1"]}}),
}


@pytest.mark.parametrize("change", SAME)
def test_what_needs_no_other_compilation(change):
    assert printed(SAME[change]) == printed(circle())


@pytest.mark.parametrize("change", OTHER)
def test_what_needs_another_compilation(change):
    assert printed(OTHER[change]) != printed(circle())


def test_one_number_and_a_pair_of_it_are_the_same():
    image = ("in", "input", {"shape": [8, 8, 1]})
    one, two = (chain(image, ("c", "conv2d", {"kernel_size": size})) for size in (3, [3, 3]))
    assert printed(one) == printed(two)


def test_the_order_of_a_joint_s_wires_counts():
    nodes = [("i", "input", {"shape": [2]}), ("d", "dense", {"units": 2}), ("j", "concatenate", {})]
    first = plain(nodes, [["i", "d"], ["i", "j"], ["d", "j"]])
    second = plain(nodes, [["i", "d"], ["d", "j"], ["i", "j"]])
    assert printed(first) != printed(second)


def test_canonical_networks_are_equal_and_lead_back():
    ours, theirs = canonical(check(read(circle()))), canonical(check(read(renamed())))
    assert build(ours.checked) == build(theirs.checked)
    assert {ours.original[name] for name in ours.checked.order} == {"in", "h", "out"}
    assert all(theirs.original[standard] == name for name, standard in theirs.standard.items())
    first, second = (build(part.checked).init(3) for part in (ours, theirs))
    jax.tree.map(np.testing.assert_array_equal, first, second)
