"""Probes that see many examples and run the whole network: rows, losses, gradients, steps."""

import jax
import jax.numpy as jnp
import numpy as np

from engine.contracts import OUTPUT_PLUS, OUTPUT_TIMES, touched
from tests.engine.probes.asking import ask, forward, images
from tests.engine.train.runs import circle, dense, session
from tests.engine.train.runs import steps as take


def classifier():
    return images(("flatten", {}), dense(6, "tanh"), dense(10, "softmax"))


def test_answers_are_the_networks_for_the_rows_asked_for():
    run = session(classifier())
    take(run, 30)
    question = {"probe": "answers", "node": "l3", "part": "validation", "first": 5, "count": 40}
    ((outputs, targets, losses, which),) = ask(run, question)
    examples, numbers = run.plan.rows.part("validation")
    rows = numbers[5:45]
    scaled = run.plan.rows.scaled(examples.inputs[rows])
    np.testing.assert_allclose(outputs, forward(run, scaled)["l3"], atol=1e-6)
    np.testing.assert_array_equal(targets, examples.targets[rows])
    chosen = outputs[np.arange(40), examples.targets[rows]]
    np.testing.assert_allclose(losses, -np.log(chosen), rtol=1e-4)
    np.testing.assert_array_equal(which, np.arange(5, 45))


def test_rows_that_are_not_there_are_padding():
    run = session(classifier())
    count = len(run.plan.rows.part("validation")[1])
    question = {"probe": "answers", "node": "l3", "part": "validation", "count": count + 7}
    ((_, _, _, which),) = ask(run, question)
    np.testing.assert_array_equal(which[:count], np.arange(count))
    assert (which[count:] == -1).all()


def test_fewer_rows_are_spread_over_the_part():
    run = session(circle())
    question = {"probe": "answers", "node": "l3", "part": "training", "count": 10}
    ((outputs, targets, _, which),) = ask(run, question)
    assert outputs.shape == (10, 1)
    assert targets.shape[0] == 10
    assert which[0] == 0
    assert which[-1] == len(run.plan.rows.training) - 1


def test_the_part_is_named_and_a_bad_question_refused():
    run = session(classifier())
    for bad in (
        {"part": "everything", "count": 3},
        {"part": "training", "count": 0},
        {"part": "training", "count": 10**6},
    ):
        (problem,) = run.watch([{"probe": "answers", "node": "l3", **bad}])
        assert problem is not None
        assert problem.code == "bad_probe"


def test_what_is_added_to_a_layer_is_its_gradient():
    run = session(classifier())
    plan, state = run.plan, run.tensors
    names = plan.names.standard
    inputs = plan.rows.scaled(plan.rows.data.training.inputs[:3])

    def outputs(nodes):
        variables = {"params": state["params"], "state": state["state"]}
        flow = plan.network.apply(
            variables,
            jnp.asarray(inputs),
            nodes,
            training=False,
            key=jax.random.key(0),
            present=jnp.ones(3),
        )
        return flow.values

    nodes = plan.knobs["nodes"]
    before = outputs(nodes)
    shape = before[names["l2"]].shape

    def last(plus):
        return jnp.log(outputs(touched(nodes, names["l2"], output_plus=plus))[names["l3"]][:, 1])

    gradient = jax.grad(lambda plus: last(plus).sum())(jnp.zeros(shape))
    kernel = np.asarray(state["params"][names["l3"]]["kernel"])
    shares = np.asarray(before[names["l3"]])
    np.testing.assert_allclose(gradient, kernel[:, 1] - shares @ kernel.T, rtol=1e-4, atol=1e-6)


def test_a_layer_is_scaled_after_its_activation():
    run = session(classifier())
    plan, state = run.plan, run.tensors
    name, inputs = plan.names.standard["l2"], plan.rows.scaled(plan.rows.data.training.inputs[:3])
    factors = np.array([1, 0, 1, 1, 2, 1], np.float32)

    def values(nodes):
        variables = {"params": state["params"], "state": state["state"]}
        return plan.network.apply(
            variables,
            jnp.asarray(inputs),
            nodes,
            training=False,
            key=jax.random.key(0),
            present=jnp.ones(3),
        ).values[name]

    nodes = plan.knobs["nodes"]
    scaled = values(touched(nodes, name, output_times=factors))
    np.testing.assert_allclose(scaled, values(nodes) * factors, rtol=1e-6)
    assert {OUTPUT_PLUS, OUTPUT_TIMES}.isdisjoint(nodes.get(name, {}))
