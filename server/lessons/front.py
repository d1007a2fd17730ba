"""The front matter of a lesson: what it is about, what it needs, and the teacher's notes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, cast

from server.lessons.directive import from_yaml
from server.lessons.goal import both
from server.lessons.markdown import Node, Written, parse
from server.lessons.problems import Broken
from server.lessons.tree import Passage
from server.wire.messages import Words

FIELDS = ("title", "summary", "minutes", "needs", "notes")
# What a teacher is told about each lesson; a number is the least count of a list.
NOTES: dict[str, int] = {
    "aim": 0,
    "known": 0,
    "question": 0,  # to open with
    "ask": 3,  # while walking round
    "misconceptions": 1,
    "trouble": 0,  # when it goes wrong
    "short": 0,  # a version of five minutes
    "extension": 0,
}
MOST_MINUTES = 15
FENCE = "---"


@dataclass(frozen=True, slots=True)
class Front:
    """The fields, and the line that each begins on."""

    title: Words
    summary: Words
    minutes: int
    needs: tuple[str, ...]
    notes: Mapping[str, Any]
    lines: Mapping[str, int]


def split(text: str) -> tuple[str, str, int]:
    """Front matter, body, and the line that the body begins on."""
    lines = text.split("\n")
    if lines[0].strip() != FENCE:
        raise Broken("no_front_matter", 1)
    end = next((n for n, line in enumerate(lines[1:], 1) if line.strip() == FENCE), None)
    if end is None:
        raise Broken("no_front_matter", 1)
    return "\n".join(lines[1:end]), "\n".join(lines[end + 1 :]), end + 2


def read(text: str) -> Front:
    """The front matter, which begins on line 2; raises ``Broken``."""
    found = from_yaml(text, 2)
    given = cast("dict[str, Any]", found) if isinstance(found, dict) else {}
    lines = {field: _line(text, field) for field in FIELDS}
    for field in given.keys() - set(FIELDS):
        line = _line(text, str(field))
        raise Broken("field_unknown", line, field=field, known=", ".join(FIELDS))
    for field in FIELDS:
        if field not in given and field != "needs":
            raise Broken("field_missing", 1, field=field, expected=_expected(field))
    minutes, needs = given["minutes"], cast("Any", given.get("needs") or [])
    if not isinstance(minutes, int) or not 1 <= minutes <= MOST_MINUTES:
        raise Broken(
            "field_wrong", lines["minutes"], field="minutes", expected=_expected("minutes")
        )
    if not isinstance(needs, list):
        raise Broken("field_wrong", lines["needs"], field="needs", expected=_expected("needs"))
    return Front(
        both(given["title"], "title", lines["title"]),
        both(given["summary"], "summary", lines["summary"]),
        minutes,
        tuple(map(str, cast("list[Any]", needs))),
        _notes(given["notes"], text, lines["notes"]),
        lines,
    )


def _expected(field: str) -> str:
    match field:
        case "minutes":
            return f"1 ... {MOST_MINUTES}"
        case "needs":
            return "[slug, ...]"
        case "notes":
            return ", ".join(NOTES)
        case _:
            return "{en: ..., de: ...}"


def _line(text: str, field: str) -> int:
    found = re.search(rf"^\s*{re.escape(field)}:", text, re.MULTILINE)
    return 1 if found is None else text.count("\n", 0, found.end()) + 2


def _notes(given: Any, text: str, line: int) -> dict[str, Any]:
    known = cast("dict[str, Any]", given) if isinstance(given, dict) else {}
    for field in known.keys() - NOTES.keys():
        at = _line(text, str(field))
        raise Broken("field_unknown", at, field=f"notes.{field}", known=", ".join(NOTES))
    found: dict[str, Any] = {}
    for field, least in NOTES.items():
        at = _line(text, field) if field in known else line
        if field not in known:
            expected = "[{en: ..., de: ...}, ...]" if least else "{en: ..., de: ...}"
            raise Broken("field_missing", at, field=f"notes.{field}", expected=expected)
        found[field] = (
            _several(known[field], f"notes.{field}", least, at)
            if least
            else _passage(known[field], f"notes.{field}", at)
        )
    return found


def _several(given: Any, field: str, least: int, line: int) -> list[Passage]:
    items = cast("list[Any]", given) if isinstance(given, list) else []
    if len(items) < least:
        raise Broken("field_wrong", line, field=field, expected=f"{least} × {{en: ..., de: ...}}")
    return [_passage(item, field, line) for item in items]


def _passage(given: Any, field: str, line: int) -> Passage:
    words = both(given, field, line)
    return Passage(_nodes(words.en, line), _nodes(words.de, line))


def _nodes(text: str, line: int) -> tuple[Node, ...]:
    found = parse(text, line)
    if not all(isinstance(part, Written) for part in found):
        raise Broken("not_allowed", line, what="directive", instead="")
    return tuple(part.node for part in found if isinstance(part, Written))
