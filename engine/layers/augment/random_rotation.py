"""Random rotation: in training every image is turned a little, each time anew."""

import math

import jax
import jax.numpy as jnp

from engine.contracts import Call, LayerKind, Text
from engine.layers.augment import _warp


def angles(call: Call) -> jax.Array:
    """An angle for each image in radians, at most ``factor`` of a full turn either way."""
    return 2 * math.pi * _warp.drawn(call, "factor")[0]


def apply(call: Call) -> jax.Array:
    """Turns each image [height, width, channels] about its middle by an angle of its own."""
    if not call.training:
        return call.inputs[0]
    angle = angles(call)
    cos, sin = jnp.cos(angle), jnp.sin(angle)
    return _warp.warped(call, linear=((cos, -sin), (sin, cos)))


KIND = LayerKind(
    name="random_rotation",
    label=Text("Random rotation", "Zufällige Drehung"),
    summary=Text("Turns images a little in training", "Dreht Bilder beim Training ein wenig"),
    help=Text(
        "In every training step each image is turned about its middle by a small random angle, so "
        "the network learns that a slanted thing is still the same thing. Do not turn so far that "
        "the meaning changes: a 6 on its head is a 9. When the network is used, images pass "
        "unchanged.",
        "In jedem Trainingsschritt wird jedes Bild um einen kleinen zufälligen Winkel um seine "
        "Mitte gedreht. So lernt das Netz, dass ein schräges Ding immer noch dasselbe ist. Dreh "
        "nicht so weit, dass sich die Bedeutung ändert: Eine 6 auf dem Kopf ist eine 9. Beim "
        "Benutzen des Netzes bleiben die Bilder, wie sie sind.",
    ),
    keywords=(
        *("data augmentation", "rotate", "turn", "overfitting"),
        *("Datenaugmentierung", "drehen", "Rotation", "Überanpassung"),
    ),
    glyph="sheets",
    order=2,
    formula=r"y(p) = x\big(R_\alpha\, p\big),\quad \alpha \sim \mathcal{U}(-2\pi f,\ 2\pi f)",
    fields=(
        _warp.factor(
            "factor",
            0.1,
            Text("Factor", "Faktor"),
            Text(
                "The largest angle as part of a full turn: 0.1 means up to 36 degrees either way.",
                "Der größte Winkel als Teil einer ganzen Drehung: 0,1 heißt bis zu 36 Grad in "
                "beide Richtungen.",
            ),
        ),
        *_warp.FILL,
    ),
    apply=apply,
    check=_warp.need_image("RandomRotation"),
    random=True,
    only_in_training=True,
    examples=(
        ({"factor": 0.0}, ((5, 4, 2),)),
        ({"factor": 0.3, "fill_mode": "wrap"}, ((6, 7, 1),)),
        ({"fill_mode": "constant", "fill_value": 0.5}, ((5, 6, 3),)),
        ({"fill_mode": "nearest", "factor": 1.0}, ((4, 4, 1),)),
        ({"interpolation": "nearest"}, ((5, 5, 2),)),
    ),
)
