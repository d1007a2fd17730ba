"""Counts failures, and only failures: who succeeds is never kept waiting (R16)."""

import math
import time
from collections.abc import Iterable
from dataclasses import dataclass

from limits import RateLimitItem, RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

from server.wire.problems import Refusal, problem

JOINS = RateLimitItemPerMinute(100)  # of one address: a whole school may stand behind it
SIGN_INS = RateLimitItemPerMinute(100, 15)  # of one address
ACCOUNT = RateLimitItemPerMinute(10, 15)


@dataclass(frozen=True, slots=True)
class Counter:
    """What is counted: of whom, and how many failures are too many."""

    limit: RateLimitItem
    whose: str


class Failures:
    """In memory: a restart forgives everybody, and costs a guesser more than it gives."""

    def __init__(self) -> None:
        self._limiter = MovingWindowRateLimiter(MemoryStorage())

    def check(self, counters: Iterable[Counter]) -> None:
        """Refuse whoever has failed too often, with the time to wait."""
        for counter in counters:
            if not self._limiter.test(counter.limit, counter.whose):
                frees = self._limiter.get_window_stats(counter.limit, counter.whose).reset_time
                seconds = max(1, math.ceil(frees - time.time()))
                told = problem("too_many_failures", seconds=seconds)
                raise Refusal(told, status=429, retry_after=seconds)

    def count(self, counters: Iterable[Counter]) -> None:
        """Somebody has failed."""
        for counter in counters:
            self._limiter.hit(counter.limit, counter.whose)
