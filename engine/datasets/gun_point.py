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
    ("50", "150"),
    "Ann Ratanamahatana, Eamonn Keogh (2004)",
    name="gun_point",
    label=Text("Hand movements", "Handbewegungen"),
    summary=Text(
        "200 movements of a hand, 150 moments, 2 classes",
        "200 Bewegungen einer Hand, 150 Zeitpunkte, 2 Klassen",
    ),
    about=Text(
        "How far a hand was to the side while two people raised it, pointed at something and "
        "lowered it again: with a replica of a gun taken from the hip, or with the finger alone. "
        "The classes differ by a small dip before and after.",
        "Wie weit eine Hand zur Seite stand, während zwei Menschen sie hoben, auf etwas zeigten "
        "und wieder senkten: mit einer Waffenattrappe von der Hüfte oder nur mit dem Finger. Die "
        "Klassen unterscheidet eine kleine Senke davor und danach.",
    ),
    order=85,
    keywords=("movement", "Bewegung"),
)
