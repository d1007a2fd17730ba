"""The part of an exported program that gets the examples, prepared as the network wants them."""

from collections.abc import Sequence
from pathlib import Path

from engine import catalog
from engine.contracts import DatasetKind
from engine.export._code import literal
from engine.export._facts import Facts
from engine.export._gather import ROOT, Gathered, gather
from engine.graph.spec import DataSpec

PARTS = Path(__file__).parent / "parts" / "data.py"
SKLEARN = ("iris", "wine", "breast_cancer", "digits")  # with a function load_NAME
KERAS = ("mnist", "fashion_mnist")  # with a module keras.datasets.NAME
FEATURES = {
    "x1": "xy[:, 0]",
    "x2": "xy[:, 1]",
    "x1_squared": "xy[:, 0] ** 2",
    "x2_squared": "xy[:, 1] ** 2",
    "x1_x2": "xy[:, 0] * xy[:, 1]",
    "sin_x1": "np.sin(xy[:, 0])",
    "sin_x2": "np.sin(xy[:, 1])",
}


def data_code(facts: Facts, *, keras: bool = False) -> Gathered:
    """The function ``load_data`` and what it needs, of Keras too where the program is Keras's;
    empty for a network without data."""
    data = facts.document.data
    if data is None:
        return Gathered()
    kind = catalog.datasets()[data.dataset]
    reader, lines, imports = _reading(kind, data, keras)
    own = gather(_file(kind), ["make"]) if kind.sample_type == "points" else Gathered()
    helpers = own + gather(PARTS, [reader, "cut"])
    body = [*lines, *_prepared(facts, kind), *_parts(data)]
    functions = (*_features(kind, data), ("load_data", _load_data(kind, body)))
    return Gathered(("import numpy as np", *imports)) + helpers + Gathered((), functions)


def _file(kind: DatasetKind) -> Path:
    return ROOT / "engine" / "datasets" / f"{kind.name}.py"


def _reading(kind: DatasetKind, data: DataSpec, keras: bool) -> tuple[str, list[str], list[str]]:
    """Which function reads the raw rows, the lines that call it, what these import."""
    name = kind.name
    if kind.sample_type == "points":
        samples, noise = int(data.options["samples"]), float(data.options["noise"]) / 100
        call = f"read_points(make, samples={samples}, noise={noise:g}, seed={data.seed})"
        lines = [f"xy, y, xy_test, y_test = {call}", "x, x_test = features(xy), features(xy_test)"]
        return "read_points", lines, []
    target = "x, y, x_test, y_test"
    if name in SKLEARN:
        reader = "read_digits" if name == "digits" else "read_table"
        call = f"{reader}(sklearn.datasets.load_{name}())"
        return reader, [f"{target} = {call}"], ["import sklearn.datasets"]
    if keras and name in KERAS:
        call = f"read_pictures(keras.datasets.{name}, {literal(f'{name}.npz')})"
        return "read_pictures", [f"{target} = {call}"], ["import keras"]
    lines = [f"{target} = read_file({literal(f'{name}.npz')})"]
    if kind.sample_type == "image":
        lines.append("x, x_test = (part.reshape(*part.shape[:3], -1) for part in (x, x_test))")
    return "read_file", lines, []


def _features(kind: DatasetKind, data: DataSpec) -> tuple[tuple[str, str], ...]:
    """What the network is told about a point."""
    if kind.sample_type != "points":
        return ()
    columns = ", ".join(FEATURES[name] for name in data.options["features"])
    text = (
        "def features(xy):\n"
        '    """What the network is told about points [n, 2]."""\n'
        f'    return np.stack([{columns}], axis=1).astype("float32")'
    )
    return (("features", text),)


def _prepared(facts: Facts, kind: DatasetKind) -> list[str]:
    """Lines that scale pictures and write targets as the loss wants them."""
    lines: list[str] = []
    if kind.sample_type == "image":
        most = 16 if kind.name == "digits" else 255
        lines += [
            f'x = x.astype("float32") / {most}',
            f'x_test = x_test.astype("float32") / {most}',
        ]
    forms = {
        "classes": '{0}.astype("int32")',
        "one_hot": f'np.eye({len(facts.classes)}, dtype="float32")[{{0}}.astype("int32")]',
        "zero_one": '{0}.reshape(-1, 1).astype("float32")',
        "signs": '{0}.reshape(-1, 1).astype("float32") * 2 - 1',
        "values": '{0}.reshape(len({0}), -1).astype("float32")',
    }
    assert facts.form is not None
    form = forms[facts.form]
    told = {
        "classes": "class numbers",
        "one_hot": "a one in the column of the class",
        "zero_one": "the two classes as 0 and 1",
        "signs": "the two classes as -1 and +1",
        "values": "values",
    }[facts.form]
    return [*lines, f"# Targets: {told}.", *(f"{n} = {form.format(n)}" for n in ("y", "y_test"))]


def _parts(data: DataSpec) -> list[str]:
    return [
        f"training, validation = cut(len(x), {data.validation_split:g}, seed={data.seed})",
        "return (x[training], y[training]), (x[validation], y[validation]), (x_test, y_test)",
    ]


def _load_data(kind: DatasetKind, body: Sequence[str]) -> str:
    head = f'"""{kind.label.en}: inputs and targets to train, to validate and to test with."""'
    return "\n".join(["def load_data():", *(f"    {line}" for line in (head, *body))])
