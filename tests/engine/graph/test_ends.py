"""What a network may end with under each loss, which weights classes may have, which starts fit."""

import pytest

from engine import catalog
from engine.errors import LearnerErrors
from engine.graph.check import check
from engine.graph.read import read
from engine.learning._targets import target_form
from tests.engine.documents import chain, circle
from tests.engine.train.runs import changed, dense, document


def problems(source):
    return check(read(source)).problems


def applied(source, problem):
    """The document with the fix of a problem."""
    (edit,) = problem.fix.edits
    if edit["op"] == "training":
        return changed(source, f"training.{edit['field']}", edit["value"])
    nodes = [node["id"] for node in source["nodes"]]
    path = f"nodes.{nodes.index(edit['node'])}.config.{edit['field']}"
    return changed(source, path, edit["value"])


@pytest.mark.parametrize(
    ("loss", "end", "code"),
    [
        ("hinge", dense(1, "sigmoid"), "needs_signs"),
        ("squared_hinge", dense(1, "relu"), "needs_signs"),
        ("poisson", dense(1, "tanh"), "needs_positive"),
        ("mean_squared_logarithmic_error", dense(1), "needs_positive"),
        ("kl_divergence", dense(2, "sigmoid"), "needs_activation"),
        ("binary_focal_crossentropy", dense(1), "needs_activation"),
    ],
)
def test_a_wrong_end_is_refused_and_its_fix_mends_it(loss, end, code):
    source = document(end, loss=loss)
    (problem,) = problems(source)
    assert (problem.code, problem.node, problem.field) == (code, "l1", "activation")
    assert problems(applied(source, problem)) == ()


@pytest.mark.parametrize("loss", ["binary_crossentropy", "binary_focal_crossentropy"])
def test_logits_want_an_end_without_activation(loss):
    source = document(dense(1, "sigmoid"), loss=loss)
    assert problems(source) == ()
    logits = changed(source, "training.loss.config", {"from_logits": True})
    (problem,) = problems(logits)
    assert (problem.code, problem.field) == ("needs_logits", "activation")
    assert problems(applied(logits, problem)) == ()


def test_a_layer_that_is_an_activation_ends_a_network_too():
    source = document(dense(2), ("activation", {"activation": "softmax"}), loss="kl_divergence")
    assert problems(source) == ()


@pytest.mark.parametrize(
    ("loss", "units", "activation", "form"),
    [
        ("hinge", 1, "tanh", "signs"),
        ("hinge", 2, "linear", "one_hot"),
        ("poisson", 1, "softplus", "zero_one"),
        ("binary_crossentropy", 1, "linear", "zero_one"),
        ("mean_squared_error", 1, "hard_sigmoid", "zero_one"),
        ("huber", 1, "tanh", "signs"),
        ("kl_divergence", 2, "softmax", "one_hot"),
    ],
)
def test_how_two_classes_are_written(loss, units, activation, form):
    assert target_form(catalog.losses()[loss], units, activation, 2) == form


@pytest.mark.parametrize("given", [None, "balanced", {"0": 1.0, "1": 2.5}])
def test_class_weights_are_read_and_written_back(given):
    document = circle()
    document["training"] = {**document["training"], "class_weight": given}
    assert read(document).normalized()["training"]["class_weight"] == given
    written = read(document).to_json()
    assert read(written) == read(document)
    assert ("class_weight" in written["training"]) == (given is not None)


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ("balance", "unknown_choice"),
        ({"cat": 1}, "not_a_class"),
        ({"0": -1}, "too_small"),
        ([1, 2], "not_an_object"),
        ({"0": True}, "not_a_number"),
    ],
)
def test_class_weights_that_cannot_be_read(given, code):
    document = circle()
    document["training"] = {**document["training"], "class_weight": given}
    with pytest.raises(LearnerErrors) as refused:
        read(document)
    (problem,) = refused.value.errors
    assert (problem.code, problem.field) == (code, "training.class_weight")


def test_class_weights_want_classes_that_are_there():
    source = document(dense(1, "tanh"), class_weight={"0": 1, "2": 3})
    (problem,) = problems(source)
    assert problem.code == "class_weight_unknown"
    assert problems(applied(source, problem)) == ()
    values = document(
        dense(1), data={"dataset": "gauss_regression"}, metrics=[], class_weight="balanced"
    )
    assert [problem.code for problem in problems(values)] == ["class_weight_task"]


@pytest.mark.parametrize(
    ("layer", "field", "initializer"),
    [
        (dense(3), "bias_initializer", "orthogonal"),
        (dense(3), "bias_initializer", "identity"),
        (("conv2d", {"filters": 2, "kernel_size": 3}), "kernel_initializer", "identity"),
    ],
)
def test_a_matrix_cannot_start_what_is_none(layer, field, initializer):
    kind, config = layer
    shape = [8, 8, 1] if kind == "conv2d" else [4]
    start = {"kind": initializer, "config": {"gain": 2}}
    source = chain(("in", "input", {"shape": shape}), ("h", kind, {**config, field: start}))
    (problem,) = problems(source)
    assert (problem.code, problem.node, problem.field) == ("initializer_rank", "h", field)
    assert problems(applied(source, problem)) == ()


def test_what_ranks_outputs_needs_several():
    metric = {"kind": "top_k_categorical_accuracy", "config": {"k": 2}}
    source = document(dense(1, "tanh"), metrics=["accuracy", metric])
    (problem,) = problems(source)
    assert (problem.code, problem.field) == ("metric_needs_several", "training.metrics")
    mended = applied(source, problem)
    assert mended["training"]["metrics"] == ["accuracy"]
    assert problems(mended) == ()
    assert problems(document(dense(2, "tanh"), metrics=["accuracy", metric])) == ()


def test_glu_wants_pairs():
    halved = chain(("in", "input", {"shape": [4]}), ("h", *dense(6, "glu")))
    assert check(read(halved)).shapes["h"] == (3,)
    odd = chain(("in", "input", {"shape": [4]}), ("h", *dense(5, "glu")))
    (problem,) = problems(odd)
    assert (problem.code, problem.node, problem.field) == ("glu_needs_pairs", "h", "activation")
