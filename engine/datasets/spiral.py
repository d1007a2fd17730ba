"""Two spirals that wind around each other."""

import numpy as np

from engine.contracts import Text
from engine.datasets._plane import Draws, Labeled, between, class_set

RADIUS = 5.0
TURNS = 1.75


def make(draws: Draws, noise: float) -> Labeled:
    """Two arms of 1.75 turns out to radius 5, half a turn apart; noise moves a point up to 0.5.

    Playground sets the points of an arm at equal distances; here they lie evenly wherever the
    sequence is cut off, which keeps them in place when there are more or fewer.
    """
    distance = RADIUS * draws.spread
    angle = 2 * np.pi * TURNS * draws.spread + np.where(draws.first, 0.0, np.pi)
    arm = distance[:, np.newaxis] * np.stack([np.sin(angle), np.cos(angle)], axis=1)
    return arm + between(-1, 1, draws.uniform[:, :2]) * noise, draws.first


KIND = class_set(
    make,
    name="spiral",
    label=Text("Spiral", "Spirale"),
    summary=Text("Two arms wound around each other", "Zwei ineinander gewundene Arme"),
    about=Text(
        "The hardest of the plane sets: two arms that wind around each other, so that the "
        "boundary must turn almost twice. It takes two hidden layers, patience, or the sines of "
        "the coordinates as further inputs. Watch how the early neurons cut the plane with lines "
        "and the later ones put the pieces together.",
        "Der schwerste Datensatz der Ebene: zwei Arme, die sich umeinander winden, sodass sich "
        "die Grenze fast zweimal drehen muss. Dafür braucht es zwei verdeckte Schichten, Geduld "
        "oder die Sinuswerte der Koordinaten als weitere Eingaben. Sieh zu, wie die vorderen "
        "Neuronen die Ebene mit Geraden zerschneiden und die hinteren die Stücke zusammensetzen.",
    ),
    order=16,
    keywords=("spiral", "arms", "hard", "Spirale", "Arme"),
)
