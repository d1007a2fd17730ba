"""Reading documents: each mistake has its code and place, and nothing else ever comes out."""

import json
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine import catalog
from engine.errors import LearnerErrors
from engine.graph.read import MAX_NODES, read
from engine.graph.spec import Document
from tests.engine.documents import circle


def problems(source):
    with pytest.raises(LearnerErrors) as caught:
        read(source)
    return caught.value.errors


def only(source):
    (problem,) = problems(source)
    return problem


@pytest.mark.parametrize("name", catalog.starters())
def test_a_starter_survives_the_round_trip(name):
    document = read(catalog.starters()[name]["document"])
    assert read(json.dumps(document.to_json())) == document
    assert read(json.dumps(document.normalized())) == document


def test_defaults_are_left_out_and_filled_in():
    document = read(circle())
    assert document.to_json()["nodes"][0] == {"id": "in", "kind": "input"}
    assert document.normalized()["nodes"][1]["config"]["kernel_initializer"] == "glorot_uniform"
    assert document.training.batch_size == 32


def test_broken_json_names_line_and_column():
    problem = only('{"format": 1,\n  "nodes": [}')
    assert problem.code == "not_json"
    assert problem.values["line"] == 2
    assert problem.values["column"] == 13


@pytest.mark.parametrize(
    ("source", "code"),
    [
        ("[" * 100_000, "too_deep"),
        ('{"a":' * 100_000, "too_deep"),
        ("[1]", "not_an_object"),
        ("", "not_json"),
        (b"\xff\xfe\x00", "not_text"),
        ('{"format": NaN}', "not_finite"),
        ('{"format": 1, "name": "' + "x" * 2_000_000 + '"}', "document_too_big"),
    ],
)
def test_what_is_no_document(source, code):
    assert only(source).code == code


@pytest.mark.parametrize(
    ("changes", "code", "field"),
    [
        ({"format": 2}, "newer_format", "format"),
        ({"format": 0}, "too_small", "format"),
        ({"format": "1"}, "not_a_number", "format"),
        ({"name": 5}, "not_a_string", "name"),
        ({"name": "x" * 201}, "too_long", "name"),
        ({"nodes": {}}, "not_a_list", "nodes"),
        ({"edges": [["in"]]}, "bad_edge", "edges[0]"),
        ({"edges": "in"}, "not_a_list", "edges"),
        ({"extra": 1}, "unknown_field", "extra"),
        ({"data": {"dataset": "mnits"}}, "unknown_kind", "data.dataset"),
        ({"data": {"dataset": "circle", "seed": 1.5}}, "not_whole", "data.seed"),
        (
            {"data": {"dataset": "circle", "validation_split": 2}},
            "too_large",
            "data.validation_split",
        ),
        (
            {"data": {"dataset": "circle", "options": {"noise": "much"}}},
            "not_a_number",
            "data.options.noise",
        ),
        ({"training": {"batch_size": 0}}, "too_small", "training.batch_size"),
        ({"training": {"epochs": 1e999}}, "not_finite", "training.epochs"),
        ({"training": {"loss": {"kind": "mse"}}}, "unknown_kind", "training.loss.kind"),
        ({"training": {"metrics": ["acuracy"]}}, "unknown_kind", "training.metrics"),
        (
            {"training": {"optimizer": {"kind": "sgd", "config": {"learning_rate": -1}}}},
            "too_small",
            "training.optimizer.config.learning_rate",
        ),
        ({"training": {"shuffle": 1}}, "not_a_boolean", "training.shuffle"),
        ({"layout": {"in": [1]}}, "wrong_place", "layout"),
    ],
)
def test_a_wrong_part_is_named(changes, code, field):
    problem = only(circle(**changes))
    assert (problem.code, problem.field) == (code, field)
    assert problem.message.en != problem.message.de


