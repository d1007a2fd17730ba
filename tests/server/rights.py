"""Who is expected to be able to do what, as tables, and a world in which it is tried.

``+`` is let through, ``s`` signed out (401), ``r`` not for this role (403), ``-`` as if it did not
exist (404), ``w`` may only watch. Things belong to ``learner`` of ``teacher``'s class, or, on the
server without classes, to ``local``.
"""

from __future__ import annotations

import contextlib
import itertools
import json
from typing import Any

from serving import LiveServer, PageClient, Refused, circle
from visitors import HEAPS, PASSWORD, Visitor, bring, database, join, new_class, teacher
from websockets.exceptions import InvalidStatus

from server.store.models import SignIn, now

# In the order of the columns; ``stranger`` is a learner of ``other``, another teacher.
ROLES = (
    *("anonymous", "local", "learner", "classmate", "stranger"),
    *("teacher", "other", "removed", "expired"),
)

ROUTE_TABLE = """
GET /api/health                                  + + + + + + + + +
GET /api/catalog                                 + + + + + + + + +
GET /api/help/{category}/{kind}                  s + + + + + + s s
GET /api/session                                 + + + + + + + + +
POST /api/session                                + + + + + + + + +
DELETE /api/session                              s r + + + + + s s
POST /api/teachers                               + + + + + + + + +
POST /api/join                                   + + + + + + + + +
POST /api/return                                 + + + + + + + + +
POST /api/check                                  s + + + + + + s s
POST /api/code                                   s + + + + + + s s
POST /api/import                                 s + + + + + + s s
GET /api/datasets/{name}                         s + + + + + + s s
POST /api/datasets/{name}/fetch                  s + + + + + + s s
POST /api/datasets/{name}/samples                s + + + + + + s s
GET /api/own                                     s + + + + + + s s
POST /api/own                                    s + + + + + + s s
GET /api/own/{own}                               s + + - - + - s s
DELETE /api/own/{own}                            s + + - - - - s s
GET /api/networks                                s + + + + + + s s
POST /api/networks                               s + + + + + + s s
GET /api/networks/{network}                      s + + - - - - s s
PUT /api/networks/{network}                      s + + - - - - s s
DELETE /api/networks/{network}                   s + + - - - - s s
POST /api/runs                                   s + + + + + + s s
GET /api/runs/{run}                              s + + - - - - s s
DELETE /api/runs/{run}                           s + + - - - - s s
POST /api/runs/{run}/program                     s + + - - - - s s
POST /api/runs/{run}/branch                      s + + - - - - s s
WS /api/live                                     s + + + + + + s s
GET /api/classes                                 s r r r r + + s s
POST /api/classes                                s r r r r + + s s
GET /api/classes/{course}                        s r r r r + - s s
PATCH /api/classes/{course}                      s r r r r + - s s
DELETE /api/classes/{course}                     s r r r r + - s s
POST /api/classes/{course}/code                  s r r r r + - s s
DELETE /api/classes/{course}/code                s r r r r + - s s
PUT /api/classes/{course}/frozen                 s r r r r + - s s
POST /api/classes/{course}/push                  s r r r r + - s s
GET /api/classes/{course}/learners               s r r r r + - s s
DELETE /api/classes/{course}/learners/{person}   s r r r r + - s s
POST /api/classes/{course}/learners/{person}/word s r r r r + - s s
GET /api/classes/{course}/progress               s r r r r + - s s
GET /api/classes/{course}/progress.csv           s r r r r + - s s
GET /api/progress                                s + + + + + + s s
GET /api/progress/{lesson}                       s + + + + + + s s
PUT /api/progress/{lesson}                       s + + + + + + s s
GET /api/lessons                                 s + + + + + + s s
GET /api/lessons/{slug}                          s + + + + + + s s
GET /api/lessons/{slug}/notes                    s + r r r + + s s
GET /api/glossary                                s + + + + + + s s
POST /api/lessons/{slug}/tasks/{task}/check      s + + - - - - s s
GET /api/lessons/{slug}/tasks/{task}/check       s + + + + + + s s
"""

