"""A teacher's classes: codes, learners, progress, and what deleting somebody deletes."""

import csv
import io
from pathlib import Path
from typing import Any

import pytest
from serving import LiveServer, circle
from sqlalchemy import func, select
from visitors import Visitor, database, join, new_class, teacher

from server.people.report import defused
from server.store.models import Base, Course, Network, Person, Progress, Run, SignIn

LESSON = "hello-network"


@pytest.fixture(scope="module")
def owner(live_server):
    return teacher(live_server)


def test_a_class_is_made_changed_and_deleted(live_server, owner):
    made = new_class(owner, " 9a ", lessons=[LESSON])
    assert (made["name"], made["lessons"], made["learners"]) == ("9a", [LESSON], 0)
    assert owner.ask("GET", f"/classes/{made['id']}") == made
    assert made in owner.ask("GET", "/classes")
    changed = owner.ask("PATCH", f"/classes/{made['id']}", {"name": "9b", "lessons": []})
    assert (changed["name"], changed["lessons"]) == ("9b", [])
    unknown = {"name": "x", "lessons": ["no-such-lesson"]}
    assert owner.refused("POST", "/classes", unknown) == (404, "lesson_unknown")
    owner.ask("DELETE", f"/classes/{made['id']}")
    assert owner.refused("GET", f"/classes/{made['id']}") == (404, "class_unknown")


def test_a_new_code_voids_the_old_one_and_none_lets_nobody_in(live_server, owner):
    course = new_class(owner)
    renewed = owner.ask("POST", f"/classes/{course['id']}/code")
    assert renewed["code"] != course["code"]
    assert Visitor(live_server).refused(
        "POST", "/join", {"code": course["code"], "nickname": "Kim"}
    ) == (404, "code_unknown")
    join(live_server, renewed, "Kim")
    assert owner.ask("DELETE", f"/classes/{course['id']}/code")["code"] is None
    assert Visitor(live_server).refused(
        "POST", "/join", {"code": renewed["code"], "nickname": "Lee"}
    ) == (404, "code_unknown")


def test_learners_are_listed_with_who_is_here(live_server, owner):
    course = new_class(owner)
    kim = join(live_server, course, "Kim")
    join(live_server, course, "<script>alert(1)</script>")
    path = f"/classes/{course['id']}/learners"
    with kim.page() as page:
        page.listen(0.2)
        found = owner.ask("GET", path)
        assert [(one["name"], one["here"]) for one in found] == [
            ("<script>alert(1)</script>", False),
            ("Kim", True),
        ]


def test_a_new_private_word_replaces_the_old_one(live_server, owner):
    course = new_class(owner)
    kim = join(live_server, course, "Kim")
    path = f"/classes/{course['id']}/learners/{kim.facts['person']}/word"
    word = owner.ask("POST", path)["word"]
    asked = {"code": course["code"], "nickname": "Kim", "word": kim.facts["word"]}
    assert Visitor(live_server).refused("POST", "/return", asked) == (403, "return_failed")
    again = Visitor(live_server).enter("/return", code=course["code"], nickname="Kim", word=word)
    assert again.facts["person"] == kim.facts["person"]


def test_progress_is_merged_and_done_is_the_servers_alone(live_server, owner):
    course = new_class(owner)
    kim, lee = join(live_server, course, "Kim"), join(live_server, course, "Lee")
    path = f"/progress/{LESSON}"
    assert kim.ask("GET", path)["updated"] is None
    kim.ask("PUT", path, {"step": "one", "guesses": {"a": 1}, "document": circle()})
    told = kim.ask("PUT", path, {"guesses": {"b": 0}, "hints": {"bend": 2}})
    assert (told["step"], told["guesses"]) == ("one", {"a": 1, "b": 0})
    assert told["document"] == circle()
    told = kim.ask("PUT", path, {"answers": {"count": {"answer": 17, "right": True}}})
    assert told["answers"] == {"count": {"answer": 17, "right": True}}
    assert kim.refused("PUT", path, {"done": {"bend": {"at": "now"}}}) == (422, "bad_request")
    many = {f"q{n}": 1 for n in range(201)}
    assert kim.refused("PUT", path, {"hints": many}) == (422, "bad_request")
    assert kim.ask("GET", "/progress") == [told]
    assert kim.refused("GET", "/progress/no-such-lesson") == (404, "lesson_unknown")
    assert lee.ask("GET", "/progress") == []
    rows = owner.ask("GET", f"/classes/{course['id']}/progress")
    assert [(row["name"], row["lesson"], row["step"]) for row in rows] == [("Kim", LESSON, "one")]


