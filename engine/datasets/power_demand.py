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
    ("67", "1,029"),
    "Eamonn Keogh, Li Wei (2006)",
    name="power_demand",
    label=Text("Power demand", "Stromverbrauch"),
    summary=Text(
        "1,096 days of electricity in Italy, 24 hours, 2 seasons",
        "1.096 Tage Stromverbrauch in Italien, 24 Stunden, 2 Jahreszeiten",
    ),
    about=Text(
        "How much electricity was used in each hour of a day, October to March against April to "
        "September. The lights of winter evenings give it away, and 24 moments are learned "
        "quickly.",
        "Wie viel Strom in jeder Stunde eines Tages verbraucht wurde, Oktober bis März gegen April "
        "bis September. Die Lichter der Winterabende verraten es, und 24 Zeitpunkte lernen sich "
        "schnell.",
    ),
    order=84,
    keywords=("energy", "Energie"),
)
