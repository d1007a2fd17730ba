"""Tasks judged on a real server, by a real judge, on real runs."""

import copy
import json
import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from typing import Any

import psutil
import pytest
from lesson_sample import example, folder
from serving import LiveServer, PageClient, circle, live

OWN = """- goal: output_near
  node: h1
  unit: [0]
  inputs: [[0, 0]]
  values: [0]
  tolerance: 0.001
- goal: metric_at_least
  value: 0.9
  part: hidden
"""
LAYERS = """- goal: has_layer
  kind: activation
- goal: lacks_layer
  kind: batch_normalization
"""
DIVERGES = "- goal: diverges\n"


def with_goals(text: str, goals: str) -> str:
    begin = text.index("- goal: parameters_at_most")
    return text[:begin] + goals + text[text.index("```\n", begin) :]


@pytest.fixture(scope="module")
def live_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveServer]:
    own = with_goals(example(), OWN).replace("{#neuron}", "{#unit}")
    runaway = with_goals(example(), DIVERGES).replace("{#neuron}", "{#cell}")
    layers = with_goals(example(), LAYERS).replace("{#neuron}", "{#layer}")
    lessons = folder(
        tmp_path_factory.mktemp("lessons"),
        l01_bend=example(),
        l02_own=own,
        l03_runaway=runaway,
        l04_layers=layers,
    )
    home = tmp_path_factory.mktemp("home")
    with live(home, lessons=lessons, judge_seconds=600, judge_missed_seconds=600) as server:
        yield server


def document(units: int, rate: float = 0.1) -> dict[str, Any]:
    made = circle(optimizer={"kind": "sgd", "config": {"learning_rate": rate}})
    made["nodes"][1]["config"]["units"] = units
    return made


def check(server: LiveServer, lesson: str, made: dict[str, Any], run: str | None = None) -> Any:
    body = {"document": made, "run": run}
    return server.post(f"/api/lessons/{lesson}/tasks/enclose/check", body)


def refused(server: LiveServer, body: Any, path: str = "bend/tasks/enclose") -> tuple[int, bytes]:
    status, _, content = server.request("POST", f"/api/lessons/{path}/check", body)
    return status, content


def test_too_little_fails_and_says_what_was_reached(live_server: LiveServer):
    answer = check(live_server, "bend", document(1))
    few, loss = answer["goals"]
    assert not answer["passed"]
    assert few["passed"]
    assert few["reached"] == {"en": "5 parameters", "de": "5 Parameter"}
    assert few["hint"] is None
    assert not loss["passed"]
    assert loss["reached"]["en"].startswith("reached in 0 of 8 starts: 0.")
    assert loss["reached"]["de"].startswith("bei 0 von 8 Starts erreicht: 0,")
    assert loss["hint"]["de"] == "Zähl die Geraden einer geschlossenen Form."


def test_enough_passes_and_is_the_same_every_time(live_server: LiveServer):
    first, second = (check(live_server, "bend", document(4)) for _ in range(2))
    assert first["passed"]
    assert first == second


def test_a_finished_task_is_noted_once(live_server: LiveServer):
    def noted() -> Any:
        with closing(sqlite3.connect(live_server.home / "netzwerkstatt.db")) as database:
            rows = database.execute(
                "SELECT lesson, done FROM progress WHERE person = ''"
            ).fetchall()
        return dict(rows).get("bend")

    check(live_server, "bend", document(4))
    first = noted()
    assert list(json.loads(first)) == ["enclose"]
    check(live_server, "bend", document(4))
    assert noted() == first


def test_too_much_is_told_with_the_count(live_server: LiveServer):
    few, loss = check(live_server, "bend", document(12))["goals"]
    assert few["reached"]["en"] == "49 parameters"
    assert "fewer units" in few["hint"]["en"]
    assert loss["passed"]  # measured all the same: there was time enough


def test_seeds_of_the_document_change_nothing(live_server: LiveServer):
    """Trying other seeds of one's own is no way to know the hidden ones."""
    other = document(4)
    other["training"]["seed"] = 77
    assert check(live_server, "bend", other) == check(live_server, "bend", document(4))


def test_another_data_set_is_refused(live_server: LiveServer):
    easier = document(4)
    easier["data"]["dataset"] = "gauss"
    status, content = refused(live_server, {"document": easier, "run": None})
    assert status == 422
    assert b"task_other_data" in content


def test_a_broken_network_is_told_as_everywhere(live_server: LiveServer):
    broken = document(4)
    broken["edges"] = [["in", "h1"]]
    status, content = refused(live_server, {"document": broken})
    assert status == 422
    assert b'"problems"' in content


@pytest.mark.parametrize("path", ["bend/tasks/none", "none/tasks/enclose"])
def test_there_must_be_such_a_task(live_server: LiveServer, path: str):
    assert refused(live_server, {"document": document(1)}, path)[0] == 404


def test_goals_about_ones_own_run_need_one(live_server: LiveServer):
    answer = check(live_server, "own", document(4))
    assert [goal["passed"] for goal in answer["goals"]] == [False, False]
    assert answer["goals"][0]["reached"]["en"] == "no run of yours"
    status, content = refused(
        live_server, {"document": document(4), "run": "0" * 32}, "own/tasks/enclose"
    )
    assert status == 404
    assert b"run_unknown" in content


