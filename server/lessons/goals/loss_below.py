"""``loss_below``: a loss is lower than a value, in the own run or from hidden starts."""

from server.lessons.goal import Goal, GoalField, GoalKind, Verdict, number, said
from server.lessons.goals import _reached
from server.lessons.measures import AnyMeasure, Figures
from server.wire.messages import Words

HINT = Words(
    "The loss is still too high. Look at the curve: does it still fall, or has it come to rest?",
    "Der Verlust ist noch zu hoch. Sieh dir die Kurve an: Fällt sie noch, oder ruht sie schon?",
)


def text(goal: Goal) -> Words:
    """What is asked."""
    return said(
        "Loss below {value} {where}",
        "Verlust unter {value} {where}",
        value=number(goal.values["value"]),
        where=_reached.where(goal),
    )


def measures(goal: Goal) -> tuple[AnyMeasure, ...]:
    """The loss on the part that counts."""
    return _reached.measures(goal, None)


def verdict(goal: Goal, figures: Figures) -> Verdict:
    """Lower than the value."""
    limit = goal.values["value"]
    return _reached.verdict(
        goal, figures, None, lambda figure: figure.loss, lambda loss: loss < limit, HINT
    )


KIND = GoalKind(
    "loss_below",
    (GoalField("value", "number", minimum=0), *_reached.FIELDS),
    text,
    measures,
    verdict,
    _reached.check,
)
