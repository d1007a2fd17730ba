"""``output_near``: a unit of the learner's own run answers given inputs with given numbers."""

import re
from typing import Any, cast

from server.lessons.goal import Goal, GoalField, GoalKind, Verdict, listed, number, said
from server.lessons.goals._reached import NO_RUN, PLAY
from server.lessons.measures import AnyMeasure, Figures, Outputs
from server.lessons.problems import Broken
from server.wire.messages import Words

HINT = Words(
    "Hover the unit: its formula shows which input and which weight make the difference.",
    "Fahr mit der Maus über die Einheit: Ihre Formel zeigt, welche Eingabe und welches Gewicht den "
    "Unterschied machen.",
)


def text(goal: Goal) -> Words:
    """What is asked."""
    return said(
        "“{node}” answers with {values} (± {tolerance})",
        "„{node}“ antwortet mit {values} (± {tolerance})",
        node=goal.values["node"],
        values=listed(goal.values["values"]),
        tolerance=number(goal.values["tolerance"]),
    )


def check(goal: Goal) -> None:
    """As many values as inputs or samples, and places that can be one."""
    values = goal.values
    asked = [*values["inputs"], *values["samples"]]
    if not asked or len(asked) != len(values["values"]):
        raise Broken("field_wrong", goal.line, field="values", expected="one for each input")
    if not all(re.fullmatch(r"(training|validation|test):\d+", str(s)) for s in values["samples"]):
        raise Broken("field_wrong", goal.line, field="samples", expected='["test:0"]')
    if not all(isinstance(place, int) for place in values["unit"]):
        raise Broken("field_wrong", goal.line, field="unit", expected="[0]")


def measures(goal: Goal) -> tuple[AnyMeasure, ...]:
    """The unit's outputs."""
    values = goal.values
    return (
        Outputs(
            values["node"],
            _numbers(values["unit"]),
            tuple(_numbers(row) for row in values["inputs"]),
            tuple(values["samples"]),
        ),
    )


def _numbers(given: Any) -> tuple[Any, ...]:
    """A list, of lists if need be, as a tuple of tuples."""
    items = cast("list[Any]", given)
    return tuple(_numbers(item) if isinstance(item, list) else item for item in items)


def verdict(goal: Goal, figures: Figures) -> Verdict:
    """Every output is as near as the tolerance."""
    (measure,) = measures(goal)
    found: list[float] | None = figures.found[measure]
    if found is None:
        return Verdict(False, NO_RUN, PLAY)
    pairs = zip(found, goal.values["values"], strict=True)
    passed = all(abs(output - wanted) <= goal.values["tolerance"] for output, wanted in pairs)
    return Verdict(passed, listed(found), None if passed else HINT)


KIND = GoalKind(
    "output_near",
    (
        GoalField("node", "text"),
        GoalField("unit", "list"),
        GoalField("values", "list"),
        GoalField("tolerance", "number", 0.05, minimum=0),
        GoalField("inputs", "list", ()),
        GoalField("samples", "list", ()),
    ),
    text,
    measures,
    verdict,
    check,
)
