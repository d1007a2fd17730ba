"""Multi-head attention: several looks at a sequence at once, each with learned projections."""

from collections.abc import Sequence

import jax
import jax.numpy as jnp

from engine.contracts import Call, Config, Field, LayerKind, Shape, Text, Weight
from engine.layers import _fields
from engine.layers.attention import _scores


def check(_config: Config, shapes: Sequence[Shape]) -> None:
    """Refuses what is no sequence, and keys and values of different lengths."""
    _scores.need_sequences("MultiHeadAttention", shapes, alike=False)


def weights(config: Config, shapes: Sequence[Shape]) -> tuple[Weight, ...]:
    """Projections [features, heads, size] of query, key and value with biases [heads, size], and
    one back [heads, size, features], in Keras's order."""
    heads, size = config["num_heads"], config["key_dim"]
    wide = config["value_dim"] or size
    query, value = shapes[0], shapes[min(1, len(shapes) - 1)]
    back = _fields.length(query, -1, "MultiHeadAttention")
    found: list[Weight] = []
    parts = (("query", query, size), ("key", shapes[-1], size), ("value", value, wide))
    for name, shape, length in parts:
        features = _fields.length(shape, -1, "MultiHeadAttention")
        found += _projection(config, name, (features, heads, length), (heads, length), None)
    found += _projection(config, "output", (heads, wide, back), (back,))
    return tuple(found)


def _projection(
    config: Config,
    name: str,
    kernel: tuple[int, ...],
    bias: tuple[int, ...],
    gates: int | None = 1,
) -> list[Weight]:
    tensors = [
        Weight(
            f"{name}_kernel",
            kernel,
            config["kernel_initializer"],
            regularizer="kernel_regularizer",
            gates=gates,
        )
    ]
    if config["use_bias"]:
        tensors.append(Weight(f"{name}_bias", bias, config["bias_initializer"], gates=gates))
    return tensors


def projected(call: Call, name: str, x: jax.Array) -> jax.Array:
    """One of the projections: [batch, time, features] -> [batch, time, heads, size]."""
    y = jnp.einsum("btf,fhs->bths", x, call.weights[f"{name}_kernel"])
    return y + call.weights[f"{name}_bias"] if call.config["use_bias"] else y


def apply(call: Call) -> jax.Array:
    """Every head compares queries and keys and mixes the values; the heads' findings are joined:
    [batch, queries, features] (Vaswani and others 2017, section 3.2.2)."""
    x = call.inputs[0]
    value = call.inputs[min(1, len(call.inputs) - 1)]
    masks = call.masks or (None,) * len(call.inputs)
    query, key = projected(call, "query", x), projected(call, "key", call.inputs[-1])
    scale = jnp.sqrt(jnp.float32(call.config["key_dim"]))
    fits = jnp.einsum("bqhs,bkhs->bhqk", query / scale, key)
    causal, steps = call.config["use_causal_mask"], (x.shape[1], value.shape[1])
    seen = _scores.allowed(masks[0], masks[min(1, len(masks) - 1)], steps, causal=causal)
    if seen is not None:
        fits = jnp.where(seen[:, None], fits, -1e9)
    shares = jax.nn.softmax(fits, axis=-1)
    if seen is not None:
        shares = jnp.where(seen[:, None], shares, 0.0)
    _scores.tell(call, query, key, fits, shares, seen)
    shares = _scores.thinned(call, shares)
    mixed = jnp.einsum("bhqk,bkhs->bqhs", shares, projected(call, "value", value))
    y = jnp.einsum("bqhs,hsf->bqf", mixed, call.weights["output_kernel"])
    return y + call.weights["output_bias"] if call.config["use_bias"] else y


KIND = LayerKind(
    name="multi_head_attention",
    label=Text("Multi-head attention", "Multi-Head-Attention"),
    summary=Text("Several looks at once", "Mehrere Blicke zugleich"),
    help=Text(
        "Several heads look at the sequence at once, each through learned projections of its own, "
        "and what they find is joined. With one wire a sequence looks at itself (self-attention); "
        "a second wire brings the values, a third the keys. It is the heart of a transformer.",
        "Mehrere Köpfe sehen die Folge zugleich an, jeder durch eigene gelernte Projektionen, und "
        "was sie finden, wird zusammengeführt. Mit einer Leitung sieht eine Folge sich selbst an "
        "(Self-Attention); eine zweite bringt die Werte, eine dritte die Schlüssel. Das ist das "
        "Herz eines Transformers.",
    ),
    keywords=(
        *("self-attention", "transformer", "heads", "query", "key", "value", "BERT", "GPT"),
        *("Aufmerksamkeit", "Selbstaufmerksamkeit", "Köpfe"),
    ),
    glyph="gaze",
    order=1,
    formula=r"\mathrm{head}_i = \mathrm{softmax}\Big(\tfrac{Q_i K_i^\top}{\sqrt{d}}\Big) V_i",
    fields=(
        Field(
            "num_heads",
            "integer",
            2,
            Text("Heads", "Köpfe"),
            Text("How many looks there are at once.", "Wie viele Blicke es zugleich gibt."),
            minimum=1,
            maximum=64,
        ),
        Field(
            "key_dim",
            "integer",
            16,
            Text("Size of a head", "Größe eines Kopfes"),
            Text(
                "How many numbers a query and a key have in each head.",
                "Wie viele Zahlen eine Anfrage und ein Schlüssel je Kopf haben.",
            ),
            minimum=1,
            maximum=1024,
            scale="log",
        ),
        Field(
            "value_dim",
            "integer",
            None,
            Text("Size of the values", "Größe der Werte"),
            Text(
                "How many numbers a value has in each head; empty for as many as a key.",
                "Wie viele Zahlen ein Wert je Kopf hat; leer für so viele wie ein Schlüssel.",
            ),
            minimum=1,
            maximum=1024,
            nullable=True,
            advanced=True,
        ),
        _scores.DROPOUT,
        _fields.USE_BIAS,
        _scores.CAUSAL,
        _fields.KERNEL_INITIALIZER,
        _fields.BIAS_INITIALIZER,
        _fields.KERNEL_REGULARIZER,
        _fields.TRAINABLE,
    ),
    apply=apply,
    weights=weights,
    check=check,
    mask=_scores.mask,
    inputs=(1, 3),
    random=True,
    examples=(
        ({"num_heads": 2, "key_dim": 3}, ((4, 5),)),
        ({"num_heads": 1, "key_dim": 2, "use_causal_mask": True}, ((4, 3),)),
        ({"num_heads": 2, "key_dim": 2, "value_dim": 4, "use_bias": False}, ((3, 4), (5, 6))),
        ({"num_heads": 3, "key_dim": 2}, ((3, 4), (5, 6), (5, 2))),
    ),
)
