"""The compiled heart: any number of training steps in one call, the same bits however it is cut.

The trip count is traced and the loop a ``while_loop``, so one executable serves one step and two
thousand. The batch size lives inside a *capacity*: rows beyond the count of a step are masked, so
moving its slider does not retrace either.
"""

from collections.abc import Mapping
from typing import Any, TypeAlias

import jax
import jax.numpy as jnp
import numpy as np

from engine.contracts import Batch, Lesson, SampleType
from engine.preprocessing import scale

State: TypeAlias = dict[str, Any]  # params, state, optimizer, step (int32), key (uint32 [2])
# inputs [n, *shape], targets [n, ...] or some of them, scale [], perhaps weights [n]
DeviceData = Mapping[str, Any]


def capacity(batch_size: int, sample_type: SampleType) -> int:
    """Rows that a compiled step has room for: 32 for points and tables, else a power of two."""
    least = 32 if sample_type in ("points", "table") else 1
    return max(least, 1 << (batch_size - 1).bit_length())


def gathered(data: DeviceData, rows: jax.Array, count: jax.Array) -> Batch:
    """Rows of the resident data set [b], scaled to float32; those from ``count`` on are padding."""
    present = (jnp.arange(len(rows), dtype=jnp.int32) < count).astype(jnp.float32)

    def of_rows(array: jax.Array) -> jax.Array:
        return array.at[rows].get(mode="promise_in_bounds")

    targets = jax.tree.map(of_rows, data["targets"])
    weights = of_rows(data["weights"]) if "weights" in data else None
    inputs = scale.apply(of_rows(data["inputs"]), data["scale"], {})
    return Batch(inputs, targets, present, weights)


def step_key(state: Mapping[str, Any]) -> jax.Array:
    """The random key of the next step: a function of the seed and the step alone."""
    random: Any = jax.random
    return random.fold_in(random.wrap_key_data(state["key"]), state["step"])


def run_steps(
    lesson: Lesson,
    state: State,
    order: jax.Array,
    counts: jax.Array,
    trips: jax.Array,
    knobs: Any,
    data: DeviceData,
) -> tuple[State, jax.Array, jax.Array]:
    """Takes ``trips`` steps along ``order`` int32 [kmax, capacity], ``counts`` [kmax] rows each.

    Answers the state, each step's loss [kmax] and metrics [kmax, m]; entries never reached are 0.
    It stops after the first loss that is not finite, and the state is then of no use: choosing
    between old and new inside the loop would cost every sound step 10 % on a dense network.
    """
    kmax, metrics = len(order), lesson.metrics.width

    def going(carry: tuple[Any, ...]) -> jax.Array:
        turn, sound = carry[0], carry[1]
        return (turn < trips) & sound

    def body(carry: tuple[Any, ...]) -> tuple[Any, ...]:
        turn, _, state, losses, figures = carry
        batch = gathered(data, order[turn], counts[turn])
        after, loss, row = lesson.step(state, batch, knobs, step_key(state))
        return (
            turn + 1,
            jnp.isfinite(loss),
            {**after, "step": state["step"] + 1, "key": state["key"]},
            losses.at[turn].set(loss),
            figures.at[turn].set(row),
        )

    first = (
        jnp.int32(0),
        jnp.bool_(True),
        state,
        jnp.zeros(kmax, jnp.float32),
        jnp.zeros((kmax, metrics), jnp.float32),
    )
    _, _, state, losses, figures = jax.lax.while_loop(going, body, first)
    return state, losses, figures


def score_rows(
    lesson: Lesson,
    state: State,
    rows: jax.Array,
    count: jax.Array,
    knobs: Any,
    data: DeviceData,
) -> tuple[jax.Array, jax.Array, jax.Array]:
    """Sums of loss [] and of the numbers behind metrics and tables [m + t] over ``count`` of the
    rows [b], and the penalty []."""
    batch = gathered(data, rows, count)
    losses, figures, penalty = lesson.score(state, batch, knobs)
    here = batch.present > 0
    return (
        jnp.sum(jnp.where(here, losses, 0.0)),
        jnp.sum(jnp.where(here[:, None], figures, 0.0), axis=0),
        penalty,
    )


def seed_key(seed: int) -> np.ndarray[Any, np.dtype[np.uint32]]:
    """A seed as the two words of a threefry key, without running anything on a device."""
    return np.array([seed >> 32, seed & 0xFFFFFFFF], np.uint32)
