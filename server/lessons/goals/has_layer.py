"""``has_layer``: the network holds at least one layer of a kind."""

from server.lessons.goal import Goal, GoalKind, Verdict
from server.lessons.goals import _layer
from server.lessons.measures import Figures
from server.wire.messages import Words


def text(goal: Goal) -> Words:
    """What is asked."""
    return _layer.told(goal, "At least one {kind} layer", "Mindestens eine Schicht „{kind}“")


def verdict(goal: Goal, figures: Figures) -> Verdict:
    """There is one."""
    hint = _layer.told(
        goal,
        "Drag {kind} from the palette onto a wire.",
        "Zieh „{kind}“ aus der Palette auf eine Leitung.",
    )
    return _layer.verdict(goal, figures, lambda count: count > 0, hint)


KIND = GoalKind("has_layer", _layer.FIELDS, text, _layer.measures, verdict)
