"""Hills and hollows: a value that is high at three places and low at three others."""

import numpy as np

from engine.contracts import Text
from engine.datasets._plane import Draws, Labeled, anywhere, displaced, value_set

RADIUS = 6.0
REACH = 2.0
PEAKS = np.array([
    [-4, 2.5, 1], [0, 2.5, -1], [4, 2.5, 1],
    [-4, -2.5, -1], [0, -2.5, 1], [4, -2.5, -1],
])  # fmt: skip


def make(draws: Draws, noise: float) -> Labeled:
    """Points of -6 to 6; each peak falls evenly from 1 (or rises from -1) to 0 at distance 2."""
    points = anywhere(RADIUS, draws)
    read_at = displaced(points, RADIUS, noise, draws)
    distance = np.linalg.norm(read_at[:, np.newaxis] - PEAKS[:, :2], axis=2)
    heights = PEAKS[:, 2] * np.clip(1 - distance / REACH, 0, 1)
    strongest = np.argmax(np.abs(heights), axis=1)
    return points, heights[np.arange(len(points)), strongest]


KIND = value_set(
    make,
    name="gauss_regression",
    label=Text("Hills and hollows", "Hügel und Mulden"),
    summary=Text("Three hills and three hollows", "Drei Hügel und drei Mulden"),
    about=Text(
        "A landscape of values: three hills and three hollows in two rows, flat in between. A "
        "network has to build each of them from several neurons, so its size shows directly in "
        "the picture. A good set to see a net that is too small, and one that follows the noise.",
        "Eine Landschaft aus Werten: drei Hügel und drei Mulden in zwei Reihen, dazwischen flach. "
        "Jede Erhebung muss das Netz aus mehreren Neuronen bauen, seine Größe siehst du also "
        "direkt im Bild. Gut, um ein zu kleines Netz zu erkennen, und eines, das dem Rauschen "
        "folgt.",
    ),
    order=22,
    keywords=("regression", "gauss", "hills", "landscape", "Regression", "Hügel", "Landschaft"),
)
