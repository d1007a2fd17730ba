"""Own text: which character comes next in a text that somebody brought."""

from engine.contracts import Config, Data, DatasetKind, Text
from engine.datasets._cache import cached
from engine.datasets._characters import LENGTH, Running, shown
from engine.datasets._own import KEYWORDS, LICENSE, SET, SOURCE, chosen
from engine.own import store
from engine.preprocessing.tokenize import FIRST

TEST_SHARE = 0.2  # the end of the text


def signature(options: Config) -> tuple[tuple[int, ...], tuple[str, ...]]:
    """As many characters as ``length`` says; the characters that are told apart."""
    return (int(options["length"]),), shown(_characters(options))


def _characters(options: Config) -> str:
    return str(store.about(options["set"], "text")["characters"])


@cached
def load(options: Config, _seed: int) -> Data:
    """Windows int32 [n, length] with the next character; the last fifth of the text tests."""
    text = store.arrays(chosen(options))["text"].tobytes().decode()
    end = round(len(text) * (1 - TEST_SHARE))
    return Running(text[:end], text[end:], _characters(options)).data(int(options["length"]))


KIND = DatasetKind(
    name="own_text",
    label=Text("Own long text", "Eigener langer Text"),
    summary=Text("Which character comes next?", "Welches Zeichen kommt als Nächstes?"),
    about=Text(
        "One long text of yours in lower case: a story, a diary, lyrics, in any language. The "
        "network sees some characters and is to say the one that follows; a language model does "
        "nothing else. From a hundred thousand characters on it learns words. The last fifth is "
        "kept apart for testing, and the rarest characters share the number 1, unknown.",
        "Ein langer Text von dir in Kleinschrift: eine Geschichte, ein Tagebuch, Liedtexte, in "
        "jeder Sprache. Das Netz sieht einige Zeichen und soll das nächste nennen; nichts anderes "
        "tut ein Sprachmodell. Ab hunderttausend Zeichen lernt es Wörter. Das letzte Fünftel "
        "bleibt zum Testen beiseite, und die seltensten Zeichen teilen sich die Nummer 1, "
        "unbekannt.",
    ),
    source=SOURCE,
    license=LICENSE,
    order=85,
    sample_type="tokens",
    task="classification",
    fields=(SET, LENGTH),
    signature=signature,
    load=load,
    tokens=lambda options: FIRST + len(_characters(options)),
    keywords=("language model", "novel", "letters", "Sprachmodell", "Buchstaben", *KEYWORDS),
    own=True,
)
