"""The projection is scikit-learn's PCA of what the layer puts out."""

import numpy as np
import pytest
from sklearn.decomposition import PCA

from tests.engine.probes.asking import ask, forward, images
from tests.engine.train.runs import dense, session
from tests.engine.train.runs import steps as take

CONV = ("conv2d", {"filters": 3, "kernel_size": [3, 3], "activation": "relu"})


def network(*layers):
    run = session(images(*layers, ("flatten", {}), dense(6, "tanh"), dense(10, "softmax")))
    take(run, 30)
    return run


@pytest.mark.parametrize(("node", "rows"), [("l1", 40), ("l1", 200), ("l3", 60), ("in", 30)])
def test_places_and_shares_are_those_of_pca(node, rows):
    run = network(CONV)
    question = {"probe": "projection", "node": node, "part": "validation", "first": 0}
    ((places, shares, targets, which),) = ask(run, {**question, "count": rows})
    examples, numbers = run.plan.rows.part("validation")
    inputs = run.plan.rows.scaled(examples.inputs[numbers[:rows]])
    values = forward(run, inputs)[node].reshape(rows, -1).astype(np.float64)
    pca = PCA(3, svd_solver="full").fit(values)
    wanted = pca.transform(values)
    wanted *= np.sign(wanted[np.abs(wanted).argmax(axis=0), range(3)])
    np.testing.assert_allclose(places, wanted, atol=2e-3 * np.abs(wanted).max())
    np.testing.assert_allclose(shares, pca.explained_variance_ratio_, atol=1e-4)
    np.testing.assert_array_equal(targets, examples.targets[numbers[:rows]])
    np.testing.assert_array_equal(which, np.arange(rows))


def test_padding_moves_nothing_and_narrow_layers_have_empty_axes():
    run = session(images(("flatten", {}), dense(2, "tanh"), dense(10, "softmax")))
    count = 8
    first = len(run.plan.rows.training) - count
    question = {"probe": "projection", "node": "l2", "part": "training", "first": first}
    (padded,) = ask(run, {**question, "count": count + 20})
    (exact,) = ask(run, {**question, "count": count})
    np.testing.assert_allclose(padded[0][:count], exact[0], atol=1e-4)
    np.testing.assert_allclose(padded[1], exact[1], atol=1e-5)
    assert (exact[0][:, 2] == 0).all()
    assert exact[1][2] == 0


def test_more_rows_than_can_be_taken_apart_are_refused():
    run = session(images(("flatten", {}), dense(10, "softmax")))
    question = {"probe": "projection", "node": "l2", "part": "training", "count": 501}
    (problem,) = run.watch([question])
    assert problem is not None
    assert problem.code == "bad_probe"
