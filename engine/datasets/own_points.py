"""Own points: set on the plane by hand, each in one of a few classes."""

from engine.contracts import Config, Data, DatasetKind, Examples, Text
from engine.datasets._cache import cached
from engine.datasets._own import KEYWORDS, LICENSE, SET, SOURCE, check_divided, chosen, divided
from engine.datasets._plane import FEATURES, chosen_features, embed
from engine.own import store


def signature(options: Config) -> tuple[tuple[int, ...], tuple[str, ...]]:
    """As many numbers as inputs are chosen; the names of the classes."""
    about = store.about(options["set"], "points")
    check_divided(str(options["set"]), "points")
    return (len(chosen_features(options)),), tuple(about["classes"])


@cached
def load(options: Config, _seed: int) -> Data:
    """The points as they were set, a fifth of each class for testing."""
    name = chosen(options)
    shape, classes = signature(options)
    arrays = store.arrays(name)
    training, test = divided(arrays["points"], arrays["targets"])
    points, test_points = arrays["points"][training], arrays["points"][test]
    return Data(
        training=Examples(embed(options, points), arrays["targets"][training]),
        test=Examples(embed(options, test_points), arrays["targets"][test]),
        shape=shape,
        classes=classes,
        features=chosen_features(options),
        columns={"points": points, "test_points": test_points},
    )


KIND = DatasetKind(
    name="own_points",
    label=Text("Own points", "Eigene Punkte"),
    summary=Text("Points that you set by hand", "Punkte, die du selbst setzt"),
    about=Text(
        "Points that you set on the plane, each in one of two to five classes. Draw what the "
        "ready-made sets do not have: a gap, an island, a single point on the wrong side. A fifth "
        "of each class is kept apart for testing.",
        "Punkte, die du auf die Ebene setzt, jeden in eine von zwei bis fünf Klassen. Zeichne, was "
        "die fertigen Sätze nicht haben: eine Lücke, eine Insel, einen einzelnen Punkt auf der "
        "falschen Seite. Ein Fünftel jeder Klasse bleibt zum Testen beiseite.",
    ),
    source=SOURCE,
    license=LICENSE,
    order=82,
    sample_type="points",
    task="classification",
    fields=(SET, FEATURES),
    signature=signature,
    features=chosen_features,
    load=load,
    embed=embed,
    keywords=("points", "plane", "Punkte", "Ebene", *KEYWORDS),
    own=True,
)
