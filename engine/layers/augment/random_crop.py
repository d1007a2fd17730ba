"""Random crop: in training a piece from a random place, after it the one from the middle."""

from collections.abc import Sequence

import jax

from engine.contracts import Call, Config, Field, LayerKind, Shape, Text
from engine.errors import Fix, LearnerError, by
from engine.layers import _fields


def check(config: Config, shapes: Sequence[Shape]) -> None:
    """Refuses what is no image or smaller than the piece."""
    _fields.need_image("RandomCrop", shapes)
    wanted = (config["height"], config["width"])
    sizes = [_fields.length(shapes[0], axis, "RandomCrop") for axis in (0, 1)]
    fitting = [min(pair) for pair in zip(wanted, sizes, strict=True)]
    if fitting != list(wanted):
        raise LearnerError(
            "crop_too_large",
            field="height" if wanted[0] > sizes[0] else "width",
            fix=Fix(
                Text(f"Cut out {by(fitting)}", f"{by(fitting)} ausschneiden"),
                (
                    {"op": "set", "field": "height", "value": fitting[0]},
                    {"op": "set", "field": "width", "value": fitting[1]},
                ),
            ),
            layer="RandomCrop",
            crop=by(wanted),
            image=by(sizes),
        )


def corner(call: Call) -> tuple[jax.Array | int, jax.Array | int]:
    """The first row and column of the piece: the same for all images of a step, as in Keras."""
    rows = call.inputs[0].shape[1] - call.config["height"]
    columns = call.inputs[0].shape[2] - call.config["width"]
    if not call.training:
        return rows // 2, columns // 2
    down, across = jax.random.split(call.key)
    return (
        jax.random.randint(down, (), 0, rows + 1),
        jax.random.randint(across, (), 0, columns + 1),
    )


def apply(call: Call) -> jax.Array:
    """A piece of [batch, height, width, channels], as large as the fields say."""
    x, (top, left) = call.inputs[0], corner(call)
    x = jax.lax.dynamic_slice_in_dim(x, top, call.config["height"], 1)
    return jax.lax.dynamic_slice_in_dim(x, left, call.config["width"], 2)


def _size(name: str, label: Text, help_: Text) -> Field:
    return Field(name, "integer", 24, label, help_, minimum=1, maximum=4096)


KIND = LayerKind(
    name="random_crop",
    label=Text("Random crop", "Zufälliger Ausschnitt"),
    summary=Text("Cuts out a piece of each image", "Schneidet ein Stück aus jedem Bild"),
    help=Text(
        "In every training step a piece is cut out at a random place, so the network sees each "
        "thing at many places and the image gets smaller too. When the network is used, the piece "
        "comes from the middle.",
        "In jedem Trainingsschritt wird an einer zufälligen Stelle ein Stück ausgeschnitten. Das "
        "Netz sieht also jedes Ding an vielen Stellen, und das Bild wird obendrein kleiner. Beim "
        "Benutzen des Netzes kommt das Stück aus der Mitte.",
    ),
    keywords=(
        *("data augmentation", "cut", "center crop", "overfitting"),
        *("Datenaugmentierung", "ausschneiden", "zuschneiden", "Überanpassung"),
    ),
    glyph="shrink",
    order=6,
    formula=r"y_{ijc} = x_{i + u,\, j + v,\, c}",
    fields=(
        _size(
            "height",
            Text("Height", "Höhe"),
            Text("How many rows the piece has.", "Wie viele Zeilen das Stück hat."),
        ),
        _size(
            "width",
            Text("Width", "Breite"),
            Text("How many columns the piece has.", "Wie viele Spalten das Stück hat."),
        ),
    ),
    apply=apply,
    check=check,
    random=True,
    only_in_training=True,
    examples=(
        ({"height": 4, "width": 3}, ((7, 5, 2),)),
        ({"height": 4, "width": 5}, ((4, 5, 1),)),
        ({}, ((28, 28, 1),)),
    ),
)
