"""What every data set promises, whoever adds it."""

import json
from collections.abc import Mapping
from typing import Any, Literal

import numpy as np
import pytest

from engine import catalog
from engine.contracts import Data, DatasetKind, Examples

KINDS = [kind for kind in catalog.datasets().values() if not kind.own]  # those: test_own_sets.py
# Some are for machines that have the client of their packages or reach their publisher.
LARGEST = 40_000_000  # bytes that a test may fetch
PRESENT = [
    kind
    for kind in KINDS
    if kind.name == "mnist" or ((size := kind.missing()) is not None and size <= LARGEST)
]
every_set = pytest.mark.parametrize("kind", PRESENT, ids=lambda kind: kind.name)


def defaults(kind: DatasetKind) -> dict[str, Any]:
    return {field.name: field.default for field in kind.fields}


def loaded(kind: DatasetKind, options: Mapping[str, Any] | None = None, seed: int = 0) -> Data:
    if kind.fetch and kind.missing():
        kind.fetch(lambda received, total: None)
    return kind.load({**defaults(kind), **(options or {})}, seed)


def test_all_sets_are_there():
    assert {kind.name for kind in KINDS} >= {
        "circle", "xor", "gauss", "spiral", "plane", "gauss_regression",
        "digits", "iris", "wine", "breast_cancer", "mnist", "fashion_mnist",
    }  # fmt: skip


def test_the_order_is_unique():
    orders = [kind.order for kind in KINDS]
    assert len(orders) == len(set(orders))


@every_set
def test_the_card_is_complete_in_both_languages(kind: DatasetKind):
    for text in (kind.label, kind.summary, kind.about):
        assert text.en.strip()
        assert text.de.strip()
    assert kind.about.en != kind.about.de
    assert len(kind.about.en.split(". ")) >= 3
    assert kind.source
    assert kind.license
    assert len(kind.keywords) >= 3


@every_set
def test_the_signature_is_true(kind: DatasetKind):
    data = loaded(kind)
    shape, classes = kind.signature(defaults(kind))
    assert data.shape == shape
    assert data.classes == classes
    assert bool(classes) == (kind.task == "classification")
    for part in (data.training, data.test):
        assert part.inputs.shape == (len(part), *shape)


@every_set
def test_the_types_are_those_of_the_contract(kind: DatasetKind):
    data = loaded(kind)
    expected = {"image": np.uint8, "tokens": np.int32}.get(kind.sample_type, np.float32)
    for part in (data.training, data.test):
        assert part.inputs.dtype == expected
        if kind.task == "classification":
            assert part.targets.dtype == np.int32
            assert part.targets.shape == (len(part),)
            assert set(np.unique(part.targets)) == set(range(len(data.classes)))
        else:
            assert part.targets.dtype == np.float32
            assert part.targets.shape == (len(part), kind.values)


@every_set
def test_features_name_every_column(kind: DatasetKind):
    data = loaded(kind)
    if kind.sample_type in ("image", "tokens", "sequence"):
        assert data.features == ()
    else:
        assert len(data.features) == data.shape[0]
        assert len(set(data.features)) == len(data.features)


@every_set
def test_scaled_inputs_have_the_size_a_network_wants(kind: DatasetKind):
    data = loaded(kind)
    scaled = data.training.inputs[:2000] * np.float32(data.scale)
    assert np.isfinite(scaled).all()
    if kind.sample_type != "tokens":
        assert np.abs(scaled).max() <= 1.0 if kind.sample_type == "image" else scaled.std() < 10


@every_set
def test_tokens_are_those_that_the_kind_announces(kind: DatasetKind):
    data = loaded(kind)
    assert (kind.tokens is None) == (kind.sample_type != "tokens") == (data.words is None)
    if kind.tokens is None or data.words is None:
        return
    parts: tuple[tuple[Literal["training", "test"], Examples], ...]
    parts = (("training", data.training), ("test", data.test))
    for part, examples in parts:
        assert examples.inputs.min() >= 0
        assert examples.inputs.max() < kind.tokens(defaults(kind))
        for row in range(0, len(examples), len(examples) // 20):
            present = [word is not None for word in data.words(part, row)]
            assert present == (examples.inputs[row] != 0).tolist()


@every_set
def test_steps_tell_settings_and_statistics_in_words(kind: DatasetKind):
    for done in loaded(kind).steps:
        step = catalog.preprocessing()[done.step]
        assert set(done.statistics) == set(step.figures)
        assert set(done.config) <= {field.name for field in step.fields}
        json.dumps([done.config, done.statistics])


@every_set
def test_loading_twice_gives_the_same_arrays_and_nobody_can_change_them(kind: DatasetKind):
    first, second = loaded(kind, seed=3), loaded(kind, seed=3)
    assert first is second
    for array in (first.training.inputs, first.training.targets, first.test.inputs):
        assert not array.flags.writeable


@every_set
def test_no_test_row_is_trained_on(kind: DatasetKind):
    data = loaded(kind)
    rows = np.ascontiguousarray(data.training.inputs)
    training = {row.tobytes(): number for number, row in enumerate(rows)}
    shared = [
        (training[row.tobytes()], number)
        for number, row in enumerate(np.ascontiguousarray(data.test.inputs))
        if row.tobytes() in training
    ]
    if data.words is not None:  # two texts may differ in words that are not in the vocabulary
        told = data.words
        shared = [(a, b) for a, b in shared if told("training", a) == told("test", b)]
    assert shared == []


@every_set
def test_classes_are_as_frequent_in_both_parts(kind: DatasetKind):
    data = loaded(kind)
    if kind.task == "classification":
        training, test = (
            np.bincount(part.targets, minlength=len(data.classes)) / len(part)
            for part in (data.training, data.test)
        )
        np.testing.assert_allclose(training, test, atol=0.03)


@every_set
def test_columns_are_named_before_they_are_loaded(kind: DatasetKind):
    data = loaded(kind)
    named = data.features if kind.sample_type in ("points", "table") else ()
    assert kind.features(defaults(kind)) == named
