"""Plane regression: a value that rises evenly from one corner to the other."""

from engine.contracts import Text
from engine.datasets._plane import Draws, Labeled, anywhere, displaced, value_set

RADIUS = 6.0
SCALE = 10.0


def make(draws: Draws, noise: float) -> Labeled:
    """Points of -6 to 6 with the value (x1 + x2) / 10."""
    points = anywhere(RADIUS, draws)
    return points, displaced(points, RADIUS, noise, draws).sum(axis=1) / SCALE


KIND = value_set(
    make,
    name="plane",
    label=Text("Slope", "Schräge"),
    summary=Text("A value that rises evenly", "Ein Wert, der gleichmäßig steigt"),
    about=Text(
        "Every point has a value instead of a class, the sum of its coordinates divided by ten: a "
        "tilted plane. One neuron without activation can hit it exactly. Compare the weights it "
        "learns with the true ones, 0.1 and 0.1.",
        "Jeder Punkt hat einen Wert statt einer Klasse, die Summe seiner Koordinaten durch zehn: "
        "eine schräge Ebene. Ein Neuron ohne Aktivierung trifft sie genau. Vergleich die "
        "Gewichte, die es lernt, mit den wahren: 0,1 und 0,1.",
    ),
    order=20,
    keywords=("regression", "linear", "slope", "Regression", "Schräge"),
)
