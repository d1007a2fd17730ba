"""A link for a forgotten password; guessers close an account to themselves only."""

import os
import subprocess
import sys
from urllib.parse import unquote

import pytest
from serving import LiveServer, live
from visitors import PASSWORD, Visitor, new_class, teacher
from websockets.exceptions import ConnectionClosed

NEW = "four other invented words"
AT_MOST = 10


def invite(server: LiveServer, name: str) -> subprocess.CompletedProcess[str]:
    """What whoever looks after the server types."""
    command = [sys.executable, "-m", "server", "invite", "--teacher", name]
    home = {**os.environ, "NETZWERKSTATT_HOME": str(server.home)}
    return subprocess.run(command, env=home, capture_output=True, text=True, check=False)


def link(server: LiveServer, name: str) -> tuple[str, str]:
    """The secret of a link for a new password, and the name in it."""
    printed = invite(server, name)
    assert printed.returncode == 0, printed.stderr
    token, _, whose = printed.stdout.strip().partition("/welcome#")[2].partition("/")
    return token, unquote(whose)


def guess(server: LiveServer, address: str, password: str = "wrong") -> int:
    """The status of a sign-in as Emmy from this address."""
    asked = {"name": "Emmy", "password": password}
    return Visitor(server).request("POST", "/session", asked, X_Forwarded_For=address)[0]


def test_a_link_gives_an_account_a_new_password(tmp_path):
    with live(tmp_path) as server:
        before = teacher(server, "Ms Noether/Emmy")
        course = new_class(before)
        with before.page() as page:
            token, name = link(server, " ms noether/EMMY ")
            assert name == "Ms Noether/Emmy"
            after = Visitor(server).enter("/teachers", invitation=token, name=name, password=NEW)
            with pytest.raises(ConnectionClosed):
                page.listen(10)
        assert after.facts["person"] == before.facts["person"]
        assert after.ask("GET", f"/classes/{course['id']}")["name"] == course["name"]
        assert before.refused("GET", "/classes") == (401, "signed_out")
        again = {"invitation": token, "name": name, "password": PASSWORD}
        assert Visitor(server).refused("POST", "/teachers", again) == (404, "invitation_unknown")
        old = {"name": name, "password": PASSWORD}
        assert Visitor(server).refused("POST", "/session", old) == (403, "sign_in_failed")
        Visitor(server).enter("/session", name=name, password=NEW)


def test_an_unknown_name_is_answered_with_those_there_are(tmp_path):
    with live(tmp_path) as server:
        for name in ("Sofia", "Emmy"):
            teacher(server, name)
        printed = invite(server, "Ada")
        assert (printed.returncode, printed.stdout) == (1, "")
        assert "Ada" in printed.stderr
        assert "Emmy, Sofia" in printed.stderr


def test_guessers_close_an_account_to_their_own_address_only(tmp_path):  # R16
    with live(tmp_path, proxies="127.0.0.1") as server:
        signed_in = teacher(server, "Emmy")
        answers = [guess(server, "10.0.0.7") for _ in range(AT_MOST + 1)]
        assert answers == [403] * AT_MOST + [429]
        assert guess(server, "10.0.0.7", PASSWORD) == 429
        assert guess(server, "10.0.0.8", PASSWORD) == 200
        assert signed_in.ask("GET", "/classes") == []
        # A device with IPv6 has as many addresses as it likes, all of one network.
        answers = [guess(server, f"2001:db8:0:1::{n:x}") for n in range(1, AT_MOST + 2)]
        assert answers == [403] * AT_MOST + [429]
        assert guess(server, "2001:db8:0:2::1", PASSWORD) == 200


def test_the_link_opens_a_closed_account(tmp_path):
    with live(tmp_path) as server:
        teacher(server, "Emmy")
        assert [guess(server, "") for _ in range(AT_MOST + 1)][-1] == 429
        token, name = link(server, "Emmy")
        Visitor(server).enter("/teachers", invitation=token, name=name, password=NEW)
        assert guess(server, "", NEW) == 200
