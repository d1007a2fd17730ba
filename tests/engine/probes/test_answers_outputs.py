"""Answers of networks with several outputs: each output is told what it should have said."""

import numpy as np

from tests.engine.probes.asking import ask
from tests.engine.train.joins import two_towers
from tests.engine.train.runs import session


def test_each_output_is_told_its_own_targets():
    run = session(two_towers(kind="supervised", loss={"kind": "mean_squared_error"}))
    examples, numbers = run.plan.rows.part("training")
    rows = numbers[:20]
    inputs = run.plan.rows.scaled(examples.inputs[rows])
    asked = {"probe": "answers", "part": "training", "first": 0, "count": 20}
    for answer in run.plan.lesson.answers:
        node = run.plan.names.original[answer.node]
        ((outputs, targets, losses, which),) = ask(run, {**asked, "node": node})
        columns = run.plan.network.targets.get(answer.node)
        wanted = examples.targets[rows] if answer.classes else inputs
        if columns is not None:
            wanted = inputs[:, list(columns)]
        if targets.ndim == 2 and answer.classes:
            targets = targets.argmax(axis=1) if targets.shape[1] > 1 else targets[:, 0] > 0
        np.testing.assert_allclose(targets, wanted, rtol=1e-6)
        assert len(outputs) == len(losses) == 20
        np.testing.assert_array_equal(which, np.arange(20))


def test_a_layer_that_is_no_output_has_no_targets():
    run = session(two_towers(kind="supervised", loss={"kind": "mean_squared_error"}))
    question = {"probe": "answers", "node": "h", "part": "training", "count": 5}
    ((outputs, targets, _, _),) = ask(run, question)
    assert outputs.shape[0] == 5
    assert targets.shape == (0,)
