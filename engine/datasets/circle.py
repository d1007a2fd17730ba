"""Circle: one class in the middle, the other in a ring around it."""

import numpy as np

from engine.contracts import Text
from engine.datasets._plane import Draws, Labeled, between, class_set, displaced

RADIUS = 5.0


def make(draws: Draws, noise: float) -> Labeled:
    """Distances 0 to 2.5 and 3.5 to 5 from the middle; inside 2.5 is the positive class."""
    inner = between(0, 0.5 * RADIUS, draws.uniform[:, 0])
    outer = between(0.7 * RADIUS, RADIUS, draws.uniform[:, 0])
    distance = np.where(draws.first, inner, outer)
    angle = between(0, 2 * np.pi, draws.uniform[:, 1])
    points = np.stack([distance * np.sin(angle), distance * np.cos(angle)], axis=1)
    read_at = displaced(points, RADIUS, noise, draws)
    return points, np.hypot(read_at[:, 0], read_at[:, 1]) < 0.5 * RADIUS


KIND = class_set(
    make,
    name="circle",
    label=Text("Circle", "Kreis"),
    summary=Text("A disk inside a ring", "Eine Scheibe in einem Ring"),
    about=Text(
        "Points of one class lie in the middle, points of the other in a ring around them. No "
        "straight line separates the two, so a network without a hidden layer fails, unless you "
        "give it the squares of the coordinates. Three hidden neurons can already fence in the "
        "middle.",
        "Die Punkte der einen Klasse liegen in der Mitte, die der anderen in einem Ring darum. "
        "Keine Gerade trennt die beiden, also scheitert ein Netz ohne verdeckte Schicht, es sei "
        "denn, du gibst ihm die Quadrate der Koordinaten. Schon drei verdeckte Neuronen können "
        "die Mitte einzäunen.",
    ),
    order=10,
    keywords=("ring", "disk", "Playground", "Scheibe"),
)
