"""Losses, optimizers, schedules, metrics and ways of learning: what a file of theirs declares."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple, TypeAlias

import jax

from engine.contracts.fields import AnyArray, Config, Field, Knobs, Text

Task: TypeAlias = Literal["classification", "regression"]
Better: TypeAlias = Literal["higher", "lower"]
Memory: TypeAlias = Mapping[str, Any]
Targets: TypeAlias = Literal["classes", "one_hot", "values"]
TargetForm: TypeAlias = Literal["classes", "one_hot", "zero_one", "signs", "values"]


@dataclass(frozen=True, slots=True)
class LossKind:
    """What training makes small. ``apply(target, output, config, knobs)`` answers one number an
    example; ``config`` holds the structural fields.

    ``targets`` says how the targets must be written: class numbers ``[batch]`` int32, one-hot
    rows ``[batch, classes]`` or plain values of the output's shape. ``activations``: what the
    network may end with, the best first; empty for anything, and with the field ``from_logits``
    set the end must be linear. ``wants`` says why, and how two classes are written for a single
    unit: 0 and 1 for probabilities and positive outputs, -1 and +1 for signs. ``tasks``: the data
    it suits.
    """

    name: str
    label: Text
    summary: Text
    help: Text
    formula: str
    order: int
    targets: Targets
    apply: Callable[[jax.Array, jax.Array, Config, Knobs], jax.Array]
    fields: tuple[Field, ...] = ()
    keywords: tuple[str, ...] = ()
    activations: tuple[str, ...] = ()
    wants: Literal["probabilities", "positive", "signs"] | None = None
    tasks: tuple[Task, ...] = ("classification", "regression")


@dataclass(frozen=True, slots=True)
class OptimizerKind:
    """How a step follows the gradients, Keras's numbers.

    ``init(params, config)`` makes its state; ``update(grads, state, params, config, knobs)``
    answers the change to add to the parameters and the next state. Clipping, weight decay and
    schedules are not its business: ``engine.learning`` does them for all.
    """

    name: str
    label: Text
    summary: Text
    help: Text
    formula: str
    order: int
    fields: tuple[Field, ...]
    init: Callable[[Any, Config], Any]
    update: Callable[[Any, Any, Any, Config, Knobs], tuple[Any, Any]]
    keywords: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ScheduleKind:
    """How the learning rate moves by itself: ``rate(start, step, config, knobs)`` for the step
    about to be taken (float32, the first is 0), where ``start`` is the optimizer's own."""

    name: str
    label: Text
    summary: Text
    help: Text
    formula: str
    order: int
    fields: tuple[Field, ...]
    rate: Callable[[jax.Array, jax.Array, Config, Knobs], jax.Array]
    keywords: tuple[str, ...] = ()
    moves: bool = True  # whether the step matters at all


