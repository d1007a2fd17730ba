# pyright: basic, reportMissingImports=false, reportCallIssue=false, reportOperatorIssue=false
"""What PyTorch has no ready-made layer for, written with its own means: channels stand last,
masks [batch, time] say which positions count."""

import math

import numpy as np
import torch
import torch.nn.functional as F
from torch import nn


class ChannelsFirst(nn.Sequential):
    """PyTorch's own layers for pictures and sequences want the channels in front; between all
    layers of this program they stand behind."""

    def forward(self, x):
        return super().forward(x.movedim(-1, 1)).movedim(1, -1)


def add(*inputs):
    """The sum, number by number."""
    return sum(inputs[1:], inputs[0])


def subtract(first, second):
    """The first minus the second."""
    return first - second


def average(*inputs):
    """The mean, number by number."""
    return sum(inputs[1:], inputs[0]) / len(inputs)


def multiply(*inputs, masks=()):
    """The product; what a mask leaves out counts as 1, and as 0 where all masks do."""
    return counted(torch.multiply, inputs, masks, 1.0, torch.zeros(()))


def maximum(*inputs, masks=()):
    """The largest; what a mask leaves out takes no part."""
    return counted(torch.maximum, inputs, masks, -math.inf, inputs[0])


def minimum(*inputs, masks=()):
    """The smallest; what a mask leaves out takes no part."""
    return counted(torch.minimum, inputs, masks, math.inf, inputs[0])


def counted(join, inputs, masks, nothing, empty):
    """Inputs joined, ``nothing`` where a mask leaves one out, ``empty`` where all are left out."""
    masks = [None if mask is None else spread(mask, inputs[0]) for mask in masks]
    given = [
        x if mask is None else torch.where(mask, x, nothing)
        for x, mask in zip(inputs, masks or [None] * len(inputs))
    ]
    joined = given[0]
    for x in given[1:]:
        joined = join(joined, x)
    known = [mask for mask in masks if mask is not None]
    if len(known) < len(inputs):
        return joined
    return torch.where(torch.stack(known).any(dim=0), joined, empty)


def spread(mask, x):
    """A mask [batch, time] with as many axes as what it belongs to."""
    return mask.reshape(*mask.shape, *[1] * (x.ndim - mask.ndim))


def concatenate_mask(*inputs, masks, axis=-1):
    """Masks in a row along the time axis, else where one of them counts."""
    masks = [
        torch.ones(x.shape[:2], dtype=torch.bool) if mask is None else mask
        for x, mask in zip(inputs, masks)
    ]
    if axis % inputs[0].ndim == 1:
        return torch.cat(masks, dim=1)
    return torch.stack(masks).any(dim=0)


def dot(*inputs, axes, normalize=False):
    """Sums of products along one axis of each; what is left of both stands in order."""
    first, second = (x.movedim(axis % x.ndim, -1) for axis, x in zip(axes, inputs))
    if normalize:
        first, second = F.normalize(first, dim=-1, eps=1e-7), F.normalize(second, dim=-1, eps=1e-7)
    left, right = first.shape[1:-1], second.shape[1:-1]
    sums = first.flatten(1, -2) if left else first[:, None]
    others = second.flatten(1, -2) if right else second[:, None]
    sums = sums @ others.transpose(1, 2)
    return sums.reshape(len(sums), *(left + right or (1,)))


def rescaling(x, scale=1.0, offset=0.0):
    """Every number multiplied and shifted."""
    return x * scale + offset


class GaussianNoise(nn.Module):
    """In training every number is moved by a normal draw."""

    def __init__(self, stddev=0.1):
        super().__init__()
        self.stddev = stddev

    def forward(self, x):
        return x + self.stddev * torch.randn_like(x) if self.training else x


class GaussianDropout(nn.Module):
    """In training every number is multiplied by a normal draw around 1."""

    def __init__(self, rate=0.5):
        super().__init__()
        self.spread = math.sqrt(rate / (1 - rate))

    def forward(self, x):
        return x * (1 + self.spread * torch.randn_like(x)) if self.training else x


