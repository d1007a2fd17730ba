"""Exclusive or: the two classes share opposite corners of the plane."""

import numpy as np

from engine.contracts import Text
from engine.datasets._plane import Draws, Labeled, anywhere, class_set, displaced

SIDE = 5.0
PADDING = 0.3


def make(draws: Draws, noise: float) -> Labeled:
    """Points of -5 to 5, moved 0.3 away from both axes; positive where the signs agree."""
    points = anywhere(SIDE, draws)
    points += np.where(points > 0, PADDING, -PADDING)
    read_at = displaced(points, SIDE, noise, draws)
    return points, read_at[:, 0] * read_at[:, 1] >= 0


KIND = class_set(
    make,
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
    order=12,
    keywords=("xor", "perceptron", "corners", "checkerboard", "Perzeptron", "Ecken", "Schachbrett"),
)
