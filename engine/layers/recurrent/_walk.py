"""What the recurrent layers share: their fields, their tensors, and the walk through time."""

from collections.abc import Callable, Sequence
from typing import TypeAlias

import jax
import jax.numpy as jnp

from engine.contracts import Call, Config, Field, Shape, Tensors, Text, Weight
from engine.errors import LearnerError, written
from engine.layers import _fields

States: TypeAlias = tuple[jax.Array, ...]  # [batch, units] each; the first is what comes out
Step: TypeAlias = Callable[[States, jax.Array], tuple[States, Tensors]]  # and the gates by name
STATES = ("hidden", "cell")  # what they are called

FIELDS = (
    Field(
        "units",
        "integer",
        32,
        Text("Units", "Neuronen"),
        Text(
            "How many numbers the layer remembers from one position to the next.",
            "Wie viele Zahlen sich die Schicht von einer Position zur nächsten merkt.",
        ),
        minimum=1,
        maximum=4096,
        scale="log",
    ),
    _fields.activation("tanh"),
)

RECURRENT_ACTIVATION = Field(
    "recurrent_activation",
    "activation",
    "sigmoid",
    Text("Activation of the gates", "Aktivierung der Tore"),
    Text(
        "The function that opens and closes the gates; from 0, closed, to 1, open.",
        "Die Funktion, die die Tore öffnet und schließt; von 0, zu, bis 1, offen.",
    ),
    advanced=True,
)

RETURN_SEQUENCES = Field(
    "return_sequences",
    "boolean",
    False,
    Text("Whole sequence", "Ganze Folge"),
    Text(
        "On, there is an output at every position, as the next recurrent layer needs it; off, only "
        "the last one leaves.",
        "An gibt es an jeder Position eine Ausgabe, wie sie die nächste rekurrente Schicht "
        "braucht; aus kommt nur die letzte heraus.",
    ),
)

_GO_BACKWARDS = Field(
    "go_backwards",
    "boolean",
    False,
    Text("Backwards", "Rückwärts"),
    Text("Reads the sequence from its end.", "Liest die Folge von hinten."),
    advanced=True,
)


def _rate(name: str, label: Text, help_: Text) -> Field:
    return Field(
        name, "number", 0.0, label, help_, minimum=0, maximum=0.99, structural=False, advanced=True
    )


_OPTIONS = (
    _fields.USE_BIAS,
    _fields.KERNEL_INITIALIZER,
    Field(
        "recurrent_initializer",
        "initializer",
        "orthogonal",
        Text("Recurrent kernel starts as", "Startwerte der rekurrenten Gewichte"),
        Text(
            "How the weights that look back are drawn. Orthogonal ones neither swell nor fade.",
            "Wie die Gewichte ausgewürfelt werden, die zurückblicken. Orthogonale schwellen "
            "nicht an und verblassen nicht.",
        ),
        advanced=True,
    ),
    _fields.BIAS_INITIALIZER,
    _fields.KERNEL_REGULARIZER,
    Field(
        "recurrent_regularizer",
        "regularizer",
        None,
        Text("Regularization looking back", "Regularisierung des Rückblicks"),
        Text(
            "A price for large weights between one position and the next.",
            "Ein Preis für große Gewichte zwischen einer Position und der nächsten.",
        ),
        structural=False,
        nullable=True,
        advanced=True,
    ),
    _fields.BIAS_REGULARIZER,
    _fields.ACTIVITY_REGULARIZER,
    _fields.KERNEL_CONSTRAINT,
    _fields.TRAINABLE,
    _rate(
        "dropout",
        Text("Dropout", "Dropout"),
        Text(
            "The share of inputs that is switched off in training, the same at all positions.",
            "Welcher Anteil der Eingaben beim Training ausgeschaltet wird, an allen Positionen "
            "derselbe.",
        ),
    ),
    _rate(
        "recurrent_dropout",
        Text("Dropout looking back", "Dropout des Rückblicks"),
        Text(
            "The share of remembered numbers that is switched off in training.",
            "Welcher Anteil der gemerkten Zahlen beim Training ausgeschaltet wird.",
        ),
    ),
    RETURN_SEQUENCES,
    _GO_BACKWARDS,
)


def fields(*own: Field) -> tuple[Field, ...]:
    """The fields of a recurrent layer in Keras's order, its own in the middle."""
    return (*FIELDS, *own, *_OPTIONS)


