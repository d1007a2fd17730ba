"""Every task of every lesson: what it begins with fails, its solution passes, from three seeds.

Each server has hidden seeds of its own, so a solution must also pass nearly everywhere.
"""

import asyncio
import math
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from lesson_runs import COMPILER, LIBRARY, by_hand, finish

from engine.train.session import Session
from server.lessons.goal import Goal, Verdict
from server.lessons.measures import Figures, Outputs, Own, Trained
from server.lessons.tree import Network, Task
from server.settings import Settings
from server.work.judge import Judge
from server.work.judging import Case, Judging

SEEDS = (0, 1, 2)
KEYS = range(6)
MOST_REFUSED = 0.005  # the share of servers whose hidden seeds may refuse a right answer
IMAGES = {"mnist", "fashion_mnist"}


class Court:
    """A judge with a new key for each set of seeds."""

    def __init__(self, runner: asyncio.Runner, home: Path) -> None:
        self.runner = runner
        self.home = home
        self.judging = Judging(Settings(home=home, judge_seconds=600))

    def judge(self, name: str, task: Task, network: Network, seed: int) -> list[Verdict]:
        """What comes of a network; goals about an own run get one trained as its document says."""
        self.judging._key = bytes([seed]) * 32
        document = dict(network.document)
        run = None
        if any(isinstance(m, Own | Outputs) for goal in task.goals for m in goal.measures()):
            run = self.home / f"{seed}.safetensors"
            weights = task.weights if network is task.solution else {}
            self.run(document, weights, seed).save(run)
        case = Case(name, task.goals, document, run, None)
        return self.runner.run(self.judging.judge("", case))

    def run(self, document: dict[str, Any], weights: Any, seed: int) -> Session:
        if not weights:
            return trained_from(document, seed)
        run = Session(document, device="cpu", compiler=COMPILER)
        edits = [
            {"op": "weights", "node": node, "weight": name, "values": values}
            for node, tensors in weights.items()
            for name, values in tensors.items()
        ]
        by_hand(run, edits)
        return run


def trained_from(document: dict[str, Any], seed: int) -> Session:
    """A run of the document from other first weights, as long as it says."""
    run = Session(document, device="cpu", compiler=COMPILER)
    run.reset(seed)
    for _ in range(document["training"]["epochs"]):
        run.epoch()
        finish(run)
        if run.problem is not None:
            break
    return run


@pytest.fixture(scope="module")
def court(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Court]:
    with asyncio.Runner() as runner:
        made = Court(runner, tmp_path_factory.mktemp("home"))
        yield made
        runner.run(made.judging.close())


def cases() -> Iterator[Any]:
    for slug, lesson in LIBRARY.lessons.items():
        for _, block, network in lesson.blocks():
            if block.task is not None and network is not None:
                slow = network.document["data"]["dataset"] in IMAGES
                marks = [pytest.mark.slow] if slow else []
                name = f"{slug}/{block.id}"
                yield pytest.param(name, block.task, network, id=name, marks=marks)


CASES = list(cases())


def told(verdicts: list[Verdict]) -> list[str]:
    return [verdict.reached.en for verdict in verdicts]


@pytest.mark.parametrize(("name", "task", "network"), CASES)
@pytest.mark.parametrize("seed", SEEDS)
def test_the_start_fails(court: Court, name: str, task: Task, network: Network, seed: int):
    verdicts = court.judge(name, task, network, seed)
    assert not all(verdict.passed for verdict in verdicts), told(verdicts)
    assert all(verdict.hint for verdict in verdicts if not verdict.passed)


@pytest.mark.parametrize(("name", "task", "network"), CASES)
@pytest.mark.parametrize("seed", SEEDS)
def test_the_solution_passes(court: Court, name: str, task: Task, network: Network, seed: int):
    verdicts = court.judge(name, task, task.solution, seed)
    assert all(verdict.passed for verdict in verdicts), told(verdicts)


@pytest.mark.parametrize(("name", "task", "network"), CASES)
def test_hardly_any_server_refuses_the_solution(
    tmp_path: Path, name: str, task: Task, network: Network
):
    judge = Judge(tmp_path)
    for goal in task.goals:
        for measure in goal.measures():
            if not isinstance(measure, Trained):
                continue
            asked = {"document": task.solution.document, "data": None, "run": None, "task": name}
            answers = (
                judge.measure({**asked, "key": bytes([key]) * 32, "measures": [measure]})
                for key in KEYS
            )
            good = [
                goal.verdict(Figures((), {measure: [figure] * measure.seeds})).passed
                for answer in answers
                for figure in answer[0]
            ]
            refused = refused_by(goal, measure, sum(good) / len(good))
            assert refused <= MOST_REFUSED, f"{sum(good)} of {len(good)} starts reach it"


def refused_by(goal: Goal, measure: Trained, share: float) -> float:
    """The share of servers where too few starts reach a goal that this share of all reaches."""
    return sum(
        math.comb(measure.seeds, n) * share**n * (1 - share) ** (measure.seeds - n)
        for n in range(goal.values["reached_in"] or measure.seeds)
    )


def test_every_solution_keeps_to_the_lessons_data():
    for lesson in LIBRARY.lessons.values():
        for _, block, network in lesson.blocks():
            if block.task is None or network is None:
                continue
            given, solved = network.document["data"], block.task.solution.document["data"]
            if network.allow is not None and "data" not in network.allow:
                parts = ("dataset", "options", "validation_split")
                assert [given.get(p) for p in parts] == [solved.get(p) for p in parts], block.id