@pytest.mark.parametrize(
    ("node", "code", "field"),
    [
        ({"id": "a b", "kind": "dense"}, "bad_id", "nodes[0].id"),
        ({"id": "é", "kind": "dense"}, "bad_id", "nodes[0].id"),
        ({"id": "x" * 41, "kind": "dense"}, "bad_id", "nodes[0].id"),
        ({"kind": "dense"}, "bad_id", "nodes[0].id"),
        ({"id": "a", "kind": "danse"}, "unknown_kind", "kind"),
        ({"id": "a", "kind": "dense", "config": {"unit": 3}}, "unknown_field", "unit"),
        ({"id": "a", "kind": "dense", "config": {"units": 0}}, "too_small", "units"),
        ({"id": "a", "kind": "dense", "config": {"units": 2.5}}, "not_whole", "units"),
        ({"id": "a", "kind": "dense", "config": {"units": True}}, "not_a_number", "units"),
        ({"id": "a", "kind": "dense", "config": {"units": 10**400}}, "not_finite", "units"),
        ({"id": "a", "kind": "dense", "config": {"units": math.nan}}, "not_finite", "units"),
        ({"id": "a", "kind": "dense", "config": {"units": None}}, "null_value", "units"),
        ({"id": "a", "kind": "dense", "config": {"use_bias": 1}}, "not_a_boolean", "use_bias"),
        ({"id": "a", "kind": "dense", "config": []}, "not_an_object", "config"),
        (
            {"id": "a", "kind": "conv2d", "config": {"kernel_size": [1, 2, 3]}},
            "wrong_length",
            "kernel_size",
        ),
        ({"id": "a", "kind": "input", "config": {"shape": []}}, "wrong_rank_stated", "shape"),
        (
            {"id": "a", "kind": "dense", "config": {"kernel_regularizer": {"l3": 1}}},
            "unknown_field",
            "kernel_regularizer",
        ),
    ],
)
def test_a_wrong_node_is_named(node, code, field):
    problem = only(circle(nodes=[node]))
    assert (problem.code, problem.field) == (code, field)
    assert problem.node == (node["id"] if code != "bad_id" else None)


def test_a_misspelt_choice_can_be_mended_at_a_click():
    node = {"id": "a", "kind": "dense", "config": {"activation": "rleu"}}
    problem = only(circle(nodes=[node]))
    assert problem.fix is not None
    assert problem.fix.edits == (
        {"op": "set", "node": "a", "field": "activation", "value": "relu"},
    )
    assert "Did you mean “dense”?" in only(circle(nodes=[{"id": "a", "kind": "Dnse"}])).message.en


def test_all_mistakes_are_told_at_once():
    document = circle(format=3, name=None, edges=5)
    assert [problem.code for problem in problems(document)] == [
        "newer_format",
        "not_a_string",
        "not_a_list",
    ]


def test_doubled_ids_and_too_many_nodes():
    node = {"id": "a", "kind": "dense"}
    assert only(circle(nodes=[node, node])).code == "duplicate_id"
    assert only(circle(nodes=[node] * (MAX_NODES + 1))).code == "too_many_nodes"


def test_a_lone_surrogate_never_reaches_an_answer():
    read('{"format": 1, "nodes": [], "name": "\\ud800"}').name.encode()
    only('{"format": 1, "nodes": [], "\\ud800": 1}').message.de.encode()


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4)
    ),
    max_leaves=12,
)
PATHS = st.sampled_from(
    [
        *[(name,) for name in ("format", "name", "data", "nodes", "edges", "training", "layout")],
        *[("data", name) for name in ("dataset", "options", "validation_split", "seed")],
        *[("training", name) for name in ("kind", "loss", "optimizer", "metrics", "batch_size")],
        *[("training", "optimizer", name) for name in ("kind", "config")],
        *[("nodes", 1, name) for name in ("id", "kind", "config")],
        ("nodes", 1, "config", "units"),
        ("nodes", 1, "config", "activation"),
        ("nodes", 1, "config", "kernel_regularizer"),
        ("edges", 0),
        ("layout", "in"),
    ]
)


def is_answered(source):
    try:
        problems = ()
        document = read(source)
    except LearnerErrors as found:
        document, problems = None, found.errors
    assert problems or isinstance(document, Document)
    for problem in problems:
        json.dumps(problem.to_json(), ensure_ascii=False).encode()


@given(JSON)
def test_any_json_is_answered(value):
    is_answered(json.dumps(value))


@given(st.text() | st.binary())
def test_any_text_is_answered(value):
    is_answered(value)


@given(PATHS, JSON)
def test_any_value_in_any_place_is_answered(path, value):
    document = circle()
    part = document
    for step in path[:-1]:
        part = part[step]
    part[path[-1]] = value
    is_answered(document)
