"""What the attention layers share: which positions may be looked at, the shares, their checks."""

from collections.abc import Sequence

import jax
import jax.numpy as jnp

from engine.contracts import Call, Field, Shape, Text
from engine.errors import LearnerError, written

CAUSAL = Field(
    "use_causal_mask",
    "boolean",
    False,
    Text("Only backwards", "Nur zurück"),
    Text(
        "Each position looks only at itself and what came before, as it must when the next word is "
        "to be guessed.",
        "Jede Position sieht nur sich selbst und was vor ihr steht. Das ist nötig, wenn das "
        "nächste Wort geraten werden soll.",
    ),
)

DROPOUT = Field(
    "dropout",
    "number",
    0.0,
    Text("Dropout", "Dropout"),
    Text(
        "The share of attention that is switched off in training.",
        "Welcher Anteil der Aufmerksamkeit beim Training ausgeschaltet wird.",
    ),
    minimum=0,
    maximum=0.99,
    structural=False,
    advanced=True,
)


def need_sequences(layer: str, shapes: Sequence[Shape], *, alike: bool) -> None:
    """Refuses what is no sequence, keys and values of different lengths, and, where they are
    multiplied as they are (``alike``), queries and keys of different widths."""
    for shape in shapes:
        if len(shape) != 2:
            raise LearnerError("needs_steps", layer=layer, shape=written(shape))
    value, key = shapes[min(1, len(shapes) - 1)], shapes[-1]
    listed = ", ".join(written(shape) for shape in shapes)
    if value[0] != key[0] or (alike and shapes[0][1] != key[1]):
        raise LearnerError("attention_shapes", layer=layer, shapes=listed)


def allowed(
    query: jax.Array | None, value: jax.Array | None, steps: tuple[int, int], *, causal: bool
) -> jax.Array | None:
    """Which values each query may look at, [batch or 1, queries, values]; None for all of them."""
    seen: jax.Array | None = None
    if causal:
        seen = jnp.tri(*steps, dtype=jnp.bool_)[None]
    if value is not None:
        seen = value[:, None, :] if seen is None else seen & value[:, None, :]
    if query is not None:
        seen = query[:, :, None] if seen is None else seen & query[:, :, None]
    return seen


def thinned(call: Call, shares: jax.Array) -> jax.Array:
    """Shares of attention with some switched off in training."""
    if not call.training:
        return shares
    keep = 1 - call.knobs["dropout"]
    kept = jax.random.bernoulli(call.key, keep, (len(shares), shares[0].size))
    return jnp.where(kept.reshape(shares.shape), shares / keep, 0.0)


def tell(
    call: Call,
    query: jax.Array,
    key: jax.Array,
    scores: jax.Array,
    shares: jax.Array,
    seen: jax.Array | None,
) -> None:
    """Tells whoever looks inside what is compared, [batch, time, heads, size], the scores before
    any mask and the shares, [batch, heads, queries, keys], and which keys each query may look at,
    bool [batch, queries, keys]."""
    if call.tell:
        whole = (len(scores), *scores.shape[2:])
        open_to = jnp.ones(whole, jnp.bool_) if seen is None else jnp.broadcast_to(seen, whole)
        parts = {"query": query, "key": key, "scores": scores, "shares": shares}
        call.tell({**parts, "seen": open_to})


def mask(call: Call) -> jax.Array | None:
    """The positions that ask are the positions that come out."""
    return call.masks[0] if call.masks else None
