"""Both languages of the lessons and of everything that is said about them."""

import re
from collections.abc import Iterator
from typing import Any

from lesson_runs import LIBRARY

from server.lessons import problems
from server.lessons.markdown import plain
from server.lessons.tree import Passage
from server.wire.messages import Words
from server.wire.problems import MESSAGES

SAME = {"Parameter", "Gradient", "Filter"}  # the same word in both languages


def pairs(value: Any, place: str) -> Iterator[tuple[str, str, str]]:
    """Every pair of texts in a value, with the way to it."""
    if isinstance(value, Passage):
        yield place, plain(value.en).strip(), plain(value.de).strip()
    elif isinstance(value, Words):
        yield place, value.en.strip(), value.de.strip()
    elif isinstance(value, dict):
        for name, part in value.items():
            yield from pairs(part, f"{place}/{name}")
    elif isinstance(value, list):
        for number, part in enumerate(value):
            yield from pairs(part, f"{place}/{number}")


def texts() -> list[tuple[str, str, str]]:
    found: list[tuple[str, str, str]] = []
    for slug, lesson in LIBRARY.lessons.items():
        found += pairs(LIBRARY.tree(lesson), slug)
        found += pairs(dict(lesson.notes), f"{slug}/notes")
    for table in (problems.MESSAGES, MESSAGES):
        found += [(code, english, german) for code, (english, german) in table.items()]
    return found


TEXTS = texts()


def test_there_is_something_to_read():
    assert len(TEXTS) > 100


def test_no_half_is_empty():
    numbers = [place for place, en, de in TEXTS if bool(en) != bool(de)]
    assert numbers == []


def test_german_is_not_left_in_english():
    same = [f"{place}: {en}" for place, en, de in TEXTS if en == de and re.search("[a-z]{4}", en)]
    assert [text for text in same if text.split(": ")[1] not in SAME] == []


def test_german_says_du():
    formal = re.compile(r"(?<=[a-zäöüß,;] )(Sie|Ihre?[mnrs]?|Ihnen)\b")
    assert [f"{place}: {de}" for place, _, de in TEXTS if formal.search(de)] == []


def test_german_has_its_umlauts():
    spelled_out = re.compile(r"\b\w*(fuer|ueber|koenn|moeg|waehl|laeuft|groess|zurueck)\w*", re.I)
    assert [de for _, _, de in TEXTS if spelled_out.search(de)] == []


def test_both_languages_give_the_same_numbers_for_the_engine_to_confirm():
    for lesson in LIBRARY.lessons.values():
        for _, block, _ in lesson.blocks():
            asked = {
                language: sorted(str(c.attributes) for own, c in block.claims if own == language)
                for language in ("en", "de")
            }
            assert asked["en"] == asked["de"], f"{lesson.file}:{block.line}"
