"""What normalizing layers share: their fields, and the learned scale and shift behind them."""

from collections.abc import Sequence
from dataclasses import replace

import jax

from engine.contracts import Call, Config, Field, Shape, Text, Weight
from engine.layers import _fields

AXIS = Field(
    "axis",
    "integer",
    -1,
    Text("Axis", "Achse"),
    Text(
        "The axis that is learned about number by number; −1 is the last one, the channels.",
        "Die Achse, für die einzeln gelernt wird; −1 ist die letzte, also die Kanäle.",
    ),
    minimum=-6,
    maximum=6,
    advanced=True,
)

CENTER = Field(
    "center",
    "boolean",
    True,
    Text("Shift", "Verschieben"),
    Text("Learns a number to add (beta).", "Lernt eine Zahl zum Addieren (Beta)."),
    advanced=True,
)

SCALE = Field(
    "scale",
    "boolean",
    True,
    Text("Scale", "Strecken"),
    Text("Learns a factor (gamma).", "Lernt einen Faktor (Gamma)."),
    advanced=True,
)


def epsilon(default: float) -> Field:
    """The small number below the root."""
    return Field(
        "epsilon",
        "number",
        default,
        Text("Epsilon", "Epsilon"),
        Text(
            "A small number that keeps the division from exploding.",
            "Eine kleine Zahl, damit beim Teilen nichts explodiert.",
        ),
        minimum=1e-7,
        maximum=1,
        structural=False,
        advanced=True,
        scale="log",
    )


def start(name: str, default: str, english: str, german: str) -> Field:
    """How one of the tensors begins."""
    return Field(
        f"{name}_initializer",
        "initializer",
        default,
        Text(f"{english} starts as", f"Startwerte: {german}"),
        Text(
            "The values it has before the first step.",
            "Welche Werte hier vor dem ersten Schritt stehen.",
        ),
        advanced=True,
    )


def price(name: str, english: str, german: str) -> Field:
    """What large values of one of the tensors cost."""
    return Field(
        f"{name}_regularizer",
        "regularizer",
        None,
        Text(f"Regularization of {english}", f"Regularisierung von {german}"),
        Text(
            f"A price for large values of {english} that is added to the loss. It is seldom "
            "needed.",
            f"Ein Preis für große Werte von {german}, der zum Verlust dazukommt. Selten nötig.",
        ),
        structural=False,
        nullable=True,
        advanced=True,
    )


GAMMA_AND_BETA = (
    CENTER,
    SCALE,
    start("beta", "zeros", "Beta", "Beta"),
    start("gamma", "ones", "Gamma", "Gamma"),
    price("beta", "beta", "Beta"),
    price("gamma", "gamma", "Gamma"),
)


def gamma_and_beta(config: Config, length: int) -> tuple[Weight, ...]:
    """The tensors of ``GAMMA_AND_BETA``, each [length]."""
    gamma, beta = (
        Weight(name, (length,), config[f"{name}_initializer"], regularizer=f"{name}_regularizer")
        for name in ("gamma", "beta")
    )
    return (*((gamma,) if config["scale"] else ()), *((beta,) if config["center"] else ()))


def gamma_and_beta_along(layer: str, config: Config, shapes: Sequence[Shape]) -> tuple[Weight, ...]:
    """The same along the layer's axis; only along the last one each number serves one output."""
    found = gamma_and_beta(config, length(layer, config, shapes))
    if config["axis"] in (-1, len(shapes[0])):
        return found
    return tuple(replace(weight, gates=None) for weight in found)


def scaled(call: Call, y: jax.Array, axis: int = -1) -> jax.Array:
    """What was normalized, stretched by gamma and shifted by beta along one axis."""
    along = [1] * y.ndim
    along[axis] = y.shape[axis]
    if call.config["scale"]:
        y = y * call.weights["gamma"].reshape(along)
    return y + call.weights["beta"].reshape(along) if call.config["center"] else y


def length(layer: str, config: Config, shapes: Sequence[Shape]) -> int:
    """How long the axis is; refuses the batch, one that is not there, an unknown length."""
    place = _fields.need_axis(config["axis"], len(shapes[0]) + 1)
    return _fields.length(shapes[0], place - 1, layer)
