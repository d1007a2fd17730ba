"""The IMDB reviews with an LSTM: `python -m bench.reviews`. Prints what two epochs reach and take.

The network is the starting network: Embedding(20000, 128), LSTM(128), the last 80 words. Promised
are 80 % on reviews that were held back.
"""

import json
import sys
import time
from pathlib import Path

from engine.__main__ import main

STARTER = Path(__file__).parents[1] / "engine" / "starters" / "reviews.json"


def measure() -> int:
    """Train as the command line does, which prints every epoch and the test figures."""
    document = json.loads(STARTER.read_text("utf-8"))["document"]
    target = Path("reviews.network.json")
    target.write_text(json.dumps(document), "utf-8")
    start = time.perf_counter()
    try:
        return main(["train", str(target)])
    finally:
        target.unlink()
        print(f"{time.perf_counter() - start:.0f} s with loading and compiling")


if __name__ == "__main__":
    sys.exit(measure())
