"""Rows as a set has them beside what a network gets: both are worked out anew from the file."""

import csv
import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from own_pictures import encoded, zipped
from PIL import Image

from engine import catalog
from engine.contracts import Cell, Data, Part, Passage
from engine.datasets import penguins
from engine.datasets.fetch._fetch import require
from engine.own import images, store, table, texts

PARTS: tuple[Part, ...] = ("training", "test")


@pytest.fixture
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("NETZWERKSTATT_HOME", str(tmp_path))


def load(name: str, **options: Any) -> Data:
    kind = catalog.datasets()[name]
    if kind.fetch and kind.missing():
        kind.fetch(lambda received, total: None)
    return kind.load({**{field.name: field.default for field in kind.fields}, **options}, 0)


def raw_rows(data: Data) -> dict[Part, list[Any]]:
    assert data.raw
    counts = {"training": len(data.training), "test": len(data.test)}
    return {part: [data.raw(part, row) for row in range(counts[part])] for part in PARTS}


def both(data: Data) -> np.ndarray:
    return np.concatenate([data.training.inputs, data.test.inputs])


def standardized(column: Sequence[float | None], training: int) -> np.ndarray:
    """A column filled with the mean and scaled with the figures of its first rows."""
    numbers = np.array([np.nan if cell is None else cell for cell in column])
    filled = np.where(np.isnan(numbers), np.nanmean(numbers[:training]), numbers)
    return (filled - filled[:training].mean()) / filled[:training].std()


def test_penguins_are_those_of_the_file_and_become_what_their_columns_say():
    data = load("penguins")
    rows = raw_rows(data)
    with (require(penguins.FILES) / "penguins.csv").open() as file:
        published = list(csv.DictReader(file))
    names = [cell.column for cell in rows["test"][0]]
    numbers = names[:4]
    told = [
        tuple("NA" if cell.value is None else cell.value for cell in row)
        for part in PARTS
        for row in rows[part]
    ]
    found = [
        tuple(float(row[n]) if n in numbers and row[n] != "NA" else row[n] for n in names)
        for row in published
    ]
    assert Counter(told) == Counter(found)
    assert [cell.unit for cell in rows["test"][0]] == ["mm", "mm", "mm", "g", "", ""]
    assert [name for cell in rows["test"][0] for name in cell.inputs] == list(data.features)
    every = rows["training"] + rows["test"]
    for place in range(4):
        column = standardized([row[place].value for row in every], len(rows["training"]))
        np.testing.assert_allclose(both(data)[:, place], column, atol=1e-5)
    usual = Counter(row[5].value for row in rows["training"]).most_common(1)[0][0]
    sexes = [row[5].value or usual for row in every]
    np.testing.assert_array_equal(both(data)[:, 7:], [[s == "female", s == "male"] for s in sexes])


@pytest.mark.usefixtures("_home")
def test_cells_of_an_own_table_become_what_their_steps_say():
    lines = [
        f"{'' if n == 7 else n % 9 / 10},{['oak', 'NA', 'fir'][n % 3]},{'ab'[n % 2]}"
        for n in range(50)
    ]
    name, _ = store.keep(table.read("\n".join(["weight,wood,kind", *lines]).encode()))
    data = load("own_table", set=name)
    rows = raw_rows(data)
    every = rows["training"] + rows["test"]
    assert Counter((row[0].value, row[1].value) for row in every) == Counter(
        (None if n == 7 else n % 9 / 10, ["oak", None, "fir"][n % 3]) for n in range(50)
    )
    assert every[0][1] == Cell("wood", every[0][1].value, ("wood = fir", "wood = oak"))
    count = len(rows["training"])
    columns = [
        [row[0].value for row in every],
        *([float(row[1].value == word) for row in every] for word in ("fir", "oak")),
    ]
    expected = np.stack([standardized(column, count) for column in columns], axis=1)
    np.testing.assert_allclose(both(data), expected, atol=1e-5)


