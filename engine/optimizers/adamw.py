"""AdamW: Adam with a decay of the weights that does not pass through its running means."""

from dataclasses import replace

from engine.contracts import OptimizerKind, Text
from engine.optimizers._fields import (
    BETA_1,
    BETA_2,
    CLIPPING,
    EPSILON,
    WEIGHT_DECAY,
    learning_rate,
)
from engine.optimizers.adam import AMSGRAD, init, update

# What makes it AdamW is not to be left out; as for all optimizers ``engine.learning`` does it.
DECAY = replace(WEIGHT_DECAY, default=0.004, nullable=False, advanced=False)

KIND = OptimizerKind(
    name="adamw",
    label=Text("AdamW", "AdamW"),
    summary=Text(
        "Adam whose weights also shrink a little at every step.",
        "Adam, bei dem die Gewichte mit jedem Schritt auch etwas schrumpfen.",
    ),
    help=Text(
        "Adam divides a penalty for large weights by its running means, which weakens it where "
        "gradients are large. AdamW shrinks the weights directly instead, before Adam's own step. "
        "It is the usual choice for transformers.",
        "Adam teilt eine Strafe für große Gewichte durch seine laufenden Mittelwerte und schwächt "
        "sie so gerade dort, wo die Gradienten groß sind. AdamW verkleinert die Gewichte "
        "stattdessen direkt, vor dem eigentlichen Schritt. Bei Transformern ist das üblich.",
    ),
    formula=r"w \leftarrow w - \eta \lambda w, \quad "
    r"w \leftarrow w - \eta\, \frac{\hat{m}}{\sqrt{\hat{s}} + \epsilon}",
    order=4,
    fields=(learning_rate(0.001), DECAY, BETA_1, BETA_2, EPSILON, AMSGRAD, *CLIPPING),
    init=init,
    update=update,
    keywords=("adaptive", "adaptiv", "weight decay", "Gewichtsabnahme", "transformer"),
)
