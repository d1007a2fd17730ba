"""Data that people bring: read by a limited process, kept for their owner, or refused."""

import json
import time
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import quote

import psutil
import pytest
from own_pictures import BAD_ARCHIVES, encoded, pictures, zipped
from PIL import Image
from serving import LiveServer, Refused, live
from visitors import Visitor, bring, join, new_class, teacher

PETS = """name;weight;legs;color;kind
Rex;30,5;4;brown;dog
Fifi;4,2;4;white;cat
Bello;25;4;;dog
Tweety;0,1;2;yellow;bird
Mimi;3,9;4;black;cat
Hansi;0,2;2;green;bird
Wuff;;4;brown;dog
Minka;4,5;4;gray;cat
Piep;0,15;2;yellow;bird
Rambo;40;4;black;dog
Kitty;4;4;white;cat
Polly;0,4;2;green;bird
"""
TABLE = "name=pets.csv&sort=table"
PAIRS = (("good", "lovely"), ("bad", "dull"))
IMAGES = "name=pets.zip&sort=images"


def learning(facts: dict[str, Any], units: int, **options: Any) -> dict[str, Any]:
    """A network on a set that was brought."""
    options = {"set": facts["id"], **options}
    return {
        "format": 1,
        "name": "Own",
        "data": {"dataset": facts["dataset"], "options": options},
        "nodes": [
            {"id": "in", "kind": "input"},
            {"id": "out", "kind": "dense", "config": {"units": units, "activation": "softmax"}},
        ],
        "edges": [["in", "out"]],
        "training": {"loss": {"kind": "sparse_categorical_crossentropy"}, "epochs": 3},
    }


def brought(visitor: Visitor, body: bytes | None = None, query: str = "") -> dict[str, Any]:
    status, _, content = bring(visitor, body, query) if query else bring(visitor)
    assert status == 201, content
    return json.loads(content)


def refused(visitor: Visitor, body: bytes, query: str = TABLE) -> dict[str, Any]:
    status, _, content = bring(visitor, body, query)
    assert 400 <= status < 500, content
    return json.loads(content)["problems"][0]


@pytest.fixture(scope="module")
def school(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveServer]:
    with live(tmp_path_factory.mktemp("school"), max_own_sets=3) as server:
        yield server


@pytest.fixture(scope="module")
def alone(live_server: LiveServer) -> Visitor:
    return Visitor(live_server)


def test_a_table_is_read_shown_and_learned_from(alone: Visitor):
    facts = brought(alone, PETS.encode("cp1252"), TABLE)
    about = facts["about"]
    assert (facts["name"], facts["dataset"]) == ("pets.csv", "own_table")
    assert (about["delimiter"], about["header"], about["rows"]) == (";", True, 12)
    assert [column["type"] for column in about["columns"]] == [
        *("words", "number", "number", "words", "words")
    ]
    assert [column["missing"] for column in about["columns"]] == [0, 1, 0, 1, 0]
    assert about["guess"] == {"target": 4, "task": "classification", "inputs": [1, 2, 3]}
    assert facts["id"] in [kept["id"] for kept in alone.ask("GET", "/own")]

    checked = alone.ask("POST", "/check", {"document": learning(facts, 3)})
    assert checked["ok"], checked["problems"]
    assert checked["nodes"]["in"]["shape"] == [8]
    rows = alone.ask("POST", "/datasets/own_table/samples", {"options": {"set": facts["id"]}})
    assert rows["classes"] == ["bird", "cat", "dog"]
    assert rows["features"][:3] == ["weight", "legs", "color = black"]
    run = alone.run(learning(facts, 3))
    with alone.page(run) as page:
        page.ask("epoch")
        page.wait_status(lambda status: status["epoch"] >= 1)


