"""Two clouds: each class is normally distributed around its own center."""

import numpy as np

from engine.contracts import Text
from engine.datasets._plane import Draws, Labeled, between, class_set

CENTER = 2.0


def make(draws: Draws, noise: float) -> Labeled:
    """Centers (2, 2) and (-2, -2); the variance grows from 0.5 without noise to 4 at 50 %."""
    variance = between(0.5, 4.0, np.asarray(noise / 0.5))
    centers = np.where(draws.first, CENTER, -CENTER)
    return centers[:, np.newaxis] + np.sqrt(variance) * draws.normal, draws.first


KIND = class_set(
    make,
    name="gauss",
    label=Text("Two clouds", "Zwei Wolken"),
    summary=Text("Two bell-shaped clouds", "Zwei glockenförmige Wolken"),
    about=Text(
        "Two clouds whose points scatter around their centers like the normal distribution. One "
        "straight line separates them, so a single neuron is enough: the place to see logistic "
        "regression. More noise makes the clouds overlap, and the best line then errs as well.",
        "Zwei Wolken, deren Punkte wie bei der Normalverteilung um ihre Mitte streuen. Eine "
        "Gerade trennt sie, also genügt ein einziges Neuron: Hier siehst du die logistische "
        "Regression. Bei mehr Rauschen überlappen sich die Wolken, und dann irrt sich auch die "
        "beste Gerade.",
    ),
    order=14,
    keywords=(
        "gauss",
        "normal",
        "blobs",
        "clouds",
        "linear",
        "logistic regression",
        "Normalverteilung",
        "Wolken",
    ),
)
