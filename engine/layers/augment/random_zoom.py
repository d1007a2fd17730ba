"""Random zoom: in training every image is shown larger or smaller, each time anew."""

import jax

from engine.contracts import Call, LayerKind, Text
from engine.layers.augment import _warp


def zooms(call: Call) -> tuple[jax.Array, jax.Array]:
    """For each image how many old pixels lie between two new ones, down and across."""
    if not call.config["width_factor"]:
        (both,) = _warp.drawn(call, "height_factor")
        return 1 + both, 1 + both
    down, across = _warp.drawn(call, "height_factor", "width_factor")
    return 1 + down, 1 + across


def apply(call: Call) -> jax.Array:
    """Shrinks or enlarges each image [height, width, channels] about its middle."""
    if not call.training:
        return call.inputs[0]
    down, across = zooms(call)
    return _warp.warped(call, linear=((across, 0), (0, down)))


KIND = LayerKind(
    name="random_zoom",
    label=Text("Random zoom", "Zufälliger Zoom"),
    summary=Text("Shows images nearer or farther", "Zeigt Bilder näher oder ferner"),
    help=Text(
        "In every training step each image is shown somewhat larger or smaller, so the network "
        "learns that size matters little. With only the first number the image keeps its "
        "proportions; with both, height and width change apart. When the network is used, images "
        "pass unchanged.",
        "In jedem Trainingsschritt erscheint jedes Bild etwas größer oder kleiner. So lernt das "
        "Netz, dass es auf die Größe kaum ankommt. Mit nur der ersten Zahl bleibt das Verhältnis "
        "gleich, mit beiden ändern sich Höhe und Breite getrennt. Beim Benutzen des Netzes bleiben "
        "die Bilder, wie sie sind.",
    ),
    keywords=(
        *("data augmentation", "scale", "resize", "overfitting"),
        *("Datenaugmentierung", "vergrößern", "verkleinern", "Überanpassung"),
    ),
    glyph="sheets",
    order=3,
    formula=r"y(p) = x(z\, p),\quad z \sim \mathcal{U}(1 - f,\ 1 + f)",
    fields=(
        _warp.factor(
            "height_factor",
            0.2,
            Text("Height factor", "Faktor der Höhe"),
            Text(
                "How far the zoom goes: 0.2 shows from 20 % less to 20 % more of the image.",
                "Wie weit der Zoom geht: 0,2 zeigt 20 % weniger bis 20 % mehr vom Bild.",
            ),
        ),
        _warp.factor(
            "width_factor",
            None,
            Text("Width factor", "Faktor der Breite"),
            Text(
                "The same for the width, drawn apart. Empty: height and width keep their "
                "proportions.",
                "Dasselbe für die Breite, getrennt ausgelost. Leer: Höhe und Breite behalten ihr "
                "Verhältnis.",
            ),
            advanced=True,
        ),
        *_warp.FILL,
    ),
    apply=apply,
    check=_warp.need_image("RandomZoom"),
    random=True,
    only_in_training=True,
    examples=(
        ({"height_factor": 0.0}, ((5, 4, 2),)),
        ({"width_factor": 0.4, "fill_mode": "wrap"}, ((6, 7, 1),)),
        ({"height_factor": 0.7, "fill_mode": "constant", "fill_value": 0.5}, ((5, 6, 3),)),
        ({"fill_mode": "nearest"}, ((4, 4, 1),)),
        ({"interpolation": "nearest"}, ((5, 5, 2),)),
    ),
)
