"""``metric_at_least``: a metric reaches a value, in the own run or from hidden starts."""

from server.lessons.goal import Goal, GoalField, GoalKind, Verdict, number, said
from server.lessons.goals import _reached
from server.lessons.measures import AnyMeasure, Figures
from server.wire.messages import Words

NAMES = {"accuracy": Words("Accuracy", "Genauigkeit")}
HINT = Words(
    "Not there yet. Look at the examples that are still wrong: what do they have in common?",
    "Noch nicht erreicht. Sieh dir die falschen Beispiele an: Was haben sie gemeinsam?",
)


def text(goal: Goal) -> Words:
    """What is asked."""
    return said(
        "{metric} of at least {value} {where}",
        "{metric} mindestens {value} {where}",
        metric=NAMES[goal.values["metric"]],
        value=number(goal.values["value"]),
        where=_reached.where(goal),
    )


def measures(goal: Goal) -> tuple[AnyMeasure, ...]:
    """The metric on the part that counts."""
    return _reached.measures(goal, goal.values["metric"])


def verdict(goal: Goal, figures: Figures) -> Verdict:
    """At least the value."""
    limit = goal.values["value"]
    return _reached.verdict(
        goal,
        figures,
        goal.values["metric"],
        lambda figure: figure.metric,
        lambda metric: metric >= limit,
        HINT,
    )


KIND = GoalKind(
    "metric_at_least",
    (
        GoalField("value", "number"),
        GoalField("metric", "text", "accuracy", choices=tuple(NAMES)),
        *_reached.FIELDS,
    ),
    text,
    measures,
    verdict,
    _reached.check,
)
