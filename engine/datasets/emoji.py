"""Emoji: small color pictures of nine sorts, in the size that is chosen."""

import json
from functools import lru_cache
from typing import Any

import numpy as np

from engine.contracts import AnyArray, Applied, Config, Data, DatasetKind, Examples, Field, Text
from engine.datasets._cache import cached
from engine.datasets._png import read_palette_png
from engine.datasets._split import split_groups
from engine.datasets.fetch._fetch import fetched, require
from engine.datasets.fetch._files import File, FileSet
from engine.datasets.fetch._npm import npm
from engine.preprocessing import gray, resize
from engine.preprocessing._steps import prepared

SORTS = {
    "Smileys & Emotion": "Smileys",
    "People & Body": "People",
    "Animals & Nature": "Nature",
    "Food & Drink": "Food",
    "Travel & Places": "Places",
    "Activities": "Activities",
    "Objects": "Objects",
    "Symbols": "Symbols",
    "Flags": "Flags",
}
"""What the list calls a sort, and the class that it becomes: a bar has room for one word."""
CLASSES = tuple(SORTS.values())
SIDE, EDGE = 64, 1  # pixels of a picture on the sheet, and of what is left free around it
SHEET, LIST = "64.png", "emoji.json"

FILES = FileSet(
    name="emoji",
    files=(
        File(SHEET, 3_484_610, "d84ade799c1905c8046c6446b14143aabe142a496bd47d27787c36769b0b87b4"),
        File(LIST, 1_313_457, "1d602e65be88772bf8cc368ce16b855d719eeddbafe128d471b80203f494d29f"),
    ),
    sources=(
        npm(
            "emoji-datasource-google@16.0.0",
            size=74_344_091,
            files={SHEET: f"img/google/sheets-256/{SHEET}", LIST: LIST},
        ),
    ),
)
COLORS = Field(
    "colors", "choice", "color",
    Text("Colors", "Farben"),
    Text("color: red, green and blue. gray: brightness alone, a third of the numbers.",
         "color: Rot, Grün und Blau. gray: nur die Helligkeit, ein Drittel der Zahlen."),
    choices=("color", "gray"),
)  # fmt: skip
# The same figure as a woman, a man or a person, and what only joins: without them it is one.
MAN, WOMAN, PERSON = "1F468", "1F469", "1F9D1"
JOINTS = {"200D", "FE0F", "2640", "2642"}


def signature(options: Config) -> tuple[tuple[int, ...], tuple[str, ...]]:
    """Height, width and 3 colors, or 1; nine classes."""
    size = int(options["size"])
    return (size, size, 3 if options["colors"] == "color" else 1), CLASSES


@lru_cache(maxsize=1)
def pictures() -> tuple[AnyArray, AnyArray, AnyArray]:
    """Pictures uint8 [n, 64, 64, 3] on white, classes int32 [n], numbers of equal figures [n]."""
    folder = require(FILES)
    listed: list[dict[str, Any]] = json.loads((folder / LIST).read_text("utf-8"))
    listed = [one for one in listed if one["category"] in SORTS]
    images = _cut(listed, *read_palette_png(folder / SHEET))
    # A few pictures stand for two characters; the first one stays.
    first: dict[bytes, int] = {}
    for row, image in enumerate(images):
        first.setdefault(image.tobytes(), row)
    kept = list(first.values())
    sorts = list(SORTS)
    classes = np.array([sorts.index(listed[row]["category"]) for row in kept], np.int32)
    figures = np.unique([_figure(listed[row]["unified"]) for row in kept], return_inverse=True)[1]
    return images[kept], classes, figures.reshape(-1)


def _cut(listed: list[dict[str, Any]], sheet: AnyArray, colors: AnyArray) -> AnyArray:
    opaque = colors[:, 3:] / 255
    on_white = np.rint(colors[:, :3] * opaque + 255 * (1 - opaque)).astype(np.uint8)
    cell = SIDE + 2 * EDGE
    cells = sheet.reshape(len(sheet) // cell, cell, -1, cell)[:, EDGE:-EDGE, :, EDGE:-EDGE]
    down, across = ([one[name] for one in listed] for name in ("sheet_y", "sheet_x"))
    return on_white[cells[down, :, across]]


def _figure(characters: str) -> str:
    parts = [part for part in characters.split("-") if part not in JOINTS]
    return "-".join(PERSON if part in (MAN, WOMAN) else part for part in parts)


@cached
def load(options: Config, seed: int) -> Data:
    """About 1,890 pictures, uint8 [n, size, size, 3 or 1], scaled by 1/255 on the device."""
    del seed
    images, classes, figures = pictures()
    _, first = np.unique(figures, return_index=True)
    training, test = split_groups(figures, first, classes)
    parts = (images[training], images[test])
    steps: list[Applied] = []
    if options["colors"] == "gray":
        parts, done = prepared(gray.KIND, parts)
        steps.append(done)
    parts, done = prepared(resize.KIND, parts, {"size": options["size"]})
    return Data(
        training=Examples(parts[0], classes[training]),
        test=Examples(parts[1], classes[test]),
        shape=signature(options)[0],
        classes=CLASSES,
        scale=1 / 255,
        steps=(*steps, done),
        raw=lambda part, row: images[(test if part == "test" else training)[row]],
    )


KIND = DatasetKind(
    name="emoji",
    label=Text("Emoji", "Emoji"),
    summary=Text("1,892 color pictures, 9 sorts", "1.892 farbige Bildchen, 9 Sorten"),
    about=Text(
        "The emoji of a phone, sorted as its keyboard sorts them. Drawn at 64 × 64 pixels, they "
        "are made smaller by a step that you can set, and gray if you like: watch which sorts are "
        "told by color alone. Flags and faces are easy, objects and symbols look like anything. "
        "There are few, so a network soon knows them by heart: compare training with validation. A "
        "fifth is kept apart for testing, and a figure as woman, man or person stays in one part.",
        "Die Emoji eines Telefons, sortiert wie auf seiner Tastatur. Gezeichnet sind sie mit "
        "64 × 64 Pixeln; ein Schritt, den du einstellst, macht sie kleiner und auf Wunsch grau: "
        "Sieh nach, welche Sorten nur die Farbe verrät. Flaggen und Gesichter sind leicht, Dinge "
        "und Symbole sehen aus wie alles. Es sind wenige, also kennt ein Netz sie bald auswendig: "
        "Vergleiche Training und Validierung. Ein Fünftel bleibt zum Testen beiseite, und eine "
        "Figur als Frau, Mann oder Person bleibt in einem Teil.",
    ),
    source="Google, Noto Emoji 16; from the npm package emoji-datasource-google",
    license="Apache-2.0 (the pictures), MIT (the package)",
    order=73,
    sample_type="image",
    task="classification",
    fields=(*resize.KIND.fields, COLORS),
    signature=signature,
    load=load,
    **fetched(FILES),
    keywords=("color", "pictures", "images", "symbols", "Farbe", "Bilder", "Symbole", "Flaggen"),
)
