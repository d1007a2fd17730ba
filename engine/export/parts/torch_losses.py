# pyright: basic, reportMissingImports=false
"""Losses in PyTorch: one number for each row, with Keras's numbers."""

import math

import torch
import torch.nn.functional as F

EPSILON = 1e-7  # keeps logarithms finite


def mean(values):
    """The mean over all outputs of each row."""
    return values.flatten(1).mean(dim=1)


def mean_squared_error(target, output):
    """The mean square of the deviations."""
    return mean(F.mse_loss(output, target, reduction="none"))


def mean_absolute_error(target, output):
    """The mean size of the deviations."""
    return mean(F.l1_loss(output, target, reduction="none"))


def mean_absolute_percentage_error(target, output):
    """Deviations in percent of their targets."""
    return 100 * mean(torch.abs((target - output) / torch.clamp(torch.abs(target), min=EPSILON)))


def mean_squared_logarithmic_error(target, output):
    """How far the logarithms of outputs and targets are apart."""
    first, second = (torch.log(torch.clamp(v, min=EPSILON) + 1) for v in (output, target))
    return mean((first - second) ** 2)


def huber(target, output, delta=1.0):
    """A squared error near the target, an absolute one beyond delta."""
    return mean(F.huber_loss(output, target, reduction="none", delta=delta))


def log_cosh(target, output):
    """The logarithm of the hyperbolic cosine of each deviation."""
    gap = output - target
    return mean(gap + F.softplus(-2 * gap) - math.log(2.0))


def binary_crossentropy(target, output, from_logits=False, label_smoothing=0.0):
    """The surprise about yes or no."""
    target = target * (1 - label_smoothing) + label_smoothing / 2
    if from_logits:
        return mean(F.binary_cross_entropy_with_logits(output, target, reduction="none"))
    output = torch.clamp(output, EPSILON, 1 - EPSILON)
    return mean(F.binary_cross_entropy(output, target, reduction="none"))


def binary_focal_crossentropy(
    target,
    output,
    apply_class_balancing=False,
    alpha=0.25,
    gamma=2.0,
    from_logits=False,
    label_smoothing=0.0,
):
    """The surprise about yes or no, mostly of hard examples."""
    target = target * (1 - label_smoothing) + label_smoothing / 2
    chance = torch.sigmoid(output) if from_logits else output
    inside = torch.clamp(chance, EPSILON, 1 - EPSILON)
    surprise = F.binary_cross_entropy(inside, target, reduction="none")
    right = target * chance + (1 - target) * (1 - chance)
    balance = target * alpha + (1 - target) * (1 - alpha) if apply_class_balancing else 1.0
    return mean(balance * surprise * (1 - right) ** gamma)


def categorical_crossentropy(target, output, from_logits=False, label_smoothing=0.0):
    """The surprise about a class written as a one in its column."""
    target = target * (1 - label_smoothing) + label_smoothing / output.shape[-1]
    return -torch.sum(target * log_chances(output, from_logits), dim=-1)


def sparse_categorical_crossentropy(target, output, from_logits=False):
    """The surprise about a class given by its number."""
    return F.nll_loss(log_chances(output, from_logits), target.long(), reduction="none")


def log_chances(output, from_logits):
    """Logarithms of probabilities that add up to one."""
    if from_logits:
        return F.log_softmax(output, dim=-1)
    chances = output / output.sum(dim=-1, keepdim=True)
    return torch.log(torch.clamp(chances, EPSILON, 1 - EPSILON))


def hinge(target, output):
    """What an output lacks to be right by a margin of one."""
    return mean(torch.clamp(1 - signs(target) * output, min=0))


def squared_hinge(target, output):
    """The square of what an output lacks to be right by a margin of one."""
    return mean(torch.clamp(1 - signs(target) * output, min=0) ** 2)


def signs(target):
    """Targets 0 as -1."""
    return torch.where(target == 0, -1.0, target)


def categorical_hinge(target, output):
    """What the right class lacks to lead by a margin of one."""
    right = torch.sum(target * output, dim=-1)
    best_of_wrong = torch.max((1 - target) * output, dim=-1).values
    return torch.clamp(best_of_wrong - right + 1, min=0)


def kl_divergence(target, output):
    """How much a distribution tells beyond the one put out."""
    target, output = (torch.clamp(part, EPSILON, 1) for part in (target, output))
    return torch.sum(target * torch.log(target / output), dim=-1)


def poisson(target, output):
    """The surprise about a count, given the count that was expected."""
    return mean(output - target * torch.log(output + EPSILON))


def cosine_similarity(target, output):
    """Minus the cosine of the angle between output and target."""
    return -torch.sum(F.normalize(target, dim=-1) * F.normalize(output, dim=-1), dim=-1)
