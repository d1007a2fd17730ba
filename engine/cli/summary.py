"""``summary``: each node's output shape and parameters, and the totals."""

import argparse
import json
from typing import Any

from engine.cli import _document
from engine.errors import written
from engine.graph.check import Checked


def register(commands: Any) -> None:
    """Adds the command."""
    parser = commands.add_parser("summary", help="shapes and parameters of a network")
    _document.add_document(parser)
    _document.add_json(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Prints the summary of a document without problems."""
    checked = _document.checked(options.document)
    print(json.dumps(summary(checked)) if options.json else table(checked))
    return 0


def summary(checked: Checked) -> dict[str, Any]:
    """``{"nodes": [{"id", "kind", "shape", "params"}], "params", "trainable"}``."""
    nodes = [
        {
            "id": name,
            "kind": checked.document.node(name).kind,
            "shape": list(checked.inferred[name].shape),
            "params": checked.params_of(name),
        }
        for name in checked.order
    ]
    return {"nodes": nodes, "params": checked.params, "trainable": checked.trainable}


def table(checked: Checked) -> str:
    """The summary for people, in columns."""
    rows = [("node", "kind", "shape", "parameters")]
    for name in checked.order:
        known, kind = checked.inferred[name], checked.document.node(name).kind
        rows.append((name, kind, written(known.shape), f"{checked.params_of(name):,}"))
    wide = [max(len(row[column]) for row in rows) for column in range(4)]
    lines = [
        f"{row[0]:<{wide[0]}}  {row[1]:<{wide[1]}}  {row[2]:>{wide[2]}}  {row[3]:>{wide[3]}}"
        for row in rows
    ]
    lines.append(f"{checked.params:,} parameters, {checked.trainable:,} of them trainable")
    return "\n".join(lines)
