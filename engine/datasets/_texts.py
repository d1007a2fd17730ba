"""Texts as a data set's rows: taken apart, numbered, cut to one length, with the words kept."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from engine.contracts import AnyArray, Config, Data, Examples
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
        )

    def _words(
        self, settings: Config
    ) -> Callable[[Literal["training", "test"], int], tuple[str | None, ...]]:
        def words_of(part: Literal["training", "test"], row: int) -> tuple[str | None, ...]:
            tokens = self.split((self.training if part == "training" else self.test)[row])
            sources, present = pad.places(np.array([len(tokens)]), settings)
            pairs = zip(sources[0], present[0], strict=True)
            return tuple(str(tokens[place]) if there else None for place, there in pairs)

        return words_of
