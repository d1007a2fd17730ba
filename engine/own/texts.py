"""Texts with labels: a table with a column of each, or a zip archive with a file for each class."""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from statistics import median
from typing import Any

import numpy as np

from engine.contracts import AnyArray
from engine.errors import LearnerError
from engine.own import archive, limits, rows
from engine.own.store import Own
from engine.own.words import clean, distinct, natural

LEAST = 3  # of each class: one of them is kept apart for testing
PREVIEW = 3  # texts of each class
SHOWN = 160  # characters of a text
Labeled = Sequence[tuple[str, str]]  # text and label


def read(body: bytes, delimiter: str | None = None, header: bool | None = None) -> Own:
    """The texts of a file; delimiter and header of a table are found where they are not given.

    ``texts`` is their UTF-8 in one array of bytes, text i ending before ``ends[i]``; ``targets``
    [n] int32.
    """
    if body.startswith(archive.SIGNATURE):
        found, how = _files(body), {}
    else:
        found, how = _table(body, delimiter, header)
    classes, texts = _grouped(found)
    encoded = [text.encode() for group in texts for text in group]
    counts = [len(group) for group in texts]
    lengths = [len(text.split()) for group in texts for text in group]
    about = {
        "sort": "texts",
        "rows": len(encoded),
        "classes": distinct([clean(name) for name in classes]),
        "counts": counts,
        "median": median(lengths),
        "longest": max(lengths),
        "preview": [[_short(text) for text in group[:PREVIEW]] for group in texts],
        **how,
    }
    arrays: dict[str, AnyArray] = {
        "texts": np.frombuffer(b"".join(encoded), np.uint8),
        "ends": np.cumsum([len(text) for text in encoded]),
        "targets": np.repeat(np.arange(len(counts), dtype=np.int32), counts),
    }
    return Own(about, arrays)


def unpacked(texts: AnyArray, ends: AnyArray) -> list[str]:
    """The texts again."""
    body = texts.tobytes()
    bounds = [0, *ends.tolist()]
    return [body[start:end].decode() for start, end in pairwise(bounds)]


def _files(body: bytes) -> Labeled:
    """Every line of a file is a text; the file's name is the class."""
    opened = archive.opened(body)
    for file in opened.files:
        if not file.name.lower().endswith(".txt"):
            raise LearnerError("own_not_a_text_file", name=clean(file.name))
    return [
        (line, file.name.rpartition("/")[2][: -len(".txt")])
        for file in opened.files
        for line in rows.decoded(file.read())[0].splitlines()
    ]


def _table(
    body: bytes, delimiter: str | None, header: bool | None
) -> tuple[Labeled, Mapping[str, Any]]:
    found = rows.read(body, delimiter, limits.MAX_TEXT)
    named = rows.headed(found.cells, lambda _: None) if header is None else header
    cells = found.cells[1:] if named else found.cells
    label, text = _places(cells)
    how = {"delimiter": found.delimiter, "encoding": found.encoding, "header": named}
    return [(row[text], row[label]) for row in cells], how


def _places(cells: Sequence[Sequence[str]]) -> tuple[int, int]:
    """Which column has the labels, the fewest different ones, and which the longest texts."""
    columns = range(len(cells[0]) if cells else 0)
    kinds = {place: len({row[place] for row in cells}) for place in columns}
    label = min(columns, key=lambda place: kinds[place], default=0)
    others = [place for place in columns if place != label]
    if not others:
        raise LearnerError("own_no_label")
    if kinds[label] > limits.MAX_CLASSES:
        raise LearnerError("own_many_labels", count=kinds[label], limit=limits.MAX_CLASSES)
    return label, max(others, key=lambda place: sum(len(row[place]) for row in cells))


def _grouped(found: Labeled) -> tuple[list[str], list[list[str]]]:
    """The classes and the texts of each; what has no text or no label is left out."""
    groups: dict[str, list[str]] = {}
    for text, label in found:
        if text.strip() and label.strip():
            groups.setdefault(label.strip(), []).append(text.strip())
    if len(groups) < 2:
        raise LearnerError("own_one_label")
    if len(groups) > limits.MAX_CLASSES:
        raise LearnerError("own_many_labels", count=len(groups), limit=limits.MAX_CLASSES)
    if sum(map(len, groups.values())) > limits.MAX_ROWS:
        raise LearnerError("own_too_long", limit=limits.MAX_ROWS)
    for label, texts in groups.items():
        if len(texts) < LEAST:
            raise LearnerError("own_few_texts", name=clean(label), count=len(texts), limit=LEAST)
    names = sorted(groups, key=natural)
    return names, [groups[name] for name in names]


def _short(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= SHOWN else plain[: SHOWN - 1] + "…"
