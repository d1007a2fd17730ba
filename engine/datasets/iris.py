"""Iris: three kinds of iris flowers and four measurements of each flower."""

from engine.contracts import Text
from engine.datasets._table import table_set

CLASSES = ("setosa", "versicolor", "virginica")
FEATURES = ("sepal length (cm)", "sepal width (cm)", "petal length (cm)", "petal width (cm)")


KIND = table_set(
    "load_iris",
    CLASSES,
    FEATURES,
    name="iris",
    label=Text("Iris flowers", "Schwertlilien"),
    summary=Text("150 flowers, 4 measurements, 3 species", "150 Blüten, 4 Maße, 3 Arten"),
    about=Text(
        "Length and width of sepals and petals of 150 irises, 50 of each species, measured by "
        "Edgar Anderson and made famous by Ronald Fisher in 1936. One species stands apart, the "
        "other two touch: ideal for a first classifier with more than two classes. It is so small "
        "that a few flowers more or less right change the test accuracy by several percent.",
        "Länge und Breite der Kelch- und Blütenblätter von 150 Schwertlilien, 50 je Art, gemessen "
        "von Edgar Anderson und 1936 durch Ronald Fisher bekannt geworden. Eine Art steht für "
        "sich, die anderen beiden berühren sich: ideal für den ersten Klassifikator mit mehr als "
        "zwei Klassen. Der Datensatz ist so klein, dass wenige Blüten die Testgenauigkeit um "
        "mehrere Prozent verschieben.",
    ),
    source="Edgar Anderson, Ronald A. Fisher (1936), as bundled with scikit-learn",
    license="BSD-3-Clause (scikit-learn's copy)",
    order=40,
    keywords=("flowers", "Fisher", "Blumen", "Blüten"),
)
