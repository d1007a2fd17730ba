"""Augmentation draws as Keras draws, and does with the same draws what Keras does with them."""

from typing import Any

import jax
import jax.numpy as jnp
import keras
import numpy as np
import pytest

from engine import catalog
from engine.contracts import Call
from engine.graph.check import check
from engine.graph.fields import knobs, structure
from engine.graph.read import read
from engine.layers.augment import (
    random_contrast,
    random_crop,
    random_flip,
    random_rotation,
    random_translation,
    random_zoom,
)
from tests.engine.documents import chain
from tests.engine.keras_oracle import full, keras_layer

WARPS = ("random_rotation", "random_zoom", "random_translation")
RANDOM = (*WARPS, "random_flip", "random_contrast", "random_crop")
MANY = 4000


def call_of(name, config, images, training=True, seed=3):
    kind = catalog.layers()[name]
    values = full(name, config)
    return Call(
        (jnp.asarray(images),),
        {},
        structure(kind.fields, values),
        {key: jnp.float32(value) for key, value in knobs(kind.fields, values).items()},
        training,
        jax.random.key(seed),
        jnp.ones(len(images)),
        lambda sums: sums,
    )


def images(shape, rows=6):
    return np.random.default_rng(2).random((rows, *shape), np.float32)


def transformation(name, layer, call):
    """Our draws in the form in which Keras's layer takes its own."""
    _, height, width, _ = call.inputs[0].shape
    if name == "random_rotation":
        angle = random_rotation.angles(call) * 180 / np.pi
        none = jnp.zeros_like(angle)
        turned = layer._compute_affine_matrix(
            0.5, 0.5, angle, none, none, none + 1, none, none, height, width
        )
        return {"rotation_matrix": turned}
    if name == "random_zoom":
        down, across = random_zoom.zooms(call)
        return {"height_zoom": down[:, None], "width_zoom": across[:, None]}
    if name == "random_translation":
        down, right = random_translation.shifts(call)
        return {"translations": jnp.stack([right, down], 1)}
    if name == "random_flip":
        return {"flips": random_flip.flips(call)[:, None, None, None]}
    if name == "random_contrast":
        return {"contrast_factor": random_contrast.contrasts(call)[:, None, None, None]}
    return tuple(int(place) for place in random_crop.corner(call))


CASES = [
    pytest.param(name, config, shapes[0], id=f"{name}-{number}")
    for name in RANDOM
    for number, (config, shapes) in enumerate(catalog.layers()[name].examples)
]


@pytest.mark.parametrize(("name", "config", "shape"), CASES)
def test_the_same_draws_give_keras_s_images(name, config, shape):
    call = call_of(name, config, images(shape))
    layer = keras_layer(name, full(name, config))
    drawn = transformation(name, layer, call)
    with jax.numpy_dtype_promotion("standard"):
        theirs = layer.transform_images(call.inputs[0], drawn, training=True)
    np.testing.assert_allclose(catalog.layers()[name].apply(call), theirs, rtol=1e-5, atol=1e-5)


@pytest.mark.parametrize("mode", ["reflect", "wrap", "constant", "nearest"])
@pytest.mark.parametrize("interpolation", ["bilinear", "nearest"])
def test_far_outside_is_filled_as_keras_fills_it(mode, interpolation):
    """Zoomed out to twice and shifted by whole images."""
    config = {"fill_mode": mode, "interpolation": interpolation, "fill_value": 0.25}
    for name in ("random_zoom", "random_translation"):
        strong = {"height_factor": 0.97, "width_factor": 0.93, **config}
        call = call_of(name, strong, images((5, 7, 2), rows=40))
        layer = keras_layer(name, full(name, strong))
        drawn = transformation(name, layer, call)
        with jax.numpy_dtype_promotion("standard"):
            theirs = layer.transform_images(call.inputs[0], drawn, training=True)
        ours = catalog.layers()[name].apply(call)
        np.testing.assert_allclose(ours, theirs, rtol=1e-5, atol=1e-5)


