"""Inputs that are far from the size that first weights are drawn for."""

from collections.abc import Iterator, Mapping
from typing import Any

from engine.contracts import Column, DiagnosisKind, Evidence, Finding, Text
from engine.errors import decimal

LARGE = 10.0
SMALL = 0.01


def find(evidence: Evidence) -> Iterator[Finding]:
    """The column that is farthest from mean 0 and deviation 1, and how many are far."""
    far = [column for column in evidence.inputs if _size(column) > LARGE or _tiny(column)]
    if not far:
        return
    worst = max(far, key=_size)
    edge = evidence.first_edge
    insert: Mapping[str, Any] = {
        "op": "insert",
        "kind": "batch_normalization",
        "config": {},
        "edge": list(edge or ()),
    }
    yield Finding(
        "unscaled_inputs",
        label=Text("Insert a normalization", "Normalisierung einfügen") if edge else None,
        edits=(insert,) if edge else (),
        values={
            "column": worst.name,
            "mean": decimal(worst.mean),
            "deviation": decimal(worst.deviation),
            "far": len(far),
            "columns": len(evidence.inputs),
        },
    )


def _size(column: Column) -> float:
    return max(abs(column.mean), column.deviation)


def _tiny(column: Column) -> bool:
    return 0 < _size(column) < SMALL


KIND = DiagnosisKind(
    name="unscaled_inputs",
    label=Text("Unscaled inputs", "Eingaben ohne Maßstab"),
    order=5,
    find=find,
)
