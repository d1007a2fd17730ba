"""The devices a run can live on."""

from typing import Any, TypeAlias

import jax

from engine.errors import LearnerError

Device: TypeAlias = Any  # ``jax.Device``, which type checkers take for a variable


def find_device(name: str | None) -> Device:
    """The device called "cpu" or "gpu"; "auto" or None is the best there is.

    Raises ``LearnerError`` when this machine has none of that name that JAX can use.
    """
    known: Any = jax
    if name is None or name == "auto":
        return known.devices()[0]
    try:
        return known.devices(name)[0]
    except RuntimeError:
        there = known.default_backend()
        raise LearnerError("no_such_device", name=name, there=there) from None
