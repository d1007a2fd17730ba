"""Scale: every number times one and the same factor."""

from typing import Any

import numpy as np

from engine.contracts import Config, StepKind, Text


def apply(rows: Any, factor: Any, config: Config) -> Any:
    """``x * factor``, float32; an array of NumPy, or of JAX on the device."""
    del config
    return rows.astype(np.float32) * factor


KIND = StepKind(
    name="scale",
    label=Text("Scale", "Skalieren"),
    summary=Text("All numbers times one factor", "Alle Zahlen mal einen Faktor"),
    help=Text(
        "Bytes from 0 to 255 become numbers from 0 to 1, with which weights of usual size and "
        "usual learning rates get along. It is done when a batch is taken, so that the images "
        "themselves stay as small as they are.",
        "Aus Bytes von 0 bis 255 werden Zahlen von 0 bis 1, mit denen Gewichte üblicher Größe und "
        "übliche Lernraten zurechtkommen. Das geschieht erst, wenn ein Batch genommen wird, damit "
        "die Bilder selbst so klein bleiben, wie sie sind.",
    ),
    order=60,
    formula=r"x' = s\, x",
    apply=apply,
    told=lambda factor: {"factor": factor},
    figures={"factor": Text("Factor", "Faktor")},
    keywords=("rescaling", "pixels", "range", "Wertebereich", "Pixel"),
)
