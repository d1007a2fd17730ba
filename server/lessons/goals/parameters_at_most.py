"""``parameters_at_most``: the network learns at most so many numbers."""

from server.lessons.goal import Goal, GoalField, GoalKind, Verdict, number, said
from server.lessons.measures import AnyMeasure, Figures, Parameters
from server.wire.messages import Words

HINT = Words(
    "Take out a layer, or give one fewer units. Wires into a layer count times its units.",
    "Nimm eine Schicht heraus oder gib einer weniger Einheiten. Jede Leitung in eine Schicht zählt "
    "so oft, wie sie Einheiten hat.",
)


def text(goal: Goal) -> Words:
    """What is asked."""
    count = number(goal.values["count"])
    return said("At most {count} parameters", "Höchstens {count} Parameter", count=count)


def measures(_: Goal) -> tuple[AnyMeasure, ...]:
    """The count."""
    return (Parameters(),)


def verdict(goal: Goal, figures: Figures) -> Verdict:
    """No more than the limit."""
    found: int = figures.found[Parameters()]
    passed = found <= goal.values["count"]
    reached = said("{count} parameters", "{count} Parameter", count=number(found))
    return Verdict(passed, reached, None if passed else HINT)


KIND = GoalKind(
    "parameters_at_most", (GoalField("count", "integer", minimum=1),), text, measures, verdict
)