class Scaled(nn.Module):
    """Normalized numbers stretched by gamma and shifted by beta along one axis."""

    def __init__(self, features, axis, scale, center):
        super().__init__()
        self.axis = axis
        self.gamma = nn.Parameter(torch.ones(features)) if scale else None
        self.beta = nn.Parameter(torch.zeros(features)) if center else None

    def scaled(self, y):
        along = [1] * y.ndim
        along[self.axis] = -1
        y = y if self.gamma is None else y * self.gamma.reshape(along)
        return y if self.beta is None else y + self.beta.reshape(along)


class BatchNormalization(Scaled):
    """Every channel brought to mean 0 and spread 1 over the positions that count."""

    def __init__(self, features, momentum=0.99, epsilon=0.001, scale=True, center=True):
        super().__init__(features, -1, scale, center)
        self.momentum, self.epsilon = momentum, epsilon
        self.register_buffer("moving_mean", torch.zeros(features))
        self.register_buffer("moving_variance", torch.ones(features))

    def forward(self, x, mask=None):
        mean, variance = self.moving_mean, self.moving_variance
        if self.training:
            share = torch.ones(x.shape[:-1]) if mask is None else mask.to(x.dtype)
            share = share[..., None] / (share.sum() + (0.0 if mask is None else 1e-7))
            axes = tuple(range(x.ndim - 1))
            mean = (x * share).sum(axes)
            variance = ((x - mean) ** 2 * share).sum(axes)
            self.moving_mean.lerp_(mean.detach(), 1 - self.momentum)
            self.moving_variance.lerp_(variance.detach(), 1 - self.momentum)
        return self.scaled((x - mean) / torch.sqrt(variance + self.epsilon))


class LayerNormalization(Scaled):
    """Each position brought to mean 0 and spread 1 along one axis."""

    def __init__(self, features, axis=-1, epsilon=0.001, scale=True, center=True):
        super().__init__(features, axis, scale, center)
        self.epsilon = epsilon

    def forward(self, x):
        mean = x.mean(self.axis, keepdim=True)
        variance = ((x - mean) ** 2).mean(self.axis, keepdim=True)
        return self.scaled((x - mean) / torch.sqrt(variance + self.epsilon))


class GroupNormalization(Scaled):
    """Groups of channels brought to mean 0 and spread 1 within each example."""

    def __init__(self, features, groups=32, axis=-1, epsilon=0.001, scale=True, center=True):
        super().__init__(features, axis, scale, center)
        self.groups, self.epsilon = groups if groups > 0 else features, epsilon

    def forward(self, x):
        y = F.group_norm(x.movedim(self.axis, 1), self.groups, eps=self.epsilon)
        return self.scaled(y.movedim(1, self.axis))


def embedding_mask(x):
    """The word number 0, which fills short texts up, does not count."""
    return x != 0


def masking(x, mask_value=0.0):
    """The sequence with zeros where a position holds nothing but the filler."""
    return x * masking_mask(x, mask_value)[..., None]


def masking_mask(x, mask_value=0.0):
    """A position counts when one of its features is no filler."""
    return torch.any(x != mask_value, dim=-1)


class PositionalEmbedding(nn.Module):
    """Adds to each position a row of its own: learned, or fixed waves."""

    def __init__(self, steps, features, mode="learned"):
        super().__init__()
        if mode == "learned":
            self.position_embeddings = nn.Parameter(torch.zeros(steps, features))
            return
        place, pair = np.arange(steps)[:, None], np.arange(features)[None, :]
        angle = place / 10_000 ** (2 * (pair // 2) / features)
        waves = np.where(pair % 2 == 0, np.sin(angle), np.cos(angle))
        self.register_buffer("position_embeddings", torch.tensor(waves, dtype=torch.float32))

    def forward(self, x):
        return x + self.position_embeddings
