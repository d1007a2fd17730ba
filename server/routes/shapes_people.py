"""The bodies of requests and answers about people and classes."""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, Field

from server.routes.shapes import Body, Document

Typed = Annotated[str, Field(max_length=300)]
Slug = Annotated[str, Field(pattern="^[a-z0-9-]{1,64}$")]


class SignInBody(Body):
    """A teacher signs in."""

    name: Typed
    password: Typed


class TeacherBody(SignInBody):
    """A teacher's account is made from a one-time link."""

    invitation: Typed


class JoinBody(Body):
    """A learner joins a class."""

    code: Typed
    nickname: Typed


class ReturnBody(JoinBody):
    """A learner comes back on another device."""

    word: Typed


class OwnClass(BaseModel):
    """The class that a learner is in."""

    id: str
    name: str
    frozen: bool
    lessons: list[str]


class SessionFacts(BaseModel):
    """Who is asking; ``class`` only for a learner."""

    role: Literal["anonymous", "local", "learner", "teacher"]
    person: str
    name: str
    course: OwnClass | None = Field(alias="class")
    run: str | None
    pushed: Document | None
    teacher_exists: bool


class Joined(SessionFacts):
    """The same for somebody new, with the private word that is shown this once."""

    word: str


def facts(**values: Any) -> dict[str, Any]:
    """A session's facts as they travel, where ``class`` is no keyword."""
    values["class"] = values.pop("course")
    return values
