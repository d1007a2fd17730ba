"""Power demand: what a city uses over 24 hours, in winter or in summer."""

from engine.contracts import Text
from engine.datasets._aeon import series_files, series_set
from engine.datasets.fetch._files import File

FILES = series_files(
    "power_demand",
    "ItalyPowerDemand",
    File("ItalyPowerDemand_TRAIN.ts", 18_300,
         "341269cb7e6cef96846b30e774580beec79addb93848ba360145219115a74b7c"),
    File("ItalyPowerDemand_TEST.ts", 274_054,
         "26122451f87dd0387ef90b18bc8a86c041371b8a1c068004922b939971247144"),
)  # fmt: skip

KIND = series_set(
    FILES,
    24,
    ("October to March", "April to September"),
    name="power_demand",
    label=Text("Power demand", "Stromverbrauch"),
    summary=Text(
        "1,096 days of electricity in Italy, 24 hours, 2 seasons",
        "1.096 Tage Stromverbrauch in Italien, 24 Stunden, 2 Jahreszeiten",
    ),
    about=Text(
        "How much electricity was used in each hour of a day, October to March against April to "
        "September. The lights of winter evenings give it away. As published, 67 days are for "
        "training and 1,029 for testing, each with mean 0 and deviation 1; 24 moments make it the "
        "quickest of the sequences.",
        "Wie viel Strom in jeder Stunde eines Tages verbraucht wurde, Oktober bis März gegen April "
        "bis September. Die Lichter der Winterabende verraten es. Wie veröffentlicht sind 67 Tage "
        "zum Lernen und 1.029 zum Testen, jeder mit Mittelwert 0 und Abweichung 1; mit 24 "
        "Zeitpunkten lernt sich keine Folge schneller.",
    ),
    source="Eamonn Keogh, Li Wei (2006), UCR Time Series Archive; from the Python package aeon",
    license="published for research (UCR Archive), BSD-3-Clause (aeon)",
    order=84,
    keywords=("time series", "sequence", "energy", "Zeitreihe", "Folge", "Energie"),
)
