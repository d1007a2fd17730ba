"""`/api/lessons/{slug}/tasks/{task}/check`: whether a learner's network does what a task asks."""

import secrets
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Annotated, Any

from fastapi import APIRouter, Response
from fastapi import Path as InPath

from server.lessons.goal import Goal, Verdict
from server.lessons.measures import Outputs, Own
from server.lessons.tree import Lesson, Network, Task
from server.people.actors import Actor
from server.routes.lesson_shapes import CheckBody, Judged, Queue
from server.routes.lessons import Slug, found
from server.routes.services import Served, Services, Who, demand_data, json
from server.store import progress
from server.wire.problems import refusal
from server.work.judging import Case

router = APIRouter(prefix="/lessons/{slug}/tasks/{task}")
TaskId = Annotated[str, InPath(pattern="^[a-z0-9-]{1,80}$")]
ACTION = "POST /api/lessons/{slug}/tasks/{task}/check"


@router.post("/check", response_model=Judged)
async def check(slug: Slug, task: TaskId, body: CheckBody, served: Served, who: Who) -> Response:
    """Every goal with what was reached; a task that is done is noted."""
    lesson = found(served, slug)
    wanted, given = _task(lesson, task)
    await demand_data(served, who, body.document)
    labels = await served.checker.layer_labels()
    goals = [goal.calling(labels) for goal in wanted.goals]
    async with _snapshot(served, who, wanted, body.run) as run:
        allowed = given is None or given.allow is None or "data" in given.allow
        data = None if given is None or allowed else given.document["data"]
        case = Case(f"{slug}/{task}", goals, body.document, run, data)
        verdicts = await served.judging.judge(who.person, case)
    passed = all(verdict.passed for verdict in verdicts)
    if passed:
        await served.database.do(lambda session: progress.finish(session, who.person, slug, task))
    told = [_shape(*pair) for pair in zip(goals, verdicts, strict=True)]
    return json({"passed": passed, "goals": told})


@router.get("/check", response_model=Queue)
async def queue(slug: Slug, task: TaskId, served: Served, who: Who) -> Response:
    """How many networks are judged before one's own; null when none of one's own waits."""
    _task(found(served, slug), task)
    return json({"ahead": served.judging.ahead(who.person)})


def _task(lesson: Lesson, name: str) -> tuple[Task, Network | None]:
    """The task, and the network that the lesson gave last before it."""
    for _, block, network in lesson.blocks():
        if block.task is not None and block.id == name:
            return block.task, network
    raise refusal("task_unknown", status=404)


@asynccontextmanager
async def _snapshot(
    served: Services, who: Actor, task: Task, run: str | None
) -> AsyncGenerator[Path | None]:
    """The run as it is now, in a file of its own, where a goal asks about it."""
    asked = any(isinstance(m, Own | Outputs) for goal in task.goals for m in goal.measures())
    if run is not None:
        await served.hub.stored(run, who, ACTION)
    if run is None or not asked:
        yield None
        return
    path = served.settings.home / "runs" / f"{run}-{secrets.token_hex(4)}.judged"
    try:
        there = await served.hub.snapshot(run, who, ACTION, path)
        yield path if there else None
    finally:
        path.unlink(missing_ok=True)


def _shape(goal: Goal, verdict: Verdict) -> dict[str, Any]:
    return {
        "goal": goal.name,
        "passed": verdict.passed,
        "asked": goal.text(),
        "reached": verdict.reached,
        "hint": None if verdict.passed else goal.hint or verdict.hint,
    }
