"""Planes through the space of all weights: two numbers, random directions, or the run's path."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

from engine.contracts import FloatArray, Ground

Params: TypeAlias = Mapping[str, Mapping[str, Any]]  # {owner: {weight: array}}
Flat: TypeAlias = npt.NDArray[np.float64]

MOST_STEPS = 100  # of the path
NUMBERS = 16_000_000  # of it that are held at a time; of more weights fewer steps are shown
NOTHING = 1e-12  # of the widest extent: rounding


@dataclass(frozen=True, slots=True)
class Plane:
    """``origin`` + x * first + y * second of the ``directions``; ``path`` [n + 1, 2] are the places
    of the run at ``steps`` [n] and, last, now. ``held``: their share of the squared distances from
    the weights now that lies in the plane, NaN where there are none. ``least``: how wide a map of
    it is at least."""

    origin: Params
    directions: tuple[Params, Params]
    path: FloatArray
    steps: npt.NDArray[np.int64]
    held: float
    least: float


def of_weights(
    ground: Ground, node: str, weight: str, at: int, other: str, second: str, there: int
) -> Plane | None:
    """Over two numbers, whose values are the places; None where both are the same one, or where
    one is no weight that is learned."""
    first_number = (ground.owners[node], weight, at)
    second_number = (ground.owners[other], second, there)
    numbers = (first_number, second_number)
    learned = all(name in ground.params.get(owner, {}) for owner, name, _ in numbers)
    if not learned or first_number == second_number:  # of layers that share their weights
        return None
    steps, past = _thinned(ground)

    def place(params: Params) -> list[float]:
        return [float(np.ravel(params[owner][name])[flat]) for owner, name, flat in numbers]

    path = np.array([place(params) for params in [*past, ground.params]])
    origin = _changed(_zeros(ground.params, ground.params), numbers, 0.0)
    one, two = (_changed(_zeros(ground.params), [number], 1.0) for number in numbers)
    total = sum(_square(_less(params, ground.params)) for params in past)
    moved = float(np.sum(np.square(path[:-1] - path[-1])))
    return Plane(origin, (one, two), path.astype(np.float32), steps, _share(moved, total), 1.0)


def of_random(ground: Ground, seed: int) -> Plane:
    """Two random directions, filter by filter as long as the weights now (Li et al., 2018)."""
    directions = random_directions(ground.params, seed)
    steps, past = _thinned(ground)
    return _spanned(ground, directions, steps, past, 2.0)


def of_path(ground: Ground) -> Plane | None:
    """The two directions in which the path extends most from the weights now, of length 1; None
    where it has less than two."""
    steps, past = _thinned(ground)
    gram = _gram(ground.params, past)
    if len(past) < 2:
        return None
    extents, sides = np.linalg.eigh(gram)
    if not extents[-2] > NOTHING * extents[-1]:
        return None
    directions: list[Params] = []
    for extent, side in ((extents[-1], sides[:, -1]), (extents[-2], sides[:, -2])):
        farthest = side[np.abs(side).argmax()]
        shares = side / np.sqrt(extent) * (1.0 if farthest < 0 else -1.0)  # the way comes from left
        directions.append(_mixed(ground.params, past, shares))
    return _spanned(ground, (directions[0], directions[1]), steps, past, 1e-9)


def random_directions(params: Params, seed: int) -> tuple[Params, Params]:
    """Normal draws, each filter (all numbers that lead to one output: the last axis) as long as
    the weights'; zero for biases and other weights of one axis."""
    random = np.random.Generator(np.random.Philox(seed))

    def direction() -> Params:
        return {
            owner: {name: _normalized(random, tensors[name]) for name in sorted(tensors)}
            for owner, tensors in sorted(params.items())
        }

    return direction(), direction()


