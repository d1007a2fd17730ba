"""Fields that several optimizers have, and the tree arithmetic they share."""

from collections.abc import Callable
from typing import Any

import jax
import numpy as np

from engine.contracts import AnyArray, Field, Text


# In NumPy: an eager ``jnp.zeros`` compiles once a shape, which cost a new small CNN 0.8 s before
# its first step.
def zeros_like(params: Any) -> Any:
    """A tree of zeros with the parameters' shapes."""

    def zeros(leaf: jax.Array) -> AnyArray:
        return np.zeros(leaf.shape, leaf.dtype)

    return jax.tree.map(zeros, params)


def pairs(function: Callable[[jax.Array, jax.Array], jax.Array], first: Any, second: Any) -> Any:
    """``function`` of every two leaves in the same place."""
    return jax.tree.map(function, first, second)


def learning_rate(default: float) -> Field:
    """The size of a step; the one number every learner moves first."""
    return Field(
        name="learning_rate",
        type="number",
        default=default,
        label=Text("Learning rate", "Lernrate"),
        help=Text(
            "How far each step goes. Too small and nothing happens, too large and it jumps about.",
            "Wie weit jeder Schritt geht. Zu klein, und nichts passiert; zu groß, und es springt.",
        ),
        minimum=0.0,
        maximum=100.0,
        structural=False,
        scale="log",
    )


def share(name: str, default: float, label: Text, help: Text, *, advanced: bool = True) -> Field:
    """A number from 0 to 1 that says how much of the past is kept."""
    return Field(
        name=name,
        type="number",
        default=default,
        label=label,
        help=help,
        minimum=0.0,
        maximum=1.0,
        structural=False,
        advanced=advanced,
    )


MOMENTUM = share(
    "momentum",
    0.0,
    Text("Momentum", "Schwung"),
    Text(
        "How much of the last step is kept, like a ball that rolls on.",
        "Wie viel vom letzten Schritt bleibt, wie bei einem Ball, der weiterrollt.",
    ),
    advanced=False,
)

BETA_1 = share(
    "beta_1",
    0.9,
    Text("Beta 1", "Beta 1"),
    Text("How long gradients are remembered.", "Wie lange Gradienten erinnert werden."),
)

BETA_2 = share(
    "beta_2",
    0.999,
    Text("Beta 2", "Beta 2"),
    Text(
        "How long squared gradients are remembered.",
        "Wie lange quadrierte Gradienten erinnert werden.",
    ),
)


def rho(default: float) -> Field:
    """How long squared gradients count."""
    return share(
        "rho",
        default,
        Text("Rho", "Rho"),
        Text(
            "How long squared gradients are remembered.",
            "Wie lange quadrierte Gradienten im Gedächtnis bleiben.",
        ),
    )


EPSILON = Field(
    name="epsilon",
    type="number",
    default=1e-7,
    label=Text("Epsilon", "Epsilon"),
    help=Text(
        "A tiny number that keeps a division by zero away.",
        "Eine winzige Zahl, die eine Division durch null verhindert.",
    ),
    minimum=0.0,
    maximum=1.0,
    structural=False,
    advanced=True,
    scale="log",
)


def switch(name: str, label: Text, help: Text, *, structural: bool) -> Field:
    """A setting that is on or off."""
    return Field(
        name=name,
        type="boolean",
        default=False,
        label=label,
        help=help,
        structural=structural,
        advanced=True,
    )


def _limit(name: str, start: float, label: Text, help: Text) -> Field:
    """A length that gradients must not exceed, null for none."""
    return Field(
        name=name,
        type="number",
        default=None,
        label=label,
        help=help,
        minimum=1e-6,
        maximum=1000.0,
        start=start,
        structural=False,
        nullable=True,
        advanced=True,
        scale="log",
    )


WEIGHT_DECAY = Field(
    name="weight_decay",
    type="number",
    default=None,
    label=Text("Weight decay", "Gewichtsabnahme"),
    help=Text(
        "Before each step every weight shrinks by this share of the learning rate. Weights that "
        "the data does not need fade away.",
        "Vor jedem Schritt schrumpft jedes Gewicht um diesen Anteil der Lernrate. Gewichte, die "
        "die Daten nicht brauchen, verblassen.",
    ),
    minimum=0.0,
    maximum=10.0,
    start=0.004,
    structural=False,
    nullable=True,
    advanced=True,
    scale="log",
)

CLIPPING = (
    _limit(
        "clipnorm",
        1.0,
        Text("Clip each norm", "Norm je Tensor begrenzen"),
        Text(
            "The gradient of each weight tensor is shortened to at most this length. Its direction "
            "stays. It keeps one bad batch from throwing everything away.",
            "Der Gradient jedes Gewichtstensors wird höchstens so lang. Seine Richtung bleibt. So "
            "wirft ein einzelner schlechter Batch nicht alles um.",
        ),
    ),
    _limit(
        "global_clipnorm",
        1.0,
        Text("Clip the whole norm", "Gesamtnorm begrenzen"),
        Text(
            "All gradients together are shortened to at most this length, all by the same factor. "
            "The usual choice for recurrent networks and transformers.",
            "Alle Gradienten zusammen werden höchstens so lang, alle um denselben Faktor gekürzt. "
            "Das Übliche bei rekurrenten Netzen und Transformern.",
        ),
    ),
    _limit(
        "clipvalue",
        0.5,
        Text("Clip each value", "Einzelwerte begrenzen"),
        Text(
            "Every single number of the gradient is kept between minus and plus this value. The "
            "direction may change.",
            "Jede einzelne Zahl des Gradienten bleibt zwischen minus und plus diesem Wert. Die "
            "Richtung kann sich dabei ändern.",
        ),
    ),
)

# What every optimizer offers besides its own; ``engine.learning`` does the work.
COMMON = (WEIGHT_DECAY, *CLIPPING)
