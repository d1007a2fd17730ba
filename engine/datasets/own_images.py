"""Own images: pictures that somebody brought or drew, in folders named by their classes."""

from engine.contracts import Config, Data, DatasetKind, Examples, Field, Text
from engine.datasets._cache import cached
from engine.datasets._own import KEYWORDS, LICENSE, SET, SOURCE, check_divided, chosen, divided
from engine.own import store
from engine.preprocessing import gray, resize
from engine.preprocessing._steps import Parts, prepared

GRAY = Field(
    "gray", "boolean", False,
    Text("Gray", "Graustufen"),
    Text("One number for each pixel instead of red, green and blue.",
         "Eine Zahl je Pixel statt Rot, Grün und Blau."),
)  # fmt: skip


def signature(options: Config) -> tuple[tuple[int, ...], tuple[str, ...]]:
    """Squares of the chosen side, with one channel or three; the names of the folders."""
    about = store.about(options["set"], "images")
    check_divided(str(options["set"]), "images")
    size, channels = int(options["size"]), 1 if options["gray"] else int(about["channels"])
    return (size, size, channels), tuple(about["classes"])


@cached
def load(options: Config, _seed: int) -> Data:
    """Pictures uint8 [n, size, size, channels], a fifth of each class for testing."""
    name = chosen(options)
    shape, classes = signature(options)
    arrays = store.arrays(name)
    images, targets = arrays["images"], arrays["targets"]
    training, test = divided(images, targets)
    parts: Parts = (images[training], images[test])
    parts, resized = prepared(resize.KIND, parts, {"size": options["size"]})
    steps = [resized]
    if options["gray"]:
        parts, grayed = prepared(gray.KIND, parts)
        steps.append(grayed)
    return Data(
        training=Examples(parts[0], targets[training]),
        test=Examples(parts[1], targets[test]),
        shape=shape,
        classes=classes,
        scale=1 / 255,
        steps=tuple(steps),
        raw=lambda part, row: images[(test if part == "test" else training)[row]],
    )


KIND = DatasetKind(
    name="own_images",
    label=Text("Own images", "Eigene Bilder"),
    summary=Text("Pictures that you bring or draw", "Bilder, die du mitbringst oder zeichnest"),
    about=Text(
        "Pictures of yours, in two classes or more. Of a picture that is not square, the middle "
        "is taken; then all get one size. Twenty pictures of each class are a beginning: take "
        "them before different backgrounds, or the network learns the background. A fifth of each "
        "class is kept apart for testing.",
        "Deine Bilder, in zwei oder mehr Klassen. Von einem Bild, das nicht quadratisch ist, "
        "bleibt die Mitte; dann bekommen alle eine Größe. Zwanzig Bilder je Klasse sind ein "
        "Anfang: Nimm sie vor verschiedenen Hintergründen auf, sonst lernt das Netz den "
        "Hintergrund. Ein Fünftel jeder Klasse bleibt zum Testen beiseite.",
    ),
    source=SOURCE,
    license=LICENSE,
    order=83,
    sample_type="image",
    task="classification",
    fields=(SET, *resize.KIND.fields, GRAY),
    signature=signature,
    load=load,
    keywords=("images", "photos", "drawings", "Bilder", "Fotos", "Zeichnungen", *KEYWORDS),
    own=True,
)
