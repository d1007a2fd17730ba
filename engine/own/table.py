"""A table from a CSV file: what each column is, which one is to be foretold, what is missing."""

import re
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Any

import numpy as np

from engine.contracts import AnyArray
from engine.errors import LearnerError
from engine.own import limits, rows
from engine.own.store import Own
from engine.own.words import clean

MISSING = {"", "na", "n/a", "nan", "null", "none", "?", "-", "–", "k. a.", "k.a."}
PREVIEW = 6  # rows
FEW = 10  # as many different whole numbers are rather classes than amounts

_POINT = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d{1,3})?", re.ASCII)
_COMMA = re.compile(r"[+-]?(\d+(,\d*)?|,\d+)([eE][+-]?\d{1,3})?", re.ASCII)
_TARGETS = ("target", "class", "label", "species", "y", "ziel", "klasse", "art", "survived")


def read(body: bytes, delimiter: str | None = None, header: bool | None = None) -> Own:
    """The table of a file; delimiter and header are found where they are not given.

    ``numbers`` [rows, columns] float32 with NaN for what is missing or no number; ``levels``
    [rows, columns] int16, which of a column's words, -1 for none.
    """
    found = rows.read(body, delimiter)
    number = _numbers(found)
    named = rows.headed(found.cells, number) if header is None else header
    names = (
        rows.names(found.cells[0])
        if named
        else [f"#{place}" for place in range(1, len(found.cells[0]) + 1)]
    )
    cells = found.cells[1:] if named else found.cells
    if len(cells) < limits.LEAST_ROWS:
        raise LearnerError("own_too_few", count=len(cells), limit=limits.LEAST_ROWS)
    if named:
        _check_names(names, found.lines[0])
    columns, numbers, levels = _columns(names, cells, number)
    about = {
        "sort": "table",
        "rows": len(cells),
        "delimiter": found.delimiter,
        "encoding": found.encoding,
        "header": named,
        "columns": columns,
        "guess": guess(columns),
        "preview": [[clean(cell) for cell in row] for row in cells[:PREVIEW]],
    }
    return Own(about, {"numbers": numbers, "levels": levels})


def _numbers(found: rows.Rows) -> Callable[[str], float | None]:
    """How numbers are written: with a comma where the comma parts no columns and some cell has
    one, as German tables do."""
    comma = found.delimiter != "," and any(
        "," in cell and _COMMA.fullmatch(cell) for row in found.cells[:500] for cell in row
    )

    def number(cell: str) -> float | None:
        if _POINT.fullmatch(cell):
            return _finite(cell)
        return _finite(cell.replace(",", ".")) if comma and _COMMA.fullmatch(cell) else None

    return number


def _finite(text: str) -> float | None:
    value = float(text)
    return value if abs(value) < 1e30 else None  # float32 ends a little beyond


def _check_names(names: Sequence[str], line: int) -> None:
    seen: set[str] = set()
    for name in names:
        if name in seen:
            raise LearnerError("own_name_twice", line=line, name=name)
        seen.add(name)


def _columns(
    names: Sequence[str], cells: Sequence[Sequence[str]], number: Callable[[str], float | None]
) -> tuple[list[dict[str, Any]], AnyArray, AnyArray]:
    numbers = np.full((len(cells), len(names)), np.nan, np.float32)
    levels = np.full((len(cells), len(names)), -1, np.int16)
    columns: list[dict[str, Any]] = []
    for place, name in enumerate(names):
        words = [row[place] for row in cells]
        columns.append(_column(name, words, number, numbers[:, place], levels[:, place]))
    if all(column["type"] == "unused" for column in columns):
        raise LearnerError("own_nothing_usable", limit=limits.MAX_LEVELS)
    return columns, numbers, levels


def _column(
    name: str,
    words: Sequence[str],
    number: Callable[[str], float | None],
    numbers: AnyArray,
    levels: AnyArray,
) -> dict[str, Any]:
    """What a column can be taken for; fills in its numbers and the places of its words."""
    known = [word for word in words if word.casefold() not in MISSING]
    distinct = sorted(set(known), key=lambda word: _order(word, number))
    read = [number(word) for word in known]
    numeric = bool(known) and all(value is not None for value in read)
    if numeric:
        there = np.array([word.casefold() not in MISSING for word in words])
        numbers[there] = np.array(read, np.float32)
    if 2 <= len(distinct) <= limits.MAX_LEVELS:
        where = {word: place for place, word in enumerate(distinct)}
        levels[:] = [where.get(word, -1) for word in words]
    constant = len(distinct) < 2
    numbered = numeric and not constant
    worded = not constant and len(distinct) <= limits.MAX_LEVELS
    return {
        "name": name,
        "type": "number" if numbered else "words" if worded else "unused",
        "can": [t for t, ok in (("number", numbered), ("words", worded)) if ok],
        "words": [clean(word) for word in distinct] if worded else [],
        "missing": len(words) - len(known),
        "whole": numbered and all(value is not None and value.is_integer() for value in read),
        "ids": len(set(known)) == len(words) and (_counts(read) if numeric else True),
    }


def _counts(values: Sequence[float | None]) -> bool:
    """Whether these number the rows, 1, 2, 3 ..., which tells nothing about them."""
    return all(
        later is not None and earlier is not None and later - earlier == 1
        for earlier, later in pairwise(values)
    )


def _order(word: str, number: Callable[[str], float | None]) -> tuple[float, str]:
    value = number(word)
    return (value if value is not None else float("inf")), word


def guess(columns: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """The target, its task, and the input columns: a first choice for people to correct."""
    usable = [place for place, column in enumerate(columns) if column["can"]]
    called = [p for p in usable if columns[p]["name"].casefold() in _TARGETS]
    worded = [p for p in usable if columns[p]["type"] == "words"]
    last = [usable[-1]] if usable else []
    target = (called or [p for p in worded if p == usable[-1]] or last or [0])[0]
    column = columns[target]
    few = "words" in column["can"] and column["whole"] and len(column["words"]) <= FEW
    task = "classification" if column["type"] == "words" or few else "regression"
    inputs = [p for p in usable if p != target and not columns[p]["ids"]]
    return {"target": target, "task": task, "inputs": inputs}
