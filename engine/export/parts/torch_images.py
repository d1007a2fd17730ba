# pyright: basic, reportMissingImports=false
"""What PyTorch lacks for pictures [batch, height, width, channels]: Keras's borders, and
disturbances of training."""

import math

import torch
import torch.nn.functional as F
from torch import nn


class SamePad(nn.Module):
    """Borders before a window slides, so that only its strides make the picture smaller; the odd
    pixel comes behind. It stands among layers with channels first."""

    def __init__(self, window, strides, dilation=None, value=0.0):
        super().__init__()
        dilation = dilation or [1] * len(window)
        self.reach = [(size - 1) * gap + 1 for size, gap in zip(window, dilation)]
        self.strides, self.value = strides, value

    def forward(self, x):
        return F.pad(x, self.borders(x.shape[2:]), value=self.value)

    def borders(self, lengths):
        """Empty pixels before and after each axis, the last axis first."""
        borders = []
        for length, reach, stride in zip(lengths, self.reach, self.strides):
            total = max((math.ceil(length / stride) - 1) * stride + reach - length, 0)
            borders = [total // 2, total - total // 2, *borders]
        return borders


class SameAverage(SamePad):
    """The mean of each window; what lies beyond the edge does not count."""

    def forward(self, x):
        pool = F.avg_pool1d if x.ndim == 3 else F.avg_pool2d
        borders = self.borders(x.shape[2:])
        sums = pool(F.pad(x, borders), self.reach, self.strides)
        return sums / pool(F.pad(torch.ones_like(x), borders), self.reach, self.strides)


def global_average_pooling1d(x, keepdims=False, mask=None):
    """Each feature becomes its mean over the steps that count."""
    if mask is None:
        return x.mean(dim=1, keepdim=keepdims)
    total = torch.where(mask[..., None], x, 0.0).sum(dim=1, keepdim=keepdims)
    return total / torch.clamp(mask[..., None].sum(dim=1, keepdim=keepdims), min=1)


def cropping2d(x, cropping):
    """Pictures without their edge."""
    rows, columns = cropping
    return x[:, rows : x.shape[1] - rows, columns : x.shape[2] - columns]


class RandomCrop(nn.Module):
    """In training a piece from a random place, after it the one from the middle."""

    def __init__(self, height, width):
        super().__init__()
        self.height, self.width = height, width

    def forward(self, x):
        rows, columns = x.shape[1] - self.height, x.shape[2] - self.width
        top, left = rows // 2, columns // 2
        if self.training:
            top, left = (int(torch.randint(n + 1, ())) for n in (rows, columns))
        return x[:, top : top + self.height, left : left + self.width]


class RandomFlip(nn.Module):
    """In training half of the pictures are mirrored."""

    def __init__(self, mode="horizontal_and_vertical"):
        super().__init__()
        ways = {"horizontal": (2,), "vertical": (1,), "horizontal_and_vertical": (1, 2)}
        self.axes = ways[mode]

    def forward(self, x):
        if not self.training:
            return x
        return torch.where(torch.rand(len(x), 1, 1, 1) < 0.5, torch.flip(x, self.axes), x)


class RandomContrast(nn.Module):
    """In training every picture gets more or less contrast."""

    def __init__(self, factor=0.2, value_range=(0, 1)):
        super().__init__()
        self.factor, self.value_range = factor, value_range

    def forward(self, x):
        if not self.training:
            return x
        mean = x.mean((1, 2), keepdim=True)
        factors = 1 + drawn(x, self.factor)[:, None, None, None]
        return torch.clamp((x - mean) * factors + mean, *self.value_range)


class Warp(nn.Module):
    """Every picture seen through a map of its own in training."""

    def __init__(self, fill_mode="reflect", interpolation="bilinear", fill_value=0.0):
        super().__init__()
        self.fill_mode, self.interpolation = fill_mode, interpolation
        self.fill_value = fill_value

    def warped(self, images, linear, shift=(0, 0)):
        """A new pixel at (x, y) from the middle shows what the old picture has at ``linear``
        (x, y) + ``shift``."""
        height, width = images.shape[1:3]
        x = torch.arange(width) - (width - 1) / 2
        y = (torch.arange(height) - (height - 1) / 2)[:, None]

        def places(row, offset, middle):
            each = [torch.as_tensor(n, dtype=images.dtype) for n in (*row, offset)]
            a, b, c = (n.expand(len(images))[:, None, None] for n in each)
            return a * x + b * y + c + middle

        columns = places(linear[0], shift[0], (width - 1) / 2)
        rows = places(linear[1], shift[1], (height - 1) / 2)
        if self.interpolation == "nearest":
            return self.pixels(images, away(rows), away(columns))
        top, left = torch.floor(rows), torch.floor(columns)
        down, right = (rows - top)[..., None], (columns - left)[..., None]
        corners = [[self.pixels(images, top + i, left + j) for j in (0, 1)] for i in (0, 1)]
        upper, lower = (first * (1 - right) + second * right for first, second in corners)
        return upper * (1 - down) + lower * down

    def pixels(self, images, rows, columns):
        """The pixels at whole places, which may lie outside."""
        height, width = images.shape[1:3]
        row, column = rows.long(), columns.long()
        each = torch.arange(len(images))[:, None, None]
        found = images[each, self.inside(row, height), self.inside(column, width)]
        if self.fill_mode != "constant":
            return found
        outside = (row < 0) | (row >= height) | (column < 0) | (column >= width)
        return torch.where(outside[..., None], self.fill_value, found)

    def inside(self, index, size):
        """The pixel of a row of ``size`` that stands for one outside."""
        if self.fill_mode == "wrap":
            return index % size
        if self.fill_mode == "reflect":
            index = index % (2 * size)
            return torch.minimum(index, 2 * size - 1 - index)
        return torch.clamp(index, 0, size - 1)


class RandomRotation(Warp):
    """In training every picture is turned, at most by ``factor`` of a full turn."""

    def __init__(self, factor=0.1, fill_mode="reflect", interpolation="bilinear", fill_value=0.0):
        super().__init__(fill_mode, interpolation, fill_value)
        self.factor = factor

    def forward(self, x):
        if not self.training:
            return x
        angle = 2 * math.pi * drawn(x, self.factor)
        cos, sin = torch.cos(angle), torch.sin(angle)
        return self.warped(x, ((cos, -sin), (sin, cos)))


class RandomZoom(Warp):
    """In training every picture is shown larger or smaller."""

    def __init__(
        self,
        height_factor=0.2,
        width_factor=None,
        fill_mode="reflect",
        interpolation="bilinear",
        fill_value=0.0,
    ):
        super().__init__(fill_mode, interpolation, fill_value)
        self.height_factor, self.width_factor = height_factor, width_factor

    def forward(self, x):
        if not self.training:
            return x
        down = 1 + drawn(x, self.height_factor)
        across = 1 + drawn(x, self.width_factor) if self.width_factor else down
        return self.warped(x, ((across, 0), (0, down)))


class RandomTranslation(Warp):
    """In training every picture is shifted."""

    def __init__(
        self,
        height_factor=0.1,
        width_factor=0.1,
        fill_mode="reflect",
        interpolation="bilinear",
        fill_value=0.0,
    ):
        super().__init__(fill_mode, interpolation, fill_value)
        self.height_factor, self.width_factor = height_factor, width_factor

    def forward(self, x):
        if not self.training:
            return x
        down = drawn(x, self.height_factor) * x.shape[1]
        right = drawn(x, self.width_factor) * x.shape[2]
        return self.warped(x, ((1, 0), (0, 1)), (-right, -down))


def drawn(x, most):
    """An even draw from -most to most for every picture, [batch]."""
    return (2 * torch.rand(len(x)) - 1) * most


def away(x):
    """The nearest whole number; halves go away from zero."""
    return torch.sign(x) * torch.floor(torch.abs(x) + 0.5)
