"""Running text as a data set's rows: some characters, and the one that follows."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from engine.contracts import AnyArray, Data, Examples, Field, Part, Passage, Text
from engine.preprocessing import tokenize
from engine.preprocessing._steps import applied
from engine.preprocessing._words import Ragged
from engine.preprocessing.tokenize import FIRST

AROUND = 120  # characters before and behind a window that its text is told with
STRIDE = 5  # characters from one sample to the next: an epoch shall end while somebody watches
SHOWN = {" ": "␣", "\n": "⏎", "\t": "⇥"}
LENGTH = Field(
    "length", "integer", 40,
    Text("Characters seen", "Gesehene Zeichen"),
    Text("How many characters the network sees before the one that is asked for.",
         "Wie viele Zeichen das Netz vor dem sieht, nach dem gefragt ist."),
    minimum=5, maximum=100,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Running:
    """A training and a test text, with the characters that are told apart; all others are one."""

    training: str
    test: str
    characters: Sequence[str]

    @property
    def classes(self) -> tuple[str, ...]:
        """The characters as they are shown."""
        return shown(self.characters)

    def data(self, length: int) -> Data:
        """Windows int32 [n, length] of token numbers, and which character follows."""
        text = {"training": self.training, "test": self.test}
        ranks = {part: self._ranks(told) for part, told in text.items()}
        fitted = self._fitted(ranks["training"])
        numbering = replace(fitted, vocabulary=tuple(self.characters))
        tokens = {
            part: tokenize.apply(Ragged(found, np.array([len(found)])), numbering, {}).numbers
            for part, found in ranks.items()
        }
        windows, starts = _windows(tokens["training"], length)
        tested, places = _windows(tokens["test"], length)
        # Some lines stand in both texts; short windows more often than long ones.
        fresh = ~np.isin(_whole(tested), _whole(windows))
        begin = {"training": starts, "test": places[fresh]}

        def words(part: Part, row: int) -> tuple[str | None, ...]:
            start = int(begin[part][row])
            return tuple(text[part][start : start + length])

        def raw(part: Part, row: int) -> Passage:
            start = int(begin[part][row])
            from_ = max(0, start - AROUND)
            around = text[part][from_ : start + length + AROUND]
            return Passage(around, start - from_, start - from_ + length)

        def examples(part: str, inputs: AnyArray) -> Examples:
            return Examples(inputs, tokens[part][begin[part] + length] - FIRST)

        return Data(
            training=examples("training", windows),
            test=examples("test", tested[fresh]),
            shape=(length,),
            classes=self.classes,
            steps=(applied(tokenize.KIND, fitted, {}),),
            words=words,
            raw=raw,
        )

    def _ranks(self, text: str) -> AnyArray:
        """Where each character [n] stands among those told apart; behind all of them if it does
        not."""
        points = np.frombuffer(text.encode("utf-32-le"), np.uint32)
        known = np.array([ord(character) for character in self.characters], np.uint32)
        order = np.argsort(known)
        place = np.minimum(np.searchsorted(known[order], points), len(known) - 1)
        found = order[place]
        return np.where(known[found] == points, found, len(known)).astype(np.int32)

    def _fitted(self, found: AnyArray) -> tokenize.Fitted:
        """The characters, the most frequent one first."""
        known = np.bincount(found, minlength=len(self.characters) + 1)[:-1]
        ranks: list[int] = np.argsort(-known, kind="stable").tolist()
        frequent = tuple(self.classes[rank] for rank in ranks)
        return tokenize.Fitted(frequent, len(frequent), float(known.sum() / len(found)))


def shown(characters: Sequence[str]) -> tuple[str, ...]:
    """Characters as one can see them."""
    return tuple(SHOWN.get(character, character) for character in characters)


def _windows(tokens: AnyArray, length: int) -> tuple[AnyArray, AnyArray]:
    """Windows [n, length] whose next character is a class, and the places where they begin [n]."""
    starts = np.arange(0, len(tokens) - length, STRIDE)
    starts = starts[tokens[starts + length] >= FIRST]
    return np.lib.stride_tricks.sliding_window_view(tokens, length)[starts], starts


def _whole(rows: AnyArray) -> AnyArray:
    """Each row as one value, so that rows can be looked up."""
    rows = np.ascontiguousarray(rows.astype(np.uint8))
    return rows.view(f"V{rows.shape[1]}").reshape(-1)
