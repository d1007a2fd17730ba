"""``formula``: TeX whose symbols are bound to live values."""

import re
from collections.abc import Mapping
from typing import Any, cast

from server.lessons.directive import DirectiveKind, fence, from_yaml, optional_halves
from server.lessons.markdown import Directive
from server.lessons.problems import Broken
from server.lessons.tree import Block

PLACEHOLDER = re.compile(r"\{\{(.+?)\}\}")
BINDINGS = ({"node", "weight", "index"}, {"node", "unit"}, {"knob"})


def read(source: Directive) -> Block:
    """``{{w_1}}`` in the TeX stands for the symbol w_1; each must be bound, each binding used."""
    data = fence(source, "yaml", "tex: ..., symbols: {name: {node, weight, index}}")
    found = from_yaml(data.text, data.line)
    given = cast("dict[str, Any]", found) if isinstance(found, dict) else {}
    for field in given.keys() - {"tex", "symbols"}:
        raise Broken("field_unknown", data.line, field=field, known="tex, symbols")
    tex = given.get("tex")
    if not isinstance(tex, str):
        raise Broken("field_missing", data.line, field="tex", expected="tex: 'y = w x'")
    symbols = cast("Mapping[str, Any]", given.get("symbols") or {})
    placed = set(PLACEHOLDER.findall(tex))
    for name in sorted(placed - symbols.keys()):
        raise Broken("placeholder_unbound", data.line, name=name)
    for name, binding in symbols.items():
        if name not in placed:
            raise Broken("symbol_unused", data.line, name=name)
        if not isinstance(binding, dict) or set(cast("dict[str, Any]", binding)) not in BINDINGS:
            raise Broken("binding_wrong", data.line, name=name)
    words = optional_halves(source)
    shown = {
        "directive": "formula",
        "tex": tex,
        "symbols": symbols,
        "words": words and words.passage,
    }
    return Block(
        "formula",
        source.line,
        shown,
        passages=(words.passage,) if words else (),
        claims=words.claims() if words else (),
        nodes=tuple(binding["node"] for binding in symbols.values() if "node" in binding),
    )


KIND = DirectiveKind("formula", read, fences=("yaml",))
