"""The command line: ``python -m engine COMMAND``; each command is a file of ``engine/cli``."""

import argparse
import json
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import NoReturn

from engine.contracts import Text
from engine.errors import LearnerError, LearnerErrors

COMMANDS = (
    "summary", "train", "predict", "export", "import", "kinds", "show", "own", "bench",
)  # fmt: skip

UNUSABLE = 2  # the document cannot be used
FAILED = 1  # anything else


class _Parser(argparse.ArgumentParser):
    """Wrong usage exits with 1: 2 is kept for documents that cannot be used."""

    def error(self, message: str) -> NoReturn:
        self.print_usage(sys.stderr)
        self.exit(FAILED, f"{self.prog}: {message}\n")


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command and answers the exit code."""
    parser = _Parser(prog="python -m engine", description="Neural networks without the browser.")
    commands = parser.add_subparsers(metavar="COMMAND", required=True)
    for name in COMMANDS:
        import_module(f"engine.cli.{name}").register(commands)
    options = parser.parse_args(arguments)
    try:
        return int(options.run(options))
    except (LearnerError, LearnerErrors) as error:
        tell(error, as_json=options.json)
        return UNUSABLE
    except OSError as error:
        name = f"{error.filename}: " if error.filename else ""
        print(f"{name}{error.strerror or error}", file=sys.stderr)
        return FAILED
    except KeyboardInterrupt:
        return FAILED


def tell(error: LearnerError | LearnerErrors, *, as_json: bool) -> None:
    """Says what is wrong: as JSON on standard output, or as sentences on standard error."""
    problems = error.errors if isinstance(error, LearnerErrors) else (error,)
    if as_json:
        print(json.dumps({"problems": [problem.to_json() for problem in problems]}))
        return
    for problem in problems:
        place = ", ".join(part for part in (problem.node, problem.field) if part)
        print(
            f"{place}: {spoken(problem.message)}" if place else spoken(problem.message),
            file=sys.stderr,
        )
        if problem.fix:
            print(f"  -> {spoken(problem.fix.label)}", file=sys.stderr)


def spoken(text: Text) -> str:
    """The text in the language of the terminal."""
    wish = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG", "")
    return text.de if wish.startswith("de") else text.en


if __name__ == "__main__":
    sys.exit(main())
