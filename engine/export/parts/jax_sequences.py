# pyright: basic
"""Layers in JAX that walk through sequences [batch, time, features], and attention."""

import jax
import jax.numpy as jnp


def simple_rnn(
    weights,
    x,
    *,
    activation,
    dropout=0.0,
    recurrent_dropout=0.0,
    key=None,
    mask=None,
    return_sequences=False,
    go_backwards=False,
    silent=False,
):
    """What it sees and what it remembers, through one bend."""
    sums = thinned(x, key, dropout, 0) @ weights["kernel"] + weights.get("bias", 0.0)
    forget = forgetting(weights, x, key, recurrent_dropout)

    def step(states, here):
        return (activation(here + forget(states[0]) @ weights["recurrent_kernel"]),)

    return walk(weights, sums, step, 1, mask, return_sequences, go_backwards, silent)


def lstm(
    weights,
    x,
    *,
    activation,
    recurrent_activation,
    dropout=0.0,
    recurrent_dropout=0.0,
    key=None,
    mask=None,
    return_sequences=False,
    go_backwards=False,
    silent=False,
):
    """A memory that gates protect, so that it can last for many steps."""
    sums = thinned(x, key, dropout, 0) @ weights["kernel"] + weights.get("bias", 0.0)
    forget = forgetting(weights, x, key, recurrent_dropout)

    def step(states, here):
        shown, memory = states
        four = here + forget(shown) @ weights["recurrent_kernel"]
        enter, stay, candidate, show = jnp.split(four, 4, axis=-1)
        memory = recurrent_activation(stay) * memory
        memory = memory + recurrent_activation(enter) * activation(candidate)
        return recurrent_activation(show) * activation(memory), memory

    return walk(weights, sums, step, 2, mask, return_sequences, go_backwards, silent)


def gru(
    weights,
    x,
    *,
    activation,
    recurrent_activation,
    reset_after=True,
    dropout=0.0,
    recurrent_dropout=0.0,
    key=None,
    mask=None,
    return_sequences=False,
    go_backwards=False,
    silent=False,
):
    """Two gates protect one state."""
    kernel, bias = weights["recurrent_kernel"], weights.get("bias", jnp.zeros((2, 1)))
    units = len(kernel)
    late = bias[1] if reset_after else 0.0
    sums = thinned(x, key, dropout, 0) @ weights["kernel"] + (
        bias[0] if reset_after or "bias" not in weights else bias
    )
    forget = forgetting(weights, x, key, recurrent_dropout)

    def step(states, here):
        old = states[0]
        kept = forget(old)
        back = kept @ kernel + late
        update = recurrent_activation(here[:, :units] + back[:, :units])
        reset = recurrent_activation(here[:, units : 2 * units] + back[:, units : 2 * units])
        last = slice(2 * units, None)
        seen = reset * back[:, last] if reset_after else (reset * kept) @ kernel[:, last]
        return (update * old + (1 - update) * activation(here[:, last] + seen),)

    return walk(weights, sums, step, 1, mask, return_sequences, go_backwards, silent)


def thinned(x, key, rate, stream):
    """In training, features switched off with the chance ``rate``, the same at all positions."""
    if key is None or not rate:
        return x
    shape = (len(x), *[1] * (x.ndim - 2), x.shape[-1])
    kept = jax.random.bernoulli(jax.random.fold_in(key, stream), 1 - rate, shape)
    return jnp.where(kept, x / (1 - rate), 0.0)


def forgetting(weights, x, key, rate):
    """What happens to the remembered numbers at every position: the same ones are switched off."""
    units = len(weights["recurrent_kernel"])
    factors = thinned(jnp.ones((len(x), units)), key, rate, 1)
    return lambda state: state * factors