COMMAND_TABLE = """
open        s + + - - + - s s
close       s + + + + + + s s
watch       s + + - - + - s s
credit      s + + + + + + s s
edit        s + + - - w - s s
play        s + + - - w - s s
pause       s + + - - w - s s
step        s + + - - w - s s
epoch       s + + - - w - s s
reset       s + + - - w - s s
speed       s + + - - w - s s
seek        s + + - - w - s s
cancel      s + + - - w - s s
set_weight  s + + - - w - s s
intervene   s + + - - w - s s
draw        s + + - - w - s s
diagnose    s + + - - + - s s
sweep       s + + - - w - s s
sweep_play  s + + - - w - s s
adopt       s + + - - w - s s
wall        s r r r r + - s s
hand        s r + + + r r s s
"""

KERAS = {
    "class_name": "Sequential",
    "config": {"layers": [{"class_name": "InputLayer", "config": {"batch_shape": [None, 2]}}]},
}
BODIES: dict[str, Any] = {
    "POST /api/session": {"name": "Ms Noether", "password": "wrong"},
    "POST /api/teachers": {"invitation": "x", "name": "New", "password": PASSWORD},
    "POST /api/join": {"code": "AAAA-AAAA", "nickname": "New"},
    "POST /api/return": {"code": "AAAA-AAAA", "nickname": "New", "word": "x"},
    "POST /api/datasets/{name}/samples": {"count": 1},
    "POST /api/import": {"model": json.dumps(KERAS)},
    "POST /api/classes": {"name": "8b"},
    "PATCH /api/classes/{course}": {"name": "8c"},
    "PUT /api/classes/{course}/frozen": {"frozen": False},
    "PUT /api/progress/{lesson}": {"step": "one"},
}
WITH_DOCUMENT = {
    *("POST /api/check", "POST /api/code", "POST /api/runs"),
    *("POST /api/runs/{run}/program", "POST /api/runs/{run}/branch"),
    *("POST /api/networks", "PUT /api/networks/{network}"),
    "POST /api/classes/{course}/push",
}
FIELDS: dict[str, dict[str, Any]] = {
    "edit": {"document": circle()},
    "step": {"count": 1},
    "reset": {"seed": 1},
    "seek": {"step": None},
    "speed": {"steps_per_second": 10.0},
    "set_weight": {"node": "out", "weight": "bias", "index": [0], "value": 0.5},
    "intervene": {"interventions": []},
    "draw": {"values": [0.5, 0.5]},
    "watch": {"probes": []},
    "credit": {"count": 1},
    "hand": {"up": False},
    "sweep": {"knobs": [{"field": "training.seed", "values": [0, 1]}], "steps": 1},
    "sweep_play": {"playing": False},
    "adopt": {"member": 0},
}
WITHOUT_RUN = {"credit", "hand", "wall"}
# Answers that only say that a code, a link, a password or a number is wrong.
LET_THROUGH = {
    *("sign_in_failed", "invitation_unknown", "code_unknown", "return_failed"),
    "no_such_member",
}
SIGNS = {
    "signed_out": "s",
    "not_for_you": "r",
    "only_watching": "w",
    **dict.fromkeys(
        (
            "network_unknown",
            "own_unknown",
            "run_unknown",
            "class_unknown",
            "learner_unknown",
            "run_not_open",
        ),
        "-",
    ),
}


def cells(table: str) -> list[tuple[str, dict[str, str]]]:
    """Each line's action with what is expected of each role."""
    rows = [line.rsplit(maxsplit=len(ROLES)) for line in table.strip().splitlines()]
    return [(action, dict(zip(ROLES, signs, strict=True))) for action, *signs in rows]


