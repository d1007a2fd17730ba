"""What a run answers to raw inputs, as a whole and at any of its nodes."""

import numpy as np
import pytest

from engine.errors import LearnerError
from engine.train.session import Session
from tests.engine.train.runs import COMPILER, circle, dense, document

POINTS = np.array([[0, 0], [1, -2], [3.5, 4]], np.float32)


def test_the_last_node_is_the_network():
    session = Session(circle(), device="cpu", compiler=COMPILER)
    np.testing.assert_array_equal(session.outputs(POINTS, "l3"), session.outputs(POINTS))


def test_a_node_is_asked_by_the_learners_name():
    session = Session(document(dense(3), dense(1)), device="cpu", compiler=COMPILER)
    standard = session.plan.names.standard["l1"]
    weights = {name: np.asarray(w) for name, w in session.tensors["params"][standard].items()}
    expected = POINTS @ weights["kernel"] + weights["bias"]
    found = session.outputs(POINTS, "l1")
    assert found.shape == (3, 3)
    np.testing.assert_allclose(found, expected, rtol=1e-5, atol=1e-6)


def test_a_node_that_is_not_there_is_a_sentence():
    session = Session(circle(), device="cpu", compiler=COMPILER)
    with pytest.raises(LearnerError) as caught:
        session.outputs(POINTS, "l9")
    assert caught.value.code == "no_such_node"