def walk(
    weights,
    sums,
    step,
    count,
    mask,
    return_sequences,
    go_backwards,
    silent,
):
    """Steps through time from states of zero. Where the mask says that a position does not count,
    nothing changes and the last output is repeated, or zero if ``silent``."""
    given = jnp.swapaxes(sums, 0, 1)
    counts = jnp.ones(given.shape[:2], bool) if mask is None else mask.T
    if go_backwards:
        given, counts = given[::-1], counts[::-1]
    first = (jnp.zeros((len(sums), len(weights["recurrent_kernel"]))),) * count

    def body(states, now):
        here, counted = now[0], now[1][:, None]
        after = [jnp.where(counted, new, old) for new, old in zip(step(states, here), states)]
        return tuple(after), jnp.where(counted, after[0], 0.0) if silent else after[0]

    last, outputs = jax.lax.scan(body, first, (given, counts))
    return jnp.swapaxes(outputs, 0, 1) if return_sequences else last[0]


def bidirectional(weights, x, layer, merge_mode="concat", key=None, mask=None):
    """A recurrent layer that reads from the front, its twin from behind."""

    def read(way, **how):
        own = {n.removeprefix(way): w for n, w in weights.items() if n.startswith(way)}
        return layer(own, x, mask=mask, silent=True, **how)

    keys = [None, None] if key is None else jax.random.split(key)
    there = read("forward_", key=keys[0])
    back = read("backward_", key=keys[1], go_backwards=True)
    back = jnp.flip(back, axis=1) if back.ndim == 3 else back
    if merge_mode == "concat":
        return jnp.concatenate([there, back], axis=-1)
    if merge_mode == "mul":
        return there * back
    return (there + back) / (2 if merge_mode == "ave" else 1)


def time_distributed(weights, x, layer):
    """One layer at every position, as if the positions were examples."""
    y = layer(weights, x.reshape(-1, *x.shape[2:]))
    return y.reshape(*x.shape[:2], *y.shape[1:])


def attention(
    weights, *inputs, masks=(None, None), key, score_mode="dot", dropout=0.0, use_causal_mask=False
):
    """Values mixed by how well their keys fit each query: [batch, queries, features]."""
    query, value, keys = inputs[0], inputs[1], inputs[-1]
    scale = weights.get("scale", 1.0)
    if score_mode == "dot":
        fits = jnp.einsum("bqd,bkd->bqk", query, keys) * scale
    else:
        both = jnp.tanh(scale * (query[:, :, None] + keys[:, None]))
        fits = weights["concat_score_weight"] * both.sum(-1)
    seen = allowed(None, masks[1], fits.shape[1:], use_causal_mask)
    shares = jax.nn.softmax(jnp.where(seen, fits, fits - 1e9), axis=-1)
    mixed = fewer(shares, key, dropout) @ value
    return mixed if masks[0] is None else jnp.where(masks[0][..., None], mixed, 0.0)


def multi_head_attention(weights, *inputs, masks=(None,), key, dropout=0.0, use_causal_mask=False):
    """Several looks at a sequence at once, each with learned projections."""
    query, value, keys = inputs[0], inputs[min(1, len(inputs) - 1)], inputs[-1]

    def projected(name, x):
        y = jnp.einsum("btf,fhs->bths", x, weights[f"{name}_kernel"])
        return y + weights.get(f"{name}_bias", 0.0)

    asked = projected("query", query)
    fits = jnp.einsum("bqhs,bkhs->bhqk", asked / asked.shape[-1] ** 0.5, projected("key", keys))
    seen = allowed(masks[0], masks[min(1, len(masks) - 1)], fits.shape[2:], use_causal_mask)
    shares = jax.nn.softmax(jnp.where(seen[:, None], fits, -1e9), axis=-1)
    shares = fewer(jnp.where(seen[:, None], shares, 0.0), key, dropout)
    mixed = jnp.einsum("bhqk,bkhs->bqhs", shares, projected("value", value))
    y = jnp.einsum("bqhs,hsf->bqf", mixed, weights["output_kernel"])
    return y + weights.get("output_bias", 0.0)


def allowed(query, value, steps, causal):
    """Which values each query may look at, [batch or 1, queries, values]."""
    seen = jnp.tri(*steps, dtype=bool)[None] if causal else jnp.ones((1, *steps), bool)
    seen = seen if value is None else seen & value[:, None, :]
    return seen if query is None else seen & query[:, :, None]


def fewer(shares, key, rate):
    """Shares of attention with some switched off in training."""
    if key is None or not rate:
        return shares
    return jnp.where(jax.random.bernoulli(key, 1 - rate, shares.shape), shares / (1 - rate), 0.0)