class World:
    """Two servers: a school with everybody in it, and one where somebody is alone."""

    def __init__(self, school: LiveServer, alone: LiveServer) -> None:
        self.school, self.alone = school, alone
        self.numbers = itertools.count()
        self.who = {"teacher": teacher(school), "other": teacher(school, "Mr Gauss")}
        self.course = self._class("teacher")
        away = self._class("other")
        for role in ("learner", "classmate", "removed", "expired"):
            self.who[role] = self._join(self.course, role)
        self.who["stranger"] = self._join(away, "stranger")
        self.who["anonymous"], self.who["local"] = Visitor(school), Visitor(alone)
        person = self.who["removed"].facts["person"]
        path = f"/classes/{self.course['id']}/learners/{person}"
        self.who["teacher"].ask("DELETE", path)
        with database(school) as session:
            theirs = session.query(SignIn).filter_by(person=self.who["expired"].facts["person"])
            theirs.update({"expires": now()})

    def route(self, action: str, role: str) -> str:
        """What becomes of a request, as one letter."""
        if action == "WS /api/live":
            return "s" if self._page(role) is None else "+"
        visitor = self.who[role]
        if action == "DELETE /api/session":
            visitor = self._again(role)
        path = self._path(action, role)
        method = action.partition(" ")[0]
        if action == "POST /api/own":
            status, _, content = bring(visitor)
        else:
            status, _, content = visitor.request(method, path, self._body(action, role))
        assert status < 500, content
        if status < 300:
            return "+"
        code: str = json.loads(content)["problems"][0]["code"]
        return "+" if code in LET_THROUGH else SIGNS.get(code, code)

    def command(self, kind: str, role: str) -> str:
        """What becomes of a command, as one letter."""
        page = self._page(role)
        if page is None:
            return "s"
        with page:
            page.run = self._run(role)
            fields = {"course": self.course["id"]} if kind == "wall" else FIELDS.get(kind, {})
            if kind not in ("open", "close", *WITHOUT_RUN):
                with contextlib.suppress(Refused):
                    page.ask("open")
            try:
                page.ask(kind, **fields)
            except Refused as refused:
                code: str = refused.problem["code"]
                return "+" if code in LET_THROUGH else SIGNS.get(code, code)
        return "+"

    def _page(self, role: str) -> PageClient | None:
        try:
            return self.who[role].page()
        except InvalidStatus as refused:
            if refused.response.status_code == 401:
                return None
            raise

    def _owner(self, role: str) -> Visitor:
        return self.who["local" if role == "local" else "learner"]

    def _set(self, role: str) -> str:
        """A set that nobody else has brought: equal files are one set, which all of them own."""
        heaps = {**HEAPS, "classes": ["left", f"right {next(self.numbers)}"]}
        return json.loads(bring(self._owner(role), json.dumps(heaps).encode())[2])["id"]

    def _run(self, role: str) -> str:
        return self._owner(role).run(circle())

    def _path(self, action: str, role: str) -> str:
        """With something new in each place, because the one before may be deleted already."""
        path = action.partition("/api")[2]
        if "{network}" in path:
            made = self._owner(role).ask("POST", "/networks", {"document": circle()})
            path = path.replace("{network}", made["id"])
        if "{own}" in path:
            path = path.replace("{own}", self._set(role))
        if "{run}" in path:
            path = path.replace("{run}", self._run(role))
        if "{course}" in path:
            course = self._class("teacher")
            person = self._join(course, "somebody").facts["person"]
            path = path.replace("{course}", course["id"]).replace("{person}", person)
        path = path.replace("{lesson}", "hello-network").replace("{slug}", "hello-network")
        return (
            path.replace("{task}", self._task())
            .replace("{name}", "circle")
            .replace("{category}", "activations")
            .replace("{kind}", "relu")
        )

    def _task(self) -> str:
        lessons = self.who["teacher"].ask("GET", "/lessons")["lessons"]
        return next(one["tasks"][0] for one in lessons if one["slug"] == "hello-network")

    def _body(self, action: str, role: str) -> Any:
        if action in WITH_DOCUMENT:
            return {"document": circle()}
        if action.startswith("POST") and action.endswith("/check"):
            return {"document": circle(), "run": self._run(role)}
        return BODIES.get(action)

    def _class(self, owner: str) -> dict[str, Any]:
        return new_class(self.who[owner])

    def _join(self, course: dict[str, Any], nickname: str) -> Visitor:
        joined = join(self.school, course, nickname)
        joined.facts["code"] = course["code"]
        return joined

    def _again(self, role: str) -> Visitor:
        """The same person in a session of its own, which may be ended."""
        facts = self.who[role].facts
        if role in ("teacher", "other"):
            entered = Visitor(self.school).enter("/session", name=facts["name"], password=PASSWORD)
        elif role in ("learner", "classmate", "stranger"):
            entered = Visitor(self.school).enter(
                "/return", code=facts["code"], nickname=facts["name"], word=facts["word"]
            )
        else:
            entered = self.who[role]
        return entered
