"""Every layer with options drawn by chance, in any combination, computes what Keras 3 computes."""

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from engine import catalog
from engine.errors import LearnerError
from engine.graph.fields import filled, structure
from engine.graph.shapes import frozen, infer
from tests.engine.keras_oracle import known
from tests.engine.layer_case import Case, certain, same_in

KINDS = [kind for name, kind in catalog.layers().items() if name != "input" and known(name)]
DRAWN = (
    *("integer", "number", "boolean", "choice", "integers", "activation", "initializer"),
    *("regularizer", "constraint"),
)
MOST = 6  # what a count is drawn up to: larger layers only take longer


SLOW = [HealthCheck.filter_too_much, HealthCheck.too_slow]


def value(field):
    """Any value that a form would let through."""
    low = int(field.minimum or 0)
    high = int(min(field.maximum or MOST, max(MOST, low + 3)))
    count = st.integers(low, high)
    drawn = {
        "integer": count,
        "number": st.sampled_from([field.minimum or 0.0, 0.25, 0.5]),
        "boolean": st.booleans(),
        "choice": st.sampled_from(field.choices or ("",)),
        "integers": count | st.lists(count, min_size=field.length, max_size=field.length),
        "activation": st.sampled_from(sorted(catalog.activations())),
        "initializer": st.sampled_from(["zeros", "he_normal", "lecun_uniform"]),
        "regularizer": st.just({"l1": 0.01, "l2": 0.02}),
        "constraint": st.just({"max_norm": 2.0}),
    }[field.type]
    return st.none() | drawn if field.nullable else drawn


@st.composite
def draws(draw, kind):
    """An example of a layer's own with some of its fields drawn anew, and the inputs' shapes."""
    config, shapes = draw(st.sampled_from(kind.examples))
    # Holding still what is trained is the optimizers' business.
    fields = [f for f in kind.fields if f.type in DRAWN and f.name != "trainable"]
    changed = draw(st.lists(st.sampled_from(fields), unique=True, max_size=4)) if fields else []
    return {**config, **{field.name: draw(value(field)) for field in changed}}, shapes


def fits(kind, config, shapes):
    """Whether our own checks take it: what they refuse is told to the learner in words."""
    values, problems = filled(kind.fields, config)
    if problems:
        return False
    try:
        infer(kind.name, frozen(structure(kind.fields, values)), shapes)
    except LearnerError:
        return False
    return True


# Of a single output it is always 1, which Keras remarks on.
@pytest.mark.filterwarnings("ignore:You are using a softmax")
@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_outputs_and_gradients(kind):
    seen = []

    @settings(max_examples=4, suppress_health_check=SLOW)
    @given(draws(kind))
    def compare(drawn):
        config, shapes = drawn
        assume(fits(kind, config, shapes))
        seen.append(config)
        same_in(Case(kind, config, shapes), training=certain(kind, config))

    compare()
    assert seen
