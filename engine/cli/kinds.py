"""``kinds``: every layer, loss, optimizer, metric, initializer and data set with its fields."""

import argparse
import json
from typing import Any

from engine import catalog
from engine.cli import _document


def register(commands: Any) -> None:
    """Adds the command."""
    parser = commands.add_parser("kinds", help="everything a network can be made of")
    _document.add_json(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Prints the catalog."""
    described = catalog.describe()
    print(json.dumps(described, ensure_ascii=False) if options.json else listing(described))
    return 0


def listing(described: dict[str, Any]) -> str:
    """The catalog for people: a line for each kind, and one for each of its fields."""
    lines: list[str] = []
    for sort, kinds in described.items():
        if sort in ("families", "starters"):
            continue
        lines += ["", sort]
        for kind in kinds:
            lines.append(f"  {kind['name']:<32}{kind['summary']['en']}")
            lines += [
                f"    {field['name']:<30}{field['type']}, default {json.dumps(field['default'])}"
                for field in kind.get("fields", ())
            ]
    return "\n".join(lines).lstrip("\n")
