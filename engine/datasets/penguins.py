"""Penguins: three species by bill, flippers, weight, island and sex."""

from engine.contracts import Text
from engine.datasets._columns import Column
from engine.datasets._csv_table import csv_table
from engine.datasets.fetch._files import File, FileSet
from engine.datasets.fetch._pypi import pypi

FILES = FileSet(
    name="penguins",
    files=(
        File("penguins.csv", 15_241,
             "f204db2c753b0937caac3cb35258562c14f073e4bbc76be24b4c51ce22767a93"),
    ),
    sources=(
        pypi(
            "palmerpenguins==0.1.6",
            sha256="5c3be9af84dd703a25f1aaeadeac6ac770cfd38c1620d00089f581c023129ee0",
            size=18_878,
            files={"penguins.csv": "palmerpenguins/data/penguins.csv"},
        ),
    ),
)  # fmt: skip

KIND = csv_table(
    FILES,
    "penguins.csv",
    (
        *(
            Column(name, unit="mm")
            for name in ("bill_length_mm", "bill_depth_mm", "flipper_length_mm")
        ),
        Column("body_mass_g", unit="g"),
        Column("island", ("Biscoe", "Dream", "Torgersen")),
        Column("sex", ("female", "male")),
    ),
    Column("species", ("Adelie", "Chinstrap", "Gentoo")),
    name="penguins",
    label=Text("Penguins", "Pinguine"),
    summary=Text("344 penguins, 6 facts, 3 species", "344 Pinguine, 6 Angaben, 3 Arten"),
    about=Text(
        "Adelie, chinstrap and gentoo penguins, measured on three islands of the Palmer "
        "Archipelago in Antarctica from 2007 to 2009. Two birds were not measured at all, and of "
        "eleven the sex is not known; these gaps are filled with what is usual in the training "
        "rows. Bill and flippers tell the species nearly without a mistake, and the island gives "
        "much away.",
        "Adelie-, Zügel- und Eselspinguine, von 2007 bis 2009 auf drei Inseln des Palmer-Archipels "
        "in der Antarktis vermessen. Zwei Tiere wurden gar nicht vermessen, und von elf ist das "
        "Geschlecht nicht bekannt; diese Lücken sind mit dem gefüllt, was in den Trainingszeilen "
        "üblich ist. Schnabel und Flossen verraten die Art fast fehlerlos, und die Insel sagt "
        "schon viel.",
    ),
    source="Kristen Gorman, Palmer Station LTER; Allison Horst, Alison Hill, palmerpenguins (2020)",
    license="CC0 (data), MIT (the Python package palmerpenguins)",
    order=45,
    keywords=("birds", "species", "missing values", "Vögel", "Arten", "fehlende Werte"),
)
