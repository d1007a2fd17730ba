"""What a run keeps when its network becomes another one: every tensor that fits, and its place."""

from typing import Any

import jax
import numpy as np

from engine.train.training import Training


def carry(before: Training, after: Training) -> None:
    """Gives a fresh training the step, the place in the data and all tensors of equal name and
    shape; the optimizer's memory only where all of it fits, for another optimizer begins anew."""
    tensors = {**after.tensors}
    for part in ("params", "state"):
        tensors[part] = {
            node: {
                name: _fitting(before, part, after.plan.names.original[node], name, tensor)
                for name, tensor in layer.items()
            }
            for node, layer in after.tensors[part].items()
        }
    ours, theirs = (one.tensors["optimizer"] for one in (before, after))
    if before.plan.names.standard == after.plan.names.standard and _alike(ours, theirs):
        tensors["optimizer"] = ours
    tensors["step"], tensors["key"] = before.tensors["step"], before.tensors["key"]
    after.tensors = after.plan.own(tensors)
    after.step, after.cursor = before.step, before.cursor


def _fitting(before: Training, part: str, node: str, name: str, fresh: Any) -> Any:
    standard = before.plan.names.standard.get(node)
    found = before.tensors[part].get(standard, {}).get(name)
    fits = found is not None and found.shape == fresh.shape
    return found if fits else fresh


def _alike(one: Any, other: Any) -> bool:
    forms = [str(jax.tree.map(np.shape, tree)) for tree in (one, other)]
    return forms[0] == forms[1]
