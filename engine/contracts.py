"""The frozen values a plug-in file declares: texts, fields, one contract for each folder of kinds.

A plug-in is data and pure functions, never a class to inherit from. The catalog finds the value
named ``KIND`` in each file of a folder; the folder under ``layers/`` is the family. Everything
that a page, a form, a help text or a test needs to know about a kind stands in its own file.

Vocabulary used throughout the engine:

- *config*: the validated fields of one kind with every default filled in; structure and knobs.
- *structural* field: changing it changes shapes or code, hence the fingerprint and the executable.
- *knob*: any other field. Knobs reach compiled code as traced float32 scalars and never retrace.
- *shape*: a tuple without the batch axis; ``None`` stands for a length that is not known.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple, TypeAlias

import jax
import numpy as np
import numpy.typing as npt

Shape: TypeAlias = tuple[int | None, ...]
Config: TypeAlias = Mapping[str, Any]
Knobs: TypeAlias = Mapping[str, jax.Array]
Tensors: TypeAlias = Mapping[str, jax.Array]
FloatArray: TypeAlias = npt.NDArray[np.float32]
AnyArray: TypeAlias = npt.NDArray[Any]


@dataclass(frozen=True, slots=True)
class Text:
    """One text in both languages of the project."""

    en: str
    de: str


FieldType: TypeAlias = Literal[
    "integer",  # 3
    "number",  # 0.5
    "boolean",
    "choice",  # one of ``choices``
    "choices",  # a list of distinct ``choices``
    "integers",  # one integer for all axes or a list of ``length`` integers, as in Keras
    "shape",  # list of integers or nulls
    "activation",  # the name of an activation kind
    "initializer",  # the name of an initializer kind
    "regularizer",  # {"l1": 0.0, "l2": 0.01}; both numbers are knobs
]


@dataclass(frozen=True, slots=True)
class Field:
    """One setting of a kind: type, default, limits and words; forms and checks follow from it."""

    name: str
    type: FieldType
    default: Any
    label: Text
    help: Text
    minimum: float | None = None
    maximum: float | None = None
    choices: tuple[str, ...] = ()
    length: int = 1  # of an ``integers`` field
    structural: bool = True
    nullable: bool = False
    advanced: bool = False  # hidden in beginner mode
    scale: Literal["linear", "log"] = "linear"  # how a slider moves


@dataclass(frozen=True, slots=True)
class Weight:
    """A tensor that a layer owns, in Keras's order; frozen statistics are not trainable."""

    name: str
    shape: tuple[int, ...]
    initializer: str
    trainable: bool = True
    regularizer: str | None = None  # the field that holds its penalty


@dataclass(frozen=True, slots=True)
class Call:
    """What a layer sees when it is applied to a batch.

    ``inputs`` in the order of the incoming edges, each ``[batch, *shape]``; ``weights`` holds
    trainable and non-trainable tensors by name; ``present`` is ``[batch]``, 1 for a real example
    and 0 for padding, and matters only to layers that look across the batch. ``config`` holds the
    structural fields only, so that no knob can be baked into compiled code. ``activate`` is the
    function that the field ``activation`` names; the graph remembers what it was given, which is
    how a page can show a sum before and after its activation.
    """

    inputs: tuple[jax.Array, ...]
    weights: Tensors
    config: Config
    knobs: Knobs
    training: bool
    key: jax.Array
    present: jax.Array
    activate: Callable[[jax.Array], jax.Array]


@dataclass(frozen=True, slots=True)
class Family:
    """A folder of layers in the palette; the value ``FAMILY`` in the folder's ``__init__.py``."""

    label: Text
    order: int


