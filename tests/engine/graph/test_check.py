"""Checks: what keeps a network from running is told at its node, with the mend."""

from typing import Any

import pytest

from engine.graph.check import check
from engine.graph.read import read
from tests.engine.documents import chain, circle, digits, plain


def checked(document):
    return check(read(document))


def only(document):
    (problem,) = checked(document).problems
    return problem


def edits(problem):
    assert problem.fix is not None
    return problem.fix.edits


IN = ("in", "input", {"shape": [4]})
IMAGE = ("in", "input", {"shape": [8, 8, 3]})


def test_a_right_network_has_shapes_and_counts():
    found = checked(circle())
    assert found.ok
    assert found.shapes == {"in": (2,), "h": (3,), "out": (1,)}
    assert found.params == found.trainable == 13
    assert found.output == "out"


def test_two_three_two_has_seventeen_parameters():
    layers = ("h", "dense", {"units": 3}), ("out", "dense", {"units": 2})
    assert checked(chain(("in", "input", {"shape": [2]}), *layers)).params == 17


def test_dense_acts_on_the_channels_of_an_image():
    found = checked(chain(("in", "input", {"shape": [20, 20, 3]}), ("d", "dense", {"units": 5})))
    assert found.shapes["d"] == (20, 20, 5)
    assert found.params == 20


def test_lengths_that_are_not_known_stay_unknown():
    nodes = ("in", "input", {"shape": [None, None, 3]}), ("c", "conv2d", {"filters": 4})
    found = checked(chain(*nodes, ("g", "global_average_pooling2d", {})))
    assert found.shapes == {"in": (None, None, 3), "c": (None, None, 4), "g": (4,)}
    problem = only(chain(*nodes, ("f", "flatten", {})))
    assert (problem.code, problem.node) == ("unknown_length", "f")


def test_a_circle_is_named_and_can_be_cut():
    dense = [(name, "add", {}) for name in "abc"]
    edges = [["in", "a"], ["c", "a"], ["a", "b"], ["in", "b"], ["b", "c"], ["in", "c"]]
    found = checked(plain([IN, *dense], edges))
    (problem,) = found.problems
    assert problem.code == "cycle"
    assert set(problem.values["circle"].split(" → ")) == {"a", "b", "c"}
    assert edits(problem)[0]["op"] == "disconnect"
    assert edits(problem)[0]["edge"] in edges
    assert found.shapes == {"in": (4,)}


def test_a_node_wired_to_itself_is_a_circle():
    problem = only(plain([IN, ("a", "add", {})], [["in", "a"], ["a", "a"]]))
    assert problem.edge == ("a", "a")


def test_a_wrong_node_leaves_the_shapes_before_it():
    found = checked(chain(IN, ("d", "dense", {}), ("c", "conv2d", {}), ("e", "dense", {})))
    (problem,) = found.problems
    assert (problem.code, problem.node) == ("needs_image", "c")
    assert found.shapes == {"in": (4,), "d": (16,)}


@pytest.mark.parametrize(
    ("document", "code", "node"),
    [
        ({"format": 1, "nodes": []}, "no_nodes", None),
        (chain(("in", "input", {})), "input_without_shape", "in"),
        (plain([IN, ("a", "dense", {})], []), "no_incoming", "a"),
        (plain([IN, ("a", "add", {})], [["in", "a"]]), "too_few_incoming", "a"),
        (
            plain(
                [IN, ("b", "input", {"shape": [3]}), ("d", "dense", {})],
                [["in", "d"], ["b", "d"]],
            ),
            "too_many_incoming",
            "d",
        ),
        (plain([IN, ("b", "input", {"shape": [3]})], [["in", "b"]]), "input_has_incoming", "b"),
        (plain([IN], [["in", "x"]]), "edge_to_unknown", None),
        (chain(IMAGE, ("c", "conv2d", {"kernel_size": 9})), "window_too_large", "c"),
        (chain(IMAGE, ("p", "max_pooling2d", {"pool_size": 9})), "window_too_large", "p"),
        (
            chain(IMAGE, ("c", "conv2d", {"strides": 2, "dilation_rate": 2})),
            "strides_and_dilation",
            "c",
        ),
        (chain(IMAGE, ("c", "conv2d", {"groups": 2})), "groups_do_not_divide", "c"),
        (
            plain(
                [IN, ("d", "dense", {"units": 3}), ("a", "add", {})],
                [["in", "d"], ["in", "a"], ["d", "a"]],
            ),
            "shapes_differ",
            "a",
        ),
        (
            plain(
                [IMAGE, ("c", "conv2d", {}), ("j", "concatenate", {})],
                [["in", "c"], ["in", "j"], ["c", "j"]],
            ),
            "cannot_concatenate",
            "j",
        ),
        (
            plain([IN, ("j", "concatenate", {"axis": 3})], [["in", "j"], ["in", "j"]]),
            "axis_out_of_range",
            "j",
        ),
        (
            plain(
                [IMAGE, ("g", "global_average_pooling2d", {}), ("m", "multiply", {})],
                [["in", "g"], ["in", "m"], ["g", "m"]],
            ),
            "shapes_do_not_stretch",
            "m",
        ),
        (
            plain(
                [IN, ("d", "dense", {"units": 3}), ("p", "dot", {})],
                [["in", "d"], ["in", "p"], ["d", "p"]],
            ),
            "dot_lengths_differ",
            "p",
        ),
        (
            plain([IN, ("p", "dot", {"axes": [1, 2]})], [["in", "p"], ["in", "p"]]),
            "axis_out_of_range",
            "p",
        ),
        (chain(IN, ("n", "layer_normalization", {"axis": 2})), "axis_out_of_range", "n"),
        (chain(IN, ("n", "group_normalization", {"groups": 0})), "groups_do_not_divide", "n"),
        (chain(IN, ("s", "spatial_dropout2d", {})), "needs_image", "s"),
        (chain(IN, ("r", "random_rotation", {})), "needs_image", "r"),
        (chain(IN, ("d", "dense", {"units": 60000}), ("e", "dense", {"units": 60000})),
         "too_many_parameters", "e"),
        (
            chain(
                ("in", "input", {"shape": [1000, 1000, 3]}), ("c", "conv2d", {"filters": 64})
            ),
            "too_many_values",
            "c",
        ),
        (circle(data={"dataset": "circle", "options": {"features": []}}), "features_empty", "in"),
    ],
)  # fmt: skip
def test_a_broken_graph_is_explained(document, code, node):
    problem = checked(document).problems[0]
    assert (problem.code, problem.node) == (code, node)