def need_sequence(layer: str) -> Callable[[Config, Sequence[Shape]], None]:
    """A check that refuses anything but steps and features."""

    def check(_config: Config, shapes: Sequence[Shape]) -> None:
        if len(shapes[0]) != 2:
            raise LearnerError("needs_steps", layer=layer, shape=written(shapes[0]))

    return check


def weights(
    layer: str, gates: int, bias: tuple[int, ...], config: Config, shapes: Sequence[Shape],
    ones: tuple[int, int] | None = None,
) -> tuple[Weight, ...]:  # fmt: skip
    """A kernel [features, gates x units], a recurrent kernel [units, gates x units] and a bias of
    that shape, whose columns ``ones`` start at one."""
    features, units = _fields.length(shapes[0], -1, layer), config["units"]
    kernel = Weight(
        "kernel",
        (features, gates * units),
        config["kernel_initializer"],
        regularizer="kernel_regularizer",
        constraint="kernel_constraint",
        gates=gates,
    )
    back = Weight(
        "recurrent_kernel",
        (units, gates * units),
        config["recurrent_initializer"],
        regularizer="recurrent_regularizer",
        gates=gates,
    )
    rest = Weight(
        "bias",
        bias,
        config["bias_initializer"],
        regularizer="bias_regularizer",
        ones=ones,
        gates=gates,
    )
    return (kernel, back, rest) if config["use_bias"] else (kernel, back)


def mask(call: Call) -> jax.Array | None:
    """Behind a layer that puts out the whole sequence the same positions count."""
    return call.masks[0] if call.masks and call.config["return_sequences"] else None


def dropped(call: Call, x: jax.Array, rate: str, stream: int) -> jax.Array:
    """In training, numbers of the last axis switched off with the chance ``rate``, the same ones at
    every position of an example: [batch, features] or [batch, time, features]."""
    if not call.training:
        return x
    keep = 1 - call.knobs[rate]
    shape = (x.shape[0], *([1] * (x.ndim - 2)), x.shape[-1])
    kept = jax.random.bernoulli(jax.random.fold_in(call.key, stream), keep, shape)
    return jnp.where(kept, x / keep, 0.0)


def forgetful(call: Call) -> Callable[[jax.Array], jax.Array]:
    """What ``recurrent_dropout`` does to the remembered numbers at every position."""
    if not call.training:
        return lambda state: state
    units, keep = call.config["units"], 1 - call.knobs["recurrent_dropout"]
    key = jax.random.fold_in(call.key, 1)
    kept = jax.random.bernoulli(key, keep, (len(call.inputs[0]), units))
    return lambda state: jnp.where(kept, state / keep, 0.0)


def walk(call: Call, inputs: jax.Array, step: Step, count: int) -> jax.Array:
    """Steps through time from states of zero: [batch, time, n] -> [batch, (time,) units].

    Where the mask says that a position does not count, nothing changes and the last output is
    repeated, or zero where ``silent`` is set, as in Keras. Unrolling would run no faster and
    compile for a minute. Whoever looks inside is told the states and the gates by name, each
    [batch, time, units] in the order of the sequence.
    """
    given = jnp.swapaxes(inputs, 0, 1)
    mask = call.masks[0] if call.masks else None
    counts = None if mask is None else jnp.swapaxes(mask, 0, 1)[..., None]
    if call.config["go_backwards"]:
        given = given[::-1]
        counts = None if counts is None else counts[::-1]
    silent = call.config.get("silent", False)
    first = (jnp.zeros((len(inputs), call.config["units"]), inputs.dtype),) * count

    def body(
        states: States, now: tuple[jax.Array, jax.Array | None]
    ) -> tuple[States, tuple[jax.Array, Tensors]]:
        here, counted = now
        after, gates = step(states, here)
        shown = after[0]
        if counted is not None:
            pairs = zip(after, states, strict=True)
            after = tuple(jnp.where(counted, new, old) for new, old in pairs)
            shown = jnp.where(counted, after[0], 0.0) if silent else after[0]
        known = dict(zip(STATES, after, strict=False)) | dict(gates)
        return after, (shown, known if call.tell else {})

    last, (outputs, told) = jax.lax.scan(body, first, (given, counts))
    if call.tell:
        turn = -1 if call.config["go_backwards"] else 1
        call.tell({name: jnp.swapaxes(part[::turn], 0, 1) for name, part in told.items()})
    return jnp.swapaxes(outputs, 0, 1) if call.config["return_sequences"] else last[0]
