"""Gun or finger: the path of a hand, 150 moments long."""

from engine.contracts import Text
from engine.datasets._aeon import series_files, series_set
from engine.datasets.fetch._files import File

FILES = series_files(
    "gun_point",
    "GunPoint",
    File("GunPoint_TRAIN.ts", 84_188,
         "f842401779fd9800d247d8b33121a1a4643710a19b24917dbdd9a060ca8630d5"),
    File("GunPoint_TEST.ts", 252_305,
         "79332750788a6227b325b96bd0d70130c8eb707b9731f8d7dec62b7a7d36017e"),
)  # fmt: skip

KIND = series_set(
    FILES,
    150,
    ("with a prop", "finger only"),
    name="gun_point",
    label=Text("Hand movements", "Handbewegungen"),
    summary=Text(
        "200 movements of a hand, 150 moments, 2 classes",
        "200 Bewegungen einer Hand, 150 Zeitpunkte, 2 Klassen",
    ),
    about=Text(
        "How far a hand was to the side while two people raised it, pointed at something and "
        "lowered it again: with a replica of a gun taken from the hip, or with the finger alone. "
        "The classes differ by a small dip before and after. As published, 50 movements are for "
        "training and 150 for testing, each already with mean 0 and deviation 1.",
        "Wie weit eine Hand zur Seite stand, während zwei Menschen sie hoben, auf etwas zeigten "
        "und wieder senkten: mit einer Waffenattrappe von der Hüfte oder nur mit dem Finger. Die "
        "Klassen unterscheidet eine kleine Senke davor und danach. Wie veröffentlicht sind 50 "
        "Bewegungen zum Lernen und 150 zum Testen, jede schon mit Mittelwert 0 und Abweichung 1.",
    ),
    source="Ann Ratanamahatana, Eamonn Keogh (2004), UCR Time Series Archive; from the Python "
    "package aeon",
    license="published for research (UCR Archive), BSD-3-Clause (aeon)",
    order=85,
    keywords=("time series", "sequence", "movement", "Zeitreihe", "Folge", "Bewegung"),
)
