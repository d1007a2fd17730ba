"""Names: first names letter by letter, female or male."""

from dataclasses import replace
from functools import lru_cache

import numpy as np

from engine.contracts import Config, Data, DatasetKind, Text
from engine.datasets._cache import cached
from engine.datasets._split import split_groups
from engine.datasets._texts import Texts
from engine.datasets.fetch._fetch import fetched, require
from engine.datasets.fetch._files import File, FileSet
from engine.datasets.fetch._pypi import pypi
from engine.preprocessing import pad
from engine.preprocessing._words import characters, corpus
from engine.preprocessing.tokenize import FIRST

CLASSES = ("female", "male")
LETTERS = 26  # A to Z and nothing else
LONGEST = 11

FILES = FileSet(
    name="names",
    files=(
        File("dist.female.first", 149_625,
             "bd2f310fc4e5d5e5ea122c9d4342c9821145823118eb20db1647f305ec77b358"),
        File("dist.male.first", 42_665,
             "0a5078ef6effe3b483d15b0f7f95047662126c9bfb624ecd5e5b978fc0f2470b"),
    ),
    sources=(
        pypi(
            "names==0.3.0",
            sha256="726e46254f2ed03f1ffb5d941dae3bc67c35123941c29becd02d48d0caa2a671",
            size=789_099,
            files={f"dist.{one}.first": f"names-0.3.0/names/dist.{one}.first" for one in CLASSES},
        ),
    ),
)  # fmt: skip
FIELDS = tuple(
    replace(field, default=LONGEST, minimum=3, maximum=20) if field.name == "length" else field
    for field in pad.KIND.fields
)


def signature(options: Config) -> tuple[tuple[int, ...], tuple[str, ...]]:
    """As many letters as ``length`` says; two classes."""
    return (int(options["length"]),), CLASSES


@lru_cache(maxsize=1)
def texts() -> Texts:
    """Every name once, in the class in which more people bear it."""
    shares = [_shares(name) for name in CLASSES]
    names = sorted({*shares[0], *shares[1]})
    targets = np.array([shares[1].get(n, 0) > shares[0].get(n, 0) for n in names], np.int32)
    rows = np.arange(len(names))
    training, test = split_groups(rows, rows, targets)
    words = np.array(names)
    told: tuple[list[str], list[str]] = (words[training].tolist(), words[test].tolist())
    numbered = corpus(*told, characters)
    return Texts(*told, targets[training], targets[test], CLASSES, numbered, characters)


def _shares(name: str) -> dict[str, float]:
    """Which per cent bear each name. A line: name, share, running sum, rank."""
    lines = (require(FILES) / f"dist.{name}.first").read_text("ascii").splitlines()
    return {line.split()[0]: float(line.split()[1]) for line in lines}


@cached
def load(options: Config, seed: int) -> Data:
    """5,163 names, int32 [n, length]; every letter has a number of its own."""
    del seed
    return texts().data(options)


KIND = DatasetKind(
    name="names",
    label=Text("First names", "Vornamen"),
    summary=Text(
        "5,163 first names letter by letter, 2 classes",
        "5.163 Vornamen Buchstabe für Buchstabe, 2 Klassen",
    ),
    about=Text(
        "First names from the US census of 1990, which asked for one of two sexes; 331 names were "
        "given to both and stand where more people bear them. The network reads letters: watch it "
        "find out that a final A means something. Four of five names are female, so saying female "
        "every time is right for 78 %: look at what is better than that. A fifth is kept apart for "
        "testing.",
        "Vornamen aus der US-Volkszählung von 1990, die nach einem von zwei Geschlechtern fragte; "
        "331 Namen kamen bei beiden vor und stehen dort, wo mehr Menschen sie tragen. Das Netz "
        "liest Buchstaben: Sieh zu, wie es merkt, dass ein A am Ende etwas bedeutet. Vier von fünf "
        "Namen sind weiblich, also ist immer weiblich zu 78 % richtig: Achte auf das, was darüber "
        "liegt. Ein Fünftel bleibt zum Testen beiseite.",
    ),
    source="US Census Bureau (1995), Frequently Occurring Names; from the Python package names",
    license="public domain (US Census Bureau), MIT (the package)",
    order=92,
    sample_type="tokens",
    task="classification",
    fields=FIELDS,
    signature=signature,
    load=load,
    **fetched(FILES),
    tokens=lambda _: FIRST + LETTERS,
    keywords=("letters", "characters", "census", "text", "Buchstaben", "Zeichen", "Text"),
)