def test_another_target_is_another_task(alone: Visitor):
    facts = brought(alone, PETS.encode(), TABLE)
    names = alone.ask("POST", "/check", {"document": learning(facts, 12, target=0)})
    assert [one["code"] for one in names["problems"]] == ["own_no_test"]
    few = alone.ask("POST", "/check", {"document": learning(facts, 2, target=2, inputs=[1, 3])})
    assert few["ok"], few["problems"]
    assert few["nodes"]["in"]["shape"] == [7]
    values = {**facts, "dataset": "own_values"}
    not_a_number = alone.ask("POST", "/check", {"document": learning(values, 1, target=4)})
    assert not_a_number["problems"][0]["code"] == "own_not_values"


def test_header_and_delimiter_can_be_corrected(alone: Visitor):
    body = "1,2\n3,4\n5,6\n7,8\n9,10\n11,13\n"
    guessed = brought(alone, body.encode(), TABLE)["about"]
    assert (guessed["header"], guessed["delimiter"], len(guessed["columns"])) == (False, ",", 2)
    corrected = brought(alone, body.encode(), f"{TABLE}&header=true")["about"]
    assert [column["name"] for column in corrected["columns"]] == ["1", "2"]
    one = brought(alone, body.encode(), f"{TABLE}&delimiter={quote(';')}")["about"]
    assert len(one["columns"]) == 1


WIDE = b",".join([b"1"] * 1_000_000)
BAD_FILES = {
    "own_empty": b"  \n \n",
    "own_ragged": b"a,b\n1,2\n3,4\n5,6,7\n8,9\n1,1\n",
    "own_not_text": b"PK\x03\x04" + b"\0" * 100,
    "own_encoding": b"a,b\n1,2\n" + b"\x81\x8d,3\n" * 6,
    "own_too_wide": b"\n".join([WIDE] * 3),
    "own_too_long": b"1,2\n" * 1_000_000,
    "own_quote": b'a,b\n1,2\n"3"x,4\n',
    "own_long_cell": b'a,b\n1,"' + b"x\n" * 1_000_000,
    "own_name_twice": b"a,a\n1,2\n3,4\n5,6\n7,8\n9,1\n",
    "own_too_few": b"a,b\n1,2\n3,4\n",
    "own_nothing_usable": b"a,b\n" + b"1,2\n" * 8,
}
LINES = {"own_ragged": "4", "own_encoding": "3", "own_quote": "3", "own_name_twice": "1"}


@pytest.mark.parametrize("code", BAD_FILES)
def test_a_bad_file_is_refused_quickly_in_little_memory(
    alone: Visitor, live_server: LiveServer, code: str
):
    with unharmed(alone, live_server):
        problem = refused(alone, BAD_FILES[code])
    assert problem["code"] == code
    for language in ("en", "de"):
        assert f"{LINES.get(code, '')}" in problem["message"][language]


@contextmanager
def unharmed(alone: Visitor, live_server: LiveServer) -> Generator[None]:
    """It takes little time and memory, and nothing is half there afterwards."""
    brought(alone, PETS.encode(), TABLE)  # so that the process is there
    kept = alone.ask("GET", "/own")
    server = psutil.Process(live_server.process.pid)
    before = server.memory_info().rss
    began = time.monotonic()
    yield
    assert time.monotonic() - began < 2
    assert server.memory_info().rss - before < 20_000_000
    assert alone.ask("GET", "/own") == kept
    assert list((live_server.home / "uploads").iterdir()) == []
    files = {file.stem for file in (live_server.home / "own").iterdir()}
    assert files == {one["id"] for one in kept}


@pytest.mark.parametrize("bad", BAD_ARCHIVES)
def test_a_bad_archive_is_refused_quickly_in_little_memory(
    alone: Visitor, live_server: LiveServer, bad: str
):
    code, make = BAD_ARCHIVES[bad]
    body = make()
    with unharmed(alone, live_server):
        problem = refused(alone, body, IMAGES)
    assert problem["code"] == code


