"""Remembers loaded data: the same options and seed answer the very same read-only arrays."""

import json
from collections.abc import Callable
from functools import lru_cache
from typing import Any

import numpy as np

from engine.contracts import Config, Data

KEPT = 16


def cached(load: Callable[[Config, int], Data]) -> Callable[[Config, int], Data]:
    """Wraps a set's ``load``; arrays become read-only because several runs share them."""

    @lru_cache(maxsize=KEPT)
    def remembered(options: str, seed: int) -> Data:
        return _frozen(load(json.loads(options), seed))

    def answer(options: Config, seed: int) -> Data:
        return remembered(json.dumps(dict(options), sort_keys=True), seed)

    return answer


def once(load: Callable[[], Data]) -> Callable[[Config, int], Data]:
    """For a set that has neither options nor chance: loaded once for all."""

    @lru_cache(maxsize=1)
    def remembered() -> Data:
        return _frozen(load())

    def answer(options: Config, seed: int) -> Data:
        del options, seed
        return remembered()

    return answer


def _frozen(data: Data) -> Data:
    arrays: list[Any] = [*data.columns.values()]
    for part in (data.training, data.test):
        arrays += [part.inputs, part.targets]
    for array in arrays:
        if isinstance(array, np.ndarray):
            array.setflags(write=False)
    return data
