"""Views over everything discovered: what is told of a step is what it does, for every kind; what is
shown of a number is what Keras makes of the same.

Many kinds share a network, each on a twig of its own, and so what is compiled: layers that make
of an image what the kind takes, the kind, its part in the answer. A new kind joins by its examples.
"""

import functools
import itertools
import json
import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
import pytest

from engine import catalog
from engine.train import plan as plan_module
from engine.train.compile_cache import Compiler, compiled, options_for
from engine.train.session import Session
from engine.train.step import gathered, step_key
from tests.engine.keras_oracle import known
from tests.engine.layer_case import Case
from tests.engine.probes.asking import SAMPLE, ask, forward, images, told
from tests.engine.train.joins import columns, two_towers
from tests.engine.train.runs import dense
from tests.engine.train.runs import steps as take

TOGETHER = 10  # kinds in a network
EXAMPLE = 2  # of the batch, whose outputs are looked at
COMPILER = Compiler()  # of its own, as it compiles with less effort
BENDS = ("tanh", "sigmoid", "gelu", "silu", "softplus", "mish", "softsign")  # no kink in them

# A nudge may cross a kink of these, where the loss bends and no quotient is the gradient.
KINKED = {
    "max_pooling1d": "another number becomes the largest",
    "max_pooling2d": "another number becomes the largest",
    "global_max_pooling1d": "another number becomes the largest",
    "global_max_pooling2d": "another number becomes the largest",
    "maximum": "the other input becomes the larger",
    "minimum": "the other input becomes the smaller",
    "random_contrast": "it cuts off what leaves the range",
}
Losses = Callable[[Mapping[str, jax.Array], Any, jax.Array], jax.Array]


@dataclass(frozen=True)
class Learned:
    """A run before a step, and what JAX says of the step's loss written down anew."""

    run: Any
    document: Mapping[str, Any]
    losses: jax.Array
    gradients: Any

    def gradient(self, node: str, weight: str) -> np.ndarray:
        return np.asarray(self.gradients[self.run.plan.names.standard[node]][weight])

    def weights(self, node: str) -> list[str]:
        owned = self.gradients.get(self.run.plan.names.standard[node], {})
        return [name for name, values in owned.items() if np.any(np.asarray(values))]


@pytest.fixture(scope="module", autouse=True)
def compiled_with_little_effort():
    """Every network here takes a handful of steps: the compiler's time is all that counts."""

    def quick(function, arguments, device, donate=(), effort=None):
        return compiled(function, arguments, device, donate, effort=0)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(plan_module, "compiled", quick)
        yield


def session(document):
    return Session(document, device="cpu", compiler=COMPILER)


def fronts(kind):
    """The names and shapes of what feeds a kind; kinds of one network share them."""
    shapes = kind.examples[-1][1]
    return [(f"as-{'-'.join(map(str, one))}-{n}", one) for n, one in enumerate(shapes)]


def smooth(kind):
    """The last of a kind's examples, smooth where it can be."""
    config = json.loads(json.dumps(kind.examples[-1][0]).replace('"relu"', '"tanh"'))
    config.pop("activity_regularizer", None)  # else more arrives than by the way to the loss
    return config


def bush(kinds):
    """A network on scikit-learn's digits with a twig for each kind."""
    nodes, edges = [("in", "input", {}), ("flat", "flatten", {})], [("in", "flat")]
    shapes = {name: shape for kind in kinds for name, shape in fronts(kind)}
    for (name, shape), bend in zip(shapes.items(), itertools.cycle(BENDS)):
        nodes += [
            (f"{name}-flat", *dense(math.prod(shape), bend)),
            (name, "reshape", {"target_shape": list(shape)}),
        ]
        edges += [("flat", f"{name}-flat"), (f"{name}-flat", name)]
    for kind in kinds:
        nodes += [(kind.name, kind.name, smooth(kind)), (f"{kind.name}-flat", "flatten", {})]
        edges += [(name, kind.name) for name, _ in fronts(kind)]
        edges += [(kind.name, f"{kind.name}-flat"), (f"{kind.name}-flat", "all")]
    spread = {"kind": "random_normal", "config": {"stddev": 0.2}}
    last = dense(10, "softmax", kernel_initializer=spread)
    nodes += [("all", "concatenate", {}), ("end", *last)]
    edges += [("all", "end")]
    return {
        **images(batch_size=6, metrics=[]),
        "data": {"dataset": "digits", "validation_split": 0},
        "nodes": [{"id": name, "kind": kind, "config": config} for name, kind, config in nodes],
        "edges": [list(edge) for edge in edges],
    }


