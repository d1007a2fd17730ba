"""A file of somebody's, read as what its content says it is."""

import json
from collections.abc import Mapping
from typing import Any, cast

from engine.errors import LearnerError
from engine.own import archive, images, long_text, points, table, texts
from engine.own.store import Own

_KINDS = {
    "points": "own_points",
    "images": "own_images",
    "texts": "own_texts",
    "text": "own_text",
}


def dataset_of(own: Own) -> str:
    """The kind of data set that learns from what was read."""
    if own.about["sort"] == "table":
        task = own.about["guess"]["task"]
        return "own_table" if task == "classification" else "own_values"
    return _KINDS[own.about["sort"]]


def read_file(body: bytes, sort: str | None) -> tuple[Own, str]:
    """A CSV file or a zip file of images where no sort is given; and the kind of data set that
    learns from it."""
    by_itself = "images" if body.startswith(archive.SIGNATURE) else "table"
    own = read(sort or by_itself, body, {})
    return own, dataset_of(own)


def read(sort: str, body: bytes, choices: Mapping[str, Any]) -> Own:
    """What a page sends: a ``table`` with its corrections, ``points`` as JSON, ``images``,
    ``texts`` with its corrections, one long ``text``."""
    if sort == "points":
        return points.read(_object(body))
    if sort == "images":
        return images.read(body)
    if sort == "text":
        return long_text.read(body)
    reader = texts.read if sort == "texts" else table.read
    return reader(body, choices.get("delimiter"), choices.get("header"))


def _object(body: bytes) -> Mapping[str, Any]:
    try:
        found = json.loads(body)
    except (ValueError, RecursionError):
        raise LearnerError("own_not_drawn") from None
    if not isinstance(found, Mapping):
        raise LearnerError("own_not_drawn")
    return cast("Mapping[str, Any]", found)
