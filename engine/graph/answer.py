"""The answer to "is this document right?": what pages and the command line show of a check."""

from collections.abc import Mapping
from typing import Any

from engine.errors import LearnerErrors
from engine.graph.check import Checked, check
from engine.graph.fingerprint import fingerprint
from engine.graph.read import read
from engine.graph.units import no_factor, no_freezing


def answer(source: str | bytes | Mapping[str, Any]) -> dict[str, Any]:
    """The JSON that ``POST /check`` answers; never raises for a document that is wrong.

    ``document`` is null when the document cannot be read, ``fingerprint`` when something is wrong.
    """
    try:
        checked = check(read(source))
    except LearnerErrors as errors:
        problems = [error.to_json() for error in errors.errors]
        return {
            "ok": False,
            "document": None,
            "problems": problems,
            "nodes": {},
            "params": 0,
            "trainable": 0,
            "fingerprint": None,
        }
    return {
        "ok": checked.ok,
        "document": checked.document.normalized(),
        "problems": [problem.to_json() for problem in checked.problems],
        "nodes": _nodes(checked),
        "params": checked.params,
        "trainable": checked.trainable,
        "fingerprint": fingerprint(checked) if checked.ok else None,
    }


def _nodes(checked: Checked) -> dict[str, Any]:
    return {
        name: {
            "shape": list(inferred.shape),
            "params": checked.params_of(name),
            "trainable": checked.trainable_of(name),
            "weights": {weight.name: list(weight.shape) for weight in inferred.weights},
            **_units(checked, name),
        }
        for name, inferred in checked.inferred.items()
    }


def _units(checked: Checked, name: str) -> dict[str, Any]:
    """Why none of a node's units can be frozen, and why none can be multiplied."""
    inferred, document = checked.inferred[name], checked.document
    readers = [document.node(one).kind for one, given in checked.inputs.items() if name in given]
    count = (inferred.shape[-1] if inferred.shape else None) or 0
    freezing, factor = no_freezing(name, inferred.weights, count), no_factor(name, readers)
    return {
        "no_freezing": freezing and freezing.to_json(),
        "no_factor": factor and factor.to_json(),
    }
