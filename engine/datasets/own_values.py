"""Own table, values: a column of a table that somebody brought is foretold as a number."""

from engine.contracts import Text
from engine.datasets._own_table import table_set

KIND = table_set(
    "regression",
    name="own_values",
    label=Text("Own table: numbers", "Eigene Tabelle: Zahlen"),
    summary=Text("A CSV file of yours, a number foretold", "Deine CSV-Datei, Ziel ist eine Zahl"),
    about=Text(
        "One column of numbers is the target, in its own unit; the others go in.",
        "Eine Spalte mit Zahlen ist das Ziel, in ihrer eigenen Einheit; die anderen gehen hinein.",
    ),
    order=81,
    keywords=("regression", "numbers", "Zahlen"),
)
