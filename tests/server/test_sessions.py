"""The ways in: a teacher's link and password, a class's code, a private word; and who is asking."""

import os
import subprocess
import sys

import pytest
from serving import Refused, circle, live
from visitors import PASSWORD, Visitor, expire, invitation, join, new_class, teacher
from websockets.exceptions import InvalidStatus


def test_until_there_is_a_class_everybody_is_the_local_person(tmp_path):
    with live(tmp_path) as server:
        visitor = Visitor(server)
        told = visitor.ask("GET", "/session")
        assert (told["role"], told["person"], told["teacher_exists"]) == ("local", "", False)
        visitor.ask("POST", "/networks", {"document": circle()})
        run = visitor.run(circle())
        with visitor.page(run) as page:
            page.ask("step", count=1)
        new_class(teacher(server))
        told = visitor.ask("GET", "/session")
        assert (told["role"], told["teacher_exists"]) == ("anonymous", True)
        assert visitor.refused("GET", "/networks") == (401, "signed_out")
        assert visitor.refused("GET", f"/runs/{run}") == (401, "signed_out")
        assert visitor.request("GET", "/catalog")[0] == 200
        with pytest.raises(InvalidStatus) as refused:
            visitor.page()
        assert refused.value.response.status_code == 401


def test_a_first_start_prints_a_link_and_later_ones_do_not(tmp_path):
    with live(tmp_path) as server:
        assert server.process.stdout is not None
        server.process.stdout.readline()
        address, _, token = server.process.stdout.readline().decode().strip().partition("#")
        assert address == f"{server.url}/welcome"
        Visitor(server).enter("/teachers", invitation=token, name="Emmy", password=PASSWORD)
        server.stop()
        server.start()
        server.process.terminate()
        assert server.process.stdout.read() == b""
        server.stop()
        server.start()
        command = [sys.executable, "-m", "server", "invite"]
        home = {**os.environ, "NETZWERKSTATT_HOME": str(tmp_path)}
        printed = subprocess.run(command, env=home, capture_output=True, text=True, check=True)
        token = printed.stdout.strip().partition("/welcome#")[2]
        Visitor(server).enter("/teachers", invitation=token, name="Sofia", password=PASSWORD)


def test_a_link_makes_one_account(live_server):
    link = invitation(live_server)
    first = Visitor(live_server)
    asked = {"invitation": link, "name": "Emmy", "password": "short"}
    assert first.refused("POST", "/teachers", asked) == (422, "password_too_short")
    first.enter("/teachers", invitation=link, name=" Emmy ", password=PASSWORD)
    assert first.facts["role"] == "teacher"
    assert first.ask("GET", "/session")["name"] == "Emmy"
    asked["password"] = PASSWORD
    assert Visitor(live_server).refused("POST", "/teachers", asked) == (404, "invitation_unknown")
    asked |= {"invitation": invitation(live_server), "name": "EMMY"}
    assert Visitor(live_server).refused("POST", "/teachers", asked) == (409, "name_taken")


def test_a_teacher_signs_in_and_out(live_server):
    teacher(live_server, "Sofia")
    browser = Visitor(live_server)
    for name, password in (("Sofia", "wrong"), ("Nobody", PASSWORD)):
        asked = {"name": name, "password": password}
        assert browser.refused("POST", "/session", asked) == (403, "sign_in_failed")
    browser.enter("/session", name="sofia", password=PASSWORD)
    kept = browser.cookie
    assert browser.ask("GET", "/session")["role"] == "teacher"
    browser.ask("DELETE", "/session")
    browser.cookie = kept
    assert browser.ask("GET", "/session")["role"] in ("anonymous", "local")


def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(live_server):
    link = invitation(live_server)
    asked = {"invitation": link, "name": "Cookie", "password": PASSWORD}
    _, headers, _ = Visitor(live_server).request("POST", "/teachers", asked)
    name, _, rest = headers["set-cookie"].partition("=")
    assert name == "netzwerkstatt"
    for word in ("HttpOnly", "SameSite=strict", "Path=/", "Max-Age=43200"):
        assert word in rest
    assert "Domain" not in rest


def test_a_learner_joins_and_comes_back(live_server):
    code = new_class(teacher(live_server, "Ada"))["code"]
    learner = Visitor(live_server).enter("/join", code=code.lower(), nickname="Kim")
    told = learner.facts
    assert (told["role"], told["name"], told["class"]["name"]) == ("learner", "Kim", "8b")
    asked = {"code": code.replace("-", ""), "nickname": "KIM"}
    assert Visitor(live_server).refused("POST", "/join", asked) == (409, "nickname_taken")
    run = learner.run(circle())
    tablet = Visitor(live_server)
    asked |= {"word": "tamo-rilu-seka-bado"}
    assert tablet.refused("POST", "/return", asked) == (403, "return_failed")
    tablet.enter("/return", code=code, nickname="kim", word=told["word"].upper().replace("-", " "))
    assert tablet.facts["person"] == told["person"]
    assert tablet.facts["run"] == run
    assert "word" not in tablet.facts
    with tablet.page(run) as page:
        page.ask("step", count=1)


def test_wrong_expired_and_revoked_codes_are_told_alike(live_server):
    course = new_class(teacher(live_server, "Rosa"))
    expire(live_server, course)
    asked = [
        {"code": typed, "nickname": "Kim"} for typed in (course["code"], "AAAA-AAAA", "", "💥")
    ]
    answers = {Visitor(live_server).request("POST", "/join", body)[::2] for body in asked}
    assert len(answers) == 1
    assert answers.pop()[0] == 404


@pytest.mark.parametrize("name", ["", "   ", "\u202e\u200b", "...", "x" * 33])
def test_a_nickname_must_be_readable(live_server, name):
    code = new_class(teacher(live_server, f"T{name!r}"[:20]))["code"]
    status, wrong = Visitor(live_server).refused("POST", "/join", {"code": code, "nickname": name})
    assert status == 422
    assert wrong in ("name_missing", "name_too_long")


def test_what_somebody_owns_is_theirs_alone(live_server):
    ours, theirs = teacher(live_server, "One"), teacher(live_server, "Two")
    course = new_class(ours)
    learner, classmate = join(live_server, course, "Lea"), join(live_server, course, "Max")
    kept = learner.ask("POST", "/networks", {"document": circle()})["id"]
    run = learner.run(circle())
    for other in (ours, theirs, classmate):
        assert other.ask("GET", "/networks") == []
        assert other.refused("GET", f"/networks/{kept}") == (404, "network_unknown")
        assert other.refused("DELETE", f"/networks/{kept}") == (404, "network_unknown")
        assert other.refused("GET", f"/runs/{run}") == (404, "run_unknown")
        assert other.refused("DELETE", f"/runs/{run}") == (404, "run_unknown")
    for other in (theirs, classmate):
        with other.page() as page, pytest.raises(Refused) as refused:
            page.ask("open", run=run)
        assert refused.value.problem["code"] == "run_unknown"
    with ours.page(run) as page:
        assert page.watch({"probe": "weights", "node": "out", "weight": "bias"}) != [None]
        with pytest.raises(Refused) as refused:
            page.ask("play")
        assert refused.value.problem["code"] == "only_watching"
