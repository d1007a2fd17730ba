"""The ways in: a teacher's link and password, a class's code, a private word; and who is asking."""

import datetime
import os
import subprocess
import sys

import pytest
from serving import LiveServer, Refused, circle
from visitors import PASSWORD, Visitor, database, invitation, teacher
from websockets.exceptions import InvalidStatus

from server.people import codes
from server.store.models import Course, now


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    started = LiveServer(tmp_path_factory.mktemp("home"))
    yield started
    started.stop()
    assert "Traceback" not in started.logged(), started.logged()


def add_class(server: LiveServer, owner: Visitor) -> str:
    code = codes.new_code()
    with database(server) as session:
        session.add(
            Course(
                teacher=owner.facts["person"],
                name="8b",
                code=code,
                code_expires=now() + datetime.timedelta(hours=1),
            )
        )
    return code


def test_until_there_is_a_class_everybody_is_the_local_person(tmp_path):
    server = LiveServer(tmp_path)
    try:
        visitor = Visitor(server)
        told = visitor.ask("GET", "/session")
        assert (told["role"], told["person"], told["teacher_exists"]) == ("local", "", False)
        visitor.ask("POST", "/networks", {"document": circle()})
        run = visitor.run(circle())
        with visitor.page(run) as page:
            page.ask("step", count=1)
        add_class(server, teacher(server))
        told = visitor.ask("GET", "/session")
        assert (told["role"], told["teacher_exists"]) == ("anonymous", True)
        assert visitor.refused("GET", "/networks") == (401, "signed_out")
        assert visitor.refused("GET", f"/runs/{run}") == (401, "signed_out")
        assert visitor.request("GET", "/catalog")[0] == 200
        with pytest.raises(InvalidStatus) as refused:
            visitor.page()
        assert refused.value.response.status_code == 401
    finally:
        server.stop()


def test_a_first_start_prints_a_link_and_later_ones_do_not(tmp_path):
    server = LiveServer(tmp_path)
    try:
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
    finally:
        server.stop()


def test_a_link_makes_one_account(server):
    link = invitation(server)
    first = Visitor(server)
    asked = {"invitation": link, "name": "Emmy", "password": "short"}
    assert first.refused("POST", "/teachers", asked) == (422, "password_too_short")
    first.enter("/teachers", invitation=link, name=" Emmy ", password=PASSWORD)
    assert first.facts["role"] == "teacher"
    assert first.ask("GET", "/session")["name"] == "Emmy"
    asked["password"] = PASSWORD
    assert Visitor(server).refused("POST", "/teachers", asked) == (404, "invitation_unknown")
    asked |= {"invitation": invitation(server), "name": "EMMY"}
    assert Visitor(server).refused("POST", "/teachers", asked) == (409, "name_taken")


def test_a_teacher_signs_in_and_out(server):
    teacher(server, "Sofia")
    browser = Visitor(server)
    for name, password in (("Sofia", "wrong"), ("Nobody", PASSWORD)):
        asked = {"name": name, "password": password}
        assert browser.refused("POST", "/session", asked) == (403, "sign_in_failed")
    browser.enter("/session", name="sofia", password=PASSWORD)
    kept = browser.cookie
    assert browser.ask("GET", "/session")["role"] == "teacher"
    browser.ask("DELETE", "/session")
    browser.cookie = kept
    assert browser.ask("GET", "/session")["role"] in ("anonymous", "local")


def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(server):
    link = invitation(server)
    asked = {"invitation": link, "name": "Cookie", "password": PASSWORD}
    _, headers, _ = Visitor(server).request("POST", "/teachers", asked)
    name, _, rest = headers["set-cookie"].partition("=")
    assert name == "netzwerkstatt"
    for word in ("HttpOnly", "SameSite=strict", "Path=/", "Max-Age=43200"):
        assert word in rest
    assert "Domain" not in rest


def test_a_learner_joins_and_comes_back(server):
    code = add_class(server, teacher(server, "Ada"))
    learner = Visitor(server).enter("/join", code=codes.shown(code).lower(), nickname="Kim")
    told = learner.facts
    assert (told["role"], told["name"], told["class"]["name"]) == ("learner", "Kim", "8b")
    asked = {"code": code, "nickname": "KIM"}
    assert Visitor(server).refused("POST", "/join", asked) == (409, "nickname_taken")
    run = learner.run(circle())
    tablet = Visitor(server)
    asked |= {"word": "tamo-rilu-seka-bado"}
    assert tablet.refused("POST", "/return", asked) == (403, "return_failed")
    tablet.enter("/return", code=code, nickname="kim", word=told["word"].upper().replace("-", " "))
    assert tablet.facts["person"] == told["person"]
    assert tablet.facts["run"] == run
    assert "word" not in tablet.facts
    with tablet.page(run) as page:
        page.ask("step", count=1)


def test_wrong_expired_and_revoked_codes_are_told_alike(server):
    code = add_class(server, teacher(server, "Rosa"))
    with database(server) as session:
        course = session.query(Course).where(Course.code == code).one()
        course.code_expires = now() - datetime.timedelta(seconds=1)
    asked = [{"code": typed, "nickname": "Kim"} for typed in (code, "AAAA-AAAA", "", "💥")]
    answers = {Visitor(server).request("POST", "/join", body)[::2] for body in asked}
    assert len(answers) == 1
    assert answers.pop()[0] == 404


@pytest.mark.parametrize("name", ["", "   ", "\u202e\u200b", "...", "x" * 33])
def test_a_nickname_must_be_readable(server, name):
    code = add_class(server, teacher(server, f"T{name!r}"[:20]))
    status, wrong = Visitor(server).refused("POST", "/join", {"code": code, "nickname": name})
    assert status == 422
    assert wrong in ("name_missing", "name_too_long")


def test_what_somebody_owns_is_theirs_alone(server):
    ours, theirs = teacher(server, "One"), teacher(server, "Two")
    code = add_class(server, ours)
    learner = Visitor(server).enter("/join", code=code, nickname="Lea")
    classmate = Visitor(server).enter("/join", code=code, nickname="Max")
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
