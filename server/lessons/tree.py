"""A lesson as frozen values: what the files say, after everything about them was checked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeAlias

from msgspec import Struct

from server.lessons.markdown import Claim, Node, nodes
from server.wire.messages import Words

Labels: TypeAlias = Mapping[str, Words]
"""What the catalog calls the kinds of layers, by their names."""


class Passage(Struct, frozen=True):
    """A text in both languages, as nodes."""

    en: tuple[Node, ...]
    de: tuple[Node, ...]

    def nodes(self) -> Iterator[Node]:
        """Every node of both languages."""
        yield from nodes(self.en)
        yield from nodes(self.de)


@dataclass(frozen=True, slots=True)
class Network:
    """A document of format 1 in a lesson, and the line it begins on."""

    document: Mapping[str, Any]
    line: int
    allow: tuple[str, ...] | None = None  # what of it may be changed; None: everything

    def names(self) -> list[str]:
        """The ids of its nodes."""
        return [str(node["id"]) for node in self.document["nodes"]]


@dataclass(frozen=True, slots=True)
class Task:
    """What a task is judged by; none of it travels to learners."""

    id: str
    line: int
    goals: tuple[Any, ...]
    solution: Network
    weights: Mapping[str, Mapping[str, Any]]  # of the solution, where they are set by hand


@dataclass(frozen=True, slots=True)
class Term:
    """A word of the glossary."""

    id: str
    line: int
    name: Words
    text: Passage


@dataclass(frozen=True, slots=True)
class Block:
    """One thing in a step: ``shown`` travels to the page, with the goals where there is a task."""

    directive: str
    line: int
    shown: Mapping[str, Any]
    id: str = ""
    passages: tuple[Passage, ...] = ()
    claims: tuple[tuple[str, Claim], ...] = ()  # each with its language
    nodes: tuple[str, ...] = ()  # of the network, that it names
    network: Network | None = None
    task: Task | None = None
    term: Term | None = None

    def to_json(self, labels: Labels) -> Mapping[str, Any]:
        """The block as it travels."""
        if self.task is None:
            return self.shown
        goals = [goal.calling(labels).to_json() for goal in self.task.goals]
        return {**self.shown, "goals": goals}


@dataclass(frozen=True, slots=True)
class Step:
    """One idea: something to read beside something to do."""

    id: str
    line: int
    title: Words
    focus: tuple[str, ...]
    blocks: tuple[Block, ...]

    def to_json(self, labels: Labels) -> dict[str, Any]:
        """The step as it travels."""
        return {
            "id": self.id,
            "title": self.title,
            "focus": list(self.focus),
            "blocks": [block.to_json(labels) for block in self.blocks if block.term is None],
        }


@dataclass(frozen=True, slots=True)
class Lesson:
    """One file."""

    file: Path
    slug: str
    unit: str
    number: int
    title: Words
    summary: Words
    minutes: int
    needs: tuple[str, ...]
    notes: Mapping[str, Any]
    steps: tuple[Step, ...]
    terms: tuple[Term, ...]
    lines: Mapping[str, int] = field(default_factory=dict[str, int])  # of the front matter's fields

    def blocks(self) -> Iterator[tuple[Step, Block, Network | None]]:
        """Every block with its step and the network that the lesson has given last."""
        network: Network | None = None
        for step in self.steps:
            for block in step.blocks:
                network = block.network or network
                yield step, block, network

    def tasks(self) -> dict[str, Task]:
        """The tasks by id, in order."""
        found = (block.task for step in self.steps for block in step.blocks)
        return {task.id: task for task in found if task is not None}

    def about(self) -> dict[str, Any]:
        """The lesson on the map."""
        return {
            "slug": self.slug,
            "unit": self.unit,
            "number": self.number,
            "title": self.title,
            "summary": self.summary,
            "minutes": self.minutes,
            "needs": list(self.needs),
            "steps": [step.id for step in self.steps],
            "tasks": list(self.tasks()),
        }


@dataclass(frozen=True, slots=True)
class Library:
    """All lessons, in the order of units and numbers."""

    units: Mapping[str, Words]
    lessons: Mapping[str, Lesson]
    glossary: Mapping[str, tuple[Term, str]]  # with the lesson that defines it

    def map(self, chosen: Sequence[str] | None = None) -> dict[str, Any]:
        """Units and lessons without their texts: all, or those that a class has chosen."""
        slugs = self.lessons if chosen is None else chosen
        lessons = [self.lessons[slug] for slug in slugs if slug in self.lessons]
        used = {lesson.unit for lesson in lessons}
        units = [{"name": name, "title": self.units[name]} for name in self.units if name in used]
        return {"units": units, "lessons": [lesson.about() for lesson in lessons]}

    def tree(self, lesson: Lesson, labels: Labels) -> dict[str, Any]:
        """A lesson as a learner reads it, with the terms that occur in it."""
        used = [term.id for term in lesson.terms]
        for _, block, _ in lesson.blocks():
            for passage in block.passages:
                used += [node.term for node in passage.nodes() if node.term]
        return {
            **lesson.about(),
            "terms": [term.id for term in lesson.terms],
            "steps": [step.to_json(labels) for step in lesson.steps],
            "glossary": {name: self._term(name) for name in dict.fromkeys(used)},
        }

    def _term(self, name: str) -> dict[str, Any]:
        term, _ = self.glossary[name]
        return {"name": term.name, "text": term.text}

    def terms(self) -> list[dict[str, Any]]:
        """The glossary."""
        return [
            {"id": name, "name": term.name, "lesson": slug, "text": term.text}
            for name, (term, slug) in self.glossary.items()
        ]
