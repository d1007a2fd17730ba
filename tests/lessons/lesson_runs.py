"""Networks of the lessons as a learner has them after pressing buttons, trained by the engine."""

import copy
import time
from pathlib import Path
from typing import Any

import numpy as np

from engine.train.compile_cache import Compiler
from engine.train.session import Session
from server.lessons.edits import applied
from server.lessons.load import load
from server.lessons.tree import Lesson

LIBRARY = load(Path(__file__).parents[2] / "lessons")
COMPILER = Compiler()


def network(slug: str, step: str, *pressed: str) -> dict[str, Any]:
    """The network that a step begins with, after some of the lesson's buttons."""
    lesson = LIBRARY.lessons[slug]
    given = {each.id: net for each, _, net in lesson.blocks()}[step]
    assert given is not None
    document = copy.deepcopy(dict(given.document))
    for name in pressed:
        document = applied(document, edits(lesson, name))
    return document


def edits(lesson: Lesson, button: str) -> list[dict[str, Any]]:
    """What a button does."""
    (found,) = [block for _, block, _ in lesson.blocks() if block.id == button]
    return list(found.shown["edits"])


def session(document: dict[str, Any], seed: int | None = None) -> Session:
    """A run at step 0; with a seed, its data and its first weights are drawn from that."""
    document = copy.deepcopy(document)
    if seed is not None:
        document["data"]["seed"] = document["training"]["seed"] = seed
    return Session(document, device="cpu", compiler=COMPILER, whole_epochs=True)


def finish(run: Session) -> Session:
    """Works until nothing is under way."""
    while not run.settled:
        if not run.advance():
            time.sleep(0.001)
    return run


def trained(document: dict[str, Any], epochs: int, seed: int | None = None) -> Session:
    """A run after so many epochs, or stopped before."""
    run = session(document, seed)
    for _ in range(epochs):
        run.epoch()
        finish(run)
        if run.problem is not None:
            break
    return run


def by_hand(run: Session, given: list[dict[str, Any]]) -> None:
    """Writes the weights that a button writes."""
    for edit in given:
        if edit["op"] == "weights":
            values = np.array(edit["values"], np.float32)
            for index in np.ndindex(values.shape):
                run.set_weight(edit["node"], edit["weight"], index, float(values[index]))
        if edit["op"] == "weight":
            run.set_weight(edit["node"], edit["weight"], edit["index"], edit["value"])


def weight(run: Session, node: str, name: str) -> np.ndarray:
    """A tensor of a run as it is now."""
    standard = run.plan.names.standard[node]
    return np.asarray(run.tensors["params"][standard][name])
