"""LearnerError and the one table of everything the engine says to a person, in both languages.

An error has a code, a place (node, edge, field), the numbers that explain it, and where possible a
fix: document edits that a page can offer as a button. Texts are templates filled from ``values``.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from engine.contracts import Text


@dataclass(frozen=True, slots=True)
class Fix:
    """A mend that a page can apply: a label and document edits in order.

    An edit is one of ``{"op": "insert", "kind", "config", "edge": [from, to]}``,
    ``{"op": "set", "node", "field", "value"}``, ``{"op": "training", "field", "value"}``
    (``field`` is dotted: ``loss.kind``), ``{"op": "data", "field", "value"}``,
    ``{"op": "connect", "edge"}``, ``{"op": "disconnect", "edge"}``, ``{"op": "remove", "node"}``.
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
        self.values = values
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


def _filled(text: Text, values: Mapping[str, object]) -> Text:
    return Text(text.en.format(**values), text.de.format(**values))


MESSAGES: dict[str, Text] = {
    "not_json": Text(
        "This is not valid JSON: line {line}, column {column}: {reason}.",
        "Das ist kein gültiges JSON: Zeile {line}, Spalte {column}: {reason}.",
    ),
    "dataset_unknown": Text(
        "There is no data set called {name!r}.",
        "Es gibt keinen Datensatz namens {name!r}.",
    ),
    "data_not_here": Text(
        "The data set {name} is not on this machine yet. Fetch it in the data panel, or run: "
        "python -m engine.datasets.fetch {name}",
        "Der Datensatz {name} ist noch nicht auf diesem Rechner. Hol ihn im Datenbereich, oder "
        "starte: python -m engine.datasets.fetch {name}",
    ),
    "data_no_source": Text(
        "The data set {name} cannot be had on this machine: none of its sources is in reach "
        "({sources}). Connect to the internet and try again, or choose another data set.",
        "Den Datensatz {name} gibt es auf diesem Rechner nicht: Keine seiner Quellen ist "
        "erreichbar ({sources}). Stell eine Internetverbindung her und versuch es noch einmal, "
        "oder wähl einen anderen Datensatz.",
    ),
    "data_fetch_failed": Text(
        "Fetching the data set {name} from {source} failed: {reason}. Nothing was kept; try again.",
        "Der Datensatz {name} kam nicht von {source} herüber: {reason}. Es blieb nichts Halbes "
        "zurück; versuch es noch einmal.",
    ),
    "data_damaged": Text(
        "The data set {name} from {source} is damaged: {file} is not the published file. "
        "Nothing of it is used; fetch it again.",
        "Der Datensatz {name} von {source} ist beschädigt: {file} ist nicht die veröffentlichte "
        "Datei. Nichts davon wird verwendet; hol ihn noch einmal.",
    ),
    "data_not_saved": Text(
        "The data set {name} could not be written to {folder}: {reason}. Make room there, or "
        "set NETZWERKSTATT_DATA to another folder.",
        "Der Datensatz {name} ließ sich nicht in {folder} speichern: {reason}. Schaff dort Platz, "
        "oder setz NETZWERKSTATT_DATA auf einen anderen Ordner.",
    ),
    "features_empty": Text(
        "No input is chosen, so the network would see nothing of the points. Choose at least one, "
        "for example x1.",
        "Du hast keine Eingabe gewählt, also sähe das Netz nichts von den Punkten. Wähl "
        "mindestens eine, zum Beispiel x1.",
    ),
}
