"""Rotten Tomatoes: single sentences of film critics, for or against."""

from engine.contracts import Text
from engine.datasets._reviews import review_set

KIND = review_set(
    "rotten_tomatoes",
    "Bo Pang, Lillian Lee (2005), Seeing Stars",
    "critics quoted on Rotten Tomatoes",
    name="rotten_tomatoes",
    label=Text("Short reviews", "Kurze Kritiken"),
    summary=Text(
        "8,530 sentences of film critics, for or against",
        "8.530 Sätze aus Filmkritiken, dafür oder dagegen",
    ),
    about=Text(
        "Short verdicts of professional critics in English, half fresh, half rotten. About twenty "
        "words each make training quick, but irony and names make them harder than long reviews. "
        "The texts are lower case as published.",
        "Kurze Urteile von Kritikern auf Englisch, je zur Hälfte gut und schlecht. Mit etwa "
        "zwanzig Wörtern lernt ein Netz schnell, doch Ironie und Namen machen sie schwerer als "
        "lange Kritiken. Die Texte sind wie veröffentlicht kleingeschrieben.",
    ),
    order=91,
    keywords=("sentences", "Sätze"),
)
