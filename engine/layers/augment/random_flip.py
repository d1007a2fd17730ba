"""Random flip: in training half of the images are mirrored, each time others."""

import jax
import jax.numpy as jnp

from engine.contracts import Call, Field, LayerKind, Text
from engine.layers.augment import _warp

AXES = {"horizontal": (2,), "vertical": (1,), "horizontal_and_vertical": (1, 2)}


def flips(call: Call) -> jax.Array:
    """Whether each image is mirrored, [batch]."""
    return jax.random.bernoulli(call.key, 0.5, (len(call.inputs[0]),))


def apply(call: Call) -> jax.Array:
    """Mirrors each image [height, width, channels] with the chance 1/2."""
    x = call.inputs[0]
    if not call.training:
        return x
    mirrored = jnp.flip(x, AXES[call.config["mode"]])
    return jnp.where(flips(call)[:, None, None, None], mirrored, x)


KIND = LayerKind(
    name="random_flip",
    label=Text("Random flip", "Zufällige Spiegelung"),
    summary=Text("Mirrors every other image", "Spiegelt jedes zweite Bild"),
    help=Text(
        "In every training step a coin is tossed for each image: heads, it is mirrored. A cat is a "
        "cat from the left and from the right, so this doubles the examples for free. Digits and "
        "letters must not be mirrored. When the network is used, images pass unchanged.",
        "In jedem Trainingsschritt entscheidet für jedes Bild eine Münze, ob es gespiegelt wird. "
        "Eine Katze ist von links und von rechts eine Katze, das verdoppelt also die Beispiele "
        "umsonst. Ziffern und Buchstaben darfst du nicht spiegeln. Beim Benutzen des Netzes "
        "bleiben die Bilder, wie sie sind.",
    ),
    keywords=(
        *("data augmentation", "mirror", "overfitting"),
        *("Datenaugmentierung", "spiegeln", "Überanpassung"),
    ),
    glyph="sheets",
    order=1,
    formula=r"y_{ijc} = x_{i,\,W - 1 - j,\,c}\ \text{or}\ x_{ijc}",
    fields=(
        Field(
            "mode",
            "choice",
            "horizontal_and_vertical",
            Text("Direction", "Richtung"),
            Text(
                "“horizontal” swaps left and right, “vertical” top and bottom. With both, an image "
                "is mirrored both ways at once, which is half a turn.",
                "„horizontal“ vertauscht links und rechts, „vertical“ oben und unten. Mit beidem "
                "wird ein Bild in beide Richtungen zugleich gespiegelt, also halb gedreht.",
            ),
            choices=("horizontal", "vertical", "horizontal_and_vertical"),
        ),
    ),
    apply=apply,
    check=_warp.need_image("RandomFlip"),
    random=True,
    only_in_training=True,
    examples=(
        ({}, ((4, 5, 3),)),
        ({"mode": "horizontal"}, ((3, 4, 1),)),
        ({"mode": "vertical"}, ((3, 4, 1),)),
    ),
)
