"""``bench``: the engine's speed on this machine, beside Keras on the same work in the same run."""

import argparse
import json
from importlib import import_module
from typing import Any

from engine.cli import _document
from engine.contracts import Text


def register(commands: Any) -> None:
    """Adds the command."""
    parser = commands.add_parser("bench", help="the engine's speed here, beside Keras's")
    _document.add_json(parser)
    parser.add_argument("--rounds", type=int, default=5, help="interleaved rounds, medians count")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Measures and prints one table, some minutes long."""
    from engine.__main__ import FAILED, spoken

    try:
        bench: Any = import_module("bench.measure")
    except ImportError as error:
        text = Text(
            f"The measurements need the development packages and the bench folder: {error}",
            f"Die Messungen brauchen die Entwicklungspakete und den Ordner bench: {error}",
        )
        print(spoken(text))
        return FAILED
    results = bench.measure(rounds=options.rounds, tell=not options.json)
    print(json.dumps(results) if options.json else bench.table(results))
    return 0
