"""Sequences as pictures one pixel wide, so that one piece of code slides along both."""

from dataclasses import replace

from engine.contracts import Call, Config

# What each field says of the second axis, along which nothing slides.
_ACROSS = {"kernel_size": 1, "pool_size": 1, "strides": 1, "dilation_rate": 1, "output_padding": 0}


def picture(call: Call) -> Call:
    """The call with [batch, steps, 1, features], and kernels [steps, 1, ...] to go with it."""
    weights = {name: w[:, None] if w.ndim == 3 else w for name, w in call.weights.items()}
    (x,) = call.inputs
    return replace(call, inputs=(x[:, :, None],), weights=weights, config=_wide(call.config))


def _wide(config: Config) -> Config:
    spread = {name: (*config[name], side) for name, side in _ACROSS.items() if config.get(name)}
    return {**config, **spread}
