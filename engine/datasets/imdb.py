"""IMDB: long film reviews, for or against."""

from engine.contracts import Text
from engine.datasets._reviews import review_set

KIND = review_set(
    "imdb",
    "Andrew Maas and others (2011), Learning Word Vectors for Sentiment Analysis",
    "users of IMDb",
    name="imdb",
    label=Text("IMDB reviews", "IMDB-Kritiken"),
    summary=Text(
        "25,000 film reviews in English, for or against",
        "25.000 englische Filmkritiken, dafür oder dagegen",
    ),
    about=Text(
        "What people wrote about films, half of it with at most 4 of 10 stars, half with at least "
        "7; nothing between. The median review has about 170 words, and the network sees the last "
        "ones, where most people say what they think. An Embedding and an LSTM tell the two apart "
        "in four of five cases after two epochs.",
        "Was Leute über Filme schrieben, die eine Hälfte mit höchstens 4 von 10 Sternen, die "
        "andere mit mindestens 7, nichts dazwischen. Die mittlere Kritik hat etwa 170 Wörter, und "
        "das Netz sieht die letzten, in denen die meisten ihr Urteil sagen. Ein Embedding und ein "
        "LSTM unterscheiden die beiden nach zwei Epochen in vier von fünf Fällen.",
    ),
    order=90,
    keywords=("movies", "Kritik"),
)
