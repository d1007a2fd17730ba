"""Gray: a colored image becomes one of brightness alone."""

import numpy as np

from engine.contracts import AnyArray, Config, StepKind, Text

# How bright red, green and blue seem to the eye, ITU-R BT.601.
BRIGHTNESS = np.array([0.299, 0.587, 0.114], np.float32)


def apply(rows: AnyArray, fitted: None, config: Config) -> AnyArray:
    """Images uint8 [n, h, w, 3] as [n, h, w, 1]; gray ones stay."""
    del fitted, config
    if rows.shape[-1] == 1:
        return rows
    return np.rint(rows @ BRIGHTNESS)[..., np.newaxis].astype(np.uint8)


KIND = StepKind(
    name="gray",
    label=Text("Gray", "Graustufen"),
    summary=Text("Brightness instead of color", "Helligkeit statt Farbe"),
    help=Text(
        "Weighs red, green and blue as the eye does and keeps one number for each pixel. What is "
        "told by color alone is lost.",
        "Wiegt Rot, Grün und Blau wie das Auge und behält eine Zahl je Pixel. Was nur die Farbe "
        "verrät, ist danach verloren.",
    ),
    order=51,
    formula=r"x' = 0.299\, R + 0.587\, G + 0.114\, B",
    apply=apply,
    keywords=("grayscale", "luminance", "brightness", "Grau", "Helligkeit"),
)
