"""An optimizer's way down a valley: real steps from its own ``update``."""

from typing import Any

import jax
import jax.numpy as jnp

from engine.contracts import OptimizerKind, Text
from engine.graph.fields import filled, knobs, structure
from engine.help.drawing import Picture, curve, curves

START = (-2.0, 1.5)
STEEP = 8.0  # the valley is so many times steeper across than along
STEPS = 150
RATE = 0.05


def pictures(kind: OptimizerKind) -> list[Picture]:
    """The way and the loss of ``STEPS`` steps with its own defaults, all from one start."""
    own = next(float(field.default) for field in kind.fields if field.name == "learning_rate")
    rate = max(own, RATE)
    ways = jnp.stack(_walk(kind, rate))
    losses = 0.5 * (ways[:, 0] ** 2 + STEEP * ways[:, 1] ** 2)
    where = Text(
        f"Its way down a valley, learning rate {rate:g}",
        f"Sein Weg durch ein Tal, Lernrate {rate:g}".replace(".", ","),
    )
    formula = Text("loss ½(w₁² + 8 w₂²)", "Verlust ½(w₁² + 8 w₂²)")
    return [
        curves(
            where,
            Text("w₁, along the valley", "w₁, längs des Tals"),
            Text("w₂, across", "w₂, quer dazu"),
            curve(Text(f"{STEPS} steps", f"{STEPS} Schritte"), ways[:, 0], ways[:, 1]),
        ),
        curves(
            Text("The loss on that way", "Der Verlust auf diesem Weg"),
            Text("step", "Schritt"),
            Text("loss", "Verlust"),
            curve(formula, range(len(ways)), losses),
        ),
    ]


def _walk(kind: OptimizerKind, rate: float) -> list[jax.Array]:
    config, _ = filled(kind.fields, {"learning_rate": rate})
    plan = structure(kind.fields, config)
    sliders = {name: jnp.float32(value) for name, value in knobs(kind.fields, config).items()}

    def step(params: Any, state: Any) -> tuple[Any, Any]:
        place = params["w"]["at"]
        grads = {"w": {"at": place * jnp.asarray([1.0, STEEP], jnp.float32)}}
        changes, state = kind.update(grads, state, params, plan, sliders)
        return {"w": {"at": place + changes["w"]["at"]}}, state

    params: dict[str, dict[str, jax.Array]] = {"w": {"at": jnp.asarray(START, jnp.float32)}}
    state, ways = kind.init(params, plan), [params["w"]["at"]]
    taken: Any = jax.jit(step)
    for _ in range(STEPS):
        params, state = taken(params, state)
        ways.append(params["w"]["at"])
    return ways
