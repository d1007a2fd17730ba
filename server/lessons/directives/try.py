"""``try``: a button that changes the network, and perhaps plays it."""

from typing import Any, cast

from server.lessons.directive import DirectiveKind, from_json, halves, line_of_text, optional_fence
from server.lessons.markdown import Directive, Fence
from server.lessons.problems import Broken
from server.lessons.tree import Block

# The document edits of `engine/errors.py`, and two that set numbers of the run.
FIELDS = {
    "insert": {"kind", "config", "edge"},
    "set": {"node", "field", "value"},
    "training": {"field", "value"},
    "data": {"field", "value"},
    "connect": {"edge"},
    "disconnect": {"edge"},
    "share": {"node", "with"},
    "remove": {"node"},
    "weight": {"node", "weight", "index", "value"},
    "weights": {"node", "weight", "values"},
}


def read(source: Directive) -> Block:
    """Flags: ``play`` after the edits, ``reset`` before it plays."""
    data = optional_fence(source, "json")
    edits = [] if data is None else _edits(data)
    shown = {
        "directive": "try",
        "id": source.id,
        "label": line_of_text(halves(source)),
        "edits": edits,
        "play": "play" in source.attributes,
        "reset": "reset" in source.attributes,
    }
    return Block("try", source.line, shown, id=source.id)


def _edits(data: Fence) -> list[dict[str, Any]]:
    found = from_json(data)
    edits = cast("list[Any]", found) if isinstance(found, list) else [found]
    for edit in edits:
        known = cast("dict[str, Any]", edit) if isinstance(edit, dict) else {}
        op = str(known.get("op"))
        if op not in FIELDS or set(known) != {"op", *FIELDS[op]}:
            forms = "; ".join(f"{name} ({', '.join(sorted(FIELDS[name]))})" for name in FIELDS)
            raise Broken("edit_unknown", data.line, known=forms)
    return edits


KIND = DirectiveKind("try", read, attributes=("play", "reset"), fences=("json",), identified=True)
