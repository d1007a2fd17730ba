"""Passwords and private words: hashed with argon2, in threads, few at once."""

import asyncio

from argon2 import PasswordHasher
from argon2.exceptions import VerifyMismatchError
from argon2.low_level import Type

AT_ONCE = 2  # of 64 MiB each; a whole class may join on two cores

_hasher = PasswordHasher(time_cost=3, memory_cost=65_536, parallelism=1, type=Type.ID)


class Passwords:
    """One for each server: the count of hashings under way is its own."""

    def __init__(self) -> None:
        self._turn = asyncio.Semaphore(AT_ONCE)
        self._nobody: str | None = None

    async def hash(self, secret: str) -> str:
        """What may be kept of a secret."""
        async with self._turn:
            return await asyncio.to_thread(_hasher.hash, secret)

    async def right(self, kept: str | None, secret: str) -> bool:
        """Whether this is the secret; takes as long when there is none to compare with."""
        if kept is None:
            self._nobody = self._nobody or await self.hash("nobody")
        async with self._turn:
            fits = await asyncio.to_thread(_fits, kept or self._nobody or "", secret)
        return fits and kept is not None


def _fits(kept: str, secret: str) -> bool:
    try:
        return _hasher.verify(kept, secret)
    except VerifyMismatchError:
        return False
