"""The queue in front of the judge, and what is done when there is no time for everything."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from serving import circle

from server.lessons import goal
from server.settings import Settings
from server.wire.problems import Refusal
from server.work.judging import Case, Judging

FEW = {"goal": "parameters_at_most", "count": 3}
TRAINED = {"goal": "loss_below", "value": 1.5, "part": "hidden", "seeds": 1, "epochs": 1}
LONG = {**TRAINED, "value": 0.01, "seeds": 8, "epochs": 1000}


@asynccontextmanager
async def judging(home: Path) -> AsyncGenerator[Judging]:
    made = Judging(Settings(home=home, judge_seconds=600, judge_missed_seconds=1))
    try:
        yield made
    finally:
        await made.close()


def case(*goals: dict[str, Any], **training: Any) -> Case:
    read = [goal.read(given, 1) for given in goals]
    return Case("lesson/task", read, circle(**training), None, None)


def test_everybody_is_told_how_many_come_before(tmp_path: Path):
    async def play() -> list[int | None]:
        async with judging(tmp_path) as court:
            asked = [asyncio.create_task(court.judge(who, case(TRAINED))) for who in "abc"]
            await asyncio.sleep(0)
            places = [court.ahead(who) for who in "abcd"]
            with pytest.raises(Refusal) as caught:
                await court.judge("b", case(TRAINED))
            assert caught.value.problems[0].code == "task_waiting"
            verdicts = await asyncio.gather(*asked)
            assert all(verdict.passed for (verdict,) in verdicts)
            return [*places, court.ahead("a")]

    assert asyncio.run(play()) == [0, 1, 2, None, None]


def test_who_goes_away_leaves_the_queue_and_the_judge_goes_on(tmp_path: Path):
    async def play() -> None:
        async with judging(tmp_path) as court:
            asked = [asyncio.create_task(court.judge(who, case(LONG))) for who in "ab"]
            await asyncio.sleep(0.5)
            for task in asked:
                task.cancel()
            await asyncio.gather(*asked, return_exceptions=True)
            assert court.ahead("a") is None
            (verdict,) = await court.judge("a", case(TRAINED))
            assert verdict.passed

    asyncio.run(play())


def test_what_takes_long_is_left_out_when_a_cheap_goal_is_missed(tmp_path: Path):
    async def play() -> None:
        async with judging(tmp_path) as court:
            few, loss = await court.judge("a", case(FEW, LONG))
            assert not few.passed
            assert not loss.passed
            assert loss.reached.en == "not measured yet"
            (verdict,) = await court.judge("a", case(TRAINED))
            assert verdict.passed

    asyncio.run(play())


def test_the_key_of_a_server_is_its_own_and_stays(tmp_path: Path):
    def key(name: str) -> bytes:
        return Judging(Settings(home=tmp_path / name))._secret()

    assert key("one") == key("one") != key("two")
    assert len(key("one")) == 32
    assert (tmp_path / "one/judge.key").stat().st_mode & 0o777 == 0o600
