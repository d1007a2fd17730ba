"""The bodies of requests and answers about people and classes."""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, Field

from server.routes.shapes import Body, Document

Typed = Annotated[str, Field(max_length=300)]
Slug = Annotated[str, Field(pattern="^[a-z0-9-]{1,64}$")]
Number = Annotated[int, Field(ge=0, le=1000)]


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


class ClassBody(Body):
    """A class to make."""

    name: Typed
    lessons: list[Slug] = Field(default_factory=list, max_length=200)


class ChangeClassBody(Body):
    """What changes about a class."""

    name: Typed | None = None
    lessons: Annotated[list[Slug], Field(max_length=200)] | None = None


class FrozenBody(Body):
    """Whether a class stands still."""

    frozen: bool


class ClassFacts(BaseModel):
    """A class as its teacher sees it; ``learners`` is their number."""

    id: str
    name: str
    code: str | None
    code_expires: str | None
    frozen: bool
    lessons: list[str]
    learners: int


class Reached(BaseModel):
    """How many learners have the pushed network on their screen now."""

    reached: int


class LearnerFacts(BaseModel):
    """A learner as the teacher sees them."""

    id: str
    name: str
    joined: str
    here: bool


class Word(BaseModel):
    """A private word, told once."""

    word: str


class LearnerProgress(BaseModel):
    """How far a learner is in a lesson; ``done`` are the ids of finished tasks."""

    person: str
    name: str
    lesson: str
    step: str
    done: list[str]
    updated: str


class Answered(Body):
    """What somebody answered to a quiz question."""

    answer: int | Annotated[float, Field(allow_inf_nan=False)] | Typed | None
    right: bool


class ProgressBody(Body):
    """What changes about somebody's progress in a lesson."""

    step: Slug = ""
    guesses: dict[Slug, Number] = Field(default_factory=dict)
    answers: dict[Slug, Answered] = Field(default_factory=dict)
    hints: dict[Slug, Number] = Field(default_factory=dict)
    document: Document | None = None


class Done(BaseModel):
    """When a task was finished."""

    at: str


class ProgressFacts(BaseModel):
    """Somebody's progress in a lesson; ``updated`` null where they have not begun."""

    lesson: str
    step: str
    done: dict[str, Done]
    guesses: dict[str, int]
    answers: dict[str, Answered]
    hints: dict[str, int]
    document: dict[str, Any] | None
    updated: str | None
