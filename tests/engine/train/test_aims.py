"""Losses, outputs and targets that train together but do not fit are told, and mended."""

import json
from importlib import resources

import jax
import numpy as np
import pytest

from engine import catalog
from engine.contracts import Evidence
from engine.train.aims import aims
from engine.train.plan import make_plan
from server.lessons.edits import applied
from tests.engine.probes.asking import ask, images
from tests.engine.train.runs import changed, dense, document, session, settle
from tests.engine.train.runs import steps as take

FLAT = ("flatten", {})


def pictures(activation, loss):
    """Digits to be told apart."""
    return changed(images(FLAT, dense(10, activation)), "training.loss.kind", loss)


def rebuilt(activation, loss):
    """Digits to be given back."""
    source = images(FLAT, dense(8, "relu"), dense(64, activation), metrics=[])
    source["training"]["outputs"] = {"l3": {"loss": {"kind": loss}, "target": "input"}}
    return source


def prices(activation):
    """Three values of the wines to be guessed."""
    source = document(dense(4, "tanh"), dense(3, activation), data={"dataset": "wine"}, metrics=[])
    names = ["alcohol", "hue", "ash"]
    source["training"]["outputs"] = {"l2": {"loss": {"kind": "huber"}, "target": names}}
    return source


CASES = {
    "squares of classes": ("values_for_classes", pictures("linear", "mean_squared_error")),
    "sizes of classes": ("values_for_classes", pictures("softmax", "mean_absolute_error")),
    "yes or no on softmax": ("softmax_for_yes_or_no", pictures("softmax", "binary_crossentropy")),
    "sigmoids for classes": (
        "sigmoid_for_classes",
        pictures("sigmoid", "sparse_categorical_crossentropy"),
    ),
    "shares of one-hot rows": (
        "sigmoid_for_classes",
        pictures("sigmoid", "categorical_crossentropy"),
    ),
    "shares of a picture": ("softmax_for_values", rebuilt("softmax", "binary_crossentropy")),
    "shares of values": ("softmax_for_values", prices("softmax")),
}


def evidence(plan):
    """What is known of a run's aims before it begins."""
    return Evidence(
        step=0,
        diverged=False,
        learning_rate=plan.learning_rate(0),
        layers=(),
        losses=(),
        inputs=(),
        first_edge=None,
        targets=(),
        aims=aims(plan, {}),
    )


def told(source):
    """What does not fit in a document that can be trained; nothing is compiled for it."""
    plan = make_plan(source, jax.devices("cpu")[0])
    seen = evidence(plan)
    assert seen.aims
    return list(catalog.diagnoses()["loss_does_not_fit"].find(seen))


@pytest.mark.parametrize("case", CASES)
def test_what_does_not_fit_is_told_and_mended(case):
    code, source = CASES[case]
    (found,) = told(source)
    assert found.code == code
    assert found.label is not None
    assert told(applied(source, found.edits)) == []


def test_the_numbers_told_are_those_of_the_run():
    run = session(CASES["squares of classes"][1])
    take(run, 3)
    run.diagnose()
    settle(run)
    assert run.findings is not None
    (found,) = (problem for problem in run.findings[1] if problem.code == "values_for_classes")
    question = {"probe": "answers", "node": found.node, "part": "training", "count": 64}
    ((outputs, *_),) = ask(run, question)
    sums = np.asarray(outputs).sum(axis=-1)
    assert float(found.values["sum"].en) == pytest.approx(sums.mean(), rel=0.01, abs=0.002)
    assert float(found.values["now"].en) == pytest.approx(run.history.rows[-1]["loss"], rel=0.01)
    assert float(found.values["nothing"].en) == 0.1  # one of ten is off by one
    assert found.values["classes"] == 10


def test_the_sums_told_are_those_of_the_targets():
    source = prices("softmax")
    (found,) = told(source)
    plan = make_plan(source, jax.devices("cpu")[0])
    names = list(plan.rows.data.features)
    columns = [names.index(name) for name in source["training"]["outputs"]["l2"]["target"]]
    values = plan.rows.scaled(plan.rows.data.training.inputs[plan.rows.training])[:, columns]
    sums = values.sum(axis=1)
    assert [float(found.values[end].en) for end in ("low", "high")] == pytest.approx(
        [sums.min(), sums.max()], rel=0.01
    )


def test_several_outputs_are_told_one_by_one():
    source = images(FLAT, dense(10, "softmax"), metrics=[])
    source["nodes"] += [{"id": "guess", "kind": "dense", "config": {"units": 10}}]
    source["edges"] += [["l1", "guess"]]
    source["training"]["outputs"] = {
        "l2": {"loss": {"kind": "sparse_categorical_crossentropy"}},
        "guess": {"loss": {"kind": "mean_squared_error"}},
    }
    (found,) = told(source)
    assert (found.code, found.node) == ("values_for_classes", "guess")
    assert told(applied(source, found.edits)) == []


FITTING = {
    "logits": changed(
        pictures("linear", "categorical_crossentropy"),
        "training.loss.config",
        {"from_logits": True},
    ),
    "yes or no": pictures("sigmoid", "binary_crossentropy"),
    "margins": pictures("linear", "categorical_hinge"),
    "pictures": rebuilt("sigmoid", "binary_crossentropy"),
    "values": prices("linear"),
    "two classes": document(dense(1, "tanh")),
}


@pytest.mark.parametrize("case", FITTING)
def test_what_fits_is_left_alone(case):
    assert told(FITTING[case]) == []


STARTERS = sorted(
    file.name for file in resources.files("engine.starters").iterdir() if ".json" in file.name
)


@pytest.mark.parametrize("name", STARTERS)
def test_every_starting_network_fits(name):
    source = json.loads((resources.files("engine.starters") / name).read_text())["document"]
    assert told(source) == []