@pytest.mark.slow
def test_a_picture_that_takes_all_memory_to_open_is_survived(alone: Visitor):
    """Forty million pixels that are there, a hundred times: the importer's deadline or its memory
    ends it, never the server."""
    white = encoded(Image.new("1", (8000, 4900), 1))
    files = {f"{name}/{number}.png": white for name in "ab" for number in range(200)}
    assert refused(alone, zipped(files), IMAGES)["code"] in ("own_too_slow", "own_too_heavy")
    assert brought(alone, zipped(pictures({"a": 3, "b": 3})), IMAGES)["about"]["rows"] == 6


def test_images_are_learned_from_like_any_others(alone: Visitor):
    facts = brought(alone, zipped(pictures({"cat": 6, "dog": 5})), IMAGES)
    assert (facts["dataset"], facts["about"]["counts"]) == ("own_images", [6, 5])
    options = {"set": facts["id"], "size": 16, "gray": True}
    rows = alone.ask("POST", "/datasets/own_images/samples", {"options": options})
    assert (rows["shape"], rows["classes"]) == ([16, 16, 1], ["cat", "dog"])
    assert [step["step"] for step in rows["steps"]] == ["resize", "gray", "scale"]
    document = learning(facts, 2, size=16)
    document["nodes"].insert(1, {"id": "flat", "kind": "flatten"})
    document["edges"] = [["in", "flat"], ["flat", "out"]]
    document["training"]["metrics"] = ["accuracy", "confusion_matrix"]
    with alone.page(alone.run(document)) as page:
        page.ask("epoch")
        page.wait_status(lambda status: status["epoch"] >= 1)
        asked = {"probe": "activation", "node": "in", "sample": {"part": "test", "index": 0}}
        assert page.watch(asked) != [None]
        assert len(page.wait_picture()) > 16 * 16 * 3


def test_what_is_too_large_is_refused_before_it_is_read(alone: Visitor):
    status, _, content = bring(alone, b"1,2\n" * 6_000_000, TABLE)
    assert status == 413
    assert json.loads(content)["problems"][0]["code"] == "too_large"
    status, _, _ = alone.request("POST", f"/own?{TABLE}", b"1,2\n" * 10)  # as JSON
    assert status == 415


def test_texts_are_learned_from_word_by_word(alone: Visitor):
    lines = [f"{word} film {n}\t{label}" for label, word in PAIRS for n in range(8)]
    facts = brought(alone, "\n".join(lines).encode(), "name=films.txt&sort=texts")
    assert (facts["dataset"], facts["about"]["classes"]) == ("own_texts", ["bad", "good"])
    options = {"set": facts["id"], "length": 5, "vocabulary": 100}
    rows = alone.ask("POST", "/datasets/own_texts/samples", {"options": options, "count": 1})
    assert rows["words"][0][2:4] in (["dull", "film"], ["lovely", "film"])
    document = learning(facts, 2, length=5, vocabulary=100)
    document["nodes"][1:1] = [
        {"id": "words", "kind": "embedding", "config": {"input_dim": 100, "output_dim": 4}},
        {"id": "flat", "kind": "flatten"},
    ]
    document["edges"] = [["in", "words"], ["words", "flat"], ["flat", "out"]]
    with alone.page(alone.run(document)) as page:
        page.ask("epoch")
        page.wait_status(lambda status: status["epoch"] >= 1)
    assert refused(alone, b"a\nb\n", "name=x&sort=texts")["code"] == "own_no_label"


