"""`python -m engine.datasets.fetch mnist fashion_mnist`: gets data sets, with a progress line."""

import argparse
import importlib
import sys
from collections.abc import Callable, Sequence

from engine.contracts import DatasetKind
from engine.errors import LearnerError

INTERRUPTED = 130  # what a shell answers for Ctrl-C
REQUIRED = frozenset({"mnist"})  # the starting networks need it; anything else may be absent


def main(arguments: Sequence[str] | None = None) -> int:
    """Fetches each named set; 1 for an unknown name or a required set not to be had, else 0."""
    parser = argparse.ArgumentParser(prog="python -m engine.datasets.fetch", description=__doc__)
    parser.add_argument("names", nargs="+", metavar="NAME", help="a data set, such as mnist")
    status = 0
    for name in parser.parse_args(arguments).names:
        try:
            _fetch(name)
        except LearnerError as error:
            print(error, file=sys.stderr)
            if name in REQUIRED or error.code == "dataset_unknown":
                status = 1
        except KeyboardInterrupt:
            print(f"\n{name}: stopped, nothing half-made was kept", file=sys.stderr)
            return INTERRUPTED
    return status


def _fetch(name: str) -> None:
    kind = _kind(name)
    if kind.fetch is None or kind.missing() == 0:
        print(f"{name}: on this machine")
        return
    kind.fetch(_printer(name))
    print(f"{name}: fetched and checked")


def _kind(name: str) -> DatasetKind:
    # By module name: the catalog stands above the data sets and may not be imported here.
    if not name.isidentifier() or name.startswith("_"):
        raise LearnerError("dataset_unknown", name=name)
    try:
        return importlib.import_module(f"engine.datasets.{name}").KIND
    except (ModuleNotFoundError, AttributeError) as error:
        raise LearnerError("dataset_unknown", name=name) from error


def _printer(name: str) -> Callable[[int, int], None]:
    """A line that overwrites itself on a terminal, else one line a quarter."""
    shown = -1

    def show(received: int, total: int) -> None:
        nonlocal shown
        percent = 100 if total == 0 else 100 * received // total
        step = percent if sys.stdout.isatty() else percent // 25 * 25
        if step == shown:
            return
        shown = step
        end = "\r" if sys.stdout.isatty() and percent < 100 else "\n"
        print(f"{name}: {step:3d} % of {total / 1e6:.1f} MB", end=end, flush=True)

    return show


if __name__ == "__main__":
    sys.exit(main())
