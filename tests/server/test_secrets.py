"""Failures are counted and successes are not; what is secret stands in no log, address or error."""

import json
from concurrent.futures import ThreadPoolExecutor

import pytest
from serving import circle, live
from visitors import PASSWORD, Visitor, invitation, join, new_class, teacher

from server.people import codes

PUPILS = 30


@pytest.fixture
def server(tmp_path):
    with live(tmp_path, log_level="debug") as started:
        yield started


def test_a_whole_class_joins_from_one_address_at_once(server):  # R16
    course = new_class(teacher(server))

    def come(number: int) -> int:
        pupil = Visitor(server)
        asked = {"code": course["code"], "nickname": f"Pupil {number}"}
        wrong = pupil.request("POST", "/join", {**asked, "code": "AAAA-AAAA"})[0]
        assert wrong == 404
        return pupil.request("POST", "/join", asked)[0]

    with ThreadPoolExecutor(PUPILS) as pupils:
        assert list(pupils.map(come, range(PUPILS))) == [201] * PUPILS
    with ThreadPoolExecutor(PUPILS) as pupils:
        assert list(pupils.map(come, range(PUPILS, 2 * PUPILS))) == [201] * PUPILS


def test_an_account_is_closed_to_guessers_for_a_while(server):  # R16
    teacher(server, "Emmy")
    browser = Visitor(server)
    right, wrong = ({"name": "Emmy", "password": word} for word in (PASSWORD, "wrong"))
    for _ in range(20):
        browser.ask("POST", "/session", right)
    with ThreadPoolExecutor(25) as guessers:
        answers = guessers.map(
            lambda _: Visitor(server).request("POST", "/session", wrong)[0], range(25)
        )
        assert sorted(answers) == [403] * 10 + [429] * 15
    status, headers, content = browser.request("POST", "/session", right)
    assert status == 429
    assert 0 < int(headers["retry-after"]) <= 900
    assert headers["retry-after"] in json.loads(content)["problems"][0]["message"]["de"]
    teacher(server, "Sofia")


def test_a_hundred_wrong_codes_a_minute_are_enough(server):
    new_class(teacher(server))
    guesser = Visitor(server)
    answers = [
        guesser.request("POST", "/join", {"code": codes.new_code(), "nickname": "x"})[0]
        for _ in range(105)
    ]
    assert answers == [404] * 100 + [429] * 5


def test_no_secret_stands_in_a_log_or_an_error(server):  # R19
    owner, link = teacher(server, "Teacher Unmistakable"), invitation(server)
    course = new_class(owner, "Klasse Unverwechselbar")
    kim = join(server, course, "Kim Unverwechselbar")
    run = kim.run(circle())
    with kim.page(run) as page:
        page.ask("step", count=1)
    secrets = {
        "password": "a password that is wrong",
        "nickname": "Kim Unverwechselbar",
        "code": course["code"],
        "word": kim.facts["word"],
        "invitation": link,
    }
    told = b""
    for path, names in {
        "/session": ("password",),
        "/return": ("code", "nickname"),
        "/join": ("code", "nickname"),
        "/teachers": ("invitation",),
    }.items():
        body = {name: secrets[name] for name in names}
        for more in ({}, {"word": "x"}, {"name": "x"}, {"name": "x", "password": "short"}):
            told += Visitor(server).request("POST", path, {**body, **more})[2]
    for cookie in ("x", kim.cookie + "x", kim.cookie.replace("=", "=x")):
        told += server.request("GET", "/api/networks", Cookie=cookie)[2]
    owner.ask("DELETE", f"/classes/{course['id']}/learners/{kim.facts['person']}")
    assert kim.refused("GET", f"/runs/{run}") == (401, "signed_out")
    server.worker().kill()  # so that there is something to log
    server.wait_ready()
    server.stop()
    logged = (server.home / "server.log").read_text("utf-8")
    assert "worker lost" in logged
    tokens = [visitor.cookie.partition("=")[2] for visitor in (owner, kim)]
    for secret in (*secrets.values(), *tokens, PASSWORD, owner.facts["name"]):
        assert secret not in logged
        assert secret.encode() not in told


@pytest.mark.parametrize("kind", ["application/x-www-form-urlencoded", "text/plain"])
def test_a_form_of_another_site_does_nothing_with_the_cookie(server, kind):  # R15
    owner = teacher(server)
    body = json.dumps({"name": "8b"}).encode()
    for origin in ("https://evil.example", "null", ""):
        for content_type in (kind, "application/json"):
            given = {"Origin": origin, "Content-Type": content_type, "Cookie": owner.cookie}
            status = server.request("POST", "/api/classes", body, **given)[0]
            assert status == 403
    assert owner.request("POST", "/classes", body, Content_Type=kind)[0] == 415
    assert owner.ask("GET", "/classes") == []