def test_a_long_text_is_learned_from_character_by_character(alone: Visitor):
    story = "".join(f"in room {n} there was a green door, and behind it a cat. " for n in range(40))
    facts = brought(alone, story.encode(), "name=story.txt&sort=text")
    assert facts["dataset"] == "own_text"
    assert facts["about"]["rows"] == len(story.strip())
    document = learning(facts, len(facts["about"]["characters"]), length=5)
    document["nodes"][1:1] = [
        {"id": "letters", "kind": "embedding", "config": {"input_dim": 62, "output_dim": 4}},
        {"id": "flat", "kind": "flatten"},
    ]
    document["edges"] = [["in", "letters"], ["letters", "flat"], ["flat", "out"]]
    with alone.page(alone.run(document)) as page:
        page.ask("epoch")
        page.wait_status(lambda status: status["epoch"] >= 1)
    assert refused(alone, b"too short", "name=x&sort=text")["code"] == "own_short_text"


def test_points_of_one_class_or_off_the_plane_are_refused(alone: Visitor):
    points = "name=x&sort=points"
    one = {"classes": ["a", "b"], "points": [[0, n, 0] for n in range(6)]}
    assert refused(alone, json.dumps(one).encode(), points)["code"] == "own_few_points"
    away = {"classes": ["a", "b"], "points": [[0, 7, 0]]}
    assert refused(alone, json.dumps(away).encode(), points)["code"] == "own_bad_point"
    assert refused(alone, b"[" * 100_000, points)["code"] == "own_not_drawn"
    assert refused(alone, b'{"classes": 3}', points)["code"] == "own_points_classes"


def test_points_show_their_boundary(alone: Visitor):
    facts = brought(alone)
    document = learning(facts, 2)
    run = alone.run(document)
    with alone.page(run) as page:
        assert page.watch({"probe": "plane", "node": "out", "size": 20, "unit": 1}) != [None]
        assert len(page.wait_picture()) > 400


def test_a_class_learns_from_what_its_teacher_brings_and_nobody_else_does(school: LiveServer):
    noether, other = teacher(school), teacher(school, "Mr Gauss")
    course = new_class(noether)
    learner, classmate = join(school, course, "Emmy"), join(school, course, "Carl")
    theirs = brought(noether, PETS.encode(), TABLE)
    document = learning(theirs, 3)
    run = learner.run(document)
    assert learner.ask("GET", f"/own/{theirs['id']}")["name"] == "pets.csv"
    assert other.refused("POST", "/runs", {"document": document}) == (404, "own_unknown")
    assert other.refused("GET", f"/own/{theirs['id']}") == (404, "own_unknown")

    mine = brought(learner)
    hidden = learning(mine, 2)
    samples = {"options": {"set": mine["id"]}, "count": 1}
    for stranger in (classmate, other):
        for path, body in (
            ("/runs", {"document": hidden}),
            ("/check", {"document": hidden}),
            ("/code", {"document": hidden}),
            ("/datasets/own_points/samples", samples),
        ):
            assert stranger.refused("POST", path, body) == (404, "own_unknown")
    with classmate.page(classmate.run(document)) as page, pytest.raises(Refused) as told:
        page.ask("edit", document=hidden)
    assert told.value.problem["code"] == "own_unknown"
    assert noether.ask("POST", "/datasets/own_points/samples", samples)["count"] > 0
    with learner.page(run) as page:
        page.ask("edit", document=hidden)

    file = school.home / "own" / f"{mine['id']}.safetensors"
    brought(classmate)  # the same points: one file, two owners
    noether.ask("DELETE", f"/classes/{course['id']}/learners/{learner.facts['person']}")
    assert file.exists()
    noether.ask("DELETE", f"/classes/{course['id']}")
    assert not file.exists()
    assert noether.ask("GET", f"/own/{theirs['id']}")["id"] == theirs["id"]
    noether.ask("DELETE", f"/own/{theirs['id']}")
    assert list((school.home / "own").iterdir()) == []


def test_nobody_keeps_more_than_the_quota(school: LiveServer):
    someone = teacher(school, "Ms Germain")
    for number in range(3):
        brought(someone, PETS.replace("Rex", f"Rex {number}").encode(), TABLE)
    status, _, content = bring(someone)
    assert (status, json.loads(content)["problems"][0]["code"]) == (409, "own_full")
