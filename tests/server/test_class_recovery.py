"""A class whose worker or server is killed: everybody is told, everybody is back by themselves."""

import signal
from collections.abc import Iterator
from contextlib import ExitStack
from typing import Any

import pytest
from serving import LiveServer, PageClient, circle, live
from visitors import Visitor, join, new_class, teacher

from server.lessons.load import load
from server.settings import Settings

LEARNERS = 5


@pytest.fixture
def server(tmp_path) -> Iterator[LiveServer]:
    with live(tmp_path, checkpoint_seconds=0.5) as started:
        yield started


@pytest.fixture
def learners(server) -> list[Visitor]:
    course = new_class(teacher(server))
    return [join(server, course, f"learner {number}") for number in range(LEARNERS)]


def network(units: int) -> dict[str, Any]:
    document = circle()
    document["nodes"][1]["config"]["units"] = units
    return document


def playing(stack: ExitStack, learners: list[Visitor]) -> list[PageClient]:
    """Everybody trains a network of their own, and a checkpoint of it is on the disk."""
    pages = [
        stack.enter_context(learner.page(learner.run(network(units))))
        for units, learner in enumerate(learners, 2)
    ]
    for page in pages:
        page.ask("play")
    for page in pages:
        page.wait_status(lambda status: status["step"] > 500)
        page.listen(0.6)
    return pages


def test_a_killed_worker_is_told_to_all_and_all_train_on(server, learners):  # R5
    with ExitStack() as stack:
        pages = playing(stack, learners)
        before = [page.status["step"] for page in pages]
        server.worker().kill()
        for page, step in zip(pages, before, strict=True):
            page.wait(lambda n: n["type"] == "worker" and n["state"] == "lost", 10)
            page.wait(lambda n: n["type"] == "worker" and n["state"] == "ready", 30)
            back = page.wait_status(lambda s: s["state"] == "training", 30)
            assert back["step"] > step / 10, "it began anew instead of from its checkpoint"
            page.wait_status(lambda s, step=back["step"]: s["step"] > step)


def test_a_killed_server_loses_no_finished_task_and_everybody_goes_on(server, learners):  # R6
    lesson = next(iter(load(Settings().lessons).lessons.values()))
    task, solution = next((name, task.solution.document) for name, task in lesson.tasks().items())
    with ExitStack() as stack:
        runs = [page.run for page in playing(stack, learners)]
    first = learners[0]
    path = f"/lessons/{lesson.slug}/tasks/{task}/check"
    verdict = first.ask("POST", path, {"document": solution, "run": None})
    assert verdict["passed"], verdict
    first.ask("PUT", f"/progress/{lesson.slug}", {"step": lesson.steps[-1].id})
    server.stop(signal.SIGKILL)
    server.start()
    kept = first.ask("GET", f"/progress/{lesson.slug}")
    assert list(kept["done"]) == [task]
    assert kept["step"] == lesson.steps[-1].id
    for learner, run in zip(learners, runs, strict=True):
        told = learner.ask("GET", "/session")
        assert (told["role"], told["run"]) == ("learner", run)
        with learner.page(told["run"]) as page:
            back = page.wait_status(lambda s: s["state"] == "training", 30)
            assert back["step"] > 0
            page.wait_status(lambda s, step=back["step"]: s["step"] > step)
