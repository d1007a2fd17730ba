"""``lacks_layer``: the network does without a kind of layer."""

from server.lessons.goal import Goal, GoalKind, Verdict
from server.lessons.goals import _layer
from server.lessons.measures import Figures
from server.wire.messages import Words


def text(goal: Goal) -> Words:
    """What is asked."""
    return _layer.told(goal, "No {kind} layer", "Keine Schicht „{kind}“")


def verdict(goal: Goal, figures: Figures) -> Verdict:
    """There is none."""
    hint = _layer.told(
        goal,
        "Take {kind} out of the network: select it and press Delete.",
        "Nimm „{kind}“ aus dem Netz: Wähl die Karte aus und drück Entf.",
    )
    return _layer.verdict(goal, figures, lambda count: count == 0, hint)


KIND = GoalKind("lacks_layer", _layer.FIELDS, text, _layer.measures, verdict)
