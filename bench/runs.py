"""How many pictures each of many runs shows: `python -m bench.runs [1 10 30]`.

A real server with one worker; every run is another small network on points of the plane, watched
by a page of its own that paints at once. Runs from the repository's root.
"""

import argparse
import itertools
import json
import statistics
import sys
import tempfile
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from serving import LiveServer, PageClient, circle

SECONDS = 5.0


def network(number: int) -> dict[str, Any]:
    """A network that differs from those of other numbers in its structure."""
    document = circle()
    wide, deep = 2 + number % 6, 1 + number // 6
    names = [f"h{place}" for place in range(deep)]
    hidden = [
        {"id": name, "kind": "dense", "config": {"units": wide, "activation": "tanh"}}
        for name in names
    ]
    first, _, last = document["nodes"]
    document["nodes"] = [first, *hidden, last]
    document["edges"] = [list(pair) for pair in itertools.pairwise(["in", *names, "out"])]
    return document


def measure(server: LiveServer, count: int) -> dict[str, Any]:
    """Frames and steps a second of every run while ``count`` of them play."""
    pages = [server.page(server.run(network(number))) for number in range(count)]
    for page in pages:
        page.watch({"probe": "plane", "node": "out", "size": 50, "unit": None})
        page.ask("play")
    while not all(page.status["step"] > 100 and page.pictures for page in pages):
        together(pages, 0.5)  # all at once: a page that nobody reads would lose its connection
    together(pages, SECONDS)
    frames = [len(page.pictures) for page in pages]
    steps = [page.status["step"] for page in pages]
    together(pages, SECONDS)
    shown = [len(page.pictures) - had for page, had in zip(pages, frames, strict=True)]
    taken = [page.status["step"] - had for page, had in zip(pages, steps, strict=True)]
    for page in pages:
        page.ask("pause")
        page.close()
    return {
        "runs": count,
        "frames_per_second": round(statistics.median(shown) / SECONDS, 1),
        "least": round(min(shown) / SECONDS, 1),
        "steps_per_second": round(sum(taken) / SECONDS),
    }


def together(pages: Sequence[PageClient], seconds: float) -> None:
    """Let all pages listen at the same time."""
    threads = [threading.Thread(target=page.listen, args=(seconds,)) for page in pages]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def main() -> None:
    """Print one line of JSON for each number of runs."""
    parser = argparse.ArgumentParser("bench.runs", description=__doc__)
    parser.add_argument("counts", nargs="*", type=int, default=[1, 10, 30])
    counts = parser.parse_args().counts
    with tempfile.TemporaryDirectory() as home:
        server = LiveServer(Path(home))
        try:
            for count in counts:
                sys.stdout.write(json.dumps(measure(server, count)) + "\n")
                sys.stdout.flush()
        finally:
            server.stop()


if __name__ == "__main__":
    main()
