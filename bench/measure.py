"""What ``make bench`` measures: steps a second beside Keras, the cost of looking, first frames.

Rounds of both sides alternate, because the speed of a shared machine moves; medians count, and
ratios say more than figures.
"""

import json
import os
import statistics
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import engine
from engine.contracts import Quantised
from engine.train.compile_cache import Compiler
from engine.train.session import Session
from server.wire.frames import Part, encode

STARTERS = Path(engine.__file__).parent / "starters"
FRAME = 1 / 30  # seconds between frames
WORK = {  # name: (starter, seconds of one round, steps of one Keras round, times Keras to reach)
    "2-D default": ("circle", 1.0, 500, 20.0),
    "dense MNIST": ("dense_digits", 3.0, 200, 1.0),
    "small CNN": ("small_cnn", 4.0, 12, 2.0),
}
PROBES: dict[str, list[dict[str, Any]]] = {
    "circle": [
        {"probe": "plane", "node": "h1", "size": 50},
        {"probe": "plane", "node": "h2", "size": 50},
        {"probe": "plane", "node": "out", "size": 100},
    ],
    "dense_digits": [],
    "small_cnn": [],
}


def document(name: str) -> dict[str, Any]:
    """A starting network with nothing to validate: the Keras beside it validates nothing."""
    source = json.loads((STARTERS / f"{name}.json").read_text("utf-8"))["document"]
    source["data"]["validation_split"] = 0
    return source


def measure(*, rounds: int, tell: bool) -> dict[str, Any]:
    """All measurements; ``tell`` says on standard error what is being measured."""

    def say(text: str) -> None:
        if tell:
            print(text, file=sys.stderr, flush=True)

    results: dict[str, Any] = {"work": {}, "first_frame": {}}
    for name, (starter, seconds, steps, goal) in WORK.items():
        say(f"{name}: play to first frame")
        results["first_frame"][name] = first_frames(document(starter), starter)
        say(f"{name}: steps a second, with and without frames, beside Keras's fit")
        row = beside_keras(document(starter), starter, seconds, steps, rounds)
        results["work"][name] = {**row, "goal": goal}
        say("  " + ", ".join(f"{side} {rate:,.1f}" for side, rate in row.items()))
    return results


def probes_of(starter: str, session: Session) -> list[dict[str, Any]]:
    """What the page shows of a network: every node for one sample, and the first weights."""
    if PROBES[starter]:
        return PROBES[starter]
    sample = {"part": "training", "index": 0}
    nodes = [node["id"] for node in session.document["nodes"]]
    shown: list[dict[str, Any]] = [
        {"probe": "activation", "node": node, "sample": sample} for node in nodes
    ]
    weighted = next(node for node in nodes if session.plan.view(node).weights)
    return [*shown, {"probe": "weights", "node": weighted, "weight": "kernel"}]


def first_frames(source: Mapping[str, Any], starter: str) -> dict[str, float]:
    """Seconds from play to the first frame of a trained network: a new structure, a known one."""
    compiler = Compiler()
    found: dict[str, float] = {}
    for sort in ("new", "known"):
        session = Session(source, device="cpu", compiler=compiler)
        session.watch(probes_of(starter, session))  # a page looks before anybody presses play
        began = time.perf_counter()
        session.play()
        while not (session.step_count and session.frames()):
            if not session.advance():
                time.sleep(0.0005)
        found[sort] = time.perf_counter() - began
    return found


def beside_keras(
    source: Mapping[str, Any], starter: str, seconds: float, steps: int, rounds: int
) -> dict[str, float]:
    """Medians of interleaved rounds: ours alone, ours with 30 frames a second, Keras's ``fit``."""
    session = Session(source, device="cpu", compiler=Compiler())
    session.watch(probes_of(starter, session))
    session.ready()
    while session.compiling():
        time.sleep(0.01)
    fit = keras_fit(session, steps)
    found: dict[str, list[float]] = {"alone": [], "streaming": [], "keras": []}
    ours(session, seconds / 2, frames=True)  # pace, score program and caches settle
    for _ in range(rounds):
        found["alone"].append(ours(session, seconds, frames=False))
        found["keras"].append(fit())
        found["streaming"].append(ours(session, seconds, frames=True))
    return {name: statistics.median(values) for name, values in found.items()}


def ours(session: Session, seconds: float, *, frames: bool) -> float:
    """Steps a second while playing; with frames, encoded as they travel, 30 times a second."""
    session.play()
    before, began = session.step_count, time.perf_counter()
    due = began
    while (now := time.perf_counter()) - began < seconds:
        if frames and now >= due:
            for frame in session.frames():
                encode(frame.probe, frame.step, time.time(), [_part(part) for part in frame.parts])
            due = max(due + FRAME, now)
        session.advance()
    rate = (session.step_count - before) / (time.perf_counter() - began)
    session.pause()
    return rate


def _part(part: Any) -> Part:
    return Part(part.bytes, part.ranges) if isinstance(part, Quantised) else Part(part, None)


def keras_fit(session: Session, steps: int) -> Callable[[], float]:
    """A function that trains the same network on the same data with Keras, steps a second."""
    os.environ.setdefault("KERAS_BACKEND", "jax")
    import keras

    from tests.engine.keras_oracle import keras_model

    plan = session.plan
    spec = plan.document.training
    model: Any = keras_model(plan.names.checked)
    names = {"sgd": "SGD", "rmsprop": "RMSprop", "adam": "Adam"}
    optimizer = getattr(keras.optimizers, names[spec.optimizer])(**spec.optimizer_config)
    metrics = ["accuracy"] if spec.loss != "mean_squared_error" else []
    model.compile(optimizer=optimizer, loss=spec.loss, metrics=metrics)
    rows = plan.rows.training
    examples = plan.rows.data.training
    inputs = plan.rows.scaled(examples.inputs[rows])
    targets = plan.lesson.encode(examples.targets[rows])
    size = spec.batch_size
    epochs = max(1, steps * size // len(rows))
    count = min(len(rows), steps * size)

    def fit(turns: int = epochs) -> float:
        began = time.perf_counter()
        model.fit(inputs[:count], targets[:count], batch_size=size, epochs=turns, verbose=0)
        return turns * -(-count // size) / (time.perf_counter() - began)

    fit(1)  # compiled before anything is timed
    return fit


def table(results: Mapping[str, Any]) -> str:
    """The measurements for people."""
    lines = [
        f"{'work':<14}{'steps/s':>11}{'Keras fit':>11}{'ratio':>8}{'goal':>7}"
        f"{'streaming':>12}{'kept':>7}{'first frame new / known':>26}"
    ]
    for name, row in results["work"].items():
        ratio, kept = row["alone"] / row["keras"], row["streaming"] / row["alone"]
        first = results["first_frame"][name]
        times = f"{first['new']:.2f} / {first['known']:.3f} s"
        lines.append(
            f"{name:<14}{row['alone']:>11,.1f}{row['keras']:>11,.1f}{ratio:>8.1f}"
            f"{row['goal']:>7.0f}{row['streaming']:>12,.1f}{kept:>7.2f}{times:>26}"
        )
    lines.append(f"CPU, {os.cpu_count()} cores; medians of alternating rounds")
    return "\n".join(lines)
