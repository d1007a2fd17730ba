"""``own``: reads a file of one's own in and says how a document names it."""

import argparse
import json
from pathlib import Path
from typing import Any

from engine.cli import _document
from engine.own import store
from engine.own.reading import read_file


def register(commands: Any) -> None:
    """Adds the command."""
    parser = commands.add_parser("own", help="read a table, images or texts of yours in")
    parser.add_argument("file", type=Path, metavar="FILE", help="a .csv, .zip or .txt file")
    sorts = parser.add_mutually_exclusive_group()
    for name, help_text in (("texts", "take it for texts with labels"), ("text", "for one text")):
        sorts.add_argument(
            f"--{name}", dest="sort", action="store_const", const=name, help=help_text
        )
    _document.add_json(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Keeps the data and prints the ``data`` part of a document that learns from them."""
    own, dataset = read_file(options.file.read_bytes(), options.sort)
    name, _ = store.keep(own)
    data = {"dataset": dataset, "options": {"set": name}, "validation_split": 0.1, "seed": 0}
    print(json.dumps({"data": data, "about": own.about} if options.json else {"data": data}))
    return 0
