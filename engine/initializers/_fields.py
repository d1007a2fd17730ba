"""Numbers that several initializers take."""

from engine.contracts import Field, Text

MEAN = Field(
    "mean",
    "number",
    0.0,
    Text("Mean", "Mittelwert"),
    Text("The middle of the bell curve.", "Die Mitte der Glockenkurve."),
    minimum=-100,
    maximum=100,
)

STDDEV = Field(
    "stddev",
    "number",
    0.05,
    Text("Standard deviation", "Standardabweichung"),
    Text(
        "How wide the bell curve is. Two thirds of the draws lie closer to the middle than this.",
        "Wie breit die Glockenkurve ist. Zwei Drittel der Werte liegen näher an der Mitte.",
    ),
    minimum=0,
    maximum=100,
)

GAIN = Field(
    "gain",
    "number",
    1.0,
    Text("Gain", "Verstärkung"),
    Text("Every number is multiplied by it.", "Jede Zahl wird damit multipliziert."),
    minimum=-100,
    maximum=100,
)
