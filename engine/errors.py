"""LearnerError and the one table of everything the engine says to a person, in both languages.

An error has a code, a place (node, edge, field), the numbers that explain it, and where possible a
fix: document edits that a page can offer as a button. Texts are templates filled from ``values``.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from string import Formatter
from typing import Any

from engine.contracts import Shape, Text
from engine.messages import data, diagnosis, export, graph, own, own_files, reading, training


@dataclass(frozen=True, slots=True)
class Fix:
    """A mend that a page can apply: a label and document edits in order.

    An edit is one of ``{"op": "insert", "kind", "config", "edge": [from, to]}``,
    ``{"op": "set", "node", "field", "value"}``, ``{"op": "training", "field", "value"}``
    (``field`` is dotted: ``loss.kind``), ``{"op": "data", "field", "value"}``,
    ``{"op": "share", "node", "with"}``, ``{"op": "connect", "edge"}``,
    ``{"op": "disconnect", "edge"}``, ``{"op": "remove", "node"}``.
    """

    label: Text
    edits: tuple[Mapping[str, Any], ...]


class LearnerError(Exception):
    """Something a person can mend. ``str(error)`` is the English sentence."""

    def __init__(
        self,
        code: str,
        *,
        node: str | None = None,
        edge: tuple[str, str] | None = None,
        field: str | None = None,
        fix: Fix | None = None,
        **values: object,
    ) -> None:
        self.code = code
        self.node = node
        self.edge = edge
        self.field = field
        self.fix = fix
        self.values: Mapping[str, Any] = values
        self.message = _filled(MESSAGES[code], values)
        super().__init__(self.message.en)

    def to_json(self) -> dict[str, Any]:
        """The problem as it travels: code, message {en, de}, node, edge, field, fix."""
        return {
            "code": self.code,
            "message": {"en": self.message.en, "de": self.message.de},
            "node": self.node,
            "edge": list(self.edge) if self.edge else None,
            "field": self.field,
            "fix": self.fix
            and {
                "label": {"en": self.fix.label.en, "de": self.fix.label.de},
                "edits": [dict(edit) for edit in self.fix.edits],
            },
        }


class LearnerErrors(Exception):
    """Several things a person can mend, found in one go; never empty."""

    def __init__(self, errors: Sequence[LearnerError]) -> None:
        self.errors = tuple(errors)
        super().__init__("\n".join(str(error) for error in errors))


def _filled(text: Text, values: Mapping[str, object]) -> Text:
    """The template with its numbers; a value that is itself a ``Text`` speaks both languages."""
    english = {key: value.en if isinstance(value, Text) else value for key, value in values.items()}
    german = {key: value.de if isinstance(value, Text) else value for key, value in values.items()}
    grouped = _German()
    return Text(text.en.format(**english).strip(), grouped.vformat(text.de, (), german).strip())


class _German(Formatter):
    """Groups digits with a point, as German writes them."""

    def format_field(self, value: Any, format_spec: str) -> str:
        written = super().format_field(value, format_spec)
        return written.replace(",", ".") if format_spec == "," else written


# One table, written in engine/messages: what is wrong, where, how to mend it. German says "du".
MESSAGES: dict[str, Text] = {
    **reading.MESSAGES,
    **graph.MESSAGES,
    **data.MESSAGES,
    **own.MESSAGES,
    **own_files.MESSAGES,
    **training.MESSAGES,
    **diagnosis.MESSAGES,
    **export.MESSAGES,
}


def decimal(value: float, digits: int = 3) -> Text:
    """A number to so many digits that count, with each language's decimal sign; a dash for none."""
    if math.isnan(value):
        return Text("–", "–")
    text = f"{value:.{digits}g}".replace("inf", "∞").replace("-∞", "−∞")
    return Text(text, text.replace(".", ","))


def written(shape: Shape) -> str:
    """A shape as people read it: 28 × 28 × 1."""
    return by(shape) if shape else "1"


def by(lengths: Sequence[int | None]) -> str:
    """Lengths joined by a times sign, an unknown one as a question mark."""
    return " × ".join("?" if length is None else str(length) for length in lengths)
