"""Who may learn from whose own data.

The owner may; the teacher of the owner's class, who looks over shoulders; and the learners of an
owner who teaches them, because a network that is pushed or shared names the teacher's data. A
classmate may not: a link to a network does not hand on what somebody else brought.
"""

from collections.abc import Mapping
from typing import Any

from sqlalchemy.orm import Session

from server.people import roll, sessions
from server.people.actors import Actor
from server.people.policy import can
from server.store import own
from server.store.models import OwnSet
from server.wire.problems import refusal

READ = "GET /api/own/{own}"


def readable(session: Session, actor: Actor, name: str) -> OwnSet | None:
    """The set, if the actor may learn from it."""
    for kept in own.owned(session, name):
        if can(actor, READ, sessions.owner(session, kept.owner)):
            return kept
        course = roll.owner(session, actor.course) if actor.course else None
        if course is not None and course.teacher == kept.owner:
            return kept
    return None


def demand_data(session: Session, actor: Actor, document: Mapping[str, Any]) -> None:
    """Refuse a document that names data of somebody whose data the actor may not use.

    Where there are no classes, whatever lies on the machine may be used, also what the command
    line has read in.
    """
    name = named(document.get("data"))
    if name is None or actor.role == "local":
        return
    if readable(session, actor, name) is None:
        raise refusal("own_unknown", status=404, field="data.options.set")


def named(data: Any) -> str | None:
    """The own set that the data part of a document names, if it names one."""
    options: Any = data.get("options") if isinstance(data, Mapping) else None  # pyright: ignore[reportUnknownVariableType, reportUnknownMemberType]
    name: Any = options.get("set") if isinstance(options, Mapping) else None  # pyright: ignore[reportUnknownVariableType, reportUnknownMemberType]
    return str(name) if isinstance(name, str) else None
