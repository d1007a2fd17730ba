"""``import``: a Keras model's JSON as a network document, and what could not come along."""

import argparse
import json
import sys
from typing import Any

from engine.cli import _document
from engine.export.read_keras import read_keras


def register(commands: Any) -> None:
    """Adds the command."""
    parser = commands.add_parser("import", help="a Keras model's JSON as a network document")
    parser.add_argument("model", metavar="MODEL.json", help="what model.to_json() answered, or -")
    _document.add_json(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Prints the document; notes go to standard error, or with ``--json`` beside it."""
    found = read_keras(_document.source(options.model))
    if options.json:
        notes = [note.to_json() for note in found.notes]
        print(json.dumps({"document": found.document, "notes": notes}))
        return 0
    from engine.__main__ import spoken

    for note in found.notes:
        print(spoken(note.message), file=sys.stderr)
    print(json.dumps(found.document, indent=2))
    return 0