def _normalized(random: np.random.Generator, weights: FloatArray) -> FloatArray:
    drawn = random.standard_normal(weights.shape)
    if weights.ndim < 2:
        return np.zeros_like(weights)
    axes = tuple(range(weights.ndim - 1))
    length, wanted = (
        np.sqrt(np.sum(np.square(np.asarray(values, np.float64)), axis=axes))
        for values in (drawn, weights)
    )
    return (drawn / length * wanted).astype(np.float32)


def _spanned(
    ground: Ground,
    directions: tuple[Params, Params],
    steps: npt.NDArray[np.int64],
    past: Sequence[Params],
    least: float,
) -> Plane:
    """The plane through the weights now; the path is laid onto it at right angles."""
    sides = [[_dot(one, other) for other in directions] for one in directions]
    gram = np.array(sides)
    along = np.zeros((len(past), 2))
    total = 0.0
    for place, params in enumerate(past):
        away = _less(params, ground.params)
        along[place] = [_dot(away, direction) for direction in directions]
        total += _square(away)
    path = along @ np.linalg.pinv(gram)
    held = _share(float(np.sum(path * along)), total)
    whole = np.concatenate([path, np.zeros((1, 2))]).astype(np.float32)
    return Plane(ground.params, directions, whole, steps, held, least)


def _share(part: float, total: float) -> float:
    return part / total if total > 0 else float("nan")


def _thinned(ground: Ground) -> tuple[npt.NDArray[np.int64], list[Params]]:
    """As many steps of the past as can be held, spread evenly, the oldest among them."""
    numbers = sum(array.size for _, array in _tensors(ground.params))
    most = min(MOST_STEPS, max(3, NUMBERS // max(1, numbers)))
    here = min(most, len(ground.past))
    chosen = np.unique(np.linspace(0, max(0, len(ground.past) - 1), here).astype(np.int64))
    steps = np.asarray(ground.steps, np.int64)[chosen]
    return steps, [ground.past[place] for place in chosen]


def _tensors(params: Params) -> list[tuple[tuple[str, str], FloatArray]]:
    return [
        ((owner, name), np.asarray(array))
        for owner, tensors in params.items()
        for name, array in tensors.items()
    ]


def _gram(now: Params, past: Sequence[Params]) -> Flat:
    """The products of all ways from now to the past with one another, tensor by tensor."""
    gram = np.zeros((len(past), len(past)))
    if not past:
        return gram
    for (owner, name), array in _tensors(now):
        ways = np.array([np.ravel(params[owner][name]) for params in past], np.float64)
        ways -= np.ravel(array)
        gram += ways @ ways.T
    return gram


def _mixed(now: Params, past: Sequence[Params], shares: Flat) -> Params:
    """The ways from now to the past, added up in these shares."""
    return {
        owner: {
            name: np.asarray(
                sum(
                    share * (np.asarray(params[owner][name], np.float64) - array)
                    for share, params in zip(shares, past, strict=True)
                ),
                np.float32,
            )
            for name, array in tensors.items()
        }
        for owner, tensors in now.items()
    }


def _less(params: Params, now: Params) -> Params:
    return {
        owner: {
            name: np.asarray(params[owner][name], np.float64) - array
            for name, array in tensors.items()
        }
        for owner, tensors in now.items()
    }


def _dot(one: Params, other: Params) -> float:
    return sum(
        float(np.vdot(np.asarray(array, np.float64), np.asarray(other[owner][name], np.float64)))
        for (owner, name), array in _tensors(one)
    )


def _square(params: Params) -> float:
    return _dot(params, params)


def _zeros(like: Params, values: Params | None = None) -> dict[str, dict[str, FloatArray]]:
    """Zeros of these shapes, or a copy of values."""
    return {
        owner: {
            name: np.zeros_like(array) if values is None else np.array(values[owner][name])
            for name, array in tensors.items()
        }
        for owner, tensors in like.items()
    }


def _changed(
    params: dict[str, dict[str, FloatArray]], numbers: Sequence[tuple[str, str, int]], value: float
) -> Params:
    """Some numbers set, in place."""
    for owner, name, flat in numbers:
        params[owner][name].reshape(-1)[flat] = value
    return params
