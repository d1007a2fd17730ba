"""One layer run alone: first weights as it draws them, real inputs, what comes out."""

import functools
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

import jax
import jax.numpy as jnp
import numpy as np

from engine import catalog
from engine.contracts import AnyArray, Call, Config, LayerKind, Shape
from engine.graph.build import activations, drawn
from engine.graph.fields import filled, knobs, structure
from engine.graph.shapes import Inferred, frozen, infer

DIGIT = 4  # which row of the training part: a nine in MNIST


@dataclass(frozen=True)
class Alone:
    """A layer with a whole config, the shapes it was given and what they make of it."""

    kind: LayerKind
    config: Config
    plan: Mapping[str, Any]
    shapes: tuple[Shape, ...]
    inferred: Inferred

    def run(self, inputs: Sequence[AnyArray], *, training: bool, seed: int = 0) -> AnyArray:
        """What leaves the layer for a batch [rows, *shape] with freshly drawn weights."""
        rng = np.random.default_rng(0)
        weights = {w.name: drawn(w, rng) for w in self.inferred.weights}
        given = tuple(np.asarray(x, np.float32) for x in inputs)
        return np.asarray(self._compiled[training](weights, given, jax.random.key(seed)))

    @functools.cached_property
    def _compiled(self) -> Mapping[bool, Callable[..., jax.Array]]:
        """Use and training, each compiled as a whole: operation by operation takes ten times as
        long."""
        return {mode: jax.jit(functools.partial(self._apply, mode)) for mode in (False, True)}

    def _apply(self, training: bool, weights: Any, inputs: Any, key: jax.Array) -> jax.Array:
        functions = activations()
        sliders = knobs(self.kind.fields, self.config)
        call = Call(
            inputs=inputs,
            weights=weights,
            config=self.plan,
            knobs={name: jnp.float32(value) for name, value in sliders.items()},
            training=training,
            key=key,
            present=jnp.ones(len(inputs[0]), jnp.float32),
            activate=functions[self.plan.get("activation", "linear")],
            masks=(None,) * len(inputs),
            functions=functions,
        )
        return self.kind.apply(call)


def alone(kind: LayerKind, given: Config, shapes: Sequence[Shape]) -> Alone:
    """The layer with defaults filled in; raises ``LearnerError`` for shapes it cannot take."""
    config, problems = filled(kind.fields, given)
    if problems:
        raise problems[0]
    plan = structure(kind.fields, config)
    return Alone(kind, config, plan, tuple(shapes), infer(kind.name, frozen(plan), tuple(shapes)))


def compiled(function: Callable[[jax.Array], Any], values: Any) -> Any:
    """A function of one number or row for many of them, compiled as a whole: operation by operation
    it takes ten times as long."""
    return cast("Any", jax.jit(jax.vmap(function)))(jnp.asarray(values, jnp.float32))


def digit() -> AnyArray:
    """A handwritten digit, float32 [28, 28, 1] of 0..1, or [8, 8, 1] until MNIST is here."""
    name = "mnist" if catalog.datasets()["mnist"].missing() == 0 else "digits"
    data = catalog.datasets()[name].load({}, 0)
    return np.asarray(data.training.inputs[DIGIT], np.float32) * np.float32(data.scale)


def inputs_for(seen: Alone) -> list[AnyArray]:
    """Real numbers of those shapes, one row each: a digit, its rows as steps, its middle row.

    Word numbers count up. A second input is the digit of another hand.
    """
    if seen.kind.name == "embedding":
        words = np.arange(int(np.prod([length or 3 for length in seen.shapes[0]])))
        lengths = [length or 3 for length in seen.shapes[0]]
        return [(words % seen.config["input_dim"]).reshape(1, *lengths).astype(np.float32)]
    return [_filled(shape, place) for place, shape in enumerate(seen.shapes)]


def _filled(shape: Shape, place: int) -> AnyArray:
    """The digit cut and repeated to a shape; further inputs get it turned upside down."""
    lengths = tuple(length or 3 for length in shape)
    image = digit()[..., 0]
    image = image if place % 2 == 0 else image[::-1]
    if len(lengths) >= 2:
        # From the middle, where the ink is.
        rows, columns = (
            _middle(size, whole) for size, whole in zip(lengths[:2], image.shape, strict=True)
        )
        cut = image[np.ix_(rows, columns)]
        if len(lengths) > 2:
            cut = np.broadcast_to(cut.reshape(*cut.shape, *[1] * (len(lengths) - 2)), lengths)
        return np.ascontiguousarray(cut[None], np.float32)
    count = int(np.prod(lengths))
    line = image[len(image) // 2]
    return np.resize(line[_middle(count, len(line))], (1, *lengths)).astype(np.float32)


def _middle(size: int, whole: int) -> AnyArray:
    """``size`` numbers around the middle of ``whole``, again from the front where it is longer."""
    start = max(0, (whole - size) // 2)
    return (start + np.arange(size)) % whole
