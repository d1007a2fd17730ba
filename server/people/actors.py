"""Who asks, and whom a thing belongs to."""

from dataclasses import dataclass, field
from typing import Literal

Role = Literal["anonymous", "local", "learner", "teacher"]


@dataclass(frozen=True, slots=True)
class Actor:
    """Who asks. ``person`` is an id, or empty for the one person of a server without classes."""

    role: Role
    person: str = ""
    course: str = ""  # the learner's class
    session: str = field(default="", repr=False)  # hash of the token, never the token


@dataclass(frozen=True, slots=True)
class Owner:
    """Whom a thing belongs to, and for a learner's thing the class and its teacher."""

    person: str = ""
    course: str = ""
    teacher: str = ""


ANONYMOUS = Actor("anonymous")
LOCAL = Actor("local")
NOBODY = Owner()
