"""One layer beside Keras's: the same weights, the same inputs, outputs and gradients."""

import inspect

import jax
import jax.numpy as jnp
import numpy as np

from engine import catalog
from engine.contracts import Call
from engine.graph.build import activations
from engine.graph.fields import knobs, structure
from engine.graph.shapes import frozen, infer
from tests.engine.keras_oracle import full, inputs_for, keras_layer

STRENGTHS = ("rate", "stddev", "factor", "height_factor", "width_factor")


def certain(kind, config):
    """Whether training draws nothing that matters."""
    given = [config[name] for name in STRENGTHS if name in config]
    return not kind.random or (given and not any(given))


def close(ours, theirs):
    np.testing.assert_allclose(ours, theirs, rtol=1e-5, atol=1e-5)


class Case:
    """One layer with random weights and inputs, ours and Keras's."""

    def __init__(self, kind, config, shapes):
        self.kind, self.config = kind, full(kind.name, config)
        self.plan = structure(kind.fields, self.config)
        self.inferred = infer(kind.name, frozen(self.plan), shapes)
        rng = np.random.default_rng(1)
        self.weights = {
            w.name: rng.uniform(0.2, 1.2, w.shape).astype(np.float32) for w in self.inferred.weights
        }
        self.inputs = inputs_for(kind.name, self.config, shapes)
        self.oracle = keras_layer(kind.name, self.config)
        self.minds_training = "training" in inspect.signature(self.oracle.call).parameters
        given = [jnp.asarray(x) for x in self.inputs]
        self.oracle.build([x.shape for x in given] if len(given) > 1 else given[0].shape)
        self.oracle.set_weights([self.weights[w.name] for w in self.inferred.weights])
        size = (len(self.inputs[0]), *(length or 1 for length in self.inferred.shape))
        self.pull = rng.standard_normal(size).astype(np.float32)

    def call(self, weights, inputs, training, present=None):
        function = catalog.activations()[self.plan.get("activation", "linear")].apply
        sliders = knobs(self.kind.fields, self.config)
        return Call(
            tuple(jnp.asarray(x) for x in inputs),
            {name: jnp.asarray(w) for name, w in weights.items()},
            self.plan,
            {name: jnp.float32(value) for name, value in sliders.items()},
            training,
            jax.random.key(0),
            jnp.ones(len(inputs[0]), jnp.float32) if present is None else present,
            function,
            functions=activations(),
        )

    def ours(self, weights, inputs, training):
        return self.kind.apply(self.call(weights, inputs, training))

    def theirs(self, weights, inputs, training):
        known = {w.name: w for w in self.inferred.weights}
        trainable = [weights[name] for name in known if known[name].trainable]
        fixed = [weights[name] for name in known if not known[name].trainable]
        seeds = self.oracle.non_trainable_variables[len(fixed) :]
        given = list(inputs) if len(inputs) > 1 else inputs[0]
        with jax.numpy_dtype_promotion("standard"):
            mode = {"training": training} if self.minds_training else {}
            return self.oracle.stateless_call(
                trainable, fixed + [v.value for v in seeds], given, **mode
            )


def same_in(case, training):
    """Outputs, and the gradients of a weighted sum of them, for weights and inputs."""

    def pulled(run):
        def weighted(weights, inputs):
            answer = run(weights, inputs)
            return jnp.sum(answer * case.pull), answer

        # Compiled as a whole: operation by operation it would take three times as long.
        return jax.jit(jax.grad(weighted, (0, 1), has_aux=True))(case.weights, case.inputs)

    mine, ours = pulled(lambda weights, inputs: case.ours(weights, inputs, training))
    keras, theirs = pulled(lambda weights, inputs: case.theirs(weights, inputs, training)[0])
    assert ours.shape[1:] == case.inferred.shape
    close(ours, theirs)
    jax.tree.map(close, mine, keras)