def test_the_run_is_measured_as_it_stands_now(live_server: LiveServer, page: Any):
    made = document(4)
    run = live_server.run(made)
    client: PageClient = page(run)
    client.ask("set_weight", node="h1", weight="bias", index=[0], value=0.5)
    before = check(live_server, "own", made, run)
    near, metric = before["goals"]
    assert near["reached"]["en"] == "0.4621"  # tanh(0.5), from weights set a moment ago
    assert not near["passed"]
    assert not metric["passed"]
    client.ask("step", count=250)
    client.wait_status(lambda status: status["state"] == "idle" and status["step"] >= 250)
    client.ask("set_weight", node="h1", weight="bias", index=[0], value=0.0)
    after = check(live_server, "own", made, run)
    assert after["goals"][0]["passed"]
    assert after["goals"][1]["reached"] != metric["reached"]
    assert list((live_server.home / "runs").glob("*.judged")) == []


def test_the_run_must_train_what_is_judged(live_server: LiveServer):
    run = live_server.run(document(4))
    status, content = refused(
        live_server, {"document": document(3), "run": run}, "own/tasks/enclose"
    )
    assert status == 422
    assert b"task_run_differs" in content


def test_the_run_must_measure_what_is_asked(live_server: LiveServer):
    made = document(4)
    made["training"]["metrics"] = []
    body = {"document": made, "run": live_server.run(made)}
    status, content = refused(live_server, body, "own/tasks/enclose")
    assert status == 422
    assert b"task_no_metric" in content


def test_diverging_on_purpose(live_server: LiveServer, page: Any):
    made = document(4, rate=1.0)
    made["nodes"][1]["config"]["activation"] = made["nodes"][2]["config"]["activation"] = "linear"
    made["training"]["optimizer"]["config"]["learning_rate"] = 10.0
    run = live_server.run(made)
    assert not check(live_server, "runaway", made, run)["passed"]
    client: PageClient = page(run)
    client.ask("play")
    client.wait_status(lambda status: status["state"] == "diverged")
    (goal,) = check(live_server, "runaway", made, run)["goals"]
    assert goal["passed"]
    assert goal["reached"]["de"].startswith("divergiert bei Schritt ")


def test_layers_are_called_as_in_the_palette(live_server: LiveServer):
    steps = live_server.get("/api/lessons/layers")["steps"]
    (task,) = [block for step in steps for block in step["blocks"] if block["directive"] == "task"]
    asked = [
        {"en": "At least one Activation layer", "de": "Mindestens eine Schicht „Aktivierung“"},
        {"en": "No Batch normalization layer", "de": "Keine Schicht „Batch-Normalisierung“"},
    ]
    assert [goal["text"] for goal in task["goals"]] == asked
    made = document(2)
    has, lacks = check(live_server, "layers", made)["goals"]
    assert [has["asked"], lacks["asked"]] == asked
    assert (has["passed"], lacks["passed"]) == (False, True)
    assert has["hint"]["de"] == "Zieh „Aktivierung“ aus der Palette auf eine Leitung."
    made["nodes"][1:1] = [
        {"id": "act", "kind": "activation"},
        {"id": "norm", "kind": "batch_normalization"},
    ]
    made["edges"] = [["in", "act"], ["act", "norm"], ["norm", "h1"], ["h1", "out"]]
    has, lacks = check(live_server, "layers", made)["goals"]
    assert (has["passed"], lacks["passed"]) == (True, False)
    assert has["reached"] == {"en": "1 of them", "de": "1 davon"}
    assert lacks["hint"]["en"].startswith("Take Batch normalization out of the network")


def test_one_case_at_a_time_for_each_person(live_server: LiveServer):
    slow = document(64)
    with ThreadPoolExecutor() as threads:
        bodies = [{"document": slow}, {"document": copy.deepcopy(slow)}]
        answers = list(threads.map(lambda body: refused(live_server, body), bodies))
    assert sorted(status for status, _ in answers) == [200, 409]
    (content,) = [content for status, content in answers if status == 409]
    assert b"task_waiting" in content
    queue = live_server.get("/api/lessons/bend/tasks/enclose/check")
    assert queue == {"ahead": None}


def test_the_judge_may_die(live_server: LiveServer):
    for child in psutil.Process(live_server.process.pid).children():
        if "server.work.judge" in child.cmdline():
            child.kill()
            child.wait()
    status, content = refused(live_server, {"document": document(4)})
    if status != 200:
        assert b"task_judge_lost" in content
        assert check(live_server, "bend", document(4))["passed"]


def test_a_slow_network_is_a_sentence(tmp_path_factory: pytest.TempPathFactory):
    lessons = folder(tmp_path_factory.mktemp("lessons"), l01_bend=example())
    home = tmp_path_factory.mktemp("home")
    with live(home, lessons=lessons, judge_seconds=0.05) as server:
        answers = [refused(server, {"document": document(4)}) for _ in range(2)]
        assert any(b"task_too_slow" in content for _, content in answers), answers
