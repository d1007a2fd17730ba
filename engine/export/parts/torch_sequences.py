# pyright: basic, reportMissingImports=false, reportCallIssue=false, reportOperatorIssue=false
"""Layers in PyTorch that walk through sequences [batch, time, features] as Keras does, with masks
and with any activation, and attention."""

import torch
import torch.nn.functional as F
from torch import nn


class Recurrent(nn.Module):
    """What the recurrent layers share: their weights and the walk through time. Kernels are
    [inputs, outputs]; the gates stand side by side in their columns."""

    gates, count = 1, 1  # kernels side by side, numbers remembered

    def __init__(
        self,
        features,
        units,
        activation,
        *,
        use_bias=True,
        dropout=0.0,
        recurrent_dropout=0.0,
        return_sequences=False,
        go_backwards=False,
    ):
        super().__init__()
        wide = self.gates * units
        self.kernel = nn.Parameter(torch.zeros(features, wide))
        self.recurrent_kernel = nn.Parameter(torch.zeros(units, wide))
        self.bias = nn.Parameter(torch.zeros(wide)) if use_bias else None
        self.activation, self.units = activation, units
        self.dropout, self.recurrent_dropout = dropout, recurrent_dropout
        self.return_sequences, self.go_backwards = return_sequences, go_backwards

    def sums(self, x):
        """What the inputs give to all gates at every position."""
        sums = x @ self.kernel
        return sums if self.bias is None else sums + self.bias

    def forward(self, x, mask=None, silent=False):
        """Where the mask says that a position does not count, nothing changes and the last output
        is repeated, or zero if ``silent``."""
        sums = self.sums(x * self.kept(x[:, :1], self.dropout))
        state = [torch.zeros(len(x), self.units)] * self.count
        forget = self.kept(state[0], self.recurrent_dropout)
        outputs = []
        places = range(x.shape[1])
        for place in reversed(places) if self.go_backwards else places:
            after = self.step(sums[:, place], state, forget)
            shown = after[0]
            if mask is not None:
                counts = mask[:, place, None]
                after = [torch.where(counts, new, old) for new, old in zip(after, state)]
                shown = torch.where(counts, after[0], 0.0) if silent else after[0]
            state = after
            outputs.append(shown)
        return torch.stack(outputs, dim=1) if self.return_sequences else state[0]

    def kept(self, like, rate):
        """Factors that switch some features off in training, the same at all positions."""
        return F.dropout(torch.ones_like(like), rate, self.training)


class SimpleRNN(Recurrent):
    """What it sees and what it remembers, through one bend."""

    def step(self, here, state, forget):
        return [self.activation(here + (state[0] * forget) @ self.recurrent_kernel)]


class LSTM(Recurrent):
    """A memory that gates protect, so that it can last for many steps."""

    gates, count = 4, 2

    def __init__(self, features, units, activation, recurrent_activation, **settings):
        super().__init__(features, units, activation, **settings)
        self.gate = recurrent_activation

    def step(self, here, state, forget):
        shown, memory = state
        four = here + (shown * forget) @ self.recurrent_kernel
        enter, stay, candidate, show = four.chunk(4, dim=-1)
        memory = self.gate(stay) * memory + self.gate(enter) * self.activation(candidate)
        return [self.gate(show) * self.activation(memory), memory]


class GRU(Recurrent):
    """Two gates protect one state."""

    gates = 3

    def __init__(
        self, features, units, activation, recurrent_activation, reset_after=True, **settings
    ):
        super().__init__(features, units, activation, **settings)
        self.gate, self.reset_after = recurrent_activation, reset_after
        if reset_after and self.bias is not None:  # a second row for what is remembered
            self.bias = nn.Parameter(torch.zeros(2, 3 * units))

    def sums(self, x):
        if self.bias is None:
            return x @ self.kernel
        return x @ self.kernel + (self.bias[0] if self.reset_after else self.bias)

    def step(self, here, state, forget):
        old, kept, units = state[0], state[0] * forget, self.units
        back = kept @ self.recurrent_kernel
        if self.reset_after and self.bias is not None:
            back = back + self.bias[1]
        update = self.gate(here[:, :units] + back[:, :units])
        reset = self.gate(here[:, units : 2 * units] + back[:, units : 2 * units])
        if self.reset_after:
            seen = reset * back[:, 2 * units :]
        else:
            seen = (reset * kept) @ self.recurrent_kernel[:, 2 * units :]
        return [update * old + (1 - update) * self.activation(here[:, 2 * units :] + seen)]


