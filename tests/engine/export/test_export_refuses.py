"""What no program is written for yet is refused with the place, never left out of the code."""

import pytest

from engine.errors import LearnerError, LearnerErrors
from engine.export import keras
from engine.export._facts import facts
from engine.graph.check import check
from engine.graph.read import read
from tests.engine.documents import circle


def refused(document):
    with pytest.raises(LearnerError) as caught:
        keras.source(facts(check(read(document))))
    assert caught.value.message.de != caught.value.message.en
    return caught.value


def test_shared_weights():
    document = circle()
    hidden = next(node for node in document["nodes"] if node["kind"] == "dense")
    twin = {**hidden, "id": "twin", "shares": hidden["id"]}
    document["nodes"].append({**hidden, "id": "first", "config": {"units": 2}})
    document["nodes"].append({**twin, "config": {}})
    document["nodes"].append({"id": "sum", "kind": "add"})
    start, end = document["nodes"][0]["id"], document["nodes"][2]["id"]
    document["edges"] = [
        [start, hidden["id"]],
        [start, "first"],
        ["first", "twin"],
        [hidden["id"], "sum"],
        ["twin", "sum"],
        ["sum", end],
    ]
    assert refused(document).node == "twin"


def test_inputs_that_take_some_columns():
    document = circle()
    document["nodes"][0]["config"] = {"features": ["x1"]}
    assert refused(document).code == "export_features"


@pytest.mark.parametrize(
    ("part", "code"),
    [
        ({"outputs": {"out": {"weight": 0.5}}}, "export_outputs"),
        ({"sample_weight": "x1"}, "export_sample_weight"),
    ],
)
def test_losses_and_weights_of_their_own(part, code):
    assert refused(circle(training=part)).code == code


def test_what_is_wrong_is_told_as_ever():
    document = circle()
    document["edges"] = []
    with pytest.raises(LearnerErrors):
        keras.source(facts(check(read(document))))
