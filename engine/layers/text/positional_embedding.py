"""Positional embedding: every position of a sequence adds a row of its own."""

from collections.abc import Sequence

import jax
import jax.numpy as jnp
import numpy as np

from engine.contracts import Call, Config, Field, LayerKind, Shape, Text, Weight, keep_mask
from engine.errors import LearnerError, written
from engine.layers import _fields


def check(_config: Config, shapes: Sequence[Shape]) -> None:
    """Refuses anything but steps and features; the number of steps must be known."""
    if len(shapes[0]) != 2:
        raise LearnerError("needs_steps", layer="PositionalEmbedding", shape=written(shapes[0]))
    _fields.length(shapes[0], 0, "PositionalEmbedding")


def weights(config: Config, shapes: Sequence[Shape]) -> tuple[Weight, ...]:
    """A table ``position_embeddings`` [time, features] when it is learned."""
    steps, features = (_fields.length(shapes[0], axis, "PositionalEmbedding") for axis in (0, 1))
    table = Weight("position_embeddings", (steps, features), config["initializer"])
    return (table,) if config["mode"] == "learned" else ()


def waves(steps: int, features: int) -> jax.Array:
    """Sines and cosines of ever longer waves [time, features] (Vaswani and others 2017, 3.5)."""
    place, pair = np.arange(steps)[:, None], np.arange(features)[None, :]
    angle = place / 10_000 ** (2 * (pair // 2) / features)
    table = np.where(pair % 2 == 0, np.sin(angle), np.cos(angle))
    return jnp.asarray(table, jnp.float32)


def apply(call: Call) -> jax.Array:
    """Adds each position's row to what stands there: [batch, time, features]."""
    x = call.inputs[0]
    if call.config["mode"] == "learned":
        return x + call.weights["position_embeddings"]
    return x + waves(*x.shape[1:])


KIND = LayerKind(
    name="positional_embedding",
    label=Text("Positional embedding", "Positions-Embedding"),
    summary=Text("Tells what stands where", "Sagt, was wo steht"),
    help=Text(
        "Attention does not see the order of its inputs. This layer adds to each position a row of "
        "numbers that says where it is: learned rows, or fixed waves of many lengths. Put it "
        "behind the embedding.",
        "Aufmerksamkeit sieht die Reihenfolge ihrer Eingaben nicht. Diese Schicht addiert an jeder "
        "Position eine Zeile Zahlen, die sagt, wo sie ist: gelernte Zeilen oder feste Wellen "
        "vieler Längen. Setz sie hinter das Embedding.",
    ),
    keywords=("position", "order", "transformer", "sinusoidal", "Reihenfolge", "Position"),
    glyph="words",
    order=1,
    formula=r"y_t = x_t + p_t",
    fields=(
        Field(
            "mode",
            "choice",
            "learned",
            Text("Rows", "Zeilen"),
            Text(
                "Learned like weights, or fixed sines and cosines.",
                "Gelernt wie Gewichte oder feste Sinus- und Kosinuswellen.",
            ),
            choices=("learned", "sinusoidal"),
        ),
        Field(
            "initializer",
            "initializer",
            "glorot_uniform",
            Text("Rows start as", "Startwerte der Zeilen"),
            Text(
                "How learned rows are drawn before the first step.",
                "Wie gelernte Zeilen vor dem ersten Schritt ausgewürfelt werden.",
            ),
            advanced=True,
        ),
        _fields.TRAINABLE,
    ),
    apply=apply,
    weights=weights,
    check=check,
    mask=keep_mask,
    examples=(({}, ((4, 3),)), ({"mode": "sinusoidal"}, ((5, 4),))),
)
