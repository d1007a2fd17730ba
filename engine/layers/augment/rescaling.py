"""Rescaling: every number is multiplied and shifted by fixed numbers."""

import jax

from engine.contracts import Call, Field, LayerKind, Text, keep_mask


def apply(call: Call) -> jax.Array:
    """Every number times ``scale`` plus ``offset``, in training and after it."""
    return call.inputs[0] * call.knobs["scale"] + call.knobs["offset"]


def _number(name: str, default: float, label: Text, help_: Text) -> Field:
    return Field(
        name, "number", default, label, help_, minimum=-1000, maximum=1000, structural=False
    )


KIND = LayerKind(
    name="rescaling",
    label=Text("Rescaling", "Umskalierung"),
    summary=Text("Brings inputs to another range", "Bringt Eingaben in einen anderen Bereich"),
    help=Text(
        "Multiplies every number by one factor and adds another; nothing is learned. Networks "
        "learn best from inputs around 0 of size about 1: images that come in from 0 to 1 get "
        "there with scale 2 and offset −1.",
        "Multipliziert jede Zahl mit einem Faktor und addiert eine zweite; gelernt wird nichts. "
        "Netze lernen am besten aus Eingaben um 0, die etwa so groß wie 1 sind: Bilder mit Werten "
        "von 0 bis 1 kommen mit Faktor 2 und Verschiebung −1 dorthin.",
    ),
    keywords=(
        *("scale", "normalize", "preprocessing", "range"),
        *("skalieren", "normieren", "Vorverarbeitung", "Wertebereich"),
    ),
    glyph="curve",
    order=0,
    formula=r"y = s\, x + t",
    fields=(
        _number(
            "scale",
            1.0,
            Text("Scale", "Faktor"),
            Text("What every number is multiplied by.", "Womit jede Zahl multipliziert wird."),
        ),
        _number(
            "offset",
            0.0,
            Text("Offset", "Verschiebung"),
            Text("What is added to it afterwards.", "Was danach addiert wird."),
        ),
    ),
    apply=apply,
    mask=keep_mask,
    examples=(
        ({}, ((3,),)),
        ({"scale": 2.0, "offset": -1.0}, ((4, 5, 2),)),
        ({"scale": 0.25}, ((4, 3),)),
    ),
)
