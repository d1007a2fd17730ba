"""Texts as a data set's rows: taken apart, numbered, cut to one length, with the words kept."""

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from engine.contracts import AnyArray, Config, Data, Examples, Part, Passage
from engine.preprocessing import pad, tokenize
from engine.preprocessing._steps import applied, prepared
from engine.preprocessing._words import Corpus, Split, words

FIELDS = (*tokenize.KIND.fields, *pad.KIND.fields)
"""The options of a set of texts: the size of the vocabulary and the length."""
ALL = 1 << 30  # a vocabulary that no collection fills


@dataclass(frozen=True, slots=True)
class Texts:
    """Both parts' texts with their targets, taken apart once and for all as ``corpus``.

    Options come afterwards and cost little, so that moving a slider does not read everything anew.
    """

    training: Sequence[str]
    test: Sequence[str]
    training_targets: AnyArray
    test_targets: AnyArray
    classes: tuple[str, ...]
    corpus: Corpus
    split: Split = words

    def data(self, options: Config) -> Data:
        """The rows int32 [n, length] with ``vocabulary``, ``length``, ``padding``, ``truncating``
        as ``FIELDS`` say; without ``vocabulary`` every token of the training texts is in it."""
        settings = {"vocabulary": ALL, **options}
        fitted = tokenize.fit(self.corpus, settings)
        numbered = (
            tokenize.apply(self.corpus.training, fitted, settings),
            tokenize.apply(self.corpus.test, fitted, settings),
        )
        chosen = {"vocabulary": options["vocabulary"]} if "vocabulary" in options else {}
        names = {one.name for one in pad.KIND.fields}
        cut = {name: value for name, value in options.items() if name in names}
        (training, test), padded = prepared(pad.KIND, numbered, cut)
        return Data(
            training=Examples(training, self.training_targets),
            test=Examples(test, self.test_targets),
            shape=(int(padded.config["length"]),),
            classes=self.classes,
            steps=(applied(tokenize.KIND, fitted, chosen), padded),
            words=self._words(padded.config),
            raw=self._raw(padded.config),
        )

    def _text(self, part: Part, row: int) -> str:
        return (self.training if part == "training" else self.test)[row]

    def _words(self, settings: Config) -> Callable[[Part, int], tuple[str | None, ...]]:
        def words_of(part: Part, row: int) -> tuple[str | None, ...]:
            tokens = self.split(self._text(part, row))
            sources, present = pad.places(np.array([len(tokens)]), settings)
            pairs = zip(sources[0], present[0], strict=True)
            return tuple(str(tokens[place]) if there else None for place, there in pairs)

        return words_of

    def _raw(self, settings: Config) -> Callable[[Part, int], Passage]:
        def passage(part: Part, row: int) -> Passage:
            text = self._text(part, row)
            count = len(self.split(text))
            sources, present = pad.places(np.array([count]), settings)
            seen = sources[0][present[0]]
            if not len(seen):
                return Passage(text, 0, len(text), 0, 0)
            first, behind = int(seen[0]), int(seen[-1]) + 1
            begin = self._place(text, first) if first else 0
            end = self._place(text, behind) if behind < count else len(text)
            return Passage(text, begin, end, first, count - behind)

        return passage

    def _place(self, text: str, token: int) -> int:
        """Where token number ``token`` begins: before it stand that many and not one more."""
        # Taking apart tells no places, for it changes letters; more text never has fewer tokens.
        ends = range(len(text) + 1)
        return bisect_right(ends, token, key=lambda end: len(self.split(text[:end]))) - 1
