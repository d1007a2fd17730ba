"""Layers, activations and initializers: what a file of theirs declares."""

import functools
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

import jax
import jax.numpy as jnp
import numpy as np

from engine.contracts.fields import Chosen, Config, Field, FloatArray, Knobs, Shape, Tensors, Text


@dataclass(frozen=True, slots=True)
class Weight:
    """A tensor that a layer owns, in Keras's order; frozen statistics are not trainable.

    ``units``: the axes that tell outputs apart; a bound on the norm runs over all others.
    ``gates``: how often all outputs follow each other along them; None where one number serves
    several outputs, so that no output can be frozen alone. ``part``: from and to which output it
    serves; None for all.
    """

    name: str
    shape: tuple[int, ...]
    initializer: str | Chosen
    trainable: bool = True
    regularizer: str | None = None  # the field that holds its penalty
    constraint: str | None = None  # the field that holds its bound
    units: tuple[int, ...] = (-1,)
    gates: int | None = 1
    part: tuple[int, int] | None = None
    ones: tuple[int, int] | None = None  # from and to which column it starts at one


@dataclass(frozen=True, slots=True)
class Call:
    """What a layer sees when it is applied to a batch.

    ``inputs`` in the order of the incoming edges, each ``[batch, *shape]``; ``weights`` holds
    trainable and non-trainable tensors by name; ``present`` is ``[batch]``, 1 for a real example
    and 0 for padding, and matters only to layers that look across the batch. ``config`` holds the
    structural fields only, so that no knob can be baked into compiled code. ``activate`` is the
    function that the field ``activation`` names; the graph remembers what it was given, which is
    how a page can show a sum before and after its activation. ``masks``: for each input, which
    positions count, bool [batch, time], or None when all do. ``functions``: every activation by
    name, for layers that bend more than one sum. ``tell`` takes, by name, what happens on the way
    to the output, [batch, ...] each; None unless somebody looks inside.
    """

    inputs: tuple[jax.Array, ...]
    weights: Tensors
    config: Config
    knobs: Knobs
    training: bool
    key: jax.Array
    present: jax.Array
    activate: Callable[[jax.Array], jax.Array]
    masks: tuple[jax.Array | None, ...] = ()
    functions: Mapping[str, Callable[[jax.Array], jax.Array]] = field(
        default_factory=dict[str, Callable[[jax.Array], jax.Array]]
    )
    tell: Callable[[Tensors], None] | None = None


def drop_mask(call: Call) -> None:
    """Behind this layer all positions count: Keras's layers without ``supports_masking``."""
    del call


def keep_mask(call: Call) -> jax.Array | None:
    """The mask goes on as it came; of several inputs a position counts that counts in one of them,
    and all count when one input has no mask, as in Keras's merging layers."""
    if not call.masks or any(mask is None for mask in call.masks):
        return None
    return functools.reduce(jnp.logical_or, [mask for mask in call.masks if mask is not None])


@dataclass(frozen=True, slots=True)
class Family:
    """A folder of layers in the palette; the value ``FAMILY`` in the folder's ``__init__.py``."""

    label: Text
    order: int


Glyph: TypeAlias = Literal[
    "input", "column", "sheets", "shrink", "list", "curve", "rest", "bell", "knot",
    "loop", "words", "gaze",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class LayerKind:
    """A kind of node.

    ``weights(config, input_shapes)`` declares tensors; ``apply(call)`` is the mathematics;
    ``updates(call)`` gives new values of non-trainable tensors after a training batch;
    ``check(config, input_shapes)`` raises ``LearnerError`` for inputs this layer cannot take,
    and is asked before ``apply`` is traced. ``random`` says that training draws from ``call.key``;
    ``only_in_training`` that this is all it is for: pictures of it show a draw.
    ``mask(call)`` answers which positions of the output count, bool [batch, time], or None.
    """

    name: str
    label: Text
    summary: Text  # one line for the palette
    help: Text  # two to four sentences: what it does, when to use it
    keywords: tuple[str, ...]  # words of books in both languages that find it
    glyph: Glyph
    order: int  # within the family
    formula: str  # TeX
    fields: tuple[Field, ...]
    apply: Callable[[Call], jax.Array]
    weights: Callable[[Config, Sequence[Shape]], tuple[Weight, ...]] = lambda _config, _shapes: ()
    updates: Callable[[Call], Tensors] | None = None
    mask: Callable[[Call], jax.Array | None] = drop_mask
    check: Callable[[Config, Sequence[Shape]], None] = lambda _config, _shapes: None
    inputs: tuple[int, int | None] = (1, 1)  # fewest and most incoming edges
    random: bool = False
    only_in_training: bool = False
    examples: tuple[tuple[Config, tuple[Shape, ...]], ...] = ()  # (config, input shapes)


@dataclass(frozen=True, slots=True)
class ActivationKind:
    """An elementwise function (softmax: over the last axis) with its words and formula."""

    name: str
    label: Text
    summary: Text
    formula: str
    order: int
    apply: Callable[[jax.Array], jax.Array]
    keywords: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class InitializerKind:
    """How a tensor starts. ``draw(rng, shape, config)`` works in NumPy: eager ``jax.random``
    compiles per shape. ``axes``: of how many axes, fewest and most, a tensor may be."""

    name: str
    label: Text
    summary: Text
    formula: str
    draw: Callable[[np.random.Generator, tuple[int, ...], Config], FloatArray]
    fields: tuple[Field, ...] = ()
    axes: tuple[int, int | None] = (0, None)
