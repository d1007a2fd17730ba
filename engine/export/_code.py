"""Python text: literals, names and calls that keep to a line length."""

import keyword
import re
from collections.abc import Iterable, Mapping, Sequence
from textwrap import indent
from typing import Any

WIDTH = 88
STEP = "    "


def literal(value: Any) -> str:
    """A plain value as a person would type it: double quotes, whole numbers without a fraction."""
    if isinstance(value, bool) or value is None:
        return str(value)
    if isinstance(value, str):
        return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
    if isinstance(value, float):
        return f"{value:.1f}" if value.is_integer() and abs(value) < 1e6 else repr(value)
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{literal(k)}: {literal(v)}" for k, v in value.items()) + "}"  # pyright: ignore[reportUnknownVariableType]
    if isinstance(value, list | tuple):
        items = [literal(item) for item in value]  # pyright: ignore[reportUnknownVariableType]
        if isinstance(value, list):
            return f"[{', '.join(items)}]"
        return f"({items[0]},)" if len(items) == 1 else f"({', '.join(items)})"
    return repr(value)


def call(function: str, arguments: Sequence[str], before: int = 0) -> str:
    """A call on one line, or with one argument a line where that gets too long; ``before`` is
    what stands to its left."""
    line = f"{function}({', '.join(arguments)})"
    if len(line) + before <= WIDTH and "\n" not in line:
        return line
    lines = "".join(f"{indent(argument, STEP)},\n" for argument in arguments)
    return f"{function}(\n{lines})"


def named(values: Mapping[str, str]) -> list[str]:
    """Keyword arguments."""
    return [f"{name}={value}" for name, value in values.items()]


def identifiers(names: Iterable[str], taken: Iterable[str]) -> dict[str, str]:
    """A variable for each id: letters, digits and underscores, no word that already means
    something."""
    used, found = set(taken) | set(keyword.kwlist), dict[str, str]()
    for name in names:
        plain = re.sub(r"\W", "_", name, flags=re.ASCII)
        plain = f"n{plain}" if plain[0].isdigit() else plain
        while plain in used:
            plain += "_"
        used.add(plain)
        found[name] = plain
    return found


def title(text: str) -> str:
    """A learner's words as they may stand in a docstring."""
    clean = "".join(c if c.isprintable() else " " for c in text).replace("\\", "/")
    return clean.replace('"', "'").strip()
