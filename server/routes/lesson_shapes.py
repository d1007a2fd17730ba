"""The answers about lessons, as `/openapi.json` describes them."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict

from server.routes.answers import Words
from server.routes.shapes import Body, Document, Id


class NodeShape(BaseModel):
    """A piece of text; `docs/protocol.md` lists the types."""

    type: str
    children: list[NodeShape] = []
    text: str | None = None
    ordered: bool | None = None
    href: str | None = None
    term: str | None = None


class PassageShape(BaseModel):
    """A text in both languages."""

    en: list[NodeShape]
    de: list[NodeShape]


class Unit(BaseModel):
    """A folder of lessons."""

    name: str
    title: Words


class LessonFacts(BaseModel):
    """What a lesson is about."""

    slug: str
    unit: str
    number: int
    title: Words
    summary: Words
    minutes: int
    needs: list[str]
    tasks: list[str]


class LessonAbout(LessonFacts):
    """A lesson on the map."""

    steps: list[str]


class LessonMap(BaseModel):
    """All lessons by unit."""

    units: list[Unit]
    lessons: list[LessonAbout]


class BlockShape(BaseModel):
    """One thing in a step; what it holds depends on its directive."""

    model_config = ConfigDict(extra="allow")

    directive: str


class StepShape(BaseModel):
    """One idea."""

    id: str
    title: Words
    focus: list[str]
    blocks: list[BlockShape]


class TermText(BaseModel):
    """What a term means."""

    name: Words
    text: PassageShape


class TermShape(TermText):
    """A word of the glossary, with the lesson that defines it."""

    id: str
    lesson: str


class LessonTree(LessonFacts):
    """A lesson to read."""

    terms: list[str]
    steps: list[StepShape]
    glossary: dict[str, TermText]


class Notes(BaseModel):
    """What a teacher should know about a lesson."""

    slug: str
    title: Words
    minutes: int
    aim: PassageShape
    known: PassageShape
    question: PassageShape
    ask: list[PassageShape]
    misconceptions: list[PassageShape]
    trouble: PassageShape
    short: PassageShape
    extension: PassageShape


class CheckBody(Body):
    """A network to judge, and the run that trains it where there is one."""

    document: Document
    run: Id | None = None


class GoalShape(BaseModel):
    """A goal: what was asked, what was reached, and what to look at where it was missed."""

    goal: str
    passed: bool
    asked: Words
    reached: Words
    hint: Words | None


class Judged(BaseModel):
    """What came of a task."""

    passed: bool
    goals: list[GoalShape]


class Queue(BaseModel):
    """How many networks are judged before one's own."""

    ahead: int | None
