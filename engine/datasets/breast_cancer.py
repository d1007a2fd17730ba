"""Breast cancer: measurements of cell nuclei, malignant or benign."""

from engine.contracts import Config, Data, DatasetKind, Text
from engine.datasets._cache import once
from engine.datasets._table import about, load_table

CLASSES = ("malignant", "benign")
PROPERTIES = (
    "radius", "texture", "perimeter", "area", "smoothness",
    "compactness", "concavity", "concave points", "symmetry", "fractal dimension",
)  # fmt: skip
FEATURES = (
    *(f"mean {name}" for name in PROPERTIES),
    *(f"{name} error" for name in PROPERTIES),
    *(f"worst {name}" for name in PROPERTIES),
)


def signature(options: Config) -> tuple[tuple[int, ...], tuple[str, ...]]:
    """30 measurements; two classes."""
    del options
    return (len(FEATURES),), CLASSES


@once
def load() -> Data:
    """The rows that scikit-learn brings along."""
    # Imported late: scikit-learn takes a second, and a catalog needs none of it.
    from sklearn.datasets import load_breast_cancer

    return load_table(load_breast_cancer, CLASSES, FEATURES)


KIND = DatasetKind(
    name="breast_cancer",
    label=Text("Breast cancer", "Brustkrebs"),
    summary=Text(
        "569 tissue samples, 30 measurements, 2 classes",
        "569 Gewebeproben, 30 Messwerte, 2 Klassen",
    ),
    about=about(
        "Each row describes the cell nuclei in a picture of a tissue sample from the breast by "
        "ten properties: their mean, standard error and worst value. The classes are malignant "
        "(212) and benign (357). Accuracy alone does not tell enough here, because overlooking a "
        "tumor is worse than a false alarm. For learning only, not for diagnosis.",
        "Jede Zeile beschreibt die Zellkerne im Bild einer Gewebeprobe aus der Brust mit zehn "
        "Eigenschaften: Mittelwert, Standardfehler und schlechtester Wert. Die Klassen sind "
        "bösartig (212) und gutartig (357). Die Genauigkeit allein sagt hier zu wenig, denn ein "
        "übersehener Tumor wiegt schwerer als ein falscher Alarm. Nur zum Lernen, nicht zur "
        "Diagnose.",
    ),
    source="William Wolberg, Nick Street, Olvi Mangasarian (1993), "
    "UCI Machine Learning Repository, as bundled with scikit-learn",
    license="CC BY 4.0 (UCI), BSD-3-Clause (scikit-learn's copy)",
    order=44,
    sample_type="table",
    task="classification",
    fields=(),
    signature=signature,
    load=load,
    keywords=("medicine", "cancer", "tumor", "table", "Medizin", "Krebs", "Tumor", "Tabelle"),
)
