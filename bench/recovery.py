"""How soon a class goes on after its worker was killed: `python -m bench.recovery [--rounds 5]`.

Five learners train networks of their own on a real server; the worker is killed with SIGKILL.
Prints the medians and the worst of all pages beside what promise R5 says.
"""

import argparse
import json
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from serving import LiveServer, PageClient
from visitors import join, new_class, teacher

from bench.runs import network, together

LEARNERS = 5
PROMISED = {"told": 1.0, "training again": 5.0}  # seconds, at most


def one_round(server: LiveServer, pages: Sequence[PageClient]) -> dict[str, list[float]]:
    """Kill the worker; seconds until each page is told, and until its run goes on."""
    together(pages, 6.0)  # long enough for a checkpoint of everybody's
    server.worker().kill()
    killed = time.monotonic()

    def follow(page: PageClient) -> tuple[float, float]:
        page.wait(lambda n: n["type"] == "worker" and n["state"] == "lost", 30)
        told = time.monotonic() - killed
        page.wait(lambda n: n["type"] == "worker" and n["state"] == "ready", 60)
        page.wait_status(lambda s: s["state"] == "training", 60)
        back = page.status["step"]
        page.wait_status(lambda s: s["step"] > back, 60)
        return told, time.monotonic() - killed

    with ThreadPoolExecutor(len(pages)) as pool:
        times = list(pool.map(follow, pages))
    return {"told": [told for told, _ in times], "training again": [again for _, again in times]}


def measure(rounds: int) -> dict[str, Any]:
    """All rounds on one server."""
    seconds: dict[str, list[float]] = {name: [] for name in PROMISED}
    with tempfile.TemporaryDirectory() as home:
        server = LiveServer(Path(home))
        try:
            course = new_class(teacher(server))
            pages: list[PageClient] = []
            for number in range(LEARNERS):
                learner = join(server, course, f"learner {number}")
                pages.append(learner.page(learner.run(network(number))))
                pages[-1].ask("play")
            for _ in range(rounds):
                for name, values in one_round(server, pages).items():
                    seconds[name] += values
                together(pages, 60.0 / rounds)  # three deaths within a minute are too many
        finally:
            server.stop()
    return {
        name: {
            "median s": round(statistics.median(values), 2),
            "worst s": round(max(values), 2),
            "promised s": PROMISED[name],
        }
        for name, values in seconds.items()
    }


def main() -> None:
    """Print the figures as JSON; 1 when a promise is missed."""
    parser = argparse.ArgumentParser("bench.recovery", description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    figures = measure(parser.parse_args().rounds)
    sys.stdout.write(json.dumps(figures, indent=1) + "\n")
    sys.exit(any(row["worst s"] > row["promised s"] for row in figures.values()))


if __name__ == "__main__":
    main()