@dataclass(frozen=True, slots=True)
class EpochEnd:
    """What a callback learns at an epoch's end: ``epoch`` counts from 0; the ``value`` it monitors,
    and which way is ``better``; the ``learning_rate`` as slider and callbacks have it now."""

    epoch: int
    value: float
    better: Better
    learning_rate: float


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a callback wants done: ``stop`` the run, ``keep`` these weights as the best so far,
    ``restore`` the best ones, another ``learning_rate``."""

    stop: bool = False
    keep: bool = False
    restore: bool = False
    learning_rate: float | None = None


@dataclass(frozen=True, slots=True)
class CallbackKind:
    """What watches over a run and steps in, Keras's decisions.

    ``judge(memory, end, config)`` answers its next memory, plain JSON that begins empty, and its
    verdict; it is told of every epoch whose monitored value is known. ``fields`` must have
    ``monitor``, and ``mode`` with the choices ``auto``, ``min``, ``max``.
    """

    name: str
    label: Text
    summary: Text
    help: Text
    formula: str
    order: int
    fields: tuple[Field, ...]
    judge: Callable[[Memory, EpochEnd, Config], tuple[Memory, Verdict]]
    keywords: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MetricKind:
    """A figure for people.

    ``apply(target, output, form, config)`` answers one number an example [b] or several [b, s];
    their means over examples [s] go through ``finish(means, config)``, NumPy on the host, which
    answers the figure: so true positives and predicted positives make a precision. ``form`` says
    how the targets are written, known while tracing; outputs are probabilities where the loss takes
    logits. ``tasks`` it suits. A ``table`` (a confusion matrix, a curve) answers nested lists from
    sums in place of means, and is told with scores, not at every step.
    """

    name: str
    label: Text
    summary: Text
    formula: str
    better: Better
    apply: Callable[[jax.Array, jax.Array, TargetForm, Config], jax.Array]
    finish: Callable[[AnyArray, Config], Any] = lambda means, _config: float(means[0])
    fields: tuple[Field, ...] = ()
    tasks: tuple[Task, ...] = ("classification", "regression")
    keywords: tuple[str, ...] = ()
    table: bool = False
    ranks: bool = False  # compares the outputs of an example, so that a single one is too few


@dataclass(frozen=True, slots=True)
class Batch:
    """Rows on the device: ``inputs`` [b, *shape] float32, ``targets`` as the loss wants them (of
    several outputs one array each, None for those that learn parts of the input), ``present`` [b],
    1 for a real row and 0 for padding; ``weights`` [b] say how much each counts, None alike."""

    inputs: jax.Array
    targets: Any
    present: jax.Array
    weights: jax.Array | None = None


@dataclass(frozen=True, slots=True)
class Figures:
    """What is told of a run: ``width`` numbers an example are measured, and ``told(means)`` turns
    their means [w] (for tables: sums) into what each of ``names`` tells."""

    names: tuple[str, ...]
    width: int
    told: Callable[[AnyArray], dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Answer:
    """One output as people read it: where it comes out, its name, and for classes what parts the
    two of a single number; without a ``cut`` the largest number wins. ``classes``: whether it says
    one of the data's classes."""

    node: str
    name: str
    cut: float | None
    classes: bool


class Moves(NamedTuple):
    """From gradients to new weights, one entry for each thing that happens on the way.

    All but ``rate`` [] are trees: gradients ``penalized`` and then ``clipped``, weights
    ``decayed``, the ``change`` added to the weights before, the optimizer's next ``memory``, and
    the weights ``moved``, no longer than their layers allow.
    """

    rate: jax.Array
    penalized: Any
    clipped: Any
    decayed: Any
    change: Any
    memory: Any
    moved: Any


@dataclass(frozen=True, slots=True)
class Lesson:
    """What the training loop needs to know of one network and its way of learning.

    ``form`` names how targets are written, for caches. ``encode`` writes a data set's targets as
    the losses want them (NumPy, host). ``init(params)`` makes the optimizer's state.
    ``step(state, batch, knobs, key)`` answers the next state (a dict with ``params``, ``state``,
    ``optimizer``), the loss with its penalty, and the means of ``metrics`` [m]. What a step is made
    of: ``objective(params, state, batch, knobs, key)`` answers the mean loss and, as a dict, each
    row's ``losses`` [b], the layers' ``values`` and sums ``before`` activations, ``updates``;
    ``moves(grads, memory, params, knobs, step)`` what the optimizer makes of gradients.
    ``score(state, batch, knobs)`` answers each row's loss [b], the numbers of ``metrics`` and
    behind them those of ``tables`` [b, m + t], and the penalty, in inference mode.
    ``answers`` are the outputs, in the document's order.
    ``rate(knobs, step)`` answers, on the host, the learning rate of a step counted from 0.
    """

    form: str
    answers: tuple[Answer, ...]
    metrics: Figures
    tables: Figures
    encode: Callable[[AnyArray], Any]
    init: Callable[[Any], Any]
    step: Callable[[Any, Batch, Any, jax.Array], tuple[Any, jax.Array, jax.Array]]
    objective: Callable[[Any, Any, Batch, Any, jax.Array], tuple[jax.Array, dict[str, Any]]]
    moves: Callable[[Any, Any, Any, Any, jax.Array], Moves]
    score: Callable[[Any, Batch, Any], tuple[jax.Array, jax.Array, jax.Array]]
    rate: Callable[[Any, int], float]


@dataclass(frozen=True, slots=True)
class LearningKind:
    """How a network learns from its data. ``prepare(network, training, classes)`` answers the
    ``Lesson`` for a built network, a training part of a document and the number of classes
    (0 for values); ``knobs(training)`` reads every traced hyperparameter of that part."""

    name: str
    label: Text
    summary: Text
    prepare: Callable[[Any, Any, int], Lesson]
    knobs: Callable[[Any], Any]
