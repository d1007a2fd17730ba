"""Units of every kind: switched off they are zero, what is theirs is theirs alone, and where units
cannot be frozen one by one there is a reason, which pages are told as well."""

from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
import pytest

from engine import catalog
from engine.errors import LearnerError
from engine.graph.answer import answer
from engine.graph.build import build, knobs
from engine.graph.canonical import canonical
from engine.graph.check import check
from engine.graph.read import read
from engine.graph.units import by_unit
from engine.train import meddling
from tests.engine.train.runs import document, session

RECURRENT = ("simple_rnn", "lstm", "gru", "bidirectional")
MORE = {  # beside the first of each: where weights lie otherwise
    "depthwise_conv2d": (1,),
    "layer_normalization": (2,),
    "group_normalization": (3,),
    "bidirectional": (1,),
    "attention": (1,),
}
EXAMPLES = [
    pytest.param(kind.name, *kind.examples[place], id=f"{kind.name}-{place}")
    for kind in catalog.layers().values()
    for place in (0, *MORE.get(kind.name, ()))
    if kind.name != "input"
]


class Small:
    """One layer of a kind behind as many inputs as it takes, its weights all different."""

    def __init__(self, kind: str, config: dict[str, Any], shapes: Any) -> None:
        # At the first position nothing is remembered yet, so units do not hear of one another.
        shapes = [(1, *shape[1:]) if kind in RECURRENT else shape for shape in shapes]
        inputs = [f"in{number}" for number in range(len(shapes))]
        shaped = zip(inputs, shapes, strict=True)
        self.source = {
            "format": 1,
            "nodes": [
                *({"id": n, "kind": "input", "config": {"shape": list(s)}} for n, s in shaped),
                {"id": "it", "kind": kind, "config": config},
            ],
            "edges": [[name, "it"] for name in inputs],
        }
        self.names = canonical(check(read(self.source)))
        self.network = build(self.names.checked)
        self.it = self.network.layer(self.names.standard["it"])
        self.plain = knobs(self.names.checked.document)
        draw = np.random.default_rng(1)
        self.given = {
            self.names.standard[name]: jnp.asarray(draw.uniform(0, 3, (2, *shape)), jnp.float32)
            for name, shape in zip(inputs, shapes, strict=True)
        }
        first = self.network.init(0)
        self.state = first["state"]
        self.params = jax.tree.map(
            lambda tensor: np.asarray(draw.uniform(0.2, 1.2, tensor.shape), np.float32),
            first["params"],
        )
        self.run = jax.jit(self.applied)

    def applied(self, params, touched):
        """What leaves the layer."""
        outputs = self.network.apply(
            {"params": params, "state": self.state},
            self.given,
            touched,
            training=False,
            key=jax.random.key(0),
            present=jnp.ones(2, jnp.float32),
        )
        return outputs.values[self.it.name]

    def outputs(self, times=1, params=None):
        """What leaves the layer with its last unit multiplied, as [numbers, units]."""
        one = {"node": "it", "unit": (self.it.shape[-1] or 0) - 1, "times": times}
        assert self.refusal(one) is None
        touched = meddling.knobs(self.network, self.names, self.plain, [one])
        values = np.asarray(self.run(self.params if params is None else params, touched))
        return values.reshape(-1, values.shape[-1])

    def moved(self, places):
        """Which units answer differently once the numbers at these places of tensors differ."""
        own = dict(self.params[self.it.name])
        for name, place in places.items():
            own[name] = own[name] + np.float32(0.7) * place
        now = self.outputs(params={**self.params, self.it.name: own})
        return np.abs(now - self.outputs()).max(0) > 1e-6

    def refusal(self, one):
        """Why the engine refuses an intervention, None if it does not."""
        try:
            meddling.checked(self.network, self.names, [one])
        except LearnerError as problem:
            return problem.to_json()
        return None


@pytest.mark.parametrize(("kind", "config", "shapes"), EXAMPLES)
def test_a_unit_of_any_kind_is_scaled_and_frozen_alone_or_there_is_a_reason(kind, config, shapes):
    small = Small(kind, config, shapes)
    plain = small.outputs()
    count = plain.shape[1]
    unit = count - 1
    for times in (0, -2):
        expected = plain.copy()
        expected[:, unit] *= times
        np.testing.assert_allclose(small.outputs(times), expected, rtol=1e-6)
    told = answer(small.source)["nodes"]["it"]["no_freezing"]
    assert small.refusal({"node": "it", "unit": unit, "frozen": True}) == told
    weights = [weight for weight in small.it.weights if weight.trainable]
    if told is None:
        chosen = jnp.asarray(np.arange(count) == unit)
        its = {weight.name: np.asarray(by_unit(weight, chosen)) for weight in weights}
        assert small.moved(its).tolist() == [n == unit for n in range(count)]
        assert not small.moved({name: ~place for name, place in its.items()})[unit]
    elif told["code"] == "units_share_weights":
        numbers = [(w.name, np.arange(np.prod(w.shape)).reshape(w.shape) == 0) for w in weights]
        assert max(small.moved({name: place}).sum() for name, place in numbers) > 1
    else:
        assert told["code"] == "units_without_weights"
        assert weights == []


def test_a_word_is_taken_out_but_not_multiplied():
    layers = (
        ("embedding", {"input_dim": 40, "output_dim": 3, "mask_zero": True}),
        ("simple_rnn", {"units": 2}),
        ("dense", {"units": 1, "activation": "sigmoid"}),
    )
    source = document(*layers, data={"dataset": "names"}, loss="binary_crossentropy")
    run = session(source)
    raw = run.plan.rows.data.training.inputs[:20].copy()
    last = raw.shape[1] - 1
    with pytest.raises(LearnerError) as refused:
        run.intervene([{"node": "in", "unit": last, "times": 2}])
    assert refused.value.to_json() == answer(source)["nodes"]["in"]["no_factor"]
    assert answer(source)["nodes"]["l1"]["no_factor"] is None
    before = run.outputs(raw, "l3")
    run.intervene([{"node": "in", "unit": last, "times": 0}])
    without = run.outputs(raw, "l3")
    run.intervene([])
    raw[:, last] = 0
    np.testing.assert_allclose(without, run.outputs(raw, "l3"), rtol=1e-6)
    assert not np.allclose(without, before, rtol=1e-3)
