"""Documents as programs: one module a target, each with ``source(facts, weights)``."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from engine.errors import LearnerError
from engine.export import jax, keras, torch, weights
from engine.export._facts import Facts
from engine.graph.fields import did_you_mean, shown


@dataclass(frozen=True, slots=True)
class Target:
    """A library that programs are written for."""

    label: str
    source: Callable[[Facts, str | None], str]
    write: Callable[[Facts, weights.Tensors, Path], None]


TARGETS = {
    "keras": Target("Keras 3", keras.source, weights.write),
    "jax": Target("JAX", jax.source, weights.write),
    "torch": Target("PyTorch", torch.source, weights.write),
}


def target(name: str) -> Target:
    """The target of that name; ``LearnerError`` when there is none."""
    if name not in TARGETS:
        raise LearnerError("export_target", name=shown(name), hint=did_you_mean(name, TARGETS))
    return TARGETS[name]
