"""One contract for everything discovered: names, words in both languages, fields, examples."""

import json
import re

import jax
import jax.numpy as jnp
import numpy as np
import pytest

from engine import catalog, contracts
from engine.contracts import Call, Text
from engine.graph.fields import checked, filled, knobs, structure
from engine.graph.shapes import frozen, infer
from tests.engine import keras_oracle

SORTS = {
    "layers": catalog.layers(),
    "activations": catalog.activations(),
    "initializers": catalog.initializers(),
    "losses": catalog.losses(),
    "optimizers": catalog.optimizers(),
    "metrics": catalog.metrics(),
    "datasets": catalog.datasets(),
    "probes": catalog.probes(),
    "learning": catalog.learning(),
}
KINDS = [
    pytest.param(kind, id=f"{sort}-{name}")
    for sort, kinds in SORTS.items()
    for name, kind in kinds.items()
]
FIELDS = [
    pytest.param(field, id=f"{param.id}-{field.name}")
    for param in KINDS
    for field in getattr(param.values[0], "fields", ())
]
LAYERS = [pytest.param(kind, id=name) for name, kind in catalog.layers().items()]
INITIALIZERS = [pytest.param(kind, id=name) for name, kind in catalog.initializers().items()]


def texts(value):
    return [part for name in value.__slots__ if isinstance(part := getattr(value, name), Text)]


@pytest.mark.parametrize("sort", SORTS)
def test_something_of_each_sort_is_there(sort):
    assert SORTS[sort]


@pytest.mark.parametrize("kind", KINDS)
def test_every_text_is_there_in_both_languages(kind):
    for text in texts(kind):
        assert text.en.strip()
        assert text.de.strip()


@pytest.mark.parametrize("kind", KINDS)
def test_names_are_snake_case(kind):
    assert re.fullmatch(r"[a-z][a-z0-9_]*", kind.name)


@pytest.mark.parametrize("field", FIELDS)
def test_a_field_has_words_and_takes_its_own_default(field):
    assert all(part.en.strip() and part.de.strip() for part in texts(field))
    if field.default is not None:
        checked(field, field.default)
    else:
        assert field.nullable


@pytest.mark.parametrize("field", FIELDS)
def test_a_knob_is_a_number_or_a_penalty(field):
    if not field.structural:
        assert field.type in ("number", "integer", "boolean", "regularizer")


@pytest.mark.parametrize("kind", LAYERS)
def test_a_layer_has_examples_that_run_with_the_inferred_shape(kind):
    assert kind.examples
    for config, shapes in kind.examples:
        values, problems = filled(kind.fields, config)
        assert not problems
        plan = structure(kind.fields, values)
        given = (plan["shape"],) if kind.name == "input" else shapes
        known = infer(kind.name, frozen(plan), given)
        call = Call(
            tuple(jnp.zeros((2, *shape)) for shape in given),
            {weight.name: jnp.ones(weight.shape) for weight in known.weights},
            plan,
            {name: jnp.float32(x) for name, x in knobs(kind.fields, values).items()},
            False,
            jax.random.key(0),
            jnp.ones(2),
            lambda sums: sums,
        )
        assert kind.apply(call).shape == (2, *known.shape)


@pytest.mark.parametrize("kind", LAYERS)
def test_a_layer_with_other_knobs_has_the_same_structure(kind):
    numbers = [field for field in kind.fields if not field.structural]
    values, _ = filled(kind.fields, {})
    there = [field for field in numbers if not field.nullable or values[field.name] is not None]
    other = {**values, **{field.name: field.minimum for field in there}}
    assert structure(kind.fields, values) == structure(kind.fields, other)


def drawn(kind, seed, shape):
    """A tensor as an initializer draws it by its defaults."""
    config, _ = filled(kind.fields, {})
    return kind.draw(np.random.default_rng(seed), shape, config)


@pytest.mark.parametrize("kind", INITIALIZERS)
@pytest.mark.parametrize("shape", [(400, 300), (3, 3, 40, 50), (7,)])
def test_an_initializer_repeats_itself_and_is_float32(kind, shape):
    first, second = (drawn(kind, 3, shape) for _ in range(2))
    assert first.dtype == np.float32
    assert first.shape == shape
    np.testing.assert_array_equal(first, second)


@pytest.mark.parametrize("kind", INITIALIZERS)
@pytest.mark.parametrize("shape", [(400, 300), (3, 3, 40, 50)])
def test_an_initializer_spreads_like_keras(kind, shape):
    ours = drawn(kind, 0, shape)
    theirs = np.asarray(keras_oracle.initializer(kind.name)(shape))
    assert abs(ours.std() - theirs.std()) < 0.02 * theirs.std() + 1e-9
    assert abs(ours.max() - theirs.max()) <= 0.05 * abs(theirs.max())
    assert abs(ours.mean() - theirs.mean()) < 0.02


@pytest.mark.parametrize("name", catalog.activations())
def test_an_activation_is_keras_s(name):
    x = np.linspace(-4, 4, 60, dtype=np.float32).reshape(6, 10)
    theirs = np.asarray(keras_oracle.activation(name)(x))
    np.testing.assert_allclose(catalog.activations()[name].apply(jnp.asarray(x)), theirs, atol=1e-6)


def test_the_description_is_json_and_complete():
    described = json.loads(json.dumps(catalog.describe(), allow_nan=False))
    for sort, kinds in SORTS.items():
        assert [kind["name"] for kind in described[sort]] == list(kinds)
    dense = next(kind for kind in described["layers"] if kind["name"] == "dense")
    assert dense["family"] == "core"
    assert "call.activate(sums)" in dense["code"]
    assert dense["inputs"] == [1, 1]
    assert {family["name"] for family in described["families"]} == {
        kind["family"] for kind in described["layers"]
    }


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "must hold"),
        ("from engine.contracts import Text\nKIND = Text('a', 'b')", "must hold"),
        ("from engine.activations.relu import KIND", "rename"),
    ],
)
def test_a_file_that_is_no_kind_stops_start_up(tmp_path, monkeypatch, text, words):
    package = tmp_path / f"broken_{abs(hash(text))}"
    package.mkdir()
    (package / "__init__.py").write_text("")
    (package / "_helper.py").write_text("raise SystemExit('never imported')")
    (package / "thing.py").write_text(text)
    monkeypatch.syspath_prepend(tmp_path)
    with pytest.raises(catalog.CatalogError, match=words):
        catalog.discover(package.name, contracts.ActivationKind)


def test_two_kinds_of_one_name_stop_start_up(tmp_path, monkeypatch):
    for folder in ("doubled", "doubled/deeper"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "__init__.py").write_text("")
        (tmp_path / folder / "relu.py").write_text("from engine.activations.relu import KIND")
    monkeypatch.syspath_prepend(tmp_path)
    with pytest.raises(catalog.CatalogError, match="second"):
        catalog.discover("doubled", contracts.ActivationKind)
