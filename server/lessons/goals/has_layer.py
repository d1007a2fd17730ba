"""``has_layer``: the network holds at least one layer of a kind."""

from server.lessons.goal import Goal, GoalField, GoalKind, Verdict, said
from server.lessons.measures import AnyMeasure, Figures
from server.wire.messages import Words


def text(goal: Goal) -> Words:
    """What is asked."""
    return said("Uses a layer “{kind}”", "Nutzt eine Schicht „{kind}“", kind=goal.values["kind"])


def measures(_: Goal) -> tuple[AnyMeasure, ...]:
    """Nothing: the document says it."""
    return ()


def verdict(goal: Goal, figures: Figures) -> Verdict:
    """There is one."""
    kind = goal.values["kind"]
    count = figures.kinds.count(kind)
    hint = said(
        "Drag “{kind}” from the palette onto a wire.",
        "Zieh „{kind}“ aus der Palette auf eine Leitung.",
        kind=kind,
    )
    reached = said("{count} of them", "{count} davon", count=count)
    return Verdict(count > 0, reached, None if count else hint)


KIND = GoalKind("has_layer", (GoalField("kind", "text"),), text, measures, verdict)
