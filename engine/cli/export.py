"""``export``: a network, its data and its training as source code of another library."""

import argparse
import json
from pathlib import Path
from typing import Any

from engine.cli import _document
from engine.export import weights
from engine.export._facts import facts
from engine.export.export import TARGETS, target
from engine.export.notebook import notebook


def register(commands: Any) -> None:
    """Adds the command."""
    parser = commands.add_parser("export", help="a network as source code")
    _document.add_document(parser)
    _document.add_json(parser)
    parser.add_argument("--to", default="keras", metavar="|".join(TARGETS), help="the library")
    parser.add_argument(
        "--weights",
        type=Path,
        metavar="FILE",
        help="what train --save wrote; it is put beside the program as NET.TARGET.safetensors",
    )
    parser.add_argument(
        "--notebook", action="store_true", help="as a Jupyter notebook, with words between the code"
    )
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Prints the program."""
    chosen, known = target(options.to), facts(_document.checked(options.document))
    name = None
    if options.weights is not None:
        file = options.weights.with_suffix(f".{options.to}.safetensors")
        chosen.write(known, weights.trained(known, options.weights), file)
        name = file.name
    source = chosen.source(known, name)
    if options.notebook:
        from engine.__main__ import spoken

        cells = notebook(known.name, chosen.label, source, spoken)
        source = json.dumps(cells, indent=1, ensure_ascii=False) + "\n"
    print(json.dumps({"target": options.to, "source": source}) if options.json else source, end="")
    return 0