@pytest.mark.parametrize(("name", "config", "shape"), CASES)
def test_outside_training_nothing_happens_to_an_image(name, config, shape):
    given = images(shape)
    answer = catalog.layers()[name].apply(call_of(name, config, given, training=False))
    if name == "random_crop":
        _, height, width, _ = answer.shape
        top, left = (shape[0] - height) // 2, (shape[1] - width) // 2
        given = given[:, top : top + height, left : left + width]
    np.testing.assert_array_equal(answer, given)


def even(values, low, high):
    """Draws cover a range evenly: its ends, its mean, its spread."""
    values = np.asarray(values)
    width = high - low
    assert low <= values.min() < low + width / 100
    assert high - width / 100 < values.max() <= high
    assert abs(values.mean() - (low + high) / 2) < width / 40
    assert abs(values.std() - width / np.sqrt(12)) < width / 40


def test_the_ranges_of_the_draws():
    blank = np.zeros((MANY, 4, 8, 1), np.float32)
    given = {"height_factor": 0.3, "width_factor": 0.2}
    even(
        random_rotation.angles(call_of("random_rotation", {"factor": 0.25}, blank)),
        -np.pi / 2,
        np.pi / 2,
    )
    even(random_contrast.contrasts(call_of("random_contrast", {"factor": 0.4}, blank)), 0.6, 1.4)
    down, across = random_zoom.zooms(call_of("random_zoom", given, blank))
    even(down, 0.7, 1.3)
    even(across, 0.8, 1.2)
    assert abs(np.corrcoef(down, across)[0, 1]) < 0.1
    down, across = random_zoom.zooms(call_of("random_zoom", {"height_factor": 0.3}, blank))
    np.testing.assert_array_equal(down, across)
    down, right = random_translation.shifts(call_of("random_translation", given, blank))
    even(down, -1.2, 1.2)
    even(right, -1.6, 1.6)
    assert abs(np.corrcoef(down, right)[0, 1]) < 0.1
    assert abs(np.mean(random_flip.flips(call_of("random_flip", {}, blank))) - 0.5) < 0.04


def test_keras_draws_from_the_same_ranges():
    """What the layers' words promise is what Keras's own draws do."""
    blank = np.zeros((MANY, 4, 8, 1), np.float32)
    zoom = keras_layer("random_zoom", full("random_zoom", {"height_factor": 0.3}))
    even(zoom.get_random_transformation(blank)["height_zoom"], 0.7, 1.3)
    turn = keras_layer("random_rotation", full("random_rotation", {"factor": 0.25}))
    even(turn.get_random_transformation(blank)["angle"], -90, 90)
    contrast = keras_layer("random_contrast", full("random_contrast", {"factor": 0.4}))
    even(contrast.get_random_transformation(blank)["contrast_factor"], 0.6, 1.4)
    flip: Any = keras.layers.RandomFlip().get_random_transformation(blank)
    assert abs(np.mean(flip["flips"]) - 0.5) < 0.04


def test_every_corner_is_cut_out_sooner_or_later():
    blank = np.zeros((1, 6, 5, 1), np.float32)
    config = {"height": 4, "width": 4}
    calls = [call_of("random_crop", config, blank, seed=seed) for seed in range(100)]
    corners = {tuple(int(place) for place in random_crop.corner(call)) for call in calls}
    assert corners == {(row, column) for row in range(3) for column in range(2)}


def test_a_piece_larger_than_the_image_is_refused_with_one_that_fits():
    document = chain(
        ("in", "input", {"shape": [8, 30, 1]}), ("c", "random_crop", {"height": 9, "width": 12})
    )
    (problem,) = check(read(document)).problems
    assert (problem.code, problem.node, problem.field) == ("crop_too_large", "c", "height")
    assert problem.fix is not None
    assert [edit["value"] for edit in problem.fix.edits] == [8, 12]