@dataclass(frozen=True, slots=True)
class LayerKind:
    """A kind of node.

    ``weights(config, input_shapes)`` declares tensors; ``apply(call)`` is the mathematics;
    ``updates(call)`` gives new values of non-trainable tensors after a training batch;
    ``check(config, input_shapes)`` raises ``LearnerError`` for inputs this layer cannot take,
    and is asked before ``apply`` is traced. ``random`` says that training draws from ``call.key``.
    """

    name: str
    label: Text
    summary: Text  # one line for the palette
    help: Text  # two to four sentences: what it does, when to use it
    keywords: tuple[str, ...]  # words of books in both languages that find it
    glyph: Literal["input", "column", "sheets", "shrink", "list", "curve", "rest", "bell", "knot"]
    order: int  # within the family
    formula: str  # TeX
    fields: tuple[Field, ...]
    apply: Callable[[Call], jax.Array]
    weights: Callable[[Config, Sequence[Shape]], tuple[Weight, ...]] = lambda _config, _shapes: ()
    updates: Callable[[Call], Tensors] | None = None
    check: Callable[[Config, Sequence[Shape]], None] = lambda _config, _shapes: None
    inputs: tuple[int, int | None] = (1, 1)  # fewest and most incoming edges
    random: bool = False
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
    """How a tensor starts. ``draw`` works in NumPy: eager ``jax.random`` compiles per shape."""

    name: str
    label: Text
    summary: Text
    formula: str
    draw: Callable[[np.random.Generator, tuple[int, ...]], FloatArray]


Task: TypeAlias = Literal["classification", "regression"]
Targets: TypeAlias = Literal["classes", "one_hot", "values"]
TargetForm: TypeAlias = Literal["classes", "one_hot", "zero_one", "signs", "values"]


@dataclass(frozen=True, slots=True)
class LossKind:
    """What training makes small. ``apply(target, output, knobs)`` answers one number an example.

    ``targets`` says how the targets must be written: class numbers ``[batch]`` int32, one-hot
    rows ``[batch, classes]`` or plain values of the output's shape. ``activations``: what the
    network may end with, the best first; empty for anything. ``tasks``: the data it suits.
    """

    name: str
    label: Text
    summary: Text
    help: Text
    formula: str
    order: int
    targets: Targets
    apply: Callable[[jax.Array, jax.Array, Knobs], jax.Array]
    fields: tuple[Field, ...] = ()
    keywords: tuple[str, ...] = ()
    activations: tuple[str, ...] = ()
    tasks: tuple[Task, ...] = ("classification", "regression")


