"""What a class sees of the lessons, and whose runs a task may look into."""

from typing import Any

import pytest
from lesson_sample import example, folder
from serving import LiveServer, circle
from visitors import Visitor, teacher

NEAR = """- goal: output_near
  node: h1
  unit: [0]
  inputs: [[0, 0]]
  values: [0]
"""


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    begin = example().index("- goal: parameters_at_most")
    own = example()[:begin] + NEAR + example()[example().index("```\n", begin) :]
    lessons = folder(
        tmp_path_factory.mktemp("lessons"),
        l01_bend=own,
        l02_more=example().replace("{#neuron}", "{#unit}"),
    )
    started = LiveServer(tmp_path_factory.mktemp("home"), lessons=lessons, judge_seconds=600)
    yield started
    started.stop()
    assert "Traceback" not in started.logged(), started.logged()


@pytest.fixture(scope="module")
def learners(server) -> tuple[Visitor, Visitor, Visitor]:
    """A teacher, and two learners of the same class."""
    owner = teacher(server)
    course = owner.ask("POST", "/classes", {"name": "8b", "lessons": ["more", "bend"]})
    kim, alex = (
        Visitor(server).enter("/join", code=course["code"], nickname=name) for name in ("Kim", "Al")
    )
    return owner, kim, alex


def slugs(visitor: Visitor) -> list[str]:
    return [lesson["slug"] for lesson in visitor.ask("GET", "/lessons")["lessons"]]


def test_learners_see_what_the_class_chose_in_its_order(learners):
    owner, kim, _ = learners
    assert slugs(owner) == ["bend", "more"]
    assert slugs(kim) == ["more", "bend"]


def test_notes_are_for_teachers(learners):
    owner, kim, _ = learners
    assert owner.ask("GET", "/lessons/bend/notes")["minutes"] == 10
    assert kim.refused("GET", "/lessons/bend/notes")[0] == 403


def test_nobody_is_judged_by_a_classmates_run(learners):
    _, kim, alex = learners
    document: dict[str, Any] = circle()
    body = {"document": document, "run": kim.ask("POST", "/runs", {"document": document})["id"]}
    path = "/lessons/bend/tasks/enclose/check"
    assert alex.refused("POST", path, body) == (404, "run_unknown")
    assert kim.ask("POST", path, body)["passed"]
    assert list(kim.ask("GET", "/progress/bend")["done"]) == ["enclose"]
    assert alex.ask("GET", "/progress/bend")["done"] == {}
