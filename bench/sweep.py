"""How much faster many networks train together than in turns: `python -m bench.sweep [32]`.

The 2-D default with as many learning rates (all follow one order of the examples) or seeds (each
has its own), for the same steps: once stacked in one call, once one after the other with the
program of an ordinary run. Programs are compiled before the clock starts.
"""

import argparse
import json
import statistics
import time
from typing import Any

from engine import catalog
from engine.train.compile_cache import Compiler
from engine.train.devices import find_device
from engine.train.lanes import Alone, Lane, Member, Together
from engine.train.plan import make_plan
from engine.train.varying import Knob, variants

STEPS = 20_000
ROUNDS = 5


def knobs(count: int) -> list[Knob]:
    """What is varied."""
    rates = tuple(0.001 * (1 + number) for number in range(count))
    return [
        Knob("training.optimizer.config.learning_rate", rates),
        Knob("training.seed", tuple(range(count))),
    ]


def members(knob: Knob) -> list[Member]:
    """Fresh members, one for each value."""
    document: dict[str, Any] = next(iter(catalog.starters().values()))["document"]
    device = find_device("cpu")
    return [Member(make_plan(varied, device)) for _, varied in variants(document, [knob])]


def rate(lanes: list[Lane]) -> float:
    """Steps a second of all members, each taken to the last step."""
    for lane in lanes:
        lane.prepare()
    while not all(lane.ready for lane in lanes):
        time.sleep(0.01)
    began = time.perf_counter()
    for lane in lanes:
        while lane.step < STEPS:
            lane.advance(STEPS)
    taken = sum(lane.step * len(lane.members) for lane in lanes)
    return taken / (time.perf_counter() - began)


def measure(knob: Knob, compiler: Compiler) -> dict[str, Any]:
    """Both rates and their ratio, medians of interleaved rounds."""
    together: list[float] = []
    turns: list[float] = []
    for _ in range(ROUNDS):
        together.append(rate([Together(members(knob), compiler)]))
        turns.append(rate([Alone([one], compiler) for one in members(knob)]))
    ratio = statistics.median(a / b for a, b in zip(together, turns, strict=True))
    return {
        "varied": knob.field,
        "networks": len(knob.values),
        "together": round(statistics.median(together)),
        "in_turns": round(statistics.median(turns)),
        "ratio": round(ratio, 2),
    }


def main() -> None:
    """Print one line of JSON for each knob."""
    parser = argparse.ArgumentParser("bench.sweep", description=__doc__)
    parser.add_argument("count", nargs="?", type=int, default=32)
    count = parser.parse_args().count
    compiler = Compiler()
    for knob in knobs(count):
        print(json.dumps(measure(knob, compiler)))


if __name__ == "__main__":
    main()
