"""The input: where examples enter the network."""

import jax

from engine.contracts import Call, Field, LayerKind, Text


def apply(call: Call) -> jax.Array:
    """Hands the examples on as they are, [batch, *shape]."""
    return call.inputs[0]


KIND = LayerKind(
    name="input",
    label=Text("Input", "Eingabe"),
    summary=Text("Where the examples come in", "Hier kommen die Beispiele herein"),
    help=Text(
        "Every network begins here. The shape of an input follows from the data: two numbers for "
        "a point, height × width × channels for an image.",
        "Hier beginnt jedes Netz. Die Form der Eingabe folgt aus den Daten: zwei Zahlen für einen "
        "Punkt, Höhe × Breite × Kanäle für ein Bild.",
    ),
    keywords=("input layer", "data", "Eingabeschicht", "Eingangsschicht", "Daten"),
    glyph="input",
    order=0,
    formula=r"y = x",
    fields=(
        Field(
            "shape",
            "shape",
            None,
            Text("Shape", "Form"),
            Text(
                "Lengths of the axes without the batch. Leave it empty to take the data's.",
                "Längen der Achsen ohne den Batch. Bleibt das leer, gilt die Form der Daten.",
            ),
            nullable=True,
            advanced=True,
        ),
        Field(
            "features",
            "columns",
            None,
            Text("Columns", "Spalten"),
            Text(
                "Which columns of the data come in here. With several inputs each can take its "
                "own; leave it empty for all of them.",
                "Welche Spalten der Daten hier hereinkommen. Bei mehreren Eingaben kann jede ihre "
                "eigenen nehmen; bleibt das leer, kommen alle.",
            ),
            nullable=True,
            advanced=True,
        ),
    ),
    apply=apply,
    inputs=(0, 0),
    examples=(({"shape": (2,)}, ()), ({"shape": (28, 28, 1)}, ())),
)
