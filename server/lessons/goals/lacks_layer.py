"""``lacks_layer``: the network does without a kind of layer."""

from server.lessons.goal import Goal, GoalField, GoalKind, Verdict, said
from server.lessons.measures import AnyMeasure, Figures
from server.wire.messages import Words


def text(goal: Goal) -> Words:
    """What is asked."""
    kind = goal.values["kind"]
    return said("Without a layer “{kind}”", "Ohne eine Schicht „{kind}“", kind=kind)


def measures(_: Goal) -> tuple[AnyMeasure, ...]:
    """Nothing: the document says it."""
    return ()


def verdict(goal: Goal, figures: Figures) -> Verdict:
    """There is none."""
    kind = goal.values["kind"]
    count = figures.kinds.count(kind)
    hint = said(
        "Take “{kind}” out of the network: select it and press Delete.",
        "Nimm „{kind}“ aus dem Netz: Wähl die Karte aus und drück Entf.",
        kind=kind,
    )
    reached = said("{count} of them", "{count} davon", count=count)
    return Verdict(count == 0, reached, hint if count else None)


KIND = GoalKind("lacks_layer", (GoalField("kind", "text"),), text, measures, verdict)
