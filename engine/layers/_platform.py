"""Where the layer that is being traced will run: the CPU wants some things done in another way."""

from typing import Any

import jax


def on_cpu() -> bool:
    """Whether it is the CPU; a run on the CPU of a machine with a GPU says so as default device."""
    config: Any = jax.config
    device = config.jax_default_device
    if device is None:
        return jax.default_backend() == "cpu"
    return getattr(device, "platform", device) == "cpu"
