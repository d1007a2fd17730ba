"""Letters, forecasts, silhouettes and emoji: whole, honest, and only what they say is run."""

import gzip
import os
import pickle
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from engine import catalog
from engine.contracts import Data
from engine.datasets import shakespeare
from engine.datasets._pickled import read_pickled
from engine.datasets._png import read_palette_png
from engine.datasets._ranked import ranked
from engine.preprocessing import _words
from engine.preprocessing._words import corpus
from tests.engine.datasets.test_dataset_contract import LARGEST
from tests.engine.train.test_what_must_hold import starter, trained


def load(name: str, **options: Any) -> Data:
    kind = catalog.datasets()[name]
    missing = kind.missing()
    if missing is None or missing > LARGEST:
        pytest.skip(f"{name} is large; python -m engine.datasets.fetch {name} brings it")
    if kind.fetch and missing:
        kind.fetch(lambda received, total: None)
    return kind.load({**{field.name: field.default for field in kind.fields}, **options}, 0)


@pytest.mark.parametrize(
    ("name", "rows"), [("names", 5163), ("animals", 10_000), ("emoji", 1892), ("co2", 444)]
)
def test_no_row_is_lost(name: str, rows: int):
    data = load(name)
    assert len(data.training) + len(data.test) == rows


def test_the_next_character_follows_its_window():
    data = load("shakespeare", length=12)
    text = shakespeare.texts()[0]
    assert data.words is not None
    for row in (0, 1, 1000, len(data.training) - 1):
        window = "".join(word or "" for word in data.words("training", row))
        character = shakespeare.CHARACTERS[data.training.targets[row]]
        assert window + character in text


def test_names_stand_in_the_class_that_bears_them_more_often():
    data = load("names")
    assert data.words is not None
    found = {
        "".join(word or "" for word in data.words("training", row)): data.classes[target]
        for row, target in enumerate(data.training.targets.tolist())
    }
    known = {"MARY": "female", "JAMES": "male", "JOHN": "male", "LINDA": "female"}
    assert {name: found[name] for name in known if name in found}.items() <= known.items()
    assert len(found) == len(data.training)


@pytest.mark.parametrize("ahead", [1, 12])
def test_a_forecast_is_asked_for_what_came_later(ahead: int):
    data = load("co2", window=6, ahead=ahead)
    (scaling,) = data.steps
    mean, deviation = (scaling.statistics[name][0] for name in ("mean", "deviation"))
    raw = data.training.inputs[0, :, 0] * deviation + mean
    np.testing.assert_allclose(raw, [315.42, 316.31, 316.5, 317.56, 318.13, 318.0], atol=1e-3)
    # What is asked of a window is the last value of the window that many rows later.
    later = data.training.inputs[ahead:, -1]
    np.testing.assert_array_equal(data.training.targets[: len(later)], later)


def test_the_last_fifth_of_the_time_is_for_testing_and_scaled_by_what_was_before():
    data = load("co2")
    assert len(data.test) == round(0.2 * 468)
    known = np.concatenate([data.training.inputs[0, :, 0], data.training.targets[:, 0]])
    assert known.mean() == pytest.approx(0, abs=1e-4)
    assert known.std() == pytest.approx(1, abs=1e-4)
    assert data.test.targets.mean() > 2


def test_a_linear_network_carries_the_rise_on():
    """Better than saying that nothing changes, on years it never saw."""
    data = load("co2")
    same = np.abs(data.test.inputs[:, -1] - data.test.targets).mean()
    error = trained(starter("forecast"), 200).score("test")["metrics"]["mean_absolute_error"]
    assert error < 0.7 * same


def test_emoji_become_as_small_and_as_gray_as_chosen():
    data = load("emoji", size=16, colors="gray")
    assert data.training.inputs.shape[1:] == data.shape == (16, 16, 1)
    assert [done.step for done in data.steps] == ["gray", "resize"]
    # On white: the corners of most pictures are paper.
    assert np.median(load("emoji").training.inputs[:, 0, 0]) == 255


def test_a_pickle_that_names_a_function_is_not_run(tmp_path: Path):
    class Bomb:
        def __reduce__(self):
            return os.mkdir, (str(tmp_path / "ran"),)

    path = tmp_path / "bomb.gz"
    path.write_bytes(gzip.compress(pickle.dumps(Bomb())))
    with pytest.raises(pickle.UnpicklingError, match="mkdir"):
        read_pickled(path, "uint8")
    path.write_bytes(gzip.compress(pickle.dumps([1, 2])))
    with pytest.raises(pickle.UnpicklingError):
        read_pickled(path, "uint8")
    assert not (tmp_path / "ran").exists()


def test_another_sort_of_png_is_refused(tmp_path: Path):
    path = tmp_path / "picture.png"
    path.write_bytes(b"GIF89a")
    with pytest.raises(ValueError, match="no PNG"):
        read_palette_png(path)


def test_a_corpus_is_kept_until_the_texts_or_the_code_are_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    texts = ["the cat sat", "the dog"], ["the cow sat"]
    first = ranked(*texts, tmp_path, "tiny")
    (file,) = tmp_path.iterdir()
    monkeypatch.setattr("engine.datasets._ranked.corpus", None)  # nothing may be computed again
    again = ranked(*texts, tmp_path, "tiny")
    fresh = corpus(*texts)
    for one in (first, again):
        assert one.ranking == fresh.ranking
        np.testing.assert_array_equal(one.counts, fresh.counts)
        np.testing.assert_array_equal(one.training.numbers, fresh.training.numbers)
        np.testing.assert_array_equal(one.test.ends, fresh.test.ends)
    monkeypatch.setattr("engine.datasets._ranked.corpus", _words.corpus)
    file.write_bytes(b"rubbish")
    assert ranked(*texts, tmp_path, "tiny").ranking == fresh.ranking
    ranked(["another"], ["text"], tmp_path, "tiny")
    assert len(list(tmp_path.iterdir())) == 1
