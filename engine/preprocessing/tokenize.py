"""Tokenize: every word becomes a number, the most frequent ones a number of their own."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from engine.contracts import AnyArray, Config, Field, StepKind, Text
from engine.preprocessing._words import Corpus, Ragged

FILLER, UNKNOWN, FIRST = 0, 1, 2  # what fills up, what is not in the vocabulary, the first word


@dataclass(frozen=True, slots=True)
class Fitted:
    """The tokens that have numbers of their own (2, 3, ...), and what the training texts hold."""

    vocabulary: tuple[str, ...]
    different: int
    known: float


def fit(rows: Corpus, config: Config) -> Fitted:
    """The most frequent tokens of the training texts; ``config["vocabulary"]`` counts 0 and 1."""
    kept = max(0, int(config["vocabulary"]) - FIRST)
    total = max(1, int(rows.counts.sum()))
    return Fitted(rows.ranking[:kept], len(rows.ranking), float(rows.counts[:kept].sum() / total))


def apply(rows: Ragged, fitted: Fitted, config: Config) -> Ragged:
    """Ranks as token numbers: 1 for whatever is not in the vocabulary."""
    del config
    ranks: AnyArray = rows.numbers
    numbers = np.where(ranks < len(fitted.vocabulary), ranks + FIRST, UNKNOWN)
    return Ragged(numbers.astype(np.int32), rows.ends)


def told(fitted: Fitted) -> Mapping[str, Any]:
    """Sizes, the share of all training tokens that is known, the most frequent ones."""
    return {
        "vocabulary": len(fitted.vocabulary) + FIRST,
        "different": fitted.different,
        "known": round(fitted.known, 4),
        "frequent": fitted.vocabulary[:12],
    }


KIND = StepKind(
    name="tokenize",
    label=Text("Tokenize", "In Token zerlegen"),
    summary=Text("Every word becomes a number", "Jedes Wort wird eine Zahl"),
    help=Text(
        "Takes a text apart and numbers its pieces. The most frequent pieces of the training texts "
        "get numbers of their own, from 2 on; all others share the number 1, unknown. 0 is kept "
        "for filling up.",
        "Zerlegt einen Text und nummeriert die Teile. Die häufigsten Teile der Trainingstexte "
        "bekommen eigene Nummern ab 2, alle anderen teilen sich die Nummer 1, unbekannt. Die 0 "
        "bleibt zum Auffüllen frei.",
    ),
    order=40,
    formula=r"x' = \begin{cases} r(w) + 2 & r(w) < |V| \\ 1 & \text{else} \end{cases}",
    fit=fit,
    apply=apply,
    told=told,
    figures={
        "vocabulary": Text("Different numbers", "Verschiedene Nummern"),
        "different": Text("Different ones in training", "Verschiedene im Training"),
        "known": Text("Share of the text that is known", "Anteil des Textes, der bekannt ist"),
        "frequent": Text("Most frequent", "Am häufigsten"),
    },
    fields=(
        Field(
            "vocabulary", "integer", 10_000,
            Text("Vocabulary", "Wortschatz"),
            Text("How many different numbers there are, those for filling up and for unknown words "
                 "included. An Embedding needs at least as many rows.",
                 "Wie viele verschiedene Nummern es gibt, die zum Auffüllen und die für unbekannte "
                 "Wörter mitgezählt. Ein Embedding braucht mindestens so viele Zeilen."),
            minimum=100, maximum=30_000, scale="log",
        ),
    ),
    keywords=("vocabulary", "text vectorization", "word numbers", "Vokabular", "Wortnummern"),
)  # fmt: skip
