"""Judges tasks by behavior: what is cheap first, then training from hidden seeds, one at a time."""

from __future__ import annotations

import asyncio
import os
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

import msgspec

from server.lessons.goal import Goal, Verdict
from server.lessons.measures import AnyMeasure, Figure, Figures, Trained
from server.settings import Settings
from server.wire.messages import Words
from server.wire.problems import Refusal, refusal
from server.work.asking import Asked

MODULE = "server.work.judge"
NOT_MEASURED = Verdict(
    False,
    Words("not measured yet", "noch nicht gemessen"),
    Words(
        "Reach the other goals first: training to measure this one takes longer.",
        "Erreiche zuerst die anderen Ziele: Für dieses muss länger trainiert werden.",
    ),
)


@dataclass(frozen=True, slots=True)
class Case:
    """What is to be judged. ``data`` is the data set the task is about, None when any will do."""

    task: str
    goals: Sequence[Goal]
    document: Mapping[str, Any]
    run: Path | None
    data: Mapping[str, Any] | None


class Judging:
    """The queue in front of the judge's process."""

    def __init__(self, settings: Settings) -> None:
        self._seconds = settings.judge_seconds
        # Training is measured for a moment even if a cheap goal is missed: it may teach something.
        self._missed_seconds = min(settings.judge_missed_seconds, self._seconds)
        self._home = settings.home
        config = {
            "environment": {"JAX_PLATFORMS": "cpu", **settings.child_environment()},
            "cache": str(settings.home / "compiled"),
            "log_level": settings.log_level,
        }
        self._asked = Asked(MODULE, config, slow="task_too_slow", lost="task_judge_lost")
        self._turn = asyncio.Lock()
        self._waiting: list[str] = []
        self._key: bytes | None = None

    def ahead(self, who: str) -> int | None:
        """How many come before somebody's case; None when none of theirs waits."""
        return self._waiting.index(who) if who in self._waiting else None

    async def judge(self, who: str, case: Case) -> list[Verdict]:
        """A verdict for every goal; a ``Refusal`` when it cannot be judged."""
        if who in self._waiting:
            raise refusal("task_waiting", status=409)
        self._waiting.append(who)
        try:
            async with self._turn:
                return await self._judge(case)
        finally:
            self._waiting.remove(who)

    async def _judge(self, case: Case) -> list[Verdict]:
        asked = list(dict.fromkeys(measure for goal in case.goals for measure in goal.measures()))
        cheap: list[AnyMeasure] = [measure for measure in asked if not isinstance(measure, Trained)]
        answers = await self._ask(case, cheap, self._seconds)
        found: dict[AnyMeasure, Any] = dict(zip(cheap, answers, strict=True))
        kinds = tuple(node["kind"] for node in case.document["nodes"])
        verdicts: dict[int, Verdict] = {}
        for place, goal in enumerate(case.goals):
            if all(measure in found for measure in goal.measures()):
                verdicts[place] = goal.verdict(Figures(kinds, found))
        missed = not all(verdict.passed for verdict in verdicts.values())
        for place, goal in enumerate(case.goals):
            if place not in verdicts:
                verdicts[place] = await self._trained(case, goal, kinds, missed=missed)
        return [verdicts[place] for place in range(len(case.goals))]

    async def _trained(
        self, case: Case, goal: Goal, kinds: tuple[str, ...], *, missed: bool
    ) -> Verdict:
        measures = list(goal.measures())
        seconds = self._missed_seconds if missed else self._seconds
        try:
            found = await self._ask(case, measures, seconds)
        except Refusal as refused:
            if missed and refused.problems[0].code == "task_too_slow":
                return NOT_MEASURED
            raise
        return goal.verdict(Figures(kinds, dict(zip(measures, found, strict=True))))

    async def _ask(self, case: Case, measures: list[AnyMeasure], seconds: float) -> list[Any]:
        params = {
            "document": case.document,
            "run": None if case.run is None else str(case.run),
            "data": case.data,
            "task": case.task,
            "key": await asyncio.to_thread(self._secret),
            "measures": measures,
        }
        answer = await self._asked.ask("measure", params, seconds)
        if answer.problems:
            raise Refusal(*answer.problems)
        return [_figures(found) for found in answer.result]

    def _secret(self) -> bytes:
        """What hidden seeds are made of: random, made once for this server."""
        if self._key is None:
            path = self._home / "judge.key"
            self._home.mkdir(parents=True, exist_ok=True)
            try:
                handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            except FileExistsError:
                pass
            else:
                with os.fdopen(handle, "wb") as file:
                    file.write(secrets.token_bytes(32))
            self._key = path.read_bytes()
        return self._key

    async def close(self) -> None:
        """End the process."""
        await self._asked.close()


def _figures(found: Any) -> Any:
    """Figures as they came over the pipe; numbers stay what they are."""
    if isinstance(found, dict):
        return msgspec.convert(found, Figure)
    if isinstance(found, list):
        return [_figures(item) for item in cast("list[Any]", found)]
    return found