def crossentropy(values, targets, inputs):
    del inputs
    return -jnp.log(values["end"][jnp.arange(len(targets)), targets])


def learned(document, losses: Losses):
    """Two steps of a document, and the gradients of a loss of our own at the third."""
    run = session(document)
    take(run, 2)
    plan, state = run.plan, run.tensors
    order = np.zeros((plan.kmax, plan.capacity), np.int32)
    counts = np.zeros(plan.kmax, np.int32)
    plan.schedule.fill(run._training.cursor, order, counts, 1)
    count = int(counts[0])
    batch = gathered(plan.data(), jnp.asarray(order[0]), jnp.int32(count))

    def rows(params):
        flow = plan.network.apply(
            {"params": params, "state": state["state"]},
            batch.inputs,
            plan.knobs["nodes"],
            training=True,
            key=step_key(state),
            present=batch.present,
        )
        values = {plan.names.original[n]: found[:count] for n, found in flow.values.items()}
        targets = jax.tree.map(lambda found: found[:count], batch.targets)
        found = losses(values, targets, batch.inputs[:count])
        return found.mean(), found

    asked = jax.jit(jax.grad(rows, has_aux=True)).lower(state["params"])
    gradients, ours = asked.compile(compiler_options=options_for("cpu", 0))(state["params"])
    return Learned(run, document, ours, gradients)


KINDS = sorted(
    (kind for name, kind in catalog.layers().items() if name != "input"),
    key=lambda kind: (len(kind.examples[-1][1][0]), kind.examples[-1][1]),
)
BUSHES = [KINDS[at : at + TOGETHER] for at in range(0, len(KINDS), TOGETHER)]


@functools.cache
def grown(number):
    return learned(bush(BUSHES[number]), crossentropy)


def largest(values):
    """Where the number farthest from zero stands."""
    found = np.unravel_index(np.argmax(np.abs(values)), values.shape)
    return [int(place) for place in found]


def assert_weights(found, nodes, kinked=False):
    """Of each weight the number that is felt most: its gradient, and the check by nudging."""
    asked = [
        {"node": node, "weight": name, "index": largest(found.gradient(node, name))}
        for node in nodes
        for name in found.weights(node)
    ]
    answers = told(
        found.run,
        *({"probe": "told_weight", **one} for one in asked),
        *({"probe": "told_check", **one} for one in asked),
    )
    ways, checks = answers[: len(asked)], answers[len(asked) :]
    for one, (_, way, *_), (check,) in zip(asked, ways, checks, strict=True):
        expected = found.gradient(one["node"], one["weight"])[tuple(one["index"])]
        np.testing.assert_allclose(way[0], expected, rtol=2e-3, atol=1e-7, err_msg=one)
        assert check[0] == way[0]
        if not kinked:
            np.testing.assert_allclose(check[4], expected, rtol=0.03, atol=3e-4, err_msg=one)
    return asked


def told_nodes(run, *asked):
    """All numbers of one example at nodes: (node, what), ... flat each."""
    questions = [{"probe": "told_node", "node": n, "what": w, "example": EXAMPLE} for n, w in asked]
    return [values.ravel() for (values,) in told(run, *questions)]


