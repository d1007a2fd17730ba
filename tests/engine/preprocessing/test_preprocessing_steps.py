"""Steps of preparing data: what they do, and that they learn from training rows alone."""

import json

import numpy as np
import pytest
from keras.utils import pad_sequences

from engine import catalog
from engine.datasets._columns import Column, column_of, features, table_data
from engine.datasets._texts import Texts
from engine.preprocessing import fill_missing, gray, normalize, one_hot, pad, resize, standardize
from engine.preprocessing._steps import prepared
from engine.preprocessing._words import Ragged, corpus, words

STEPS = list(catalog.preprocessing().values())


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.name)
def test_a_step_has_its_words_in_both_languages(step):
    for text in (step.label, step.summary, step.help, *step.figures.values()):
        assert text.en.strip()
        assert text.de.strip()
    assert step.help.en != step.help.de
    assert len(step.keywords) >= 3


def test_no_setting_has_the_name_of_another_steps():
    names = [field.name for step in STEPS for field in step.fields]
    assert len(names) == len(set(names))


TRAINING = np.array([[1.0, 5.0, 7.0], [3.0, 9.0, 7.0]])
TEST = np.array([[5.0, 1.0, 8.0]])


def test_standardizing_uses_the_training_rows_alone():
    (training, test), done = prepared(standardize.KIND, (TRAINING, TEST), columns="abc")
    np.testing.assert_allclose(training, [[-1, -1, 0], [1, 1, 0]])
    np.testing.assert_allclose(test, [[3, -3, 0]])  # what never changes tells nothing
    assert done.statistics == {"mean": [2, 7, 7], "deviation": [1, 2, 0]}
    assert done.columns == ("a", "b", "c")


def test_normalizing_uses_the_training_rows_alone():
    (training, test), done = prepared(normalize.KIND, (TRAINING, TEST))
    np.testing.assert_allclose(training, [[0, 0, 0], [1, 1, 0]])
    np.testing.assert_allclose(test, [[2, -1, 1]])
    assert done.statistics == {"minimum": [1, 5, 7], "maximum": [3, 9, 7]}


def test_one_hot_knows_the_names_of_the_training_rows():
    parts = (np.array(["b", "a", "b"]), np.array(["a", "c"]))
    (training, test), done = prepared(one_hot.KIND, parts)
    assert training.tolist() == [[0, 1], [1, 0], [0, 1]]
    assert test.tolist() == [[1, 0], [0, 0]]
    assert done.statistics == {"levels": ["a", "b"]}


def test_empty_cells_get_what_is_usual_in_training():
    training = [np.array([1.0, np.nan, 3.0]), np.array(["x", "x", ""])]
    test = [np.array([np.nan]), np.array([""])]
    (training, test), done = prepared(fill_missing.KIND, (training, test), columns=["n", "k"])
    assert training[0].tolist() == [1, 2, 3]
    assert training[1].tolist() == ["x", "x", "x"]
    assert (test[0].tolist(), test[1].tolist()) == ([2], ["x"])
    assert done.statistics == {"missing": [1, 1], "filled": [2.0, "x"]}


@pytest.mark.parametrize("truncating", ["pre", "post"])
@pytest.mark.parametrize("padding", ["pre", "post"])
@pytest.mark.parametrize("length", [1, 3, 6])
def test_padding_is_kerass(length: int, padding: str, truncating: str):
    rows = [[1, 2, 3, 4], [], [5], [6, 7, 8, 9, 10, 11, 12], [13, 14, 15]]
    ragged = Ragged(np.concatenate(rows).astype(np.int32), np.cumsum([len(row) for row in rows]))
    config = {"length": length, "padding": padding, "truncating": truncating}
    (ours, _), _done = prepared(pad.KIND, (ragged, ragged), config)
    theirs = pad_sequences(rows, maxlen=length, padding=padding, truncating=truncating)
    np.testing.assert_array_equal(ours, theirs)


def test_words_are_lower_case_without_punctuation():
    assert words("Don't -- STOP, e.g. Ärger!") == ["don't", "stop", "e", "g", "ärger"]


TOLD = (["b a b", "b c", "a b d d d d"], ["b z d"])
TEXTS = Texts(*TOLD, np.array([0, 1, 0]), np.array([1]), ("no", "yes"), corpus(*TOLD))


def test_tokens_are_numbered_by_their_frequency_in_the_training_texts():
    data = TEXTS.data({"vocabulary": 4, "length": 4})
    assert data.training.inputs.tolist() == [[0, 2, 1, 2], [0, 0, 2, 1], [3, 3, 3, 3]]
    assert data.test.inputs.tolist() == [[0, 2, 1, 3]]
    tokenized, padded = data.steps
    assert tokenized.statistics == {
        "vocabulary": 4, "different": 4, "known": round(8 / 11, 4), "frequent": ["b", "d"],
    }  # fmt: skip
    assert padded.statistics == {"median": 3, "longest": 6, "cut": round(1 / 3, 4)}
    json.dumps([dict(step.statistics) for step in data.steps])


def test_a_row_tells_the_words_of_the_text_even_unknown_ones():
    data = TEXTS.data({"vocabulary": 4, "length": 4})
    assert data.words is not None
    assert data.words("test", 0) == (None, "b", "z", "d")
    assert data.words("training", 2) == ("d", "d", "d", "d")


def test_pixels_become_the_mean_of_what_they_cover():
    image = np.arange(16, dtype=np.uint8).reshape(1, 4, 4, 1) * 10
    half = resize.apply(image, None, {"size": 2})
    assert half[0, ..., 0].tolist() == [[25, 45], [105, 125]]
    assert resize.apply(half, None, {"size": 4})[0, ..., 0].tolist() == [
        [25, 25, 45, 45], [25, 25, 45, 45], [105, 105, 125, 125], [105, 105, 125, 125],
    ]  # fmt: skip
    assert resize.apply(image, None, {"size": 3}).mean() == pytest.approx(image.mean(), abs=0.5)


def test_gray_weighs_colors_as_the_eye_does():
    image = np.array([[[[255, 0, 0], [0, 255, 0], [0, 0, 255], [9, 9, 9]]]], np.uint8)
    assert gray.apply(image, None, {})[0, 0, :, 0].tolist() == [76, 150, 29, 9]


def test_a_table_names_its_inputs_and_its_steps():
    columns = (Column("size"), Column("kind", ("x", "y")), Column("age"))
    cells = {
        "size": column_of(["1", "3", "5"], columns[0]),
        "kind": column_of(["x", "y", "x"], columns[1]),
        "age": column_of(["2", "NA", "4"], columns[2]),
    }
    rows = (np.array([0, 1]), np.array([2]))
    data = table_data(cells, columns, np.zeros((3, 1), np.float32), rows, {"scaling": "none"})
    assert data.features == features(columns) == ("size", "age", "kind: x", "kind: y")
    assert data.training.inputs.tolist() == [[1, 2, 1, 0], [3, 2, 0, 1]]
    assert data.test.inputs.tolist() == [[5, 4, 1, 0]]
    assert [step.step for step in data.steps] == ["fill_missing", "one_hot"]
    scaled = table_data(cells, columns, np.zeros((3, 1), np.float32), rows, {})
    assert scaled.training.inputs[:, 0].tolist() == [-1, 1]
    assert [step.step for step in scaled.steps] == ["fill_missing", "standardize", "one_hot"]
