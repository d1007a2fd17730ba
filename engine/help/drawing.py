"""The forms a picture can have: curves, bars, maps, points and tables, as plain JSON."""

import math
from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias, cast

import numpy as np

from engine.contracts import Text

Picture: TypeAlias = dict[str, Any]
Axis: TypeAlias = Text
DIGITS = 5  # significant ones: more than any screen shows


def spoken(text: Text) -> dict[str, str]:
    """A text as it travels."""
    return {"en": text.en, "de": text.de}


def plain(values: Any) -> list[Any]:
    """Numbers in nested lists, rounded; what is not finite becomes None, which JSON can say."""
    array = np.asarray(values)
    if array.dtype.kind in "iub":
        return array.astype(int).tolist()
    return _rounded(array.astype(float).tolist())


def _rounded(value: Any) -> Any:
    if isinstance(value, list):
        return [_rounded(part) for part in cast("list[Any]", value)]
    return float(f"{value:.{DIGITS}g}") if math.isfinite(value) else None


def curve(label: Text, x: Any, y: Any) -> dict[str, Any]:
    """One line of a picture of curves."""
    return {"label": spoken(label), "x": plain(x), "y": plain(y)}


def curves(title: Text, x: Axis, y: Axis, *lines: dict[str, Any]) -> Picture:
    """Lines over a common axis."""
    return {
        "form": "curves",
        "title": spoken(title),
        "x": spoken(x),
        "y": spoken(y),
        "curves": list(lines),
    }


def bars(title: Text, x: Axis, values: Any, count: int = 41) -> Picture:
    """How often which value occurs."""
    array = np.asarray(values, float).ravel()
    least, most = float(array.min()), float(array.max())
    if least == most:  # a single value still needs a bar of some width
        least, most = least - 0.5, most + 0.5
    counts, edges = np.histogram(array, bins=count, range=(least, most))
    return {
        "form": "bars",
        "title": spoken(title),
        "x": spoken(x),
        "edges": plain(edges),
        "counts": counts.tolist(),
    }


def sheet(label: Text, values: Any) -> dict[str, Any]:
    """One map [rows, columns]."""
    array = np.asarray(values)
    assert array.ndim == 2
    return {
        "label": spoken(label),
        "height": array.shape[0],
        "width": array.shape[1],
        "values": plain(array.ravel()),
    }


def maps(title: Text, sheets: Sequence[dict[str, Any]]) -> Picture:
    """Numbers as colors, one map beside the other, all on one scale."""
    return {"form": "maps", "title": spoken(title), "maps": list(sheets)}


def points(title: Text, x: Axis, y: Axis, groups: Mapping[str, Any]) -> Picture:
    """Points [n, 2] of the plane in named groups."""
    told = [{"name": name, "points": plain(places)} for name, places in groups.items()]
    return {
        "form": "points",
        "title": spoken(title),
        "x": spoken(x),
        "y": spoken(y),
        "groups": told,
    }


def table(title: Text, columns: Sequence[Text], rows: Sequence[Sequence[Any]]) -> Picture:
    """Numbers and words in rows."""
    return {
        "form": "table",
        "title": spoken(title),
        "columns": [spoken(column) for column in columns],
        "rows": [[_cell(value) for value in row] for row in rows],
    }


def _cell(value: Any) -> Any:
    return value if isinstance(value, str) else plain(value)
