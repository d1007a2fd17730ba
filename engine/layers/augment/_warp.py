"""What layers share that move images: their fields, their draws, and the moving itself."""

from collections.abc import Callable, Sequence

import jax
import jax.numpy as jnp

from engine.contracts import Call, Config, Field, Shape, Text
from engine.layers import _fields

FILL = (
    Field(
        "fill_mode",
        "choice",
        "reflect",
        Text("Outside", "Außerhalb"),
        Text(
            "What stands where the old image ends: it goes on mirrored (“reflect”), from its other "
            "side (“wrap”), with its last pixels (“nearest”), or as one value (“constant”).",
            "Was dort steht, wo das alte Bild aufhört: Es geht gespiegelt weiter („reflect“), von "
            "der anderen Seite („wrap“), mit den letzten Pixeln („nearest“) oder mit einem festen "
            "Wert („constant“).",
        ),
        choices=("reflect", "wrap", "constant", "nearest"),
        advanced=True,
    ),
    Field(
        "interpolation",
        "choice",
        "bilinear",
        Text("Between pixels", "Zwischen den Pixeln"),
        Text(
            "A new pixel seldom falls exactly on an old one: “bilinear” mixes the four around it, "
            "“nearest” takes the closest.",
            "Ein neues Pixel fällt selten genau auf ein altes: „bilinear“ mischt die vier ringsum, "
            "„nearest“ nimmt das nächste.",
        ),
        choices=("bilinear", "nearest"),
        advanced=True,
    ),
    Field(
        "fill_value",
        "number",
        0.0,
        Text("Value outside", "Wert außerhalb"),
        Text(
            "The value outside the old image with “constant”; 0 is black.",
            "Der Wert außerhalb des alten Bildes bei „constant“; 0 ist schwarz.",
        ),
        minimum=-1000,
        maximum=1000,
        structural=False,
        advanced=True,
    ),
)


def factor(
    name: str, default: float | None, label: Text, help_: Text, *, advanced: bool = False
) -> Field:
    """How far a draw may go."""
    return Field(
        name,
        "number",
        default,
        label,
        help_,
        minimum=0,
        maximum=1,
        structural=False,
        nullable=default is None,
        advanced=advanced,
    )


def need_image(layer: str) -> Callable[[Config, Sequence[Shape]], None]:
    """A check that refuses what is no image."""

    def check(_config: Config, shapes: Sequence[Shape]) -> None:
        _fields.need_image(layer, shapes)

    return check


def drawn(call: Call, *names: str) -> list[jax.Array]:
    """For each of these factors one even draw from -factor to factor for every image, [batch]."""
    keys = jax.random.split(call.key, len(names))
    count = len(call.inputs[0])
    return [
        jax.random.uniform(key, (count,), minval=-1, maxval=1) * call.knobs[name]
        for key, name in zip(keys, names, strict=True)
    ]


Number = jax.Array | float


def warped(
    call: Call,
    linear: tuple[tuple[Number, Number], tuple[Number, Number]] = ((1, 0), (0, 1)),
    shift: tuple[Number, Number] = (0, 0),
) -> jax.Array:
    """Every image [height, width, channels] seen through a map of its own.

    A new pixel at (x, y) from the middle shows what the old image has at ``linear`` (x, y) +
    ``shift``; the numbers are [batch] or the same for all.
    """
    height, width = call.inputs[0].shape[1:3]
    middle = (width - 1) / 2, (height - 1) / 2
    x = jnp.arange(width, dtype=jnp.float32) - middle[0]
    y = jnp.arange(height, dtype=jnp.float32)[:, None] - middle[1]

    def row(factors: tuple[Number, Number], offset: Number) -> jax.Array:
        a, b, c = (jnp.asarray(number)[..., None, None] for number in (*factors, offset))
        return a * x + b * y + c

    columns = row(linear[0], shift[0]) + middle[0]
    rows = row(linear[1], shift[1]) + middle[1]
    return sampled(call, rows, columns)


def sampled(call: Call, rows: jax.Array, columns: jax.Array) -> jax.Array:
    """The images at places between their pixels, rows and columns [batch, height, width]."""
    if call.config["interpolation"] == "nearest":
        return _pixels(call, jax.lax.round(rows), jax.lax.round(columns))
    top, left = jnp.floor(rows), jnp.floor(columns)
    down, right = (rows - top)[..., None], (columns - left)[..., None]
    upper = _pixels(call, top, left) * (1 - right) + _pixels(call, top, left + 1) * right
    lower = _pixels(call, top + 1, left) * (1 - right) + _pixels(call, top + 1, left + 1) * right
    return upper * (1 - down) + lower * down


def _pixels(call: Call, rows: jax.Array, columns: jax.Array) -> jax.Array:
    """The pixels at whole places [batch, height, width], which may lie outside."""
    images, mode = call.inputs[0], call.config["fill_mode"]
    batch, height, width, channels = images.shape
    row, column = rows.astype(jnp.int32), columns.astype(jnp.int32)
    place = _inside(row, height, mode) * width + _inside(column, width, mode)

    def take(image: jax.Array, at: jax.Array) -> jax.Array:
        # No place lies outside any more; checking each again would cost a pass of its own.
        return image.at[at].get(mode="promise_in_bounds")

    flat = images.reshape(batch, height * width, channels)
    found = jax.vmap(take)(flat, jnp.broadcast_to(place, (batch, height, width)))
    if mode != "constant":
        return found
    outside = (row < 0) | (row >= height) | (column < 0) | (column >= width)
    return jnp.where(outside[..., None], call.knobs["fill_value"], found)


def _inside(index: jax.Array, size: int, mode: str) -> jax.Array:
    """The pixel of a row of ``size`` that stands for one outside; the edge is mirrored with it."""
    if mode == "wrap":
        return index % size
    if mode == "reflect":
        index = index % (2 * size)
        return jnp.minimum(index, 2 * size - 1 - index)
    return jnp.clip(index, 0, size - 1)
