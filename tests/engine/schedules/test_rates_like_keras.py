"""Every schedule gives Keras's learning rate at every step."""

import jax.numpy as jnp
import keras
import numpy as np
import pytest

from engine import catalog
from engine.graph.fields import filled, knobs, structure

START = 0.3
STEPS = np.arange(0, 41)
OF = keras.optimizers.schedules


def steps_down(every, factor):
    """Keras changes after a boundary, we at it; so its boundaries are one step earlier."""
    count = len(STEPS) // every + 1
    return OF.PiecewiseConstantDecay(
        [every * number - 1 for number in range(1, count)],
        [START * factor**number for number in range(count)],
    )


CASES = {
    "constant": [({}, lambda _: np.float32(START))],
    "step_decay": [({"decay_steps": 7, "factor": 0.4}, steps_down(7, 0.4))],
    "exponential_decay": [
        ({"decay_steps": 9, "decay_rate": 0.7}, OF.ExponentialDecay(START, 9, 0.7)),
        (
            {"decay_steps": 9, "decay_rate": 0.7, "staircase": True},
            OF.ExponentialDecay(START, 9, 0.7, staircase=True),
        ),
    ],
    "inverse_time_decay": [
        ({"decay_steps": 9, "decay_rate": 0.7}, OF.InverseTimeDecay(START, 9, 0.7)),
        (
            {"decay_steps": 9, "decay_rate": 0.7, "staircase": True},
            OF.InverseTimeDecay(START, 9, 0.7, staircase=True),
        ),
    ],
    "cosine_decay": [
        ({"decay_steps": 25}, OF.CosineDecay(START, 25)),
        (
            {"decay_steps": 20, "alpha": 0.2, "warmup_steps": 8},
            OF.CosineDecay(0.0, 20, 0.2, warmup_target=START, warmup_steps=8),
        ),
    ],
    "polynomial_decay": [
        ({"decay_steps": 25}, OF.PolynomialDecay(START, 25)),
        (
            {"decay_steps": 11, "end_learning_rate": 0.05, "power": 2, "cycle": True},
            OF.PolynomialDecay(START, 11, 0.05, 2.0, cycle=True),
        ),
    ],
    "warm_up": [
        ({"warmup_steps": 12}, OF.PolynomialDecay(0.0, 12, START)),
        ({"warmup_steps": 12, "begin": 0.1}, OF.PolynomialDecay(0.1 * START, 12, START)),
    ],
}


def test_every_kind_is_tried():
    assert set(CASES) == set(catalog.schedules())


@pytest.mark.parametrize(
    ("name", "config", "theirs"),
    [
        pytest.param(name, *case, id=f"{name}-{number}")
        for name, cases in CASES.items()
        for number, case in enumerate(cases)
    ],
)
def test_the_rate_of_every_step(name, config, theirs):
    kind = catalog.schedules()[name]
    values, problems = filled(kind.fields, config)
    assert not problems
    sliders = {field: jnp.float32(value) for field, value in knobs(kind.fields, values).items()}
    plan = structure(kind.fields, values)
    ours = [float(kind.rate(jnp.float32(START), jnp.float32(s), plan, sliders)) for s in STEPS]
    expected = [float(theirs(np.int32(step))) for step in STEPS]
    np.testing.assert_allclose(ours, expected, rtol=1e-5, atol=1e-7)