def test_progress_as_a_table_runs_nothing_in_a_spreadsheet(live_server, owner):
    course = new_class(owner)
    names = ['=HYPERLINK("evil","x")', "+1 Kim", "@sum", "Ben, der Große"]
    for name in names:
        join(live_server, course, name).ask("PUT", f"/progress/{LESSON}", {"step": "one"})
    status, headers, content = owner.request("GET", f"/classes/{course['id']}/progress.csv")
    assert status == 200
    assert headers["content-type"] == "text/csv; charset=utf-8"
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))
    assert sorted(row["name"] for row in rows) == sorted(defused(name) for name in names)
    assert [name for name in names if defused(name) != name] == names[:3]
    assert all(row["lesson"] == LESSON for row in rows)


def test_the_table_holds_who_has_begun_no_lesson(live_server, owner):
    course = new_class(owner)
    join(live_server, course, "ada")
    join(live_server, course, "ben").ask("PUT", f"/progress/{LESSON}", {"step": "one"})
    join(live_server, course, "cleo")
    _, _, content = owner.request("GET", f"/classes/{course['id']}/progress.csv")
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))
    told = [(row["name"], row["lesson"], row["step"], row["tasks_done"]) for row in rows]
    assert told == [("ada", "", "", "0"), ("ben", LESSON, "one", "0"), ("cleo", "", "", "0")]


def counts(server: LiveServer) -> dict[str, int]:
    with database(server) as session:
        return {
            table.name: session.scalar(select(func.count()).select_from(table)) or 0
            for table in Base.metadata.sorted_tables
        }


def checkpoints(server: LiveServer) -> set[Path]:
    return set((server.home / "runs").glob("*"))


def with_everything(server: LiveServer, course: dict[str, Any], name: str) -> tuple[Visitor, str]:
    learner = join(server, course, name)
    learner.ask("POST", "/networks", {"document": circle()})
    learner.ask("PUT", f"/progress/{LESSON}", {"step": "one"})
    run = learner.run(circle())
    with learner.page(run) as page:
        page.ask("step", count=3)
        page.wait_status(lambda status: status["step"] == 3)
        page.ask("pause")  # saves at once
        checkpoint = server.home / "runs" / f"{run}.safetensors"
        while not checkpoint.exists():
            page.listen(0.1)
    return learner, run


def test_removing_a_learner_removes_everything_of_theirs(live_server, owner):
    course = new_class(owner)
    before, files = counts(live_server), checkpoints(live_server)
    learner, run = with_everything(live_server, course, "Kim")
    there = counts(live_server)
    assert {name for name in there if there[name] != before[name]} == {
        table.__tablename__ for table in (Person, SignIn, Network, Run, Progress)
    }
    page = learner.page(run)
    path = f"/classes/{course['id']}/learners/{learner.facts['person']}"
    owner.ask("DELETE", path)
    page.wait(lambda notice: notice["type"] == "signed_out", 5)
    assert counts(live_server) == before
    assert checkpoints(live_server) == files
    assert learner.refused("GET", "/networks") == (401, "signed_out")
    assert owner.refused("DELETE", path) == (404, "learner_unknown")
    page.close()


def test_deleting_a_class_deletes_its_learners(live_server, owner):
    before, files = counts(live_server), checkpoints(live_server)
    course = new_class(owner, lessons=[LESSON])
    for name in ("Kim", "Lee"):
        with_everything(live_server, course, name)
    owner.ask("POST", f"/classes/{course['id']}/push", {"document": circle()})
    owner.ask("DELETE", f"/classes/{course['id']}")
    assert counts(live_server) == before
    assert checkpoints(live_server) == files
    with database(live_server) as session:
        assert session.get(Course, course["id"]) is None
