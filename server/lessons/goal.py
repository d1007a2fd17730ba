"""What a goal's file declares: its fields, its words, what to measure, and the verdict."""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal, cast

from server.lessons.directive import discover
from server.lessons.measures import AnyMeasure, Figures
from server.lessons.problems import Broken
from server.lessons.tree import Labels
from server.wire.messages import Words

REQUIRED: Any = object()


@dataclass(frozen=True, slots=True)
class GoalField:
    """One setting of a goal in the lesson file."""

    name: str
    type: Literal["integer", "number", "text", "list"]
    default: Any = REQUIRED
    choices: tuple[str, ...] = ()
    minimum: float | None = None
    maximum: float | None = None

    def expected(self) -> str:
        """What may stand here, for an author's eyes."""
        if self.choices:
            return " | ".join(self.choices)
        limits = [f">= {self.minimum}"] if self.minimum is not None else []
        limits += [f"<= {self.maximum}"] if self.maximum is not None else []
        return " ".join([self.type, *limits])

    def fits(self, value: Any) -> bool:
        """Whether a value may stand here."""
        match self.type:
            case "text":
                return isinstance(value, str) and (not self.choices or value in self.choices)
            case "list":
                return isinstance(value, list)
            case "integer" | "number":
                types = int if self.type == "integer" else (int, float)
                if isinstance(value, bool) or not isinstance(value, types):
                    return False
                least = self.minimum is None or value >= self.minimum
                return least and (self.maximum is None or value <= self.maximum)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What came of a goal: the value reached, and what to look at where it was missed."""

    passed: bool
    reached: Words
    hint: Words | None = None


@dataclass(frozen=True, slots=True)
class Goal:
    """A goal of a task with its fields filled in; ``hint`` is the author's own."""

    name: str
    values: Mapping[str, Any]
    line: int
    hint: Words | None = None
    labels: Labels = field(default_factory=dict[str, Words])

    def calling(self, labels: Labels) -> Goal:
        """The same goal, which calls the kinds of layers as the palette does."""
        return replace(self, labels=labels)

    @property
    def kind(self) -> GoalKind:
        """The file that knows what to do with it."""
        return goals()[self.name]

    def text(self) -> Words:
        """What is asked."""
        return self.kind.text(self)

    def measures(self) -> tuple[AnyMeasure, ...]:
        """What must be found out."""
        return self.kind.measures(self)

    def verdict(self, figures: Figures) -> Verdict:
        """Whether it is reached."""
        return self.kind.verdict(self, figures)

    def to_json(self) -> dict[str, Any]:
        """The goal as learners see it."""
        return {"goal": self.name, "text": self.text()}


@dataclass(frozen=True, slots=True)
class GoalKind:
    """One goal: the value ``KIND`` of a file in ``goals/``, named like the file."""

    name: str
    fields: tuple[GoalField, ...]
    text: Callable[[Goal], Words]
    measures: Callable[[Goal], tuple[AnyMeasure, ...]]
    verdict: Callable[[Goal, Figures], Verdict]
    check: Callable[[Goal], None] = lambda _: None  # raises ``Broken`` for fields that disagree


@functools.cache
def goals() -> dict[str, GoalKind]:
    """Every goal by name."""
    return discover("server.lessons.goals", GoalKind)


def read(given: Any, line: int) -> Goal:
    """A goal as it stands in a lesson; raises ``Broken``."""
    values = dict(cast("dict[str, Any]", given)) if isinstance(given, dict) else {}
    name, hint = str(values.pop("goal", "")), values.pop("hint", None)
    kind = goals().get(name)
    if kind is None:
        raise Broken("goal_unknown", line, name=name, known=", ".join(goals()))
    fields = {known.name: known for known in kind.fields}
    for unknown in values.keys() - fields.keys():
        raise Broken("field_unknown", line, field=unknown, known=", ".join(("hint", *fields)))
    for key, known in fields.items():
        if key not in values and known.default is REQUIRED:
            raise Broken("field_missing", line, field=key, expected=known.expected())
        if key in values and not known.fits(values[key]):
            raise Broken("field_wrong", line, field=key, expected=known.expected())
    filled = {key: values.get(key, known.default) for key, known in fields.items()}
    goal = Goal(name, filled, line, None if hint is None else both(hint, "hint", line))
    kind.check(goal)
    return goal


def both(value: Any, field: str, line: int) -> Words:
    """A text in both languages from YAML; raises ``Broken``."""
    known = cast("dict[str, Any]", value) if isinstance(value, dict) else {}
    texts = [known.get(language) for language in ("en", "de")]
    if set(known) != {"en", "de"} or not all(isinstance(t, str) and t.strip() for t in texts):
        raise Broken("field_wrong", line, field=field, expected="{en: ..., de: ...}")
    return Words(known["en"].strip(), known["de"].strip())


def number(value: float) -> Words:
    """A number as each language writes it, to four digits that count."""
    text = f"{value:,}" if isinstance(value, int) else f"{value:,.4g}"
    return Words(text, text.translate(str.maketrans(",.", ".,")))


def said(english: str, german: str, **values: Words | int | str) -> Words:
    """A sentence whose values may differ by language."""

    def filled(text: str, language: str) -> str:
        chosen = {
            name: getattr(value, language) if isinstance(value, Words) else value
            for name, value in values.items()
        }
        return text.format(**chosen)

    return Words(filled(english, "en"), filled(german, "de"))


def listed(values: Sequence[float | None]) -> Words:
    """Several numbers, one after the other; a question mark for one that is none."""
    numbers = [Words("?", "?") if value is None else number(value) for value in values]
    return Words(", ".join(n.en for n in numbers), "; ".join(n.de for n in numbers))
