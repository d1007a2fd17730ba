"""Random contrast: in training every image gets more or less contrast, each time anew."""

import jax
import jax.numpy as jnp

from engine.contracts import Call, Field, LayerKind, Text
from engine.layers.augment import _warp


def contrasts(call: Call) -> jax.Array:
    """For each image how far its values are pulled apart, [batch]."""
    return 1 + _warp.drawn(call, "factor")[0]


def apply(call: Call) -> jax.Array:
    """Pulls the pixels of each channel away from its mean or towards it, within the range."""
    x = call.inputs[0]
    if not call.training:
        return x
    mean = jnp.mean(x, (1, 2), keepdims=True)
    factors = contrasts(call)
    if call.tell:
        call.tell({"factors": factors})
    y = (x - mean) * factors[:, None, None, None] + mean
    low, high = call.config["value_range"]
    return jnp.clip(y, low, high)


KIND = LayerKind(
    name="random_contrast",
    label=Text("Random contrast", "Zufälliger Kontrast"),
    summary=Text("Makes images flatter or crisper", "Macht Bilder flauer oder kräftiger"),
    help=Text(
        "In every training step each image gets somewhat more or less contrast: its pixels move "
        "away from the mean of their channel, or towards it. So the network learns to cope with "
        "other light and other cameras. When the network is used, images pass unchanged.",
        "In jedem Trainingsschritt bekommt jedes Bild etwas mehr oder weniger Kontrast: Seine "
        "Pixel rücken vom Mittelwert ihres Kanals weg oder auf ihn zu. So kommt das Netz mit "
        "anderem Licht und anderen Kameras zurecht. Beim Benutzen des Netzes bleiben die Bilder, "
        "wie sie sind.",
    ),
    keywords=(
        *("data augmentation", "brightness", "light", "overfitting"),
        *("Datenaugmentierung", "Helligkeit", "Licht", "Überanpassung"),
    ),
    glyph="sheets",
    order=5,
    formula=r"y = s\,(x - \mu) + \mu,\quad s \sim \mathcal{U}(1 - f,\ 1 + f)",
    fields=(
        _warp.factor(
            "factor",
            0.2,
            Text("Factor", "Faktor"),
            Text(
                "How far the contrast goes: 0.2 means from 80 % to 120 %.",
                "Wie weit der Kontrast geht: 0,2 heißt von 80 % bis 120 %.",
            ),
        ),
        Field(
            "value_range",
            "integers",
            (0, 1),
            Text("Range of values", "Wertebereich"),
            Text(
                "The least and the greatest value of a pixel; what goes beyond is cut off. Images "
                "come in from 0 to 1 here.",
                "Der kleinste und der größte Wert eines Pixels; was darüber hinausgeht, wird "
                "abgeschnitten. Bilder kommen hier mit Werten von 0 bis 1 herein.",
            ),
            minimum=-1000,
            maximum=1000,
            length=2,
            advanced=True,
        ),
    ),
    apply=apply,
    check=_warp.need_image("RandomContrast"),
    random=True,
    only_in_training=True,
    examples=(
        ({"factor": 0.0, "value_range": [-1, 1]}, ((5, 4, 2),)),
        ({"factor": 0.5}, ((4, 6, 3),)),
    ),
)
