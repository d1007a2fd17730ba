"""Temperature: the warmest moment of every day in Seattle over four years."""

import csv

import numpy as np

from engine.contracts import AnyArray, Text
from engine.datasets._forecast import forecast_set
from engine.datasets.fetch._fetch import require
from engine.datasets.fetch._files import File, FileSet
from engine.datasets.fetch._pypi import pypi

NAME = "seattle-weather.csv"

FILES = FileSet(
    name="temperature",
    files=(File(NAME, 47_838, "62f0609f787158128aa2bd102967173a4953122dd4f872bf1d502cae1037df0b"),),
    sources=(
        pypi(
            "vega-datasets==0.9.0",
            sha256="3d7c63917be6ca9b154b565f4779a31fedce57b01b5b9d99d8a34a7608062a1d",
            size=210_822,
            files={NAME: f"vega_datasets/_data/{NAME}"},
        ),
    ),
)


def series() -> AnyArray:
    """1,461 daily maxima [n] in degrees Celsius."""
    with (require(FILES) / NAME).open(encoding="utf-8", newline="") as file:
        return np.array([float(row["temp_max"]) for row in csv.DictReader(file)])


KIND = forecast_set(
    FILES,
    series,
    "°C",
    14,
    name="temperature",
    label=Text("Temperature", "Temperatur"),
    summary=Text("1,461 days in Seattle", "1.461 Tage in Seattle"),
    about=Text(
        "The highest temperature of each day, 2012 to 2015, between -1.6 and 35.6 degrees Celsius. "
        "Tomorrow is mostly like today, so repeating the last value is hard to beat: compare your "
        "error with that. Ask for a week ahead instead and see how much of it is luck.",
        "Die höchste Temperatur jedes Tages von 2012 bis 2015, zwischen -1,6 und 35,6 Grad "
        "Celsius. Morgen ist es meist wie heute, also ist der letzte Wert schwer zu schlagen: "
        "Vergleiche deinen Fehler damit. Frage nach dem Wert in einer Woche und sieh, wie viel "
        "davon Glück ist.",
    ),
    source="NOAA, by way of vega-datasets; from the Python package vega-datasets",
    license="public domain (NOAA), BSD-3-Clause (the package)",
    order=87,
    keywords=("weather", "Wetter", "Seattle"),
)