def assert_nudged(run, node, places, kinked=False):
    """The output, or sum, of a node that is felt most stands the check, and follows from all that
    arrives on the same line."""
    for place in places:
        (felt,) = told_nodes(run, (node, f"{place}_gradient"))
        if not felt.any():
            continue
        shape = run.plan.view(node).output
        if felt.size != math.prod(shape):
            continue  # two sums behind an output, as a gated unit has them
        at = [int(n) for n in np.unravel_index(np.argmax(np.abs(felt)), shape)]
        question = {"probe": "told_check", "node": node, "place": place, "index": at}
        ((check,),) = told(run, {**question, "example": EXAMPLE})
        assert check[0] == np.abs(felt).max() * np.sign(check[0])
        if not kinked:
            np.testing.assert_allclose(check[4], check[0], rtol=0.03, atol=3e-4, err_msg=question)
        (unit,) = told(run, {"probe": "told_unit", "node": node, "index": at, "example": EXAMPLE})
        _, out, _, total, local, arriving = unit
        assert check[0] == (out if place == "output" else total)[0]
        if len(local):
            np.testing.assert_allclose(local @ arriving, total[0], rtol=1e-3, atol=1e-7)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_a_kinds_gradients_are_those_of_jax_of_the_chain_rule_and_of_nudges(kind):
    number, name = KINDS.index(kind) // TOGETHER, kind.name
    found, kinked = grown(number), name in KINKED
    feeding = [f"{front}-flat" for front, _ in fronts(kind)]
    assert_weights(found, [name, *feeding], kinked)
    assert_nudged(found.run, name, ("output", "sum"), kinked)
    for front in feeding:
        assert_nudged(found.run, front, ("sum",), kinked)

    felt, behind = told_nodes(found.run, (name, "output_gradient"), ("end", "sum_gradient"))
    sizes = [math.prod(found.run.plan.view(one.name).output) for one in BUSHES[number]]
    first = sum(sizes[: BUSHES[number].index(kind)])
    end = found.run.plan.names.standard["end"]
    kernel = np.asarray(found.run.tensors["params"][end]["kernel"])[first : first + len(felt)]
    np.testing.assert_allclose(felt, kernel @ behind, rtol=1e-4, atol=1e-6)
    assert felt.any()


