"""What each page was answered: a command that comes again after a reconnection is not repeated."""

from __future__ import annotations

import asyncio
import re
from collections import OrderedDict
from collections.abc import Coroutine
from typing import Any, TypeVar

T = TypeVar("T")
KEPT = 256  # commands of one page
PAGES = 2_000
_PAGE = re.compile(r"[A-Za-z0-9-]{8,64}")


class Memory:
    """One page's commands by their ids, under way or answered."""

    def __init__(self) -> None:
        self._commands: OrderedDict[int, asyncio.Task[Any]] = OrderedDict()

    async def once(self, number: int, work: Coroutine[Any, Any, T]) -> T:
        """Carry a command out unless it was already; answers, or raises, as it did the first time.

        It is carried out to its end even if the page goes away meanwhile.
        """
        task = self._commands.get(number)
        if task is None:
            task = self._commands[number] = asyncio.create_task(work)
            task.add_done_callback(_seen)
            while len(self._commands) > KEPT:
                self._commands.popitem(last=False)
        else:
            work.close()
        return await asyncio.shield(task)


class Memories:
    """The pages' memories; those of pages that stay away longest are forgotten."""

    def __init__(self) -> None:
        self._pages: OrderedDict[tuple[str, str], Memory] = OrderedDict()

    def of(self, page: str | None, person: str = "") -> Memory:
        """The memory of somebody's page that calls itself so; a new one for one without a name."""
        if page is None or not _PAGE.fullmatch(page):
            return Memory()
        memory = self._pages.setdefault((person, page), Memory())
        self._pages.move_to_end((person, page))
        while len(self._pages) > PAGES:
            self._pages.popitem(last=False)
        return memory


def _seen(task: asyncio.Task[Any]) -> None:
    """Whoever asked may be gone; then nobody else takes note of how it ended."""
    if not task.cancelled():
        task.exception()
