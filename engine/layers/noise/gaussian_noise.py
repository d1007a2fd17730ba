"""Gaussian noise: adds a little normally distributed noise while training."""

import jax

from engine.contracts import Call, Field, LayerKind, Text, keep_mask


def apply(call: Call) -> jax.Array:
    """In training every number is moved by a normal draw with the spread ``stddev``."""
    x = call.inputs[0]
    if not call.training:
        return x
    noise = jax.random.normal(call.key, (x.shape[0], x[0].size)).reshape(x.shape)
    return x + call.knobs["stddev"] * noise


KIND = LayerKind(
    name="gaussian_noise",
    label=Text("Gaussian noise", "Gaußsches Rauschen"),
    summary=Text("Shakes every number a little", "Rüttelt an jeder Zahl ein wenig"),
    help=Text(
        "In every training step normally distributed noise is added to each number, so the network "
        "never sees the same example twice and cannot rely on its last digits. Behind the input "
        "it works like extra data. When the network is used, nothing is added.",
        "In jedem Trainingsschritt kommt zu jeder Zahl normalverteiltes Rauschen, also sieht das "
        "Netz nie zweimal genau dasselbe Beispiel und kann sich nicht auf letzte Feinheiten "
        "verlassen. Direkt hinter der Eingabe wirkt das wie zusätzliche Daten. Beim Benutzen des "
        "Netzes kommt nichts dazu.",
    ),
    keywords=(
        *("normal distribution", "regularization", "jitter", "denoising"),
        *("Normalverteilung", "Regularisierung", "Rauschen", "Zufall"),
    ),
    glyph="rest",
    order=2,
    formula=r"y_i = x_i + \sigma\, n_i,\quad n_i \sim \mathcal{N}(0, 1)",
    fields=(
        Field(
            "stddev",
            "number",
            0.1,
            Text("Spread", "Streuung"),
            Text(
                "The standard deviation of the noise; compare it with the spread of the numbers.",
                "Die Standardabweichung des Rauschens; vergleich sie mit der Streuung der Zahlen.",
            ),
            minimum=0,
            maximum=1,
            structural=False,
        ),
    ),
    apply=apply,
    mask=keep_mask,
    random=True,
    only_in_training=True,
    examples=(({"stddev": 0.0}, ((8,),)), ({"stddev": 0.4}, ((4, 4, 3),))),
)