@pytest.mark.parametrize(
    "kind", [kind for kind in KINDS if known(kind.name)], ids=lambda kind: kind.name
)
def test_what_a_view_shows_of_a_number_is_what_keras_makes_of_the_same(kind):
    run, name = grown(KINDS.index(kind) // TOGETHER).run, kind.name
    values = forward(run, run.plan.rows.sample(SAMPLE, None)[0][None])
    arrives = [values[front] for front, _ in fronts(kind)]
    case = Case(kind, smooth(kind), kind.examples[-1][1])
    owner = run.plan.names.standard[name]
    weights = {**run.tensors["params"].get(owner, {}), **run.tensors["state"].get(owner, {})}
    expected = np.asarray(case.theirs(weights, arrives, False)[0][0])
    place = largest(expected)
    question = {"probe": "unit", "node": name, "index": place, "sample": SAMPLE}
    ((inputs, kernel, bias, total, output),) = ask(run, question)
    if run.plan.view(name).draws:
        # It shows what chance made of this number, which has tests of its own.
        assert np.isfinite(output[0])
        return
    np.testing.assert_allclose(output[0], expected[tuple(place)], rtol=1e-4, atol=1e-5)
    if len(kernel):
        np.testing.assert_allclose(np.nansum(inputs * kernel) + bias, total, rtol=1e-4, atol=1e-5)
    if len(inputs):  # else it says that the way to this number is too long to be told
        felt = felt_by(lambda given: case.ours(weights, given, False)[0][tuple(place)], arrives)
        assert np.abs(felt[:, None] - inputs).min(axis=1, initial=np.inf).max(initial=0) < 1e-5


def felt_by(function, arrives):
    """Those of the numbers on which a function of them depends."""
    slopes = jax.jit(jax.grad(function))(arrives)
    kept = [
        np.asarray(one)[np.asarray(slope) != 0] for one, slope in zip(arrives, slopes, strict=True)
    ]
    return np.concatenate(kept)


@pytest.mark.parametrize("number", range(len(BUSHES)))
def test_the_next_state_is_told_to_the_bit_for_every_kind(number):
    assert_next(grown(number))


def assert_next(found):
    """The losses told are ours; the state told is where the very same run arrives."""
    (_, losses, facts, _), = told(
        found.run, {"probe": "told_batch", "node": found.document["nodes"][0]["id"], "example": 0}
    )  # fmt: skip
    np.testing.assert_allclose(losses, found.losses, rtol=1e-4, atol=1e-6)
    np.testing.assert_allclose(facts[0], np.mean(found.losses), rtol=1e-5)
    after = jax.tree.map(np.array, found.run._watching.slow._after[0])
    again = session(found.document)
    take(again, 3)
    there = jax.tree.map(np.array, again.tensors)
    jax.tree.map(np.testing.assert_array_equal, after, there)
    before = jax.tree.map(np.array, found.run.tensors)
    pairs = [jax.tree.leaves(state["params"]) for state in (before, after)]
    assert any((one != other).any() for one, other in itertools.zip_longest(*pairs))


def masked():
    """Pixels read as words 0 and 1: those of word 0 do not count."""
    layers = (
        ("flatten", {}),
        ("embedding", {"input_dim": 2, "output_dim": 3, "mask_zero": True}),
        ("lstm", {"units": 3, "return_sequences": True}),
        ("global_average_pooling1d", {}),
        dense(4, "glu"),
        dense(10, "softmax"),
    )
    source = images(*layers, batch_size=6, optimizer="adam", metrics=[])
    return {**source, "data": {"dataset": "digits", "validation_split": 0}}


def test_words_and_masks():
    found = learned(masked(), lambda values, *given: crossentropy({"end": values["l6"]}, *given))
    asked = assert_weights(found, ["l2", "l3", "l5", "l6"])
    assert len(asked) == 8
    assert_nudged(found.run, "l2", ("output",))
    assert_nudged(found.run, "l3", ("output",))
    assert_nudged(found.run, "l5", ("output", "sum"))  # of two sums each
    given, felt = told_nodes(found.run, ("l1", "output"), ("l2", "output_gradient"))
    passed = felt.reshape(64, 3).any(axis=1)
    np.testing.assert_array_equal(passed, given != 0)
    assert_next(found)


def test_shared_layers_joins_and_several_outputs():
    source = two_towers()
    source["data"] = {**source["data"], "options": {}, "validation_split": 0}
    # Columns of a size at which the layer does not saturate.
    source["nodes"][:2] = [
        columns("left", "flavanoids", "hue", "ash"),
        columns("right", "malic acid", "alcohol", "hue"),
    ]

    def losses(values, targets, inputs):
        kind, *rest = targets
        assert rest == [None, None]  # they learn parts of the input
        guess = inputs[:, [9, 1]]  # color intensity and malic acid
        rows = jnp.arange(len(values["kind"]))
        return (
            -jnp.log(values["kind"][rows, kind])
            + 0.25 * jnp.abs(values["guess"] - guess).mean(axis=1)
            + 0.5 * jnp.square(values["back"] - inputs).mean(axis=1)
        )

    found = learned(source, losses)
    assert len(assert_weights(found, ["h", "kind", "guess", "back"])) == 8
    for node in ("h", "h2", "both"):
        assert_nudged(found.run, node, ("output", "sum"))
    weights = [{"node": n, "weight": "kernel", "index": [0, 1]} for n in ("h", "h2")]
    one, other = told(found.run, *({"probe": "told_weight", **one} for one in weights))
    for mine, theirs in zip(one[:5], other[:5], strict=True):  # shares are told of lone layers
        np.testing.assert_array_equal(mine, theirs)
    assert_next(found)
