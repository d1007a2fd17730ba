"""Random translation: in training every image is shifted, each time anew."""

import jax

from engine.contracts import Call, LayerKind, Text
from engine.layers.augment import _warp


def shifts(call: Call) -> tuple[jax.Array, jax.Array]:
    """For each image how many pixels it moves down and to the right."""
    height, width = call.inputs[0].shape[1:3]
    down, right = _warp.drawn(call, "height_factor", "width_factor")
    return down * height, right * width


def apply(call: Call) -> jax.Array:
    """Moves each image [height, width, channels] by a way of its own."""
    if not call.training:
        return call.inputs[0]
    down, right = shifts(call)
    return _warp.warped(call, shift=(-right, -down))


KIND = LayerKind(
    name="random_translation",
    label=Text("Random translation", "Zufällige Verschiebung"),
    summary=Text("Shifts images a little in training", "Verschiebt Bilder beim Training ein wenig"),
    help=Text(
        "In every training step each image is shifted up or down and left or right by a random "
        "way, so the network cannot rely on where a thing stands. It helps dense networks most, "
        "for they know nothing about neighborhood. When the network is used, images pass "
        "unchanged.",
        "In jedem Trainingsschritt rutscht jedes Bild um ein zufälliges Stück nach oben oder unten "
        "und nach links oder rechts. So kann sich das Netz nicht darauf verlassen, wo etwas steht. "
        "Am meisten hilft das Dense-Netzen, die nichts von Nachbarschaft wissen. Beim Benutzen des "
        "Netzes bleiben die Bilder, wie sie sind.",
    ),
    keywords=(
        *("data augmentation", "shift", "move", "overfitting"),
        *("Datenaugmentierung", "verschieben", "Translation", "Überanpassung"),
    ),
    glyph="sheets",
    order=4,
    formula=r"y(p) = x(p - t),\quad t \sim \mathcal{U}(-f H,\ f H) \times \mathcal{U}(-f W,\ f W)",
    fields=(
        _warp.factor(
            "height_factor",
            0.1,
            Text("Height factor", "Faktor der Höhe"),
            Text(
                "The longest way up or down as part of the height: 0.1 of 28 pixels are 2.8.",
                "Der weiteste Weg nach oben oder unten als Teil der Höhe: 0,1 von 28 Pixeln sind "
                "2,8.",
            ),
        ),
        _warp.factor(
            "width_factor",
            0.1,
            Text("Width factor", "Faktor der Breite"),
            Text(
                "The longest way to the left or right as part of the width.",
                "Der weiteste Weg nach links oder rechts als Teil der Breite.",
            ),
        ),
        *_warp.FILL,
    ),
    apply=apply,
    check=_warp.need_image("RandomTranslation"),
    random=True,
    only_in_training=True,
    examples=(
        ({"height_factor": 0.0, "width_factor": 0.0}, ((5, 4, 2),)),
        ({"width_factor": 0.4, "fill_mode": "wrap"}, ((6, 7, 1),)),
        ({"height_factor": 0.7, "fill_mode": "constant", "fill_value": 0.5}, ((5, 6, 3),)),
        ({"fill_mode": "nearest"}, ((4, 4, 1),)),
        ({"interpolation": "nearest"}, ((5, 5, 2),)),
    ),
)