def test_many_layers_together_can_be_too_much():
    layers = [(f"c{n}", "conv2d", {"filters": 64, "padding": "same"}) for n in range(8)]
    problem = only(chain(("in", "input", {"shape": [220, 220, 3]}), *layers))
    assert problem.code == "network_values"


def test_a_large_window_is_mended_by_padding():
    problem = only(chain(IMAGE, ("c", "conv2d", {"kernel_size": 9})))
    assert "9 × 9" in problem.message.en
    assert "8 × 8" in problem.message.en
    (edit,) = edits(problem)
    assert edit == {"op": "set", "node": "c", "field": "padding", "value": "same"}


def test_groups_that_do_not_divide_are_mended_by_some_that_do():
    problem = only(chain(IN, ("d", "dense", {"units": 48}), ("n", "group_normalization", {})))
    assert edits(problem) == ({"op": "set", "node": "n", "field": "groups", "value": 16},)


def test_a_stated_shape_must_agree_with_the_data():
    nodes = [{"id": "in", "kind": "input", "config": {"shape": [3]}}, *circle()["nodes"][1:]]
    problem = only(circle(nodes=nodes))
    assert problem.code == "input_shape_differs"
    assert edits(problem)[0]["value"] is None


def test_without_flatten_the_mend_stands_before_the_first_dense():
    out = ("out", "dense", {"units": 10, "activation": "softmax"})
    problem = only(digits(("d", "dense", {"units": 30}), ("drop", "dropout", {}), out))
    assert (problem.code, problem.node) == ("output_not_flat", "out")
    assert edits(problem)[0]["edge"] == ["in", "d"]
    problem = only(digits(("c", "conv2d", {}), ("p", "max_pooling2d", {}), out))
    assert edits(problem) == (
        {"op": "insert", "kind": "flatten", "config": {}, "edge": ["p", "out"]},
    )


@pytest.mark.parametrize(
    ("config", "training", "code", "edit"),
    [
        (
            {"units": 7, "activation": "softmax"}, {}, "units_not_classes",
            {"op": "set", "node": "out", "field": "units", "value": 10},
        ),
        (
            {"units": 10}, {}, "needs_activation",
            {"op": "set", "node": "out", "field": "activation", "value": "softmax"},
        ),
        (
            {"units": 10}, {"loss": {"kind": "binary_crossentropy"}}, "needs_activation",
            {"op": "set", "node": "out", "field": "activation", "value": "sigmoid"},
        ),
    ],
)  # fmt: skip
def test_an_output_that_does_not_fit_the_digits(config, training, code, edit):
    problem = only(digits(("f", "flatten", {}), ("out", "dense", config), **training))
    assert (problem.code, edits(problem)) == (code, (edit,))


@pytest.mark.parametrize("kind", ["mean_squared_error", "binary_crossentropy"])
def test_two_classes_fit_one_unit(kind):
    loss = {"loss": {"kind": kind}}
    nodes = circle()["nodes"][:2]
    out: dict[str, Any] = {"id": "out", "kind": "dense"}
    out["config"] = {"units": 1, "activation": "sigmoid"}
    assert checked(circle(nodes=[*nodes, out], training=loss)).ok
    out["config"]["activation"] = "softmax"
    assert only(circle(nodes=[*nodes, out], training=loss)).code == "softmax_of_one"


def test_a_loss_for_classes_does_not_fit_values():
    problems = checked(
        circle(
            data={"dataset": "plane"},
            training={"loss": {"kind": "binary_crossentropy"}, "metrics": ["accuracy"]},
        )
    ).problems
    codes = {problem.code: problem for problem in problems}
    assert edits(codes["loss_task"])[0]["value"] == "mean_squared_error"
    assert edits(codes["metric_task"])[0] == {"op": "training", "field": "metrics", "value": []}


def test_of_two_ends_the_fitting_one_is_the_output():
    document = circle()
    document["nodes"].append({"id": "stray", "kind": "dense"})
    document["edges"].append(["h", "stray"])
    found = checked(document)
    assert found.output == "out"
    assert [(problem.code, problem.node) for problem in found.problems] == [("dead_end", "stray")]


def test_an_input_alone_is_no_network():
    assert only(circle(nodes=[{"id": "in", "kind": "input"}], edges=[])).code == "only_input"
