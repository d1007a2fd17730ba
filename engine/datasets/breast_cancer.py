"""Breast cancer: measurements of cell nuclei, malignant or benign."""

from engine.contracts import Text
from engine.datasets._table import table_set

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


KIND = table_set(
    "load_breast_cancer",
    CLASSES,
    FEATURES,
    name="breast_cancer",
    label=Text("Breast cancer", "Brustkrebs"),
    summary=Text(
        "569 tissue samples, 30 measurements, 2 classes",
        "569 Gewebeproben, 30 Messwerte, 2 Klassen",
    ),
    about=Text(
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
    keywords=("medicine", "cancer", "tumor", "Medizin", "Krebs", "Tumor"),
)
