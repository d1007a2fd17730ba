"""Metrics made ready for one network: which numbers an example gives, what their means tell."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import jax
import jax.numpy as jnp

from engine import catalog
from engine.contracts import AnyArray, Chosen, Figures, MetricKind, TargetForm
from engine.graph.fields import structure


@dataclass(frozen=True, slots=True)
class Measures:
    """The metrics of one output: ``measure(target, output)`` answers the numbers an example that
    ``figures`` tells of [b, w]."""

    figures: Figures
    measure: Callable[[jax.Array, jax.Array], jax.Array]


def figures(
    metrics: Sequence[Chosen], form: TargetForm, target: Any, output: Any
) -> tuple[Measures, Measures]:
    """The metrics of every step, and the tables that only scores tell.

    ``target`` and ``output`` say shapes and types of a batch, as ``jax.eval_shape`` takes them.
    """
    kinds = [(catalog.metrics()[chosen.kind], chosen) for chosen in metrics]
    return (
        _of([pair for pair in kinds if not pair[0].table], form, target, output),
        _of([pair for pair in kinds if pair[0].table], form, target, output),
    )


def _of(
    kinds: Sequence[tuple[MetricKind, Chosen]], form: TargetForm, target: Any, output: Any
) -> Measures:
    configs = [structure(kind.fields, dict(chosen.config)) for kind, chosen in kinds]
    pairs = [(kind, config) for (kind, _), config in zip(kinds, configs, strict=True)]

    def columns(target: jax.Array, output: jax.Array) -> list[jax.Array]:
        found = [kind.apply(target, output, form, config) for kind, config in pairs]
        return [column.reshape(len(output), -1) for column in found]

    shapes = jax.eval_shape(columns, target, output)
    ends = [sum(shape.shape[1] for shape in shapes[: place + 1]) for place in range(len(shapes))]

    def measure(target: jax.Array, output: jax.Array) -> jax.Array:
        found = columns(target, output)
        if not found:
            return jnp.zeros((len(output), 0), jnp.float32)
        return jnp.concatenate(found, axis=1)

    def told(means: AnyArray) -> dict[str, Any]:
        starts = [0, *ends]
        return {
            kind.name: kind.finish(means[start:end], config)
            for (kind, config), start, end in zip(pairs, starts, ends, strict=False)
        }

    names = tuple(kind.name for kind, _ in pairs)
    return Measures(Figures(names, ends[-1] if ends else 0, told), measure)


def joined(names: Sequence[str], parts: Sequence[Figures], *, losses: bool) -> Figures:
    """The figures of all outputs. With several, each carries its output's name before it, and
    ``losses`` puts the loss of each output in front, as Keras names them."""
    if len(parts) == 1:
        return parts[0]
    own = tuple(f"{name}_loss" for name in names) if losses else ()
    pairs = list(zip(names, parts, strict=True))

    def told(means: AnyArray) -> dict[str, Any]:
        found: dict[str, Any] = dict(zip(own, map(float, means), strict=False))
        start = len(own)
        for name, part in pairs:
            told = part.told(means[start : start + part.width])
            found |= {f"{name}_{each}": value for each, value in told.items()}
            start += part.width
        return found

    metrics = (f"{name}_{each}" for name, part in pairs for each in part.names)
    return Figures((*own, *metrics), len(own) + sum(part.width for part in parts), told)
