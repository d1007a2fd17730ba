"""Fields that several layers share, worded once; and what several of them must refuse."""

import math
from collections.abc import Sequence

from engine.contracts import Config, Field, Shape, Text, Weight
from engine.errors import Fix, LearnerError, by, written


def activation(default: str = "linear") -> Field:
    """The function that bends a layer's sums."""
    return Field(
        "activation",
        "activation",
        default,
        Text("Activation", "Aktivierung"),
        Text(
            "The function each sum goes through. Without a bend, many layers can do no more "
            "than one.",
            "Die Funktion, durch die jede Summe läuft. Ohne Knick können viele Schichten nicht "
            "mehr als eine.",
        ),
    )


USE_BIAS = Field(
    "use_bias",
    "boolean",
    True,
    Text("Bias", "Bias"),
    Text(
        "Adds one learned number to each output, so that it need not be zero for zero inputs.",
        "Addiert zu jeder Ausgabe eine gelernte Zahl, damit sie bei lauter Nullen nicht null "
        "sein muss.",
    ),
    advanced=True,
)

KERNEL_INITIALIZER = Field(
    "kernel_initializer",
    "initializer",
    "glorot_uniform",
    Text("Kernel starts as", "Startwerte der Gewichte"),
    Text(
        "How the weights are drawn before the first step.",
        "Wie die Gewichte vor dem ersten Schritt ausgewürfelt werden.",
    ),
    advanced=True,
)

BIAS_INITIALIZER = Field(
    "bias_initializer",
    "initializer",
    "zeros",
    Text("Bias starts as", "Startwerte des Bias"),
    Text(
        "How the bias is set before the first step.",
        "Wie der Bias vor dem ersten Schritt gesetzt wird.",
    ),
    advanced=True,
)

KERNEL_REGULARIZER = Field(
    "kernel_regularizer",
    "regularizer",
    None,
    Text("Regularization", "Regularisierung"),
    Text(
        "A price for large weights that is added to the loss: L1 pushes weights to exactly zero, "
        "L2 keeps them all small.",
        "Ein Preis für große Gewichte, der zum Verlust dazukommt: L1 drückt Gewichte genau auf "
        "null, L2 hält alle klein.",
    ),
    structural=False,
    nullable=True,
    advanced=True,
)

BIAS_REGULARIZER = Field(
    "bias_regularizer",
    "regularizer",
    None,
    Text("Regularization of the bias", "Regularisierung des Bias"),
    Text(
        "A price for large biases. It is seldom needed: a bias can hardly learn by heart.",
        "Ein Preis für große Bias-Werte. Selten nötig: Ein Bias kann kaum etwas auswendig lernen.",
    ),
    structural=False,
    nullable=True,
    advanced=True,
)

ACTIVITY_REGULARIZER = Field(
    "activity_regularizer",
    "regularizer",
    None,
    Text("Regularization of the output", "Regularisierung der Ausgabe"),
    Text(
        "A price for large outputs of this layer. L1 leaves most neurons silent, so that each "
        "example wakes only a few.",
        "Ein Preis für große Ausgaben dieser Schicht. L1 lässt die meisten Neuronen schweigen, "
        "sodass jedes Beispiel nur wenige weckt.",
    ),
    nullable=True,
    advanced=True,
)

KERNEL_CONSTRAINT = Field(
    "kernel_constraint",
    "constraint",
    None,
    Text("Largest norm", "Größte Norm"),
    Text(
        "After every step the weights that lead to one output are shrunk until their length is at "
        "most this (max-norm).",
        "Nach jedem Schritt werden die Gewichte, die zu einer Ausgabe führen, so weit verkleinert, "
        "dass ihre Länge höchstens so groß ist (Max-Norm).",
    ),
    nullable=True,
    advanced=True,
)

TRAINABLE = Field(
    "trainable",
    "boolean",
    True,
    Text("Learns", "Lernt"),
    Text(
        "Switched off, the layer is frozen: it still works, but training leaves its weights alone.",
        "Ausgeschaltet ist die Schicht eingefroren: Sie rechnet weiter, aber das Training lässt "
        "ihre Gewichte in Ruhe.",
    ),
    structural=False,
    advanced=True,
)