@pytest.mark.usefixtures("_home")
def test_pictures_keep_what_was_there_before_they_became_small():
    sheets = np.random.default_rng(0).integers(0, 256, (12, 32, 32, 3), np.uint8)
    files = {f"{n % 2}/{n}.png": encoded(Image.fromarray(sheet)) for n, sheet in enumerate(sheets)}
    name, _ = store.keep(images.read(zipped(files)))
    data = load("own_images", set=name, size=16)
    raw = np.stack(raw_rows(data)["training"])
    assert {sheet.tobytes() for sheet in raw} <= {sheet.tobytes() for sheet in sheets}
    means = raw.reshape(-1, 16, 2, 16, 2, 3).mean((2, 4))
    assert np.abs(data.training.inputs - means).max() <= 0.5
    assert [done.step for done in data.steps] == ["resize"]


@pytest.mark.usefixtures("_home")
@pytest.mark.parametrize("truncating", ["pre", "post"])
def test_a_text_says_what_of_it_is_seen(truncating: str):
    praise = "so good, so very good! "
    told = [f"It's film {n}: {praise * (n % 4)}“Don’t” miss it" for n in range(40)]
    body = "\n".join(f"{'ab'[n % 2]}\t{text}" for n, text in enumerate(told))
    name, _ = store.keep(texts.read(body.encode()))
    data = load("own_texts", set=name, length=7, truncating=truncating)
    words = data.words
    assert words
    for part, rows in raw_rows(data).items():
        for number, row in enumerate(rows):
            assert row.text in told
            plain = re.findall(r"[\w']+", row.text.lower().replace("’", "'"))
            seen = [word for word in words(part, number) if word is not None]
            assert row.before + len(seen) + row.after == len(plain)
            assert seen == plain[row.before : row.before + len(seen)]
            # Those of the stretch that is told are the words seen, and no others.
            stretch = row.text[row.begin : row.end].lower().replace("’", "'")
            assert re.findall(r"[\w']+", stretch) == seen
            cut = max(0, len(plain) - 7)
            assert (row.before, row.after) == ((cut, 0) if truncating == "pre" else (0, cut))


def test_a_window_of_a_running_text_stands_in_its_surroundings():
    data = load("shakespeare", length=12)
    assert data.raw
    assert data.words
    assert 0.99 < data.steps[0].statistics["known"] < 1
    asked: list[tuple[Part, int]] = [("training", 0), ("training", 1000), ("test", 77)]
    for part, row in asked:
        passage = data.raw(part, row)
        assert isinstance(passage, Passage)
        assert passage.text[passage.begin : passage.end] == "".join(
            word or "" for word in data.words(part, row)
        )


@pytest.mark.parametrize("row", [0, 41, 149])
def test_names_of_flowers_are_told_with_what_was_measured(row: int):
    from sklearn.datasets import load_iris

    data = load("iris")
    rows = raw_rows(data)
    every = [[cell.value for cell in one] for part in PARTS for one in rows[part]]
    published: Any = load_iris()
    assert published.data[row].tolist() in every
    columns = [standardized(list(c), len(rows["training"])) for c in zip(*every, strict=True)]
    np.testing.assert_allclose(both(data), np.stack(columns, axis=1), atol=1e-5)


def test_a_series_keeps_what_was_measured():
    data = load("co2", window=6)
    assert data.raw
    np.testing.assert_allclose(
        np.asarray(data.raw("training", 0))[:, 0], [315.42, 316.31, 316.5, 317.56, 318.13, 318.0]
    )
    figures = data.steps[0].statistics
    for part, examples in zip(PARTS, (data.training, data.test), strict=True):
        raw = np.asarray(data.raw(part, 20))
        expected = (raw - figures["mean"]) / figures["deviation"]
        np.testing.assert_allclose(examples.inputs[20], expected, atol=1e-6)
