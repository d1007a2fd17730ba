"""Every layer, in every example it declares, computes what Keras 3 computes."""

import jax.numpy as jnp
import numpy as np
import pytest

from engine import catalog
from tests.engine.keras_oracle import known
from tests.engine.layer_case import Case, certain, close, same_in

EXAMPLES = [
    (kind, config, shapes)
    for name, kind in catalog.layers().items()
    for config, shapes in kind.examples
    if name != "input" and known(name)
]


def cases(examples):
    return [
        pytest.param(*example, id=f"{example[0].name}-{number}")
        for number, example in enumerate(examples)
    ]


CASES = cases(EXAMPLES)
CERTAIN = cases([case for case in EXAMPLES if certain(*case[:2])])
REMEMBERING = cases([case for case in EXAMPLES if case[0].updates])


@pytest.mark.parametrize(("kind", "config", "shapes"), CASES)
def test_inference_and_its_gradients(kind, config, shapes):
    same_in(Case(kind, config, shapes), training=False)


@pytest.mark.parametrize(("kind", "config", "shapes"), CERTAIN)
def test_training_and_its_gradients(kind, config, shapes):
    same_in(Case(kind, config, shapes), training=True)


@pytest.mark.parametrize(("kind", "config", "shapes"), REMEMBERING)
def test_running_statistics(kind, config, shapes):
    case = Case(kind, config, shapes)
    _, theirs = case.theirs(case.weights, case.inputs, training=True)
    ours = kind.updates(case.call(case.weights, case.inputs, True))
    names = [weight.name for weight in case.inferred.weights if not weight.trainable]
    for name, value in zip(names, theirs, strict=True):
        close(ours[name], value)


@pytest.mark.parametrize(("kind", "config", "shapes"), CERTAIN)
def test_padding_rows_do_not_touch_the_real_ones(kind, config, shapes):
    case = Case(kind, config, shapes)
    more = tuple(np.concatenate([x, 9 + x[:2]]) for x in case.inputs)
    present = jnp.asarray([1.0] * 5 + [0.0] * 2)
    padded = kind.apply(case.call(case.weights, more, True, present))[:5]
    close(padded, case.ours(case.weights, case.inputs, True))
