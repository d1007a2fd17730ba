"""Digits: handwritten digits of 8 x 8 pixels, small enough to watch every weight."""

from typing import Any, cast

import numpy as np

from engine.contracts import AnyArray, Config, Data, DatasetKind, Examples, Text
from engine.datasets._cache import once
from engine.datasets._split import split

CLASSES = tuple("0123456789")
SHAPE = (8, 8, 1)
BRIGHTEST = 16


def signature(options: Config) -> tuple[tuple[int, ...], tuple[str, ...]]:
    """8 x 8 gray values; ten classes."""
    del options
    return SHAPE, CLASSES


@once
def load() -> Data:
    """1,797 pictures, uint8 [n, 8, 8, 1] of 0..16, scaled by 1/16 on the device."""
    # Imported late: scikit-learn takes a second, and a catalog needs none of it.
    from sklearn.datasets import load_digits

    bunch = cast(Any, load_digits())
    images: AnyArray = np.asarray(bunch.data, np.uint8).reshape(-1, *SHAPE)
    classes: AnyArray = np.asarray(bunch.target, np.int32)
    training, test = split(images, classes)
    return Data(
        training=Examples(images[training], classes[training]),
        test=Examples(images[test], classes[test]),
        shape=SHAPE,
        classes=CLASSES,
        scale=1 / BRIGHTEST,
    )


KIND = DatasetKind(
    name="digits",
    label=Text("Small digits", "Kleine Ziffern"),
    summary=Text(
        "1,797 handwritten digits, 8 × 8 pixels", "1.797 handgeschriebene Ziffern, 8 × 8 Pixel"
    ),
    about=Text(
        "Handwritten digits from 13 people, reduced to 8 × 8 pixels of 17 gray levels. Sixty-four "
        "inputs are few enough to look at every single weight, and an epoch takes a moment. A "
        "fifth of every class is kept apart for testing.",
        "Handgeschriebene Ziffern von 13 Menschen, verkleinert auf 8 × 8 Pixel mit 17 Graustufen. "
        "Vierundsechzig Eingaben sind so wenige, dass du dir jedes einzelne Gewicht ansehen "
        "kannst, und eine Epoche dauert nur einen Augenblick. Ein Fünftel jeder Klasse bleibt zum "
        "Testen beiseite.",
    ),
    source="Ethem Alpaydin, Cenk Kaynak (1998), UCI Machine Learning Repository, the test part, "
    "as bundled with scikit-learn",
    license="CC BY 4.0 (UCI), BSD-3-Clause (scikit-learn's copy)",
    order=60,
    sample_type="image",
    task="classification",
    fields=(),
    signature=signature,
    load=load,
    keywords=("digits", "handwriting", "8x8", "images", "Ziffern", "Handschrift", "Bilder"),
)