class Bidirectional(nn.Module):
    """A recurrent layer that reads from the front, its twin from behind."""

    def __init__(self, forward_layer, backward_layer, merge_mode="concat"):
        super().__init__()
        self.there, self.back, self.merge_mode = forward_layer, backward_layer, merge_mode
        self.back.go_backwards = True

    def forward(self, x, mask=None):
        there, back = (layer(x, mask, silent=True) for layer in (self.there, self.back))
        back = torch.flip(back, (1,)) if back.ndim == 3 else back
        if self.merge_mode == "concat":
            return torch.cat([there, back], dim=-1)
        if self.merge_mode == "mul":
            return there * back
        return (there + back) / (2 if self.merge_mode == "ave" else 1)


class TimeDistributed(nn.Module):
    """One layer at every position, as if the positions were examples."""

    def __init__(self, layer):
        super().__init__()
        self.layer = layer

    def forward(self, x):
        y = self.layer(x.flatten(0, 1))
        return y.reshape(*x.shape[:2], *y.shape[1:])


class Applied(nn.Module):
    """A function as a layer."""

    def __init__(self, function):
        super().__init__()
        self.function = function

    def forward(self, x):
        return self.function(x)


class Attention(nn.Module):
    """Values mixed by how well their keys fit each query: [batch, queries, features]."""

    def __init__(self, use_scale=False, score_mode="dot", dropout=0.0, use_causal_mask=False):
        super().__init__()
        self.scale = nn.Parameter(torch.ones(())) if use_scale else None
        concat = score_mode == "concat"
        self.concat_score_weight = nn.Parameter(torch.ones(())) if concat else None
        self.dropout, self.causal = nn.Dropout(dropout), use_causal_mask

    def forward(self, *inputs, masks=(None, None)):
        query, value, key = inputs[0], inputs[1], inputs[-1]
        scale = 1.0 if self.scale is None else self.scale
        if self.concat_score_weight is None:
            fits = query @ key.transpose(1, 2) * scale
        else:
            both = torch.tanh(scale * (query[:, :, None] + key[:, None]))
            fits = self.concat_score_weight * both.sum(-1)
        seen = allowed(None, masks[1], fits.shape[1:], self.causal)
        shares = F.softmax(torch.where(seen, fits, fits - 1e9), dim=-1)
        mixed = self.dropout(shares) @ value
        return mixed if masks[0] is None else torch.where(masks[0][..., None], mixed, 0.0)


class MultiHeadAttention(nn.Module):
    """Several looks at a sequence at once. Projections are [features, heads, size], so heads may
    be as wide as they like, which nn.MultiheadAttention does not allow."""

    def __init__(
        self,
        features,
        num_heads,
        key_dim,
        value_dim,
        use_bias=True,
        dropout=0.0,
        use_causal_mask=False,
    ):
        super().__init__()
        query, key, value = features
        sizes = {"query": (query, key_dim), "key": (key, key_dim), "value": (value, value_dim)}
        for name, (wide, size) in sizes.items():
            kernel = nn.Parameter(torch.zeros(wide, num_heads, size))
            bias = nn.Parameter(torch.zeros(num_heads, size)) if use_bias else None
            self.register_parameter(f"{name}_kernel", kernel)
            self.register_parameter(f"{name}_bias", bias)
        self.output_kernel = nn.Parameter(torch.zeros(num_heads, value_dim, query))
        self.output_bias = nn.Parameter(torch.zeros(query)) if use_bias else None
        self.dropout, self.causal = nn.Dropout(dropout), use_causal_mask

    def forward(self, *inputs, masks=(None,)):
        query, value, key = inputs[0], inputs[min(1, len(inputs) - 1)], inputs[-1]
        asked = self.projected("query", query)
        fits = torch.einsum("bqhs,bkhs->bhqk", asked, self.projected("key", key))
        fits = fits / asked.shape[-1] ** 0.5
        seen = allowed(masks[0], masks[min(1, len(masks) - 1)], fits.shape[2:], self.causal)
        shares = F.softmax(torch.where(seen[:, None], fits, -1e9), dim=-1)
        shares = self.dropout(torch.where(seen[:, None], shares, 0.0))
        mixed = torch.einsum("bhqk,bkhs->bqhs", shares, self.projected("value", value))
        y = torch.einsum("bqhs,hsf->bqf", mixed, self.output_kernel)
        return y if self.output_bias is None else y + self.output_bias

    def projected(self, name, x):
        y = torch.einsum("btf,fhs->bths", x, getattr(self, f"{name}_kernel"))
        bias = getattr(self, f"{name}_bias")
        return y if bias is None else y + bias


def allowed(query, value, steps, causal):
    """Which values each query may look at, [batch or 1, queries, values]."""
    seen = torch.ones(1, *steps, dtype=torch.bool)
    seen = seen.tril() if causal else seen
    seen = seen if value is None else seen & value[:, None, :]
    return seen if query is None else seen & query[:, :, None]
