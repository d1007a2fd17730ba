"""Attention: each position of one sequence takes what it needs from another."""

from collections.abc import Sequence

import jax
import jax.numpy as jnp

from engine.contracts import Call, Config, Field, LayerKind, Shape, Text, Weight
from engine.layers import _fields
from engine.layers.attention import _scores


def check(_config: Config, shapes: Sequence[Shape]) -> None:
    """Refuses what is no sequence, and queries that cannot be compared with the keys."""
    _scores.need_sequences("Attention", shapes, alike=True)


def weights(config: Config, _shapes: Sequence[Shape]) -> tuple[Weight, ...]:
    """Single numbers: a learned ``scale``, and one for the scores of ``concat``."""
    scale = (Weight("scale", (), "ones", gates=None),) if config["use_scale"] else ()
    concat = config["score_mode"] == "concat"
    return (*scale, *((Weight("concat_score_weight", (), "ones", gates=None),) if concat else ()))


def scores(call: Call, query: jax.Array, key: jax.Array) -> jax.Array:
    """How well each query fits each key: [batch, queries, keys]."""
    scale = call.weights["scale"] if call.config["use_scale"] else jnp.float32(1)
    if call.config["score_mode"] == "dot":
        return jnp.einsum("bqd,bkd->bqk", query, key) * scale
    both = query[:, :, None, :] + key[:, None, :, :]
    return call.weights["concat_score_weight"] * jnp.tanh(scale * both).sum(axis=-1)


def apply(call: Call) -> jax.Array:
    """Values mixed by how well their keys fit each query: [batch, queries, features]."""
    query, value = call.inputs[:2]
    key = call.inputs[2] if len(call.inputs) > 2 else value
    fits = scores(call, query, key)
    masks = call.masks or (None, None)
    causal = call.config["use_causal_mask"]
    seen = _scores.allowed(None, masks[1], (query.shape[1], key.shape[1]), causal=causal)
    if seen is not None:
        fits = jnp.where(seen, fits, fits - 1e9)
    shares = jax.nn.softmax(fits, axis=-1)
    _scores.tell(call, query[:, :, None], key[:, :, None], fits[:, None], shares[:, None], seen)
    mixed = jnp.einsum("bqk,bkd->bqd", _scores.thinned(call, shares), value)
    return mixed if masks[0] is None else jnp.where(masks[0][..., None], mixed, 0.0)


KIND = LayerKind(
    name="attention",
    label=Text("Attention", "Attention"),
    summary=Text("Looks up what fits", "Schlägt nach, was passt"),
    help=Text(
        "Takes two sequences, queries and values (and keys, if a third wire says how values are "
        "found). Each query is compared with all keys; softmax turns the scores into shares, and "
        "the values are mixed by them. So each position takes what it needs from anywhere.",
        "Nimmt zwei Folgen, Anfragen und Werte (und Schlüssel, wenn eine dritte Leitung sagt, wie "
        "Werte gefunden werden). Jede Anfrage wird mit allen Schlüsseln verglichen; Softmax macht "
        "aus den Punkten Anteile, und danach werden die Werte gemischt. So holt sich jede "
        "Position von überall, was sie braucht.",
    ),
    keywords=(
        *("Luong", "dot product attention", "query", "key", "value", "transformer"),
        *("Aufmerksamkeit", "Anfrage", "Schlüssel", "Wert"),
    ),
    glyph="gaze",
    order=0,
    formula=r"y = \mathrm{softmax}(Q K^\top)\, V",
    fields=(
        Field(
            "use_scale",
            "boolean",
            False,
            Text("Learned scale", "Gelernter Faktor"),
            Text("Multiplies the scores by a learned number.", "Lernt einen Faktor der Punkte."),
            advanced=True,
        ),
        Field(
            "score_mode",
            "choice",
            "dot",
            Text("Scores by", "Punkte durch"),
            Text(
                "The dot product of query and key, or a bent sum of both.",
                "Das Skalarprodukt von Anfrage und Schlüssel oder eine gebogene Summe beider.",
            ),
            choices=("dot", "concat"),
            advanced=True,
        ),
        _scores.DROPOUT,
        _scores.CAUSAL,
        _fields.TRAINABLE,
    ),
    apply=apply,
    weights=weights,
    check=check,
    mask=_scores.mask,
    inputs=(2, 3),
    random=True,
    examples=(
        ({}, ((4, 3), (5, 3))),
        ({"use_scale": True, "use_causal_mask": True}, ((4, 3), (4, 3))),
        ({"score_mode": "concat", "use_scale": True}, ((3, 2), (4, 5), (4, 2))),
        ({"score_mode": "concat"}, ((3, 2), (4, 2))),
    ),
)
