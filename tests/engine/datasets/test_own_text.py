"""One long text: what is told apart, which character follows which, and what is refused."""

from pathlib import Path
from typing import Literal

import numpy as np
import pytest

from engine import catalog
from engine.errors import LearnerError
from engine.own import limits, long_text, store
from engine.preprocessing.tokenize import FIRST

PARTS: tuple[Literal["training"], Literal["test"]] = ("training", "test")
STORY = "".join(f"Es war einmal ein König, der hatte {n} Töchter.\r\n" for n in range(60))


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("NETZWERKSTATT_HOME", str(tmp_path))


def test_each_window_asks_for_the_character_behind_it():
    own = long_text.read(STORY.encode("utf-16"))
    assert own.about["beginning"].startswith("es war einmal ein könig, der hatte 0 töchter.\nes")
    name, _ = store.keep(own)
    kind = catalog.datasets()["own_text"]
    options = {"set": name, "length": 12}
    data = kind.load(options, 0)
    assert kind.signature(options) == (data.shape, data.classes)
    assert kind.tokens is not None
    assert data.training.inputs.max() < kind.tokens(options)
    assert data.words is not None
    text = STORY.lower().replace("\r\n", "\n")
    for row in (0, 1, 100):
        seen = "".join(word or "" for word in data.words("training", row))
        start = 5 * row
        assert seen == text[start : start + 12]
        following = data.classes[data.training.targets[row]]
        assert following.replace("␣", " ").replace("⏎", "\n") == text[start + len(seen)]
        shown = [data.classes[number - FIRST] for number in data.training.inputs[row]]
        assert "".join(shown).replace("␣", " ").replace("⏎", "\n") == seen


def test_the_end_of_the_text_is_kept_for_testing():
    rng = np.random.default_rng(0)
    text = "".join("abcdef "[n] for n in rng.integers(0, 7, 5000))
    name, _ = store.keep(long_text.read(text.encode()))
    data = catalog.datasets()["own_text"].load({"set": name, "length": 20}, 0)
    assert data.words is not None
    told = text.strip()
    seen = [["".join(map(str, data.words(part, row))) for row in range(50)] for part in PARTS]
    assert all(told.index(one) < 4000 for one in seen[0])
    assert all(told.index(one) >= 4000 for one in seen[1])


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b"", "own_short_text"),
        (b"too short", "own_short_text"),
        (b"a" * 2000, "own_one_character"),
        (b"ab " * (limits.MAX_LONG_TEXT // 3 + 1), "own_long_text"),
        (b"PK\x03\x04" + bytes(2000), "own_not_text"),
        (b"text \xff\xfe\x00\x81" * 500, "own_not_text"),
    ],
)
def test_what_is_no_such_text_is_refused(body: bytes, code: str):
    with pytest.raises(LearnerError) as refused:
        long_text.read(body)
    assert refused.value.code == code


def test_rare_characters_are_one():
    rare = "".join(chr(0x4E00 + n) for n in range(200))
    own = long_text.read(("der die das und oder aber wenn " * 100 + rare).encode())
    assert len(own.about["characters"]) == long_text.MOST_CHARACTERS
    assert 0.9 < own.about["known"] < 1
