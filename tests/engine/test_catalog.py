"""One contract for everything discovered: names, words in both languages, fields, examples."""

import json
import re

import jax
import jax.numpy as jnp
import numpy as np
import pytest

from engine import catalog, contracts
from engine.contracts import Call, Text
from engine.graph.build import activations
from engine.graph.fields import checked, filled, knobs, structure
from engine.graph.shapes import frozen, infer
from tests.engine import keras_oracle

SORTS = {
    "layers": catalog.layers(),
    "activations": catalog.activations(),
    "initializers": catalog.initializers(),
    "losses": catalog.losses(),
    "optimizers": catalog.optimizers(),
    "schedules": catalog.schedules(),
    "callbacks": catalog.callbacks(),
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
            functions=activations(),
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


def takes(kind, shape):
    """Whether an initializer is for tensors of so many axes."""
    fewest, most = kind.axes
    return fewest <= len(shape) and (most is None or len(shape) <= most)


STARTS = [
    pytest.param(kind, shape, id=f"{name}-{len(shape)}")
    for name, kind in catalog.initializers().items()
    for shape in [(400, 300), (300, 400), (3, 3, 40, 50)]
    if takes(kind, shape)
]


@pytest.mark.parametrize(("kind", "shape"), STARTS)
def test_an_initializer_repeats_itself_and_is_float32(kind, shape):
    first, second = (drawn(kind, 3, shape) for _ in range(2))
    assert first.dtype == np.float32
    assert first.shape == shape
    np.testing.assert_array_equal(first, second)


@pytest.mark.parametrize(("kind", "shape"), STARTS)
def test_an_initializer_spreads_like_keras(kind, shape):
    """The same distribution: mean, spread and every part of the range, tails included."""
    ours = drawn(kind, 0, shape)
    theirs = np.asarray(keras_oracle.initializer(kind.name)(shape))
    chance = 5 * theirs.std() / np.sqrt(theirs.size) + 1e-9  # what two draws may differ by
    assert abs(ours.std() - theirs.std()) < chance
    assert abs(ours.mean() - theirs.mean()) < chance
    places = [0, 0.005, 0.02, 0.1, 0.3, 0.5, 0.7, 0.9, 0.98, 0.995, 1]
    found, expected = np.quantile(ours, places), np.quantile(theirs, places)
    inner = slice(1, -1) if kind.name in ("random_normal", "orthogonal") else slice(None)
    np.testing.assert_allclose(found[inner], expected[inner], atol=0.15 * theirs.std() + 1e-9)


@pytest.mark.parametrize("shape", [(6, 4), (4, 6), (3, 3, 2, 5)])
def test_orthogonal_turns_without_stretching(shape):
    matrix = drawn(catalog.initializers()["orthogonal"], 1, shape).reshape(-1, shape[-1])
    small = matrix if matrix.shape[0] >= matrix.shape[1] else matrix.T
    np.testing.assert_allclose(small.T @ small, np.eye(small.shape[1]), atol=1e-5)


@pytest.mark.parametrize("shape", [(3, 3), (2, 4)])
def test_identity_is_keras_s(shape):
    theirs = np.asarray(keras_oracle.initializer("identity")(shape))
    np.testing.assert_array_equal(drawn(catalog.initializers()["identity"], 0, shape), theirs)


@pytest.mark.parametrize(
    ("name", "config"),
    [
        ("constant", {"value": 0.3}),
        ("random_normal", {"mean": 2.0, "stddev": 0.5}),
        ("truncated_normal", {"mean": -1.0, "stddev": 0.2}),
        ("random_uniform", {"minval": 1.0, "maxval": 3.0}),
        ("orthogonal", {"gain": 2.0}),
        ("identity", {"gain": 0.5}),
    ],
)
def test_numbers_of_an_initializer_mean_what_they_mean_in_keras(name, config):
    kind = catalog.initializers()[name]
    full, problems = filled(kind.fields, config)
    assert not problems
    ours = kind.draw(np.random.default_rng(0), (200, 200), full)
    theirs = np.asarray(keras_oracle.initializer(name, config)((200, 200)))
    spread = theirs.std()
    assert abs(ours.mean() - theirs.mean()) < 0.05 * spread + 1e-7
    assert abs(ours.std() - spread) < 0.05 * spread + 1e-7


@pytest.mark.parametrize("name", catalog.activations())
def test_an_activation_is_keras_s_and_so_is_its_gradient(name):
    """At kinks, at zero and far out too."""
    special = [0, -100, 100, 0.5, -0.5, 1, -1, 3, -3, 6]
    points = np.concatenate([np.linspace(-4, 4, 60), special]).astype(np.float32).reshape(7, 10)
    x = jnp.asarray(points)
    ours, back = jax.vjp(catalog.activations()[name].apply, x)
    pull = jnp.asarray(np.random.default_rng(0).normal(size=ours.shape).astype(np.float32))
    with jax.numpy_dtype_promotion("standard"):
        theirs, oracle = jax.vjp(keras_oracle.activation(name), x)
        expected = oracle(pull)
    np.testing.assert_allclose(ours, theirs, rtol=1e-5, atol=1e-6)
    np.testing.assert_allclose(back(pull), expected, rtol=1e-5, atol=1e-6)


def test_the_description_is_json_and_complete():
    described = json.loads(json.dumps(catalog.describe(), allow_nan=False))
    for sort, kinds in SORTS.items():
        assert [kind["name"] for kind in described[sort]] == list(kinds)
    dense = next(kind for kind in described["layers"] if kind["name"] == "dense")
    assert dense["family"] == "core"
    assert "call.activate(sums)" in dense["code"]
    convolution = next(kind for kind in described["layers"] if kind["name"] == "conv2d")
    assert 'call.weights["kernel"]' in convolution["code"]  # in a function of its own
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


def test_each_family_has_a_place_of_its_own_in_the_palette():
    places = [family.order for family in catalog.families().values()]
    assert len(set(places)) == len(places)
