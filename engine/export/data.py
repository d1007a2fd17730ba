"""The part of an exported program that gets the examples, prepared as the network wants them."""

from collections.abc import Sequence
from pathlib import Path

from engine import catalog
from engine.contracts import DatasetKind
from engine.export._code import WIDTH, literal
from engine.export._facts import Facts, Output
from engine.export._gather import ROOT, Gathered, gather
from engine.graph.spec import DataSpec

PARTS = Path(__file__).parent / "parts" / "data.py"
SKLEARN = ("iris", "wine", "breast_cancer", "digits")  # with a function load_NAME
KERAS = ("mnist", "fashion_mnist")  # with a module keras.datasets.NAME
ENDS = (("x", "y"), ("x_test", "y_test"))
FORMS = {
    "classes": '{0}.astype("int32")',
    "one_hot": 'np.eye({1}, dtype="float32")[{0}.astype("int32")]',
    "zero_one": '{0}.reshape(-1, 1).astype("float32")',
    "signs": '{0}.reshape(-1, 1).astype("float32") * 2 - 1',
    "values": '{0}.reshape(len({0}), -1).astype("float32")',
}
TOLD = {
    "classes": "class numbers",
    "one_hot": "a one in the column of the class",
    "zero_one": "the two classes as 0 and 1",
    "signs": "the two classes as -1 and +1",
    "values": "values",
    "input": "parts of the input itself",
}
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
    own = gather(_file(kind), ["make"]) if _is_drawn(kind) else Gathered()
    helpers = own + gather(PARTS, [reader, "cut"])
    weighted = _weighted(facts, kind)
    helpers += gather(PARTS, ["read_column"] if weighted and kind.name in SKLEARN else [])
    body = [*lines, *weighted, *_prepared(facts, kind), *_parts(facts, data)]
    functions = (*_features(kind, data), ("load_data", _load_data(kind, body)))
    return Gathered(("import numpy as np", *imports)) + helpers + Gathered((), functions)


def _is_drawn(kind: DatasetKind) -> bool:
    """Whether a program can draw the rows anew; points that somebody has set it cannot."""
    return kind.sample_type == "points" and not kind.own


def _file(kind: DatasetKind) -> Path:
    return ROOT / "engine" / "datasets" / f"{kind.name}.py"


def _reading(kind: DatasetKind, data: DataSpec, keras: bool) -> tuple[str, list[str], list[str]]:
    """Which function reads the raw rows, the lines that call it, what these import."""
    name = kind.name
    if _is_drawn(kind):
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
    if not _is_drawn(kind):
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
    if len(facts.outputs) == 1:
        output = facts.outputs[0]
        told = f"# Targets: {TOLD[_form(output)]}."
        return [*lines, told, *(f"{y} = {_target(facts, output, x, y)}" for x, y in ENDS)]
    for x, y in ENDS:
        lines.append(f"{y} = {{")
        for output in facts.outputs:
            told = f"  # {TOLD[_form(output)]}"
            lines.append(f"    {literal(output.head.name)}: {_target(facts, output, x, y)},{told}")
        lines.append("}")
    return lines


def _form(output: Output) -> str:
    return "input" if output.head.target else output.form


def _target(facts: Facts, output: Output, x: str, y: str) -> str:
    """What one output learns, made of inputs and raw targets."""
    if output.head.target:
        part = x if output.columns is None else f"{x}[:, {literal(list(output.columns))}]"
        shape = facts.checked.inferred[output.head.node].shape
        return f"{part}.reshape(len({x}), {', '.join(map(str, shape))})"
    return FORMS[output.form].format(y, len(facts.classes))


def _weighted(facts: Facts, kind: DatasetKind) -> list[str]:
    """The line of how much each row counts: what a column says in its own unit."""
    column = facts.document.training.sample_weight
    if column is None or facts.document.data is None:
        return []
    place = kind.features(facts.document.data.options).index(column)
    if _is_drawn(kind):
        return [f"w = x[:, {place}]"]
    if kind.name in SKLEARN:
        return [f"w = read_column(sklearn.datasets.load_{kind.name}(), {place})"]
    return [f'w = np.load("{kind.name}.npz")["w_train"]  # what the column {column} says']


def _parts(facts: Facts, data: DataSpec) -> list[str]:
    several, weighted = len(facts.outputs) > 1, facts.document.training.sample_weight is not None
    y = "{{name: each[{0}] for name, each in y.items()}}" if several else "y[{0}]"
    parts = [f"(x[{rows}], {y.format(rows)}" for rows in ("training", "validation")]
    first = f"{parts[0]}, w[training])" if weighted else f"{parts[0]})"
    line = f"return {first}, {parts[1]}), (x_test, y_test)"
    if len(line) > WIDTH:
        line = f"return (\n    {first},\n    {parts[1]}),\n    (x_test, y_test),\n)"
    cut = f"training, validation = cut(len(x), {data.validation_split:g}, seed={data.seed})"
    return [cut, *line.split("\n")]


def _load_data(kind: DatasetKind, body: Sequence[str]) -> str:
    head = f'"""{kind.label.en}: inputs and targets to train, to validate and to test with."""'
    return "\n".join(["def load_data():", *(f"    {line}" for line in (head, *body))])