# What every layer with a kernel and a bias offers, in Keras's order.
KERNEL_AND_BIAS = (
    USE_BIAS,
    KERNEL_INITIALIZER,
    BIAS_INITIALIZER,
    KERNEL_REGULARIZER,
    BIAS_REGULARIZER,
    ACTIVITY_REGULARIZER,
    KERNEL_CONSTRAINT,
    TRAINABLE,
)


def kernel_and_bias(
    config: Config, kernel: tuple[int, ...], outputs: int, units: tuple[int, ...] = (-1,)
) -> tuple[Weight, ...]:
    """The tensors of ``KERNEL_AND_BIAS``: a kernel of that shape, a bias [outputs]."""
    weights = Weight(
        "kernel",
        kernel,
        config["kernel_initializer"],
        regularizer="kernel_regularizer",
        constraint="kernel_constraint",
        units=units,
    )
    return (weights, *bias(config, outputs))


def bias(config: Config, outputs: int) -> tuple[Weight, ...]:
    """A bias [outputs] where the layer has one."""
    initializer = config["bias_initializer"]
    weight = Weight("bias", (outputs,), initializer, regularizer="bias_regularizer")
    return (weight,) if config["use_bias"] else ()


PADDING = Field(
    "padding",
    "choice",
    "valid",
    Text("Padding", "Rand"),
    Text(
        "“valid” uses only full windows, so less comes out than goes in; “same” adds an empty "
        "border, so that with stride 1 as much comes out.",
        "„valid“ nimmt nur ganze Fenster, also kommt weniger heraus als hinein; „same“ ergänzt "
        "einen leeren Rand, sodass bei Schrittweite 1 gleich viel herauskommt.",
    ),
    choices=("valid", "same"),
)


def length(shape: Shape, axis: int, layer: str) -> int:
    """The length of one axis; ``LearnerError`` where it is not known."""
    size = shape[axis]
    if size is None:
        raise LearnerError("unknown_length", layer=layer)
    return size


def need_axis(axis: int, rank: int, field: str = "axis") -> int:
    """Where an axis stands among ``rank``, the batch first, which is refused like those beyond."""
    if axis == 0 or not -rank < axis < rank:
        raise LearnerError("axis_out_of_range", field=field, axis=axis, rank=rank)
    return axis % rank


def need_image(layer: str, shapes: Sequence[Shape]) -> None:
    """Refuses anything but height, width, channels."""
    for shape in shapes:
        if len(shape) != 3:
            raise LearnerError("needs_image", layer=layer, shape=written(shape))


def need_sequence(layer: str, shapes: Sequence[Shape]) -> None:
    """Refuses anything but steps, features; numbers of a list or rows of an image can be steps."""
    for shape in shapes:
        if len(shape) != 2:
            fix = _as_steps([length for length in shape if length is not None], len(shape))
            raise LearnerError("needs_sequence", fix=fix, layer=layer, shape=written(shape))


def _as_steps(known: list[int], axes: int) -> Fix | None:
    """A Reshape that makes the first axis the steps, where all lengths are known."""
    if len(known) < axes:
        return None
    config = {"target_shape": [known[0], math.prod(known[1:])]}
    number = Text("Make each number a step", "Jede Zahl zu einem Schritt machen")
    row = Text("Make each row a step", "Jede Zeile zu einem Schritt machen")
    edit = {"op": "insert", "kind": "reshape", "config": config}
    return Fix(number if axes == 1 else row, (edit,))


def need_room(
    layer: str, shape: Shape, window: Sequence[int], padding: str, name: str = "kernel_size"
) -> None:
    """Refuses a window larger than what it should slide over."""
    if padding != "valid":
        return
    for size, reach in zip(shape[:-1], window, strict=True):
        if size is not None and reach > size:
            raise LearnerError(
                "window_too_large",
                field=name,
                fix=Fix(
                    Text("Set padding to “same”", "Rand auf „same“ setzen"),
                    ({"op": "set", "field": "padding", "value": "same"},),
                ),
                layer=layer,
                window=by(window),
                image=by(shape[:-1]),
            )
