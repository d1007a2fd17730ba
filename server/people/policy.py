"""The one table of who may do what: every route and every socket command, default deny."""

from dataclasses import dataclass
from typing import Literal

from server.people.actors import Actor, Owner, Role
from server.wire.problems import Refusal, refusal

Owned = Literal["nothing", "own", "own or taught"]


@dataclass(frozen=True, slots=True)
class Rule:
    """Which roles may, and what the thing must be to them: theirs, or also their learner's."""

    roles: frozenset[Role]
    owned: Owned = "nothing"


ANYONE: frozenset[Role] = frozenset({"anonymous", "local", "learner", "teacher"})
USER: frozenset[Role] = frozenset({"local", "learner", "teacher"})
SIGNED_IN: frozenset[Role] = frozenset({"learner", "teacher"})
TEACHER: frozenset[Role] = frozenset({"teacher"})
LEARNER: frozenset[Role] = frozenset({"learner"})
NOTES: frozenset[Role] = frozenset({"local", "teacher"})

ROUTES: dict[str, Rule] = {
    "GET /api/health": Rule(ANYONE),
    "GET /api/catalog": Rule(ANYONE),
    "GET /api/help/{category}/{kind}": Rule(USER),
    "GET /api/session": Rule(ANYONE),
    "POST /api/session": Rule(ANYONE),
    "DELETE /api/session": Rule(SIGNED_IN),
    "POST /api/teachers": Rule(ANYONE),
    "POST /api/join": Rule(ANYONE),
    "POST /api/return": Rule(ANYONE),
    "POST /api/check": Rule(USER),
    "POST /api/code": Rule(USER),
    "POST /api/import": Rule(USER),
    "GET /api/datasets/{name}": Rule(USER),
    "POST /api/datasets/{name}/fetch": Rule(USER),
    "POST /api/datasets/{name}/samples": Rule(USER),
    "GET /api/own": Rule(USER),
    "POST /api/own": Rule(USER),
    "GET /api/own/{own}": Rule(USER, "own or taught"),  # and one's teacher's: people/owning.py
    "DELETE /api/own/{own}": Rule(USER, "own"),
    "GET /api/networks": Rule(USER),
    "POST /api/networks": Rule(USER),
    "GET /api/networks/{network}": Rule(USER, "own"),
    "PUT /api/networks/{network}": Rule(USER, "own"),
    "DELETE /api/networks/{network}": Rule(USER, "own"),
    "POST /api/runs": Rule(USER),
    "GET /api/runs/{run}": Rule(USER, "own"),
    "DELETE /api/runs/{run}": Rule(USER, "own"),
    "POST /api/runs/{run}/program": Rule(USER, "own"),
    "POST /api/runs/{run}/branch": Rule(USER, "own"),
    "WS /api/live": Rule(USER),
    "GET /api/classes": Rule(TEACHER),
    "POST /api/classes": Rule(TEACHER),
    "GET /api/classes/{course}": Rule(TEACHER, "own"),
    "PATCH /api/classes/{course}": Rule(TEACHER, "own"),
    "DELETE /api/classes/{course}": Rule(TEACHER, "own"),
    "POST /api/classes/{course}/code": Rule(TEACHER, "own"),
    "DELETE /api/classes/{course}/code": Rule(TEACHER, "own"),
    "PUT /api/classes/{course}/frozen": Rule(TEACHER, "own"),
    "POST /api/classes/{course}/push": Rule(TEACHER, "own"),
    "GET /api/classes/{course}/learners": Rule(TEACHER, "own"),
    "DELETE /api/classes/{course}/learners/{person}": Rule(TEACHER, "own"),
    "POST /api/classes/{course}/learners/{person}/word": Rule(TEACHER, "own"),
    "GET /api/classes/{course}/progress": Rule(TEACHER, "own"),
    "GET /api/classes/{course}/progress.csv": Rule(TEACHER, "own"),
    "GET /api/progress": Rule(USER),
    "GET /api/progress/{lesson}": Rule(USER),
    "PUT /api/progress/{lesson}": Rule(USER),
    "GET /api/lessons": Rule(USER),
    "GET /api/lessons/{slug}": Rule(USER),
    "GET /api/lessons/{slug}/notes": Rule(NOTES),
    "GET /api/glossary": Rule(USER),
    "POST /api/lessons/{slug}/tasks/{task}/check": Rule(USER, "own"),
    "GET /api/lessons/{slug}/tasks/{task}/check": Rule(USER),
}

COMMANDS: dict[str, Rule] = {
    "open": Rule(USER, "own or taught"),
    "close": Rule(USER, "own or taught"),
    "watch": Rule(USER, "own or taught"),
    "credit": Rule(USER),
    "edit": Rule(USER, "own"),
    "play": Rule(USER, "own"),
    "pause": Rule(USER, "own"),
    "step": Rule(USER, "own"),
    "epoch": Rule(USER, "own"),
    "reset": Rule(USER, "own"),
    "speed": Rule(USER, "own"),
    "seek": Rule(USER, "own"),
    "cancel": Rule(USER, "own"),
    "set_weight": Rule(USER, "own"),
    "intervene": Rule(USER, "own"),
    "draw": Rule(USER, "own"),
    "diagnose": Rule(USER, "own or taught"),
    "sweep": Rule(USER, "own"),
    "sweep_play": Rule(USER, "own"),
    "adopt": Rule(USER, "own"),
    "wall": Rule(TEACHER, "own"),
    "hand": Rule(LEARNER),
}


def rule(action: str) -> Rule | None:
    """The rule of a route (``GET /api/...``) or a command (``open``); None: not declared."""
    return ROUTES.get(action) or COMMANDS.get(action)


def admits(actor: Actor, action: str) -> bool:
    """Whether somebody in this role may ask at all, whatever the thing is."""
    found = rule(action)
    return found is not None and actor.role in found.roles


def can(actor: Actor, action: str, owner: Owner | None = None) -> bool:
    """Whether the actor may do this, to a thing of this owner where it is about a thing."""
    found = rule(action)
    if found is None or actor.role not in found.roles:
        return False
    if found.owned == "nothing":
        return True
    if owner is None:
        return False
    taught = actor.role == "teacher" and owner.teacher == actor.person
    return owner.person == actor.person or (found.owned == "own or taught" and taught)


def demand(actor: Actor, action: str, owner: Owner, unknown: str) -> None:
    """Refuse what the actor may not do; somebody else's thing is as if it did not exist."""
    if not can(actor, action, owner):
        raise refusal(unknown, status=404)


def turned_away(actor: Actor) -> Refusal:
    """What somebody hears whose role may not ask this."""
    if actor.role == "anonymous":
        return refusal("signed_out", status=401)
    return refusal("not_for_you", status=403)
