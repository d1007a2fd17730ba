# pyright: basic, reportMissingImports=false
"""What training in PyTorch needs beside loss and optimizer: prices, bounds, batches."""

import torch
from torch import nn


def price(tensor, l1=0.0, l2=0.0):
    """What large weights cost: l1 sum(abs(w)) + l2 sum(w^2)."""
    return l1 * tensor.abs().sum() + l2 * tensor.square().sum()


def price_of_outputs(values, l1=0.0, l2=0.0):
    """What large outputs of a layer cost each row."""
    values = values.flatten(1)
    return l1 * values.abs().sum(1) + l2 * values.square().sum(1)


def clipnorm(parameters, most):
    """Each gradient shortened to at most that length."""
    for weight in parameters:
        nn.utils.clip_grad_norm_([weight], most)


def decay(parameters, share):
    """Every weight that is learned shrinks by a share."""
    with torch.no_grad():
        for weight in parameters:
            if weight.requires_grad:
                weight.mul_(1 - share)


def max_norm(tensor, most, dim):
    """Shortens weights whose norm over the axes that lead to one output is longer than that."""
    with torch.no_grad():
        norms = torch.linalg.vector_norm(tensor, dim=dim, keepdim=True)
        tensor.mul_(norms.clamp(max=most) / (1e-7 + norms))


def each_row(losses, rows):
    """The mean loss of each row's positions."""
    return losses.reshape(rows, -1).mean(dim=1)


def as_tensors(arrays):
    """Arrays as tensors, those inside of tuples and dictionaries too."""
    if isinstance(arrays, dict):
        return {name: as_tensors(array) for name, array in arrays.items()}
    if isinstance(arrays, tuple):
        return tuple(as_tensors(array) for array in arrays)
    return torch.as_tensor(arrays)


def in_batches(model, x, size=500):
    """What a model makes of many rows, some at a time; it may answer several tensors."""
    parts = [model(rows) for rows in x.split(size)]
    if isinstance(parts[0], tuple):
        return tuple(torch.cat(each) for each in zip(*parts))
    return torch.cat(parts)


class Lion(torch.optim.Optimizer):
    """Every weight moves by the same amount; only the direction is learned."""

    def __init__(self, parameters, lr=0.001, betas=(0.9, 0.99)):
        super().__init__(parameters, {"lr": lr, "betas": betas})

    @torch.no_grad()
    def step(self):
        for group in self.param_groups:
            steer, keep = group["betas"]
            for weight in group["params"]:
                if weight.grad is None:
                    continue
                mean = self.state[weight].setdefault("mean", torch.zeros_like(weight))
                way = torch.sign(mean * steer + weight.grad * (1 - steer))
                weight.sub_(group["lr"] * way)
                mean.mul_(keep).add_(weight.grad, alpha=1 - keep)


class SGD(torch.optim.Optimizer):
    """Descent with Keras's momentum: a velocity keeps the learning rate that its gradients had,
    which matters where the rate moves. That of torch.optim takes on the new one."""

    def __init__(self, parameters, lr=0.01, momentum=0.0, nesterov=False):
        super().__init__(parameters, {"lr": lr})
        self.momentum, self.nesterov = momentum, nesterov

    @torch.no_grad()
    def step(self):
        for group in self.param_groups:
            for weight in group["params"]:
                if weight.grad is None:
                    continue
                velocity = self.state[weight].setdefault("velocity", torch.zeros_like(weight))
                velocity.mul_(self.momentum).sub_(group["lr"] * weight.grad)
                weight.add_(velocity)
                if self.nesterov:
                    weight.add_((self.momentum - 1) * velocity - group["lr"] * weight.grad)
