"""Own texts: lines that somebody brought, each with a label."""

from functools import lru_cache

import numpy as np

from engine.contracts import AnyArray, Config, Data, DatasetKind, Text
from engine.datasets._cache import cached
from engine.datasets._own import KEYWORDS, LICENSE, SET, SOURCE, chosen
from engine.datasets._split import split_groups
from engine.datasets._texts import FIELDS, Texts
from engine.errors import LearnerError
from engine.own import store
from engine.own.texts import unpacked
from engine.preprocessing._words import corpus


def signature(options: Config) -> tuple[tuple[int, ...], tuple[str, ...]]:
    """As many tokens as ``length`` says; the labels."""
    about = store.about(options["set"], "texts")
    if not len(_parts(str(options["set"]))[2]):
        raise LearnerError("own_no_test", field="set")
    return (int(options["length"]),), tuple(about["classes"])


@lru_cache(maxsize=16)
def _parts(name: str) -> tuple[AnyArray, AnyArray, AnyArray]:
    """All texts [n], and the row numbers of both parts; equal texts stay in one."""
    arrays = store.arrays(name)
    texts = np.array(unpacked(arrays["texts"], arrays["ends"]), object)
    _, first, group = np.unique(texts, return_index=True, return_inverse=True)
    return texts, *split_groups(group.reshape(-1), first, arrays["targets"])


@lru_cache(maxsize=4)
def _texts(name: str) -> Texts:
    texts, training, test = _parts(name)
    targets = store.arrays(name)["targets"]
    classes = tuple(store.about(name, "texts")["classes"])
    told: tuple[list[str], list[str]] = (texts[training].tolist(), texts[test].tolist())
    return Texts(*told, targets[training], targets[test], classes, corpus(*told))


@cached
def load(options: Config, _seed: int) -> Data:
    """Texts int32 [n, length], a fifth of each class for testing."""
    name = chosen(options)
    signature(options)
    return _texts(name).data(options)


KIND = DatasetKind(
    name="own_texts",
    label=Text("Own texts", "Eigene Texte"),
    summary=Text("Lines of yours, each with a label", "Deine Zeilen, jede mit einer Klasse"),
    about=Text(
        "Texts of yours with labels: messages, reviews, questions, in any language. Words that "
        "occur in few texts teach little, so a few hundred lines are a beginning. A fifth of each "
        "class is kept apart for testing.",
        "Deine Texte mit Klassen: Nachrichten, Kritiken, Fragen, in jeder Sprache. Wörter, die in "
        "wenigen Texten vorkommen, lehren wenig, also sind ein paar Hundert Zeilen ein Anfang. Ein "
        "Fünftel jeder Klasse bleibt zum Testen beiseite.",
    ),
    source=SOURCE,
    license=LICENSE,
    order=84,
    sample_type="tokens",
    task="classification",
    fields=(SET, *FIELDS),
    signature=signature,
    load=load,
    tokens=lambda options: int(options["vocabulary"]),
    keywords=("text", "sentences", "messages", "Sätze", "Nachrichten", *KEYWORDS),
    own=True,
)
