"""Dropout: switches random neurons off while training."""

import jax
import jax.numpy as jnp

from engine.contracts import Call, Field, LayerKind, Text, keep_mask


def apply(call: Call) -> jax.Array:
    """In training each number becomes zero with the chance ``rate``; the others grow to make up."""
    x, keep = call.inputs[0], 1 - call.knobs["rate"]
    if not call.training:
        return x
    # Drawn as one flat row an example: in four axes the same draws compile four times as long.
    kept = jax.random.bernoulli(call.key, keep, (x.shape[0], x[0].size)).reshape(x.shape)
    return jnp.where(kept, x / keep, 0.0)


KIND = LayerKind(
    name="dropout",
    label=Text("Dropout", "Dropout"),
    summary=Text("Switches neurons off at random", "Schaltet zufällig Neuronen aus"),
    help=Text(
        "In every training step a random part of the numbers becomes zero, so no neuron can rely "
        "on one other. This helps against learning by heart. When the network is used, everything "
        "passes unchanged.",
        "In jedem Trainingsschritt wird ein zufälliger Teil der Zahlen null, also darf sich kein "
        "Neuron auf ein einzelnes anderes verlassen. Das hilft gegen Auswendiglernen. Beim "
        "Benutzen des Netzes geht alles unverändert durch.",
    ),
    keywords=(
        *("regularization", "overfitting", "random"),
        *("Regularisierung", "Überanpassung", "Auswendiglernen", "Zufall"),
    ),
    glyph="rest",
    order=0,
    formula=r"y_i = \frac{m_i}{1 - p}\, x_i,\quad m_i \sim \mathrm{Bernoulli}(1 - p)",
    fields=(
        Field(
            "rate",
            "number",
            0.5,
            Text("Rate", "Anteil"),
            Text(
                "The share of numbers that is switched off in each step.",
                "Welcher Anteil der Zahlen in jedem Schritt ausgeschaltet wird.",
            ),
            minimum=0,
            maximum=0.99,
            structural=False,
        ),
    ),
    apply=apply,
    mask=keep_mask,
    random=True,
    only_in_training=True,
    examples=(({"rate": 0.0}, ((8,),)), ({"rate": 0.4}, ((4, 4, 3),))),
)
