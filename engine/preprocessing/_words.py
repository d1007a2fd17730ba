"""Texts taken apart into tokens, and rows of different lengths in two flat arrays."""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np

from engine.contracts import AnyArray

# A word is letters and figures, with apostrophes inside: don't, rock'n'roll.
WORD = re.compile(r"\w+(?:'\w+)*")
Split = Callable[[str], Sequence[str]]


def words(text: str) -> list[str]:
    """The words of a text, lower case, without punctuation."""
    return WORD.findall(text.lower())


def characters(text: str) -> Sequence[str]:
    """Every character of a text."""
    return text


@dataclass(frozen=True, slots=True)
class Ragged:
    """Rows of whole numbers of different lengths: row i ends before ``ends[i]``."""

    numbers: AnyArray
    ends: AnyArray

    def __len__(self) -> int:
        """The number of rows."""
        return len(self.ends)

    @property
    def lengths(self) -> AnyArray:
        """How long each row is [n]."""
        return np.diff(self.ends, prepend=0)


@dataclass(frozen=True, slots=True)
class Corpus:
    """Both parts' texts as ranks: 0 is the most frequent token of the training texts.

    ``ranking`` are the tokens of the training texts, ``counts`` how often each occurs there; a
    token that only test texts have is ranked behind all of them.
    """

    training: Ragged
    test: Ragged
    ranking: tuple[str, ...]
    counts: AnyArray


def corpus(training: Sequence[str], test: Sequence[str], split: Split = words) -> Corpus:
    """Takes the texts apart and ranks what occurs in the training texts."""
    parts = [split(text) for text in training]
    # Equally frequent tokens follow the alphabet, so that every machine ranks alike.
    counted = sorted(
        Counter(chain.from_iterable(parts)).items(), key=lambda pair: (-pair[1], pair[0])
    )
    ranks = {token: rank for rank, (token, _) in enumerate(counted)}
    return Corpus(
        _ragged(parts, ranks),
        _ragged([split(text) for text in test], ranks),
        tuple(token for token, _ in counted),
        np.array([count for _, count in counted], np.int64),
    )


def _ragged(parts: Sequence[Sequence[str]], ranks: dict[str, int]) -> Ragged:
    unknown = len(ranks)
    flat = [ranks.get(token, unknown) for token in chain.from_iterable(parts)]
    ends = np.cumsum([len(part) for part in parts], dtype=np.int64)
    return Ragged(np.array(flat, np.int32), ends)
