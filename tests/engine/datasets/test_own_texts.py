"""Own texts: tables and files of them, which column is which, and what is refused."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from own_pictures import zipped

from engine import catalog
from engine.contracts import Data
from engine.errors import LearnerError
from engine.own import store, texts

GOOD, BAD = "a lovely film, number {}", "what a dull waste {}"
LINES = [(GOOD.format(n), "good") for n in range(20)] + [(BAD.format(n), "bad") for n in range(10)]


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("NETZWERKSTATT_HOME", str(tmp_path))


def load(body: bytes, **options: Any) -> Data:
    kind = catalog.datasets()["own_texts"]
    name, _ = store.keep(texts.read(body))
    chosen = {field.name: field.default for field in kind.fields} | {"set": name, **options}
    data = kind.load(chosen, 0)
    assert kind.signature(chosen) == (data.shape, data.classes)
    return data


TABLE = "text,label\n" + "\n".join(f'"{text}",{label}' for text, label in LINES)
TABBED = "\n".join(f"{label}\t{text}" for text, label in LINES)
FILES = zipped(
    {
        "good.txt": "\n".join(text for text, label in LINES if label == "good").encode("utf-16"),
        "all/bad.txt": "\n\n".join(text for text, label in LINES if label == "bad").encode(),
    }
)


@pytest.mark.parametrize("body", [TABLE.encode(), TABBED.encode(), FILES])
def test_the_same_texts_come_out_of_every_form(body: bytes):
    data = load(body, length=10)
    assert data.classes == ("bad", "good")
    assert data.words
    found = [
        (" ".join(word for word in data.words("training", row) if word), data.classes[target])
        for row, target in enumerate(data.training.targets)
    ] + [
        (" ".join(word for word in data.words("test", row) if word), data.classes[target])
        for row, target in enumerate(data.test.targets)
    ]
    assert sorted(found) == sorted((text.replace(",", ""), label) for text, label in LINES)
    assert np.bincount(data.test.targets).tolist() == [2, 4]
    assert data.training.inputs.max() > 5


def test_rows_without_text_or_label_are_left_out():
    about = texts.read(TABLE.encode() + b"\n,good\nlost,\n").about
    assert (about["rows"], about["counts"]) == (30, [10, 20])
    assert about["header"]


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b"one\ntwo\nthree\n", "own_no_label"),
        (b"a,x\nb,x\nc,x\n", "own_one_label"),
        (b"a,x\nb,x\nc,x\nd,y\n", "own_few_texts"),
        (b"\n".join(b"t%d,l%d" % (n, n) for n in range(99)), "own_many_labels"),
        (b"a,x\n" + b"b" * 20_000 + b",y\n", "own_long_cell"),
        (b"a,x\nb,x,y\n", "own_ragged"),
        (zipped({"good.txt": b"a\nb\nc", "bad.pdf": b"%PDF"}), "own_not_a_text_file"),
        (zipped({"good.txt": b"a\nb\nc", "bad.txt": b"\0\1\2"}), "own_not_text"),
    ],
)
def test_what_cannot_be_read_is_told(body: bytes, code: str):
    with pytest.raises(LearnerError) as told:
        texts.read(body)
    assert told.value.code == code


def test_equal_texts_leave_nothing_to_test_with():
    with pytest.raises(LearnerError) as told:
        load(b"same,x\nsame,x\nsame,x\nother,y\nother,y\nother,y\n")
    assert told.value.code == "own_no_test"
