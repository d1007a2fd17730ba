"""Wine: thirteen chemical measurements of wines from three cultivars."""

from engine.contracts import Text
from engine.datasets._table import table_set

CLASSES = ("cultivar 1", "cultivar 2", "cultivar 3")
FEATURES = (
    "alcohol",
    "malic acid",
    "ash",
    "alcalinity of ash",
    "magnesium",
    "total phenols",
    "flavanoids",
    "nonflavanoid phenols",
    "proanthocyanins",
    "color intensity",
    "hue",
    "od280/od315 of diluted wines",
    "proline",
)


KIND = table_set(
    "load_wine",
    CLASSES,
    FEATURES,
    name="wine",
    label=Text("Wine", "Wein"),
    summary=Text("178 wines, 13 measurements, 3 cultivars", "178 Weine, 13 Messwerte, 3 Rebsorten"),
    about=Text(
        "Chemical analyses of wines from one region of Italy, made from three cultivars. The "
        "columns have very different sizes, alcohol about 13 and proline about 750, which is why "
        "tables are standardized before a network sees them. A small network gets almost every "
        "wine right.",
        "Chemische Analysen von Weinen aus einer Gegend Italiens, gekeltert aus drei Rebsorten. "
        "Die Spalten sind sehr verschieden groß, Alkohol etwa 13 und Prolin etwa 750; darum "
        "werden Tabellen standardisiert, bevor ein Netz sie sieht. Ein kleines Netz ordnet fast "
        "jeden Wein richtig zu.",
    ),
    source="Michele Forina and others (1988), "
    "UCI Machine Learning Repository, as bundled with scikit-learn",
    license="CC BY 4.0 (UCI), BSD-3-Clause (scikit-learn's copy)",
    order=42,
    keywords=("chemistry", "cultivars", "Chemie", "Rebsorten"),
)
