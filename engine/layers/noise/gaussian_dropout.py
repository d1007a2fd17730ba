"""Gaussian dropout: multiplies by normally distributed numbers around 1 while training."""

import jax
import jax.numpy as jnp

from engine.contracts import Call, Field, LayerKind, Text, keep_mask


def apply(call: Call) -> jax.Array:
    """In training each number is multiplied by a normal draw of mean 1 and as large a variance as
    dropout of that ``rate`` has."""
    x, rate = call.inputs[0], call.knobs["rate"]
    if not call.training:
        return x
    noise = jax.random.normal(call.key, (x.shape[0], x[0].size)).reshape(x.shape)
    return x * (1 + jnp.sqrt(rate / (1 - rate)) * noise)


KIND = LayerKind(
    name="gaussian_dropout",
    label=Text("Gaussian dropout", "Gaußsches Dropout"),
    summary=Text("Scales every number at random", "Streckt jede Zahl zufällig"),
    help=Text(
        "A gentler relative of dropout: in training each number is multiplied by a random factor "
        "around 1 instead of being kept or lost. Large numbers are shaken more than small ones, "
        "and zeros stay zero. When the network is used, everything passes unchanged.",
        "Ein sanfter Verwandter von Dropout: Beim Training wird jede Zahl mit einem zufälligen "
        "Faktor um 1 multipliziert, statt zu bleiben oder zu verschwinden. Große Zahlen schwanken "
        "dabei stärker als kleine, Nullen bleiben null. Beim Benutzen des Netzes geht alles "
        "unverändert durch.",
    ),
    keywords=(
        *("regularization", "multiplicative noise", "overfitting"),
        *("Regularisierung", "multiplikatives Rauschen", "Überanpassung", "Zufall"),
    ),
    glyph="rest",
    order=3,
    formula=r"y_i = x_i\Big(1 + \sqrt{\tfrac{p}{1-p}}\;n_i\Big),\quad n_i \sim \mathcal{N}(0, 1)",
    fields=(
        Field(
            "rate",
            "number",
            0.5,
            Text("Rate", "Anteil"),
            Text(
                "As strong as dropout of this rate: the factors spread by √(rate / (1 − rate)).",
                "So stark wie Dropout mit diesem Anteil: Die Faktoren streuen um "
                "√(Anteil / (1 − Anteil)).",
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
