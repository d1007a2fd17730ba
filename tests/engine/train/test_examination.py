"""A run that diverges, stalls or dies is explained from its own numbers."""

import numpy as np

from tests.engine.train.runs import changed, circle, dense, document, session, settle
from tests.engine.train.runs import steps as take


def findings(run):
    """What an examination finds, by code."""
    if run.findings is None:
        run.diagnose()
        settle(run)
    assert run.findings is not None
    return {problem.code: problem for problem in run.findings[1]}


def test_a_tenfold_learning_rate_diverges_and_is_explained():
    """On unbounded layers the steps grow until the numbers overflow; a tenth of it learns."""
    source = document(
        dense(8, "relu"), dense(8, "relu"), dense(1), optimizer_config={"learning_rate": 0.15}
    )
    calm = session(source)
    take(calm, 200)
    assert calm.state == "idle"
    assert calm.history.rows[-1]["loss"] < 0.5
    wild = session(changed(source, "training.optimizer.config.learning_rate", 1.5))
    take(wild, 200)
    assert wild.state == "diverged"
    found = findings(wild)
    assert next(iter(found)) in ("diverged", "diverged_at")
    explained = found["rate_too_high_diverged"]
    assert explained.values["rate"].en == "1.5"
    losses = {row["step"]: row["loss"] for row in wild.history.rows}
    assert float(explained.values["now"].en) == float(f"{losses[explained.values['now_at']]:.3g}")
    (edit,) = edits(explained)
    assert edit == {"op": "training", "field": "optimizer.config.learning_rate", "value": 0.15}


def edits(problem):
    """What the button beside a finding would do."""
    assert problem.fix is not None
    return problem.fix.edits


def test_ten_sigmoid_layers_are_told_to_lose_the_gradient():
    run = session(document(*[dense(8, "sigmoid")] * 10, dense(1, "tanh")))
    found = findings(run)["gradients_vanish"]
    assert float(found.values["first_norm"].en) * 1000 < float(found.values["last_norm"].en)
    assert {edit["node"] for edit in edits(found)} == {f"l{number}" for number in range(1, 11)}


def test_dead_units_are_found():
    run = session(document(dense(4, "relu"), dense(1, "tanh")))
    for unit in range(3):
        run.set_weight("l1", "bias", [unit], -1000)
    found = findings(run)["dead_units"]
    assert found.node == "l1"
    assert found.values["dead"] >= 3
    assert edits(found)[0]["value"] == "leaky_relu"


def test_saturated_units_are_found():
    run = session(document(dense(4, "tanh"), dense(1, "tanh")))
    for unit in range(3):
        run.set_weight("l1", "bias", [unit], 30)
    assert findings(run)["saturated_units"].values["saturated"] >= 3


def test_unscaled_inputs_are_found(monkeypatch):
    run = session(circle())
    assert "unscaled_inputs" not in findings(run)
    large = session(circle())
    scaled = type(large.plan.rows).scaled
    monkeypatch.setattr(
        type(large.plan.rows), "scaled", lambda self, inputs: 100 * scaled(self, inputs)
    )
    found = findings(large)["unscaled_inputs"]
    rows = large.plan.rows
    numbers = rows.scaled(rows.data.training.inputs[rows.training])
    deviations = numbers.std(axis=0)
    assert float(found.values["deviation"].en) in [float(f"{value:.3g}") for value in deviations]


def test_values_that_an_output_cannot_reach_are_found():
    run = session(document(dense(1, "sigmoid"), data={"dataset": "gauss_regression"}, metrics=[]))
    found = findings(run)["targets_out_of_reach"]
    targets = run.plan.rows.data.training.targets[run.plan.rows.training]
    assert float(found.values["least"].en) == float(f"{np.min(targets):.3g}")


def test_a_loss_that_does_not_move_is_found():
    still = changed(circle(), "training.optimizer.config.learning_rate", 1e-7)
    run = session(still)
    for _ in range(25):
        take(run, 20)
    assert "loss_stands_still" in findings(run)


def test_a_run_that_learns_has_nothing_wrong():
    run = session(circle())
    take(run, 2000)
    assert findings(run) == {}


def test_findings_are_of_a_step_and_go_with_a_reset():
    run = session(circle())
    take(run, 7)
    findings(run)
    told = run.status()["findings"]
    assert told["step"] == 7
    run.reset()
    assert run.status()["findings"] is None
