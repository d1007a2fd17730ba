"""What several commands share: their arguments, and the checked document in a file."""

import argparse
import sys
from pathlib import Path

from engine.errors import LearnerErrors
from engine.graph.check import Checked, check
from engine.graph.read import read


def add_json(parser: argparse.ArgumentParser) -> None:
    """The switch that every command has."""
    parser.add_argument("--json", action="store_true", help="print JSON for programs")


def add_document(parser: argparse.ArgumentParser) -> None:
    """The document a command works on."""
    parser.add_argument("document", metavar="NET.json", help="the network document, or - for stdin")


def checked(path: str) -> Checked:
    """The checked document in a file; ``LearnerErrors`` when it cannot be used."""
    found = check(read(source(path)))
    if found.problems:
        raise LearnerErrors(found.problems)
    return found


def source(path: str) -> bytes:
    """The bytes of a file, or of standard input for ``-``."""
    return sys.stdin.buffer.read() if path == "-" else Path(path).read_bytes()
