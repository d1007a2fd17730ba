"""What the network gets of a sample: to the bit what a set's own numbers become."""

import numpy as np
from sklearn.datasets import load_digits

from tests.engine.probes.asking import ask, images
from tests.engine.train.joins import two_towers
from tests.engine.train.runs import document, session

ROW = 4
PROBE = {
    "probe": "entering",
    "node": "in",
    "sample": {"part": "training", "index": ROW},
}


def entering(source, **changes):
    run = session(source)
    (parts,) = ask(run, {**PROBE, **changes})
    return run, *parts


def test_an_image_comes_in_as_sixteenths_of_its_levels():
    run, values, target = entering(
        images(("flatten", {}), ("dense", {"units": 10, "activation": "softmax"}))
    )
    published, classes = load_digits(return_X_y=True)
    raw = run.plan.rows.data.training.inputs[run.plan.rows.training[ROW]]
    (place,) = np.flatnonzero((published == raw.ravel()).all(axis=1))[:1]
    np.testing.assert_array_equal(values, (published[place] / 16).reshape(8, 8, 1))
    assert target == classes[place]


def test_a_point_comes_in_as_what_is_told_of_it():
    names = ["x1", "x2_squared", "x1_x2", "sin_x2"]
    data = {"dataset": "circle", "options": {"features": names}}
    run, values, _ = entering(document(("dense", {"units": 1}), data=data))
    x, y = run.plan.rows.data.columns["points"][run.plan.rows.training[ROW]]
    np.testing.assert_allclose(values, [x, y * y, x * y, np.sin(y)], rtol=1e-6)


def test_an_input_with_columns_of_its_own_gets_those():
    run, values, _ = entering(two_towers(), node="right")
    rows = run.plan.rows
    every = rows.data.training.inputs[rows.training[ROW]]
    wanted = [rows.data.features.index(name) for name in ("proline", "alcohol", "magnesium")]
    np.testing.assert_array_equal(values, every[wanted])


def test_it_is_asked_of_inputs_alone():
    (problem,) = session(document(("dense", {"units": 1}))).watch([{**PROBE, "node": "l1"}])
    assert problem is not None
    assert problem.code == "bad_probe"
