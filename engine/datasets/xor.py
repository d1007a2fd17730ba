"""Exclusive or: the two classes share opposite corners of the plane."""

import numpy as np

from engine.contracts import DatasetKind, Text
from engine.datasets._plane import (
    FIELDS,
    LICENSE,
    SOURCE,
    Draws,
    Labeled,
    anywhere,
    classes_of,
    displaced,
    embed,
    signature,
)

SIDE = 5.0
PADDING = 0.3


@classes_of
def load(draws: Draws, noise: float) -> Labeled:
    """Points of -5 to 5, moved 0.3 away from both axes; positive where the signs agree."""
    points = anywhere(SIDE, draws)
    points += np.where(points > 0, PADDING, -PADDING)
    read_at = displaced(points, SIDE, noise, draws)
    return points, read_at[:, 0] * read_at[:, 1] >= 0


KIND = DatasetKind(
    name="xor",
    label=Text("Exclusive or", "Exklusiv-Oder"),
    summary=Text("Opposite corners belong together", "Gegenüberliegende Ecken gehören zusammen"),
    about=Text(
        "A point is positive when both of its coordinates have the same sign. In 1969 Minsky and "
        "Papert used this pattern to show what a single neuron cannot do. Two or three hidden "
        "neurons solve it, or none at all once you add the product of the coordinates.",
        "Ein Punkt ist positiv, wenn seine beiden Koordinaten dasselbe Vorzeichen haben. Minsky "
        "und Papert zeigten 1969 an diesem Muster, was ein einzelnes Neuron nicht kann. Zwei oder "
        "drei verdeckte Neuronen lösen es, oder gar keines, sobald du das Produkt der Koordinaten "
        "dazunimmst.",
    ),
    source=SOURCE,
    license=LICENSE,
    order=12,
    sample_type="points",
    task="classification",
    fields=FIELDS,
    load=load,
    signature=signature,
    embed=embed,
    keywords=(
        "xor",
        "perceptron",
        "corners",
        "checkerboard",
        "points",
        "plane",
        "Perzeptron",
        "Ecken",
        "Schachbrett",
        "Punkte",
        "Ebene",
    ),
)
