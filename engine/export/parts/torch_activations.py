# pyright: basic, reportMissingImports=false
"""Activations in PyTorch: its own functions where it has them."""

import torch
import torch.nn.functional as F

celu = F.celu
elu = F.elu
exponential = torch.exp
gelu = F.gelu
glu = F.glu
hard_shrink = F.hardshrink
hard_sigmoid = F.hardsigmoid
hard_silu = F.hardswish
hard_tanh = F.hardtanh
log_sigmoid = F.logsigmoid
mish = F.mish
relu = F.relu
relu6 = F.relu6
selu = F.selu
sigmoid = torch.sigmoid
silu = F.silu
soft_shrink = F.softshrink
softplus = F.softplus
softsign = F.softsign
tanh = torch.tanh
tanh_shrink = F.tanhshrink


def linear(x):
    """No bend at all."""
    return x


def leaky_relu(x):
    """Negative sums kept small instead of cut off; Keras's slope."""
    return F.leaky_relu(x, 0.2)


def softmax(x):
    """Sums as probabilities that add up to 1."""
    return F.softmax(x, dim=-1)


def log_softmax(x):
    """The logarithms of probabilities that add up to 1."""
    return F.log_softmax(x, dim=-1)


def sparse_plus(x):
    """A softplus that is exactly zero below -1."""
    bend = torch.where(x < 1, (x + 1) ** 2 / 4, x)
    return torch.where(x <= -1, torch.zeros_like(x), bend)


def sparse_sigmoid(x):
    """A straight ramp from 0 to 1 between -1 and 1."""
    return torch.clamp((x + 1) / 2, 0, 1)


def sparsemax(x):
    """Shares of which many are exactly zero, with the numbers of Keras."""
    falling = torch.sort(x, dim=-1, descending=True).values
    total = torch.cumsum(falling, dim=-1)
    place = torch.arange(1, x.shape[-1] + 1, dtype=x.dtype)
    kept = falling - (total - 1) / place > 0
    count = kept.sum(-1, keepdim=True)
    threshold = (torch.where(kept, total, 0.0).sum(-1, keepdim=True) - 1) / count
    return torch.clamp(x - threshold, min=0)


def squareplus(x):
    """A softplus made of a square root."""
    return (x + torch.sqrt(x * x + 4)) / 2


def threshold(x):
    """What is above one half, zero otherwise."""
    return torch.where(x > 0.5, x, 0.0)
