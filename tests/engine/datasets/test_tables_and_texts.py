"""Published tables and texts: whole, prepared as they say, and worth a hidden layer."""

import numpy as np
import pytest

from engine import catalog
from engine.contracts import Data
from engine.datasets import housing, imdb, penguins
from engine.graph.check import check
from engine.graph.read import read
from tests.engine.train.runs import changed
from tests.engine.train.test_what_must_hold import starter, trained


def load(name: str, **options) -> Data:
    kind = catalog.datasets()[name]
    if kind.fetch and kind.missing():
        kind.fetch(lambda received, total: None)
    return kind.load({**{field.name: field.default for field in kind.fields}, **options}, 0)


@pytest.mark.parametrize(
    ("name", "rows"),
    [
        ("penguins", 344),
        ("housing", 546),
        ("height_weight", 200),
        ("diamonds", 53_940),
        ("boston", 506),
        ("gun_point", 200),
        ("power_demand", 1096),
        ("rotten_tomatoes", 8530),
        ("imdb", 25_000),
    ],
)
def test_no_row_is_lost(name: str, rows: int):
    data = load(name)
    assert len(data.training) + len(data.test) == rows


def test_penguins_say_what_was_missing():
    filled = load("penguins").steps[0]
    assert filled.step == "fill_missing"
    missing = dict(zip(filled.columns, filled.statistics["missing"], strict=True))
    assert missing["bill_length_mm"] <= 2
    assert 0 < missing["sex"] <= 11
    assert not np.isnan(load("penguins").test.inputs).any()


@pytest.mark.parametrize("scaling", ["standardize", "normalize", "none"])
def test_a_table_is_scaled_as_chosen(scaling: str):
    numbers = load("housing", scaling=scaling).training.inputs[:, :5]
    if scaling == "standardize":
        np.testing.assert_allclose(numbers.mean(axis=0), 0, atol=1e-5)
    elif scaling == "normalize":
        assert (numbers.min(axis=0).tolist(), numbers.max(axis=0).tolist()) == ([0] * 5, [1] * 5)
    else:
        assert numbers[:, 0].min() >= 1000  # square feet


def test_documents_choose_the_steps():
    source = {
        "format": 1,
        "nodes": [{"id": "in", "kind": "input"}],
        "data": {"dataset": "imdb", "options": {"vocabulary": 500, "length": 12}},
    }
    checked = check(read(source))
    assert checked.shapes["in"] == (12,)


def test_an_embedding_too_small_for_the_vocabulary_is_refused_and_its_fix_mends_it():
    small = changed(starter("reviews"), "nodes.1.config.input_dim", 300)
    (problem,) = check(read(small)).problems
    assert problem.code == "vocabulary_larger"
    assert problem.fix is not None
    (edit,) = problem.fix.edits
    mended = changed(small, f"nodes.1.config.{edit['field']}", edit["value"])
    assert check(read(mended)).ok


def test_files_are_named_for_their_sets():
    assert penguins.FILES.name == penguins.KIND.name
    assert {housing.KIND.task, imdb.KIND.task} == {"regression", "classification"}


def explained(target: np.ndarray, said: np.ndarray) -> float:
    """The share of the variance that is explained, R squared."""
    return 1 - float(np.square(target - said).sum() / np.square(target - target.mean()).sum())


def best_line(data: Data) -> float:
    """What the best of all linear models explains of the test rows, found by least squares."""

    def with_one(inputs: np.ndarray) -> np.ndarray:
        return np.column_stack([inputs, np.ones(len(inputs))]).astype(np.float64)

    weights = np.linalg.lstsq(with_one(data.training.inputs), data.training.targets, rcond=None)[0]
    return explained(data.test.targets, with_one(data.test.inputs) @ weights)


def test_one_hidden_layer_beats_the_best_line_on_diamonds():
    line = best_line(load("diamonds"))
    hidden = trained(starter("diamonds"), 5).score("test")["metrics"]["r2_score"]
    assert 0.9 < line < 0.93
    assert hidden > line + 0.03


def test_one_hidden_layer_beats_the_best_line_on_houses():
    line = best_line(load("boston"))
    source = starter("diamonds")
    source["data"] = {"dataset": "boston", "validation_split": 0.0, "seed": 0}
    source["training"]["batch_size"] = 32
    hidden = trained(source, 200).score("test")["metrics"]["r2_score"]
    assert 0.75 < line < 0.8
    assert hidden > line + 0.08


def test_a_column_made_of_skin_color_is_not_handed_out():
    assert "black" not in load("boston").features


def test_short_reviews_are_read_better_than_by_chance():
    """Words alone, averaged: half a minute in place of the LSTM's many."""
    source = starter("reviews")
    source["data"] = {
        "dataset": "rotten_tomatoes",
        "options": {"vocabulary": 5000, "length": 25},
        "validation_split": 0.0,
    }
    source["nodes"][1]["config"] = {"input_dim": 5000, "output_dim": 16}
    source["nodes"][2] = {"id": "reader", "kind": "global_average_pooling1d"}
    assert trained(source, 6).score("test")["metrics"]["accuracy"] > 0.7