@dataclass(frozen=True, slots=True)
class OptimizerKind:
    """How a step follows the gradients, Keras's numbers.

    ``init(params, config)`` makes its state; ``update(grads, state, params, config, knobs)``
    answers the change to add to the parameters and the next state.
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
class MetricKind:
    """A figure for people. ``apply(target, output, form)`` answers one number an example; the mean
    counts. ``form`` says how the targets are written, known while tracing. ``tasks`` it suits."""

    name: str
    label: Text
    summary: Text
    formula: str
    better: Literal["higher", "lower"]
    apply: Callable[[jax.Array, jax.Array, TargetForm], jax.Array]
    tasks: tuple[Task, ...] = ("classification", "regression")
    keywords: tuple[str, ...] = ()


SampleType: TypeAlias = Literal["points", "table", "image"]


@dataclass(frozen=True, slots=True)
class Examples:
    """Rows of a data set: ``inputs`` [n, *shape] (uint8 for images, else float32), ``targets`` [n]
    (int32 class numbers) or [n, values] (float32)."""

    inputs: AnyArray
    targets: AnyArray

    def __len__(self) -> int:
        """The number of rows."""
        return len(self.inputs)


@dataclass(frozen=True, slots=True)
class Data:
    """A loaded data set: the document cuts validation from ``training``; ``test`` stays apart."""

    training: Examples
    test: Examples
    shape: tuple[int, ...]  # of one input
    classes: tuple[str, ...]  # empty for regression
    features: tuple[str, ...] = ()  # names of the columns of a table or of the 2-D features
    scale: float = 1.0  # inputs are multiplied by it on the device: 1/255 for uint8 images
    columns: Mapping[str, AnyArray] = field(default_factory=dict[str, AnyArray])


@dataclass(frozen=True, slots=True)
class DatasetKind:
    """A set of examples with its card.

    ``load(options, seed)`` answers the rows; ``missing()`` says what would have to be fetched
    (bytes, or 0 when everything is on this machine, or None when it cannot be had here);
    ``fetch(progress)`` gets it, calling ``progress(received, total)``.
    ``embed(options, xy)`` turns plane points [n, 2] into network inputs, for 2-D sets.
    ``signature(options)`` answers the shape of one input and the names of the classes (empty for
    regression) without loading anything: checks and shapes need it before the data is here.
    """

    name: str
    label: Text
    summary: Text
    about: Text  # what it is and what it is good for, three sentences
    source: str  # who made it, where it comes from
    license: str
    order: int
    sample_type: SampleType
    task: Task
    fields: tuple[Field, ...]
    load: Callable[[Config, int], Data]
    signature: Callable[[Config], tuple[tuple[int, ...], tuple[str, ...]]]
    missing: Callable[[], int | None] = lambda: 0
    fetch: Callable[[Callable[[int, int], None]], None] | None = None
    embed: Callable[[Config, FloatArray], FloatArray] | None = None
    values: int = 1  # numbers in one target of a regression
    keywords: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Batch:
    """Rows on the device: ``inputs`` [b, *shape] float32, ``targets`` as the loss wants them,
    ``present`` [b], 1 for a real row and 0 for padding."""

    inputs: jax.Array
    targets: jax.Array
    present: jax.Array


@dataclass(frozen=True, slots=True)
class Lesson:
    """What the training loop needs to know of one network and its way of learning.

    ``encode`` writes a data set's targets as the loss wants them (NumPy, host). ``init(params)``
    makes the optimizer's state. ``step(state, batch, knobs, key)`` answers the next state (a dict
    with ``params``, ``state``, ``optimizer``), the loss with its penalty, and the metrics [m].
    ``score(state, batch, knobs)`` answers each row's loss [b], metrics [b, m], and the penalty,
    in inference mode.
    """

    form: TargetForm
    metrics: tuple[str, ...]
    encode: Callable[[AnyArray], AnyArray]
    init: Callable[[Any], Any]
    step: Callable[[Any, Batch, Any, jax.Array], tuple[Any, jax.Array, jax.Array]]
    score: Callable[[Any, Batch, Any], tuple[jax.Array, jax.Array, jax.Array]]


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


@dataclass(frozen=True, slots=True)
class NodeView:
    """A node as a probe may ask about it: its kind, configuration, shapes and weights' shapes."""

    node: str
    kind: str
    config: Config
    inputs: tuple[tuple[int, ...], ...]
    output: tuple[int, ...]
    weights: Mapping[str, tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class Question:
    """A probe's question made ready: ``static`` is compiled in, ``traced`` are whole numbers that
    may change at every frame; ``sample`` or ``plane`` (points a side) says what to feed."""

    static: tuple[int | str | None, ...] = ()
    traced: tuple[int, ...] = ()
    sample: Mapping[str, Any] | None = None
    plane: int | None = None


@dataclass(frozen=True, slots=True)
class Scene:
    """What a probe sees on the device: one node, its weights, and what flows in and out of it.

    For a sample the arrays have no batch axis; for a plane the first axis runs over its points,
    row by row from the top left. ``before`` is the output before the activation where there is one.
    """

    view: NodeView
    weights: Tensors
    inputs: tuple[jax.Array, ...]
    output: jax.Array
    before: jax.Array | None
    target: jax.Array


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
    finds one and the rest of the question; ``plane``: whether the data lie in a plane."""

    name: str
    label: Text
    summary: Text
    parts: tuple[str, ...]
    ask: Callable[[Mapping[str, Any], NodeView], Question]
    answer: Callable[[Scene, tuple[Any, ...], jax.Array], tuple[jax.Array | Picture, ...]]
    apart: bool = False  # compiled alone, so that standing views go on
    every: float = 0.0  # seconds from one answer to the next at least
    choose: Callable[[Sequence[NodeView], bool], tuple[NodeView, Config]] | None = None
