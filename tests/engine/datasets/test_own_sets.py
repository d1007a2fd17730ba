"""Own data: what a file is taken for, what becomes of gaps and words, equal ids for equal data."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from engine import catalog
from engine.contracts import Data
from engine.errors import LearnerError
from engine.graph.check import check
from engine.graph.read import read
from engine.own import points, store, table


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("NETZWERKSTATT_HOME", str(tmp_path))


def table_of(text: str) -> dict[str, Any]:
    return dict(table.read(text.encode()).about)


def loaded(kind: str, text: str, **options: Any) -> Data:
    name, _ = store.keep(table.read(text.encode()))
    return load(kind, name, **options)


def load(kind: str, name: str, **options: Any) -> Data:
    found = catalog.datasets()[kind]
    standard = {field.name: field.default for field in found.fields}
    return found.load({**standard, "set": name, **options}, 0)


def rows(count: int) -> str:
    """A column of numbers with a gap, words with a gap, a class, and a number."""
    lines = ["length,material,kind,price"]
    for n in range(count):
        length = "" if n == 3 else str(n % 7)
        material = ["wood", "steel", "NA"][n % 3]
        lines.append(f"{length},{material},{'ab'[n % 2]},{n * 1.5}")
    return "\n".join(lines)


def test_gaps_words_and_scales_are_those_of_the_training_rows():
    data = loaded("own_table", rows(60), target=2, inputs=[0, 1])
    assert data.features == ("length", "material = steel", "material = wood")
    assert data.classes == ("a", "b")
    inputs = data.training.inputs
    np.testing.assert_allclose(inputs.mean(axis=0), 0, atol=0.03)
    np.testing.assert_allclose(inputs.std(axis=0), 1, atol=0.03)
    assert np.isfinite(np.concatenate([inputs, data.test.inputs])).all()
    assert [done.step for done in data.steps] == ["fill_missing", "one_hot", "standardize"]
    mean, deviation = (np.array(data.steps[-1].statistics[name]) for name in ("mean", "deviation"))
    raw = np.concatenate([inputs, data.test.inputs]) * deviation + mean
    assert set(np.round(raw[:, 1:], 4).ravel()) <= {0.0, 1.0}
    assert ((raw[:, 1:].round(3) == 0).all(axis=1)).sum() == 20  # neither wood nor steel


def test_values_keep_their_unit():
    data = loaded("own_values", rows(60), target=3)
    assert data.classes == ()
    targets = np.concatenate([data.training.targets, data.test.targets])
    assert sorted(targets[:, 0]) == [n * 1.5 for n in range(60)]


def test_numbers_may_be_words():
    data = loaded("own_table", rows(60), target=2, inputs=[0], words=[0])
    assert data.features == tuple(f"length = {n}" for n in range(7))


@pytest.mark.parametrize(
    ("text", "delimiter", "header"),
    [
        ("a,b\n1,x\n2,y\n3,x\n4,y\n5,x", ",", True),
        ("a;b\n1,5;x\n2,5;y\n3;x\n4;y\n5;x", ";", True),
        ("1\tx\n2\ty\n3\tx\n4\ty\n5\tx", "\t", False),
        ('name|note\n1|"a|b"\n2|c\n3|d\n4|"e"\n5|f', "|", True),
        ("x\ny\nx\ny\nx\ny", ",", False),
    ],
)
def test_delimiter_and_header_are_found(text: str, delimiter: str, header: bool):
    about = table_of(text)
    assert (about["delimiter"], about["header"]) == (delimiter, header)


def test_a_number_for_each_row_is_no_input_and_few_whole_numbers_are_classes():
    lines = "\n".join(f"{n},{n % 5 * 1.5},{n % 3}" for n in range(1, 40))
    about = table_of(f"id,size,group\n{lines}")
    assert about["guess"] == {"target": 2, "task": "classification", "inputs": [1]}


def test_equal_files_have_equal_ids_and_one_file(tmp_path: Path):
    first, _ = store.keep(table.read(rows(20).encode()))
    again, _ = store.keep(table.read(rows(20).encode()))
    other, _ = store.keep(table.read(rows(21).encode()))
    assert first == again != other
    assert {path.stem for path in (tmp_path / "own").iterdir()} == {first, other}


def test_own_points_are_divided_and_their_plane_is_known():
    given = {"classes": ["a", "b"], "points": [[n % 5, n % 7 - 3, n % 2] for n in range(30)]}
    name, _ = store.keep(points.read(given))
    data = load("own_points", name, features=["x1", "x1_x2"])
    assert data.training.inputs.shape == (24, 2)
    assert data.columns["points"].shape == (24, 2)
    xy = data.columns["points"]
    np.testing.assert_allclose(data.training.inputs[:, 1], xy[:, 0] * xy[:, 1])
    assert len(data.test) == 6


def test_a_set_that_is_not_here_says_what_to_do():
    with pytest.raises(LearnerError) as told:
        load("own_table", "0" * 32)
    assert told.value.code == "own_not_here"
    with pytest.raises(LearnerError) as told:
        load("own_points", store.keep(table.read(rows(20).encode()))[0])
    assert told.value.code == "own_other_sort"
    with pytest.raises(LearnerError) as told:
        load("own_table", None)  # pyright: ignore[reportArgumentType]
    assert told.value.code == "own_not_chosen"


def test_a_damaged_file_is_told(tmp_path: Path):
    name, _ = store.keep(table.read(rows(20).encode()))
    (tmp_path / "own" / f"{name}.safetensors").write_bytes(b"x" * 100)
    with pytest.raises(LearnerError) as told:
        load("own_table", name)
    assert told.value.code == "own_damaged"


@pytest.mark.parametrize(
    ("options", "code"),
    [
        ({"target": 9}, "own_no_column"),
        ({"target": 2, "inputs": [2]}, "own_not_input"),
        ({"target": 2, "inputs": []}, "own_no_inputs"),
        ({"target": 3}, "own_not_classes"),
    ],
)
def test_a_choice_that_cannot_be_is_told(options: dict[str, Any], code: str):
    with pytest.raises(LearnerError) as told:
        loaded("own_table", rows(60), **options)
    assert told.value.code == code


@pytest.mark.parametrize(
    ("text", "options", "code"),
    [
        ("name,x\n" + "\n".join(f"n{n},{n * n}" for n in range(20)), {"target": 0}, "own_no_test"),
        ("a,b\n1,x\n2,y\n3,x\n4,y\n,x\n,y\n,x", {"target": 0}, "own_too_few"),
    ],
)
def test_rows_that_cannot_be_learned_from_are_told_by_the_check(
    text: str, options: dict[str, Any], code: str
):
    name, _ = store.keep(table.read(text.encode()))
    kind = "own_table" if code == "own_no_test" else "own_values"
    document = {
        "format": 1,
        "data": {"dataset": kind, "options": {"set": name, **options}},
        "nodes": [{"id": "in", "kind": "input"}],
    }
    (problem,) = (
        one for one in check(read(document)).problems if one.field == "data.options.target"
    )
    assert problem.code == code


def test_points_may_be_of_up_to_five_classes():
    given = {"classes": [*"abcde"], "points": [[n % 5, n % 7 - 3, n % 5] for n in range(50)]}
    name, _ = store.keep(points.read(given))
    data = load("own_points", name)
    assert data.classes == tuple("abcde")
    assert set(data.test.targets) == set(range(5))
    with pytest.raises(LearnerError) as told:
        points.read({**given, "classes": [*"abcdef"]})
    assert told.value.code == "own_points_classes"
    twins = {"classes": [*"ab"], "points": [[n % 2, 0, n % 2] for n in range(9)]}
    with pytest.raises(LearnerError) as told:
        load("own_points", store.keep(points.read(twins))[0])
    assert told.value.code == "own_no_test"
