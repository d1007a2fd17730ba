"""The devices a run can live on."""

from typing import Any, TypeAlias

import jax

Device: TypeAlias = Any  # ``jax.Device``, which type checkers take for a variable


def find_device(name: str | None) -> Device:
    """The device called "cpu" or "gpu"; "auto" or None is the best there is."""
    known: Any = jax
    return known.devices(None if name == "auto" else name)[0]
