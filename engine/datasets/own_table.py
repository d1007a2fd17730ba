"""Own table, classes: a column of a table that somebody brought is foretold as a class."""

from engine.contracts import Text
from engine.datasets._own_table import table_set

KIND = table_set(
    "classification",
    name="own_table",
    label=Text("Own table: classes", "Eigene Tabelle: Klassen"),
    summary=Text("A CSV file of yours, a class foretold", "Deine CSV-Datei, Ziel ist eine Klasse"),
    about=Text(
        "One column is the target, a few different words or numbers; the others go in.",
        "Eine Spalte ist das Ziel, ein paar verschiedene Wörter oder Zahlen; die anderen gehen "
        "hinein.",
    ),
    order=80,
    keywords=("classes", "Klassen"),
)
