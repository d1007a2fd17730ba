# pyright: basic
"""How weights begin and where they come from, in NumPy."""

import numpy as np
from safetensors.numpy import load_file


def with_ones(tensor, first, last):
    """A tensor whose columns from ``first`` to ``last`` start at one."""
    tensor[..., first:last] = 1
    return tensor


def load_weights(file, like):
    """Weights from a safetensors file whose tensors are named layer/number, in the order of those
    that they replace."""
    tensors = load_file(file)
    return {
        layer: {name: tensors[f"{layer}/{number:02}"] for number, name in enumerate(own)}
        for layer, own in like.items()
    }


def balanced(numbers, classes):
    """Weights of rows under which each class counts the same in sum."""
    counts = np.bincount(numbers, minlength=classes)
    weights = len(numbers) / (classes * np.maximum(counts, 1))
    return weights[numbers].astype("float32")
