"""Probes: questions about the inside of a run, and what answers them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import jax
import numpy as np
import numpy.typing as npt

from engine.contracts.fields import Config, FloatArray, Tensors, Text
from engine.contracts.training import Batch

MOST_ROWS = 4096


@dataclass(frozen=True, slots=True)
class NodeView:
    """A node as a probe may ask about it: its kind, configuration, shapes and weights' shapes.

    ``draws``: all it does is to change what passes by chance, in training only."""

    node: str
    kind: str
    config: Config
    inputs: tuple[tuple[int, ...], ...]
    output: tuple[int, ...]
    weights: Mapping[str, tuple[int, ...]]
    draws: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """A probe's question made ready: ``static`` is compiled in, ``traced`` are whole numbers that
    may change at every frame; ``sample`` or ``plane`` (points a side) says what to feed.
    With ``chance`` the layers that draw in training draw, anew at every step; else nothing does.
    ``rows`` asks for a batch beside it and for the whole network; ``whole`` for the network alone,
    which then sees the sample as a batch of one. Nothing of a survey's question is compiled in.
    ``moved``: the numbers of the input are changed by a little, so they must not be numbers of
    words."""

    static: tuple[int | float | str | None, ...] = ()
    traced: tuple[int, ...] = ()
    sample: Mapping[str, Any] | None = None
    plane: int | None = None
    chance: bool = False
    rows: "Rows | None" = None
    whole: bool = False
    moved: bool = False


@dataclass(frozen=True, slots=True)
class Rows:
    """Examples of a part: ``count`` from number ``first`` on, or spread evenly without ``first``.

    Where the part has fewer, the rest is padding, so that no slider of the data changes a shape.
    ``NEXT_STEP`` stands for the rows that the next training step learns from.
    """

    part: str
    count: int
    first: int | None = None


NEXT_STEP = Rows("training", 0)


class Ends(NamedTuple):
    """Where an activation ends: ``least`` and ``greatest`` output if it is bounded, else None;
    ``off``: sums below zero give exactly 0, so that a unit can be dead."""

    least: float | None
    greatest: float | None
    off: bool


@dataclass(frozen=True, slots=True)
class Whole:
    """The network as a probe may run it, while it is traced, on a batch of its own.

    ``batch``: the rows asked for, or the sample alone (its targets are None then); ``which`` [b]:
    their numbers in the part, -1 for padding; ``targets``: what ``node`` should have answered, as
    its loss takes it ([b] or [b, ...]), empty for a sample alone and where it is no output;
    ``sample`` [1, *shape] where one was asked for, with rows or without. ``node``, ``layers``,
    ``output``: standard names; ``owners``: whose weights a layer uses; ``ends``: of those that have
    an activation, its ends.
    ``state`` is what a training step begins with, ``knobs`` all that sliders move.

    ``flow(params, inputs, nodes, training)`` runs inputs [b, *shape] and answers ``values``,
    ``before``, ``calls`` (what it was applied to) by layer and ``updates`` by owner;
    ``losses(params, batch, nodes)`` answers each row's loss [b] in inference mode; ``step(batch)``
    the state after a training step on that batch and ``gradients(batch)`` those of its loss, which
    cost nothing more beside it. ``nodes`` are the layers' knobs:
    ``touched(nodes, layer, ...)`` adds to what leaves a layer, which is how gradients with respect
    to activations are taken.
    """

    node: str
    layers: tuple[str, ...]
    output: str
    batch: Batch
    targets: jax.Array
    which: jax.Array
    state: Mapping[str, Any]
    knobs: Mapping[str, Any]
    flow: Callable[..., Any]
    losses: Callable[..., jax.Array]
    step: Callable[..., Any]
    gradients: Callable[..., Any]
    owners: Mapping[str, str]
    ends: Mapping[str, Ends]
    sample: jax.Array | None = None


@dataclass(frozen=True, slots=True)
class Scene:
    """What a probe sees on the device: one node, its weights, and what flows in and out of it.

    For a sample the arrays have no batch axis; for a plane the first axis runs over its points,
    row by row from the top left. ``before`` is the output before the activation where there is one,
    ``bend`` that activation. ``masks``: which positions of each input count. ``told()`` runs the
    layer itself once more on the sample and answers by name what it tells of the way to its output;
    ``again(*inputs)`` is the layer on other inputs of the same shapes, with the same weights and,
    where it draws, the same draw. Of a probe that takes rounds ``done`` are over and led to
    ``carried``.
    """

    view: NodeView
    weights: Tensors
    inputs: tuple[jax.Array, ...]
    output: jax.Array
    before: jax.Array | None
    target: jax.Array
    whole: Whole | None = None
    masks: tuple[jax.Array | None, ...] = ()
    told: Callable[[], Tensors] = dict[str, jax.Array]
    bend: Callable[[jax.Array], jax.Array] | None = None
    again: Callable[..., jax.Array] | None = None
    carried: Any = None
    done: jax.Array | int = 0


@dataclass(frozen=True, slots=True)
class Rounds:
    """An answer that takes ``count`` rounds, shown while it comes about.

    ``begin(scene, static, traced)`` answers what is carried from round to round, a tree of arrays;
    ``turn(scene, static, traced, carried, round)`` the same after one more. All rounds see the
    network as it was at the first; how many make one pass changes no bit of where they lead.
    """

    count: int
    begin: Callable[["Scene", tuple[Any, ...], jax.Array], Any]
    turn: Callable[["Scene", tuple[Any, ...], jax.Array, Any, jax.Array], Any]


@dataclass(frozen=True, slots=True)
class Told:
    """One training step told before it is taken, as a probe about one of its layers sees it.

    ``node``, the ``owner`` of its weights and its ``sources`` are standard names; ``arrives``: what
    each source is multiplied by on the way, 0 where the connection is dropped. ``which`` [b]:
    the batch's numbers in the training part. ``passed`` is what ``engine.train.telling.tell``
    answers; ``before`` the state now and ``after`` the one that the run's own compiled step leads
    to, with its ``loss``. ``nudged(what, at, by)`` answers each row's loss [b] with one number
    moved: number ``at``, flat, of a weight, or of ``output.plus`` or ``sum.plus`` over the batch.
    """

    view: NodeView
    node: str
    owner: str
    sources: tuple[str, ...]
    arrives: tuple[np.float32, ...]
    activation: Callable[[jax.Array], jax.Array]
    which: npt.NDArray[np.int32]
    passed: Mapping[str, Any]
    before: Mapping[str, Any]
    after: Mapping[str, Any]
    loss: float
    nudged: Callable[[str, int, float], FloatArray]


@dataclass(frozen=True, slots=True)
class Ground:
    """A run at one step, as a probe surveys it that sets many weights at once; on the host.

    ``params`` {owner: {weight: array}} now, ``past`` the same at earlier ``steps``, oldest first;
    ``owners``: whose weights a node of the learner's document uses. ``rows``: how many examples
    each loss is a mean of. ``along(origin, one, two)`` answers a function: places [n, 2], n at most
    ``together``, to the losses [n] of the run with the weights origin + place[0] * one + place[1] *
    two, in inference mode and with the penalty, as scores are taken.
    """

    params: Mapping[str, Any]
    steps: Sequence[int]
    past: Sequence[Mapping[str, Any]]
    owners: Mapping[str, str]
    rows: int
    together: int
    along: Callable[..., Callable[[FloatArray], FloatArray]]


class Picture(NamedTuple):
    """Values [maps, ...] to be looked at: they leave the device as bytes, a range for each map."""

    maps: jax.Array


class Quantised(NamedTuple):
    """A picture on the host: uint8 [maps, ...]; ``ranges`` [maps, 2], least and greatest value."""

    bytes: npt.NDArray[np.uint8]
    ranges: FloatArray


@dataclass(frozen=True, slots=True)
class ProbeKind:
    """A question about the inside of a run.

    ``ask(asked, view)`` turns what a page sent into a ``Question`` or raises ``LearnerError``;
    ``answer(scene, static, traced)`` is traced once for each ``static`` and answers one array
    (exact float32) or ``Picture`` for each of ``parts``. Asked of no node, ``choose(nodes, plane)``
    finds one and the rest of the question; ``plane``: whether the data lie in a plane.
    With ``told`` it asks about the next training step: ``answer(told, static, traced)`` reads a
    ``Told`` on the host, and ``traced`` are the question's own whole numbers. With ``survey``
    it reads a ``Ground`` and yields, after each short piece of work, the parts as far as they are
    known; the last ones are whole. With ``rounds`` it is answered once, over many passes, for the
    moment it was asked in; a question that differs in anything, if only in a number nobody reads,
    begins anew. With ``swept`` it asks about the run's sweep: ``answer(sweep, (), ())`` reads it on
    the host, None: not yet."""

    name: str
    label: Text
    summary: Text
    parts: tuple[str, ...]
    ask: Callable[[Mapping[str, Any], NodeView], Question]
    answer: Callable[[Any, tuple[Any, ...], Any], Any]
    apart: bool = False  # compiled alone, so that standing views go on
    every: float = 0.0  # seconds from one answer to the next at least
    told: bool = False
    survey: bool = False
    swept: bool = False
    choose: Callable[[Sequence[NodeView], bool], tuple[NodeView, Config]] | None = None
    rounds: Rounds | None = None
