"""The six sets of the plane: their geometry, their noise, their inputs."""

from typing import Any

import numpy as np
import pytest

from engine import catalog
from engine.contracts import Data
from engine.errors import LearnerError

NAMES = ("circle", "xor", "gauss", "spiral", "plane", "gauss_regression")
every_plane_set = pytest.mark.parametrize("name", NAMES)


def load(name: str, seed: int = 0, **options: Any) -> Data:
    config = {"samples": 500, "noise": 0, "features": ["x1", "x2"], **options}
    return catalog.datasets()[name].load(config, seed)


def points(data: Data) -> np.ndarray:
    return data.columns["points"]


def distance(xy: np.ndarray) -> np.ndarray:
    return np.hypot(xy[:, 0], xy[:, 1])


@every_plane_set
@pytest.mark.parametrize("samples", [100, 333, 1000])
def test_there_are_as_many_points_as_asked_for(name: str, samples: int):
    data = load(name, samples=samples)
    assert len(data.training) == len(points(data)) == samples
    assert len(data.test) == len(data.columns["test_points"]) == 500


@every_plane_set
def test_more_points_leave_the_others_in_place(name: str):
    few, many = load(name, samples=200, noise=20), load(name, samples=700, noise=20)
    np.testing.assert_array_equal(points(few), points(many)[:200])
    np.testing.assert_array_equal(few.training.targets, many.training.targets[:200])


@every_plane_set
def test_the_seed_decides_and_nothing_else(name: str):
    kind = catalog.datasets()[name]
    config = {"samples": 100, "noise": 10, "features": ["x1", "x2"]}
    first = kind.load(config, 1).training.inputs
    for seed in range(2, 40):  # more than are remembered, so that seed 1 is made again
        assert not np.array_equal(kind.load(config, seed).training.inputs, first)
    np.testing.assert_array_equal(kind.load(config, 1).training.inputs, first)


@every_plane_set
def test_half_a_percent_of_noise_moves_little(name: str):
    quiet, noisy = load(name, noise=10), load(name, noise=10.5)
    assert np.abs(points(quiet) - points(noisy)).max() < 0.2
    changed = np.abs(quiet.training.targets - noisy.training.targets)
    assert changed.mean() < 0.02


@every_plane_set
def test_noise_grows_with_the_slider(name: str):
    clean = load(name)

    def strength(noise: int) -> float:
        data = load(name, noise=noise)
        moved = np.abs(points(data) - points(clean)).mean()
        return float(moved + np.abs(data.training.targets - clean.training.targets).mean())

    strengths = [strength(noise) for noise in (0, 10, 20, 35, 50)]
    assert strengths[0] == 0
    assert strengths == sorted(set(strengths))


@every_plane_set
def test_every_stretch_of_rows_is_balanced(name: str):
    data = load(name)
    if data.classes and name != "xor":
        for start in range(0, 500, 100):
            assert data.training.targets[start : start + 100].sum() == 50


def test_circle_is_a_disk_and_a_ring():
    data = load("circle", samples=1000)
    inside = data.training.targets == 1
    radius = distance(points(data))
    assert radius[inside].max() < 2.5
    assert radius[~inside].min() >= 3.5
    assert radius[~inside].max() <= 5.0
    assert radius[inside].min() < 0.2
    assert radius[~inside].max() > 4.9


def test_circle_noise_leaves_the_points_and_moves_labels():
    clean, noisy = load("circle"), load("circle", noise=50)
    np.testing.assert_array_equal(points(clean), points(noisy))
    assert 0.02 < (clean.training.targets != noisy.training.targets).mean() < 0.4


def test_xor_labels_are_the_quadrants():
    data = load("xor", samples=1000)
    xy = points(data)
    assert np.abs(xy).min() >= 0.3
    assert np.abs(xy).max() <= 5.3
    np.testing.assert_array_equal(data.training.targets == 1, xy[:, 0] * xy[:, 1] > 0)


@pytest.mark.parametrize(("noise", "variance"), [(0, 0.5), (50, 4.0)])
def test_gauss_has_its_centers_and_variance(noise: int, variance: float):
    data = load("gauss", samples=1000, noise=noise)
    for number, center in ((1, 2.0), (0, -2.0)):
        cloud = points(data)[data.training.targets == number]
        np.testing.assert_allclose(cloud.mean(axis=0), center, atol=4 * np.sqrt(variance / 500))
        np.testing.assert_allclose(cloud.var(axis=0), variance, rtol=0.2)


def test_spiral_has_two_arms():
    data = load("spiral", samples=1000)
    xy = points(data)
    radius = distance(xy)
    angle = 2 * np.pi * 1.75 * radius / 5
    first = data.training.targets == 1
    direction = np.stack([np.sin(angle), np.cos(angle)], axis=1) * radius[:, np.newaxis]
    np.testing.assert_allclose(xy[first], direction[first], atol=1e-4)
    np.testing.assert_allclose(xy[~first], -direction[~first], atol=1e-4)
    assert radius.max() <= 5.0
    for arm in (radius[first], radius[~first]):
        assert np.diff(np.sort(arm)).max() < 0.05


def test_spiral_noise_is_at_most_half():
    assert np.abs(points(load("spiral")) - points(load("spiral", noise=50))).max() <= 0.5


def test_plane_values_are_a_tenth_of_the_sum():
    data = load("plane")
    np.testing.assert_allclose(
        data.training.targets[:, 0], points(data).sum(axis=1) / 10, atol=1e-6
    )
    assert np.abs(points(data)).max() <= 6


def test_gauss_regression_has_six_peaks():
    data = load("gauss_regression", samples=1000)
    xy, value = points(data), data.training.targets[:, 0]
    for x1, x2, sign in ((-4, 2.5, 1), (0, 2.5, -1), (4, 2.5, 1), (0, -2.5, 1), (4, -2.5, -1)):
        away = distance(xy - np.array([x1, x2]))
        near = away < 1.0
        np.testing.assert_allclose(value[near], sign * (1 - away[near] / 2), atol=1e-5)
    assert np.abs(value).max() <= 1
    assert (value == 0).mean() > 0.2


@every_plane_set
def test_the_inputs_are_the_functions_they_are_called(name: str):
    kind = catalog.datasets()[name]
    names = ["sin_x2", "x1", "x1_x2", "x2_squared", "x2", "sin_x1", "x1_squared"]
    data = load(name, features=names)
    x1, x2 = points(data).T
    expected = [np.sin(x2), x1, x1 * x2, x2**2, x2, np.sin(x1), x1**2]
    np.testing.assert_allclose(data.training.inputs, np.stack(expected, axis=1), rtol=1e-6)
    assert data.features == tuple(names)
    assert kind.embed is not None
    np.testing.assert_array_equal(
        kind.embed({"features": names}, points(data)), data.training.inputs
    )
    assert kind.signature({"features": names})[0] == (7,)


@every_plane_set
def test_without_any_input_there_is_a_sentence(name: str):
    with pytest.raises(LearnerError) as caught:
        catalog.datasets()[name].signature({"features": []})
    assert caught.value.code == "features_empty"
    assert caught.value.field == "features"
