"""What noise layers draw in training: shares, means and spreads."""

import jax
import jax.numpy as jnp
import numpy as np
import pytest

from engine import catalog
from engine.contracts import Call


def noisy(name, knobs, x, training=True):
    """A noise layer applied to an array."""
    call = Call(
        (jnp.asarray(x),),
        {},
        {},
        {key: jnp.float32(value) for key, value in knobs.items()},
        training,
        jax.random.key(0),
        jnp.ones(len(x)),
        lambda sums: sums,
    )
    return np.asarray(catalog.layers()[name].apply(call))


ONES = np.ones((20, 2000), np.float32)


def test_dropout_drops_its_share_and_keeps_the_mean():
    answer = noisy("dropout", {"rate": 0.3}, ONES)
    assert abs((answer == 0).mean() - 0.3) < 0.01
    np.testing.assert_allclose(answer[answer != 0], 1 / 0.7, rtol=1e-6)


def test_spatial_dropout_drops_whole_maps():
    answer = noisy("spatial_dropout2d", {"rate": 0.3}, np.ones((50, 4, 3, 400), np.float32))
    per_map = answer.transpose(0, 3, 1, 2).reshape(-1, 12)
    assert (per_map == per_map[:, :1]).all()
    assert abs((per_map[:, 0] == 0).mean() - 0.3) < 0.01
    np.testing.assert_allclose(answer[answer != 0], 1 / 0.7, rtol=1e-6)


def test_gaussian_noise_is_added():
    noise = noisy("gaussian_noise", {"stddev": 0.3}, 5 * ONES) - 5
    assert abs(noise.mean()) < 0.01
    assert abs(noise.std() - 0.3) < 0.01
    assert abs((np.abs(noise) < 0.3).mean() - 0.683) < 0.01


def test_gaussian_dropout_multiplies_with_the_variance_of_dropout():
    answer = noisy("gaussian_dropout", {"rate": 0.2}, 5 * ONES) / 5
    assert abs(answer.mean() - 1) < 0.01
    assert abs(answer.std() - np.sqrt(0.2 / 0.8)) < 0.01
    assert (noisy("gaussian_dropout", {"rate": 0.2}, 0 * ONES) == 0).all()


@pytest.mark.parametrize(
    ("name", "knobs"),
    [
        ("dropout", {"rate": 0.3}),
        ("spatial_dropout2d", {"rate": 0.3}),
        ("gaussian_noise", {"stddev": 0.3}),
        ("gaussian_dropout", {"rate": 0.3}),
    ],
)
def test_no_noise_outside_training(name, knobs):
    x = np.random.default_rng(0).standard_normal((3, 4, 4, 2)).astype(np.float32)
    np.testing.assert_array_equal(noisy(name, knobs, x, training=False), x)
