"""What the goals about a loss or a metric share: parts, hidden starts, and how they are told."""

from collections.abc import Callable

from server.lessons.goal import Goal, GoalField, Verdict, listed, number, said
from server.lessons.measures import PARTS, AnyMeasure, Figure, Figures, Own, Trained
from server.lessons.problems import Broken
from server.wire.messages import Words

FIELDS = (
    GoalField("part", "text", "validation", choices=PARTS),
    GoalField("seeds", "integer", 0, minimum=0, maximum=8),
    GoalField("reached_in", "integer", 0, minimum=0, maximum=8),
    GoalField("epochs", "integer", 0, minimum=0, maximum=1000),
)
NAMES = {
    "training": Words("training data", "Trainingsdaten"),
    "validation": Words("validation data", "Validierungsdaten"),
    "test": Words("test data", "Testdaten"),
    "hidden": Words("hidden data", "verborgenen Daten"),
}
NO_RUN = Words("no run of yours", "kein Lauf von dir")
PLAY = Words(
    "Press play first, and check again when the curve has settled.",
    "Starte zuerst das Training und prüfe noch einmal, wenn die Kurve ruhig ist.",
)
DIVERGED = Words(
    "Training ran away: numbers grew beyond every limit. Try a smaller learning rate.",
    "Das Training ist davongelaufen: Zahlen wuchsen über jede Grenze. Nimm eine kleinere Lernrate.",
)


def check(goal: Goal) -> None:
    """No more starts must reach it than there are; the own run has had its own epochs."""
    values = goal.values
    if values["reached_in"] > values["seeds"]:
        raise Broken("field_wrong", goal.line, field="reached_in", expected="<= seeds")
    if values["seeds"] and not values["epochs"]:
        raise Broken("field_missing", goal.line, field="epochs", expected="integer >= 1")


def where(goal: Goal) -> Words:
    """On which data, and in how many starts."""
    part = NAMES[goal.values["part"]]
    if not goal.values["seeds"]:
        return said("on {part}", "auf {part}", part=part)
    return said(
        "on {part}, in at least {k} of {n} starts that you do not know, after {e} epochs",
        "auf {part}, bei mindestens {k} von {n} Starts, die du nicht kennst, nach {e} Epochen",
        part=part,
        k=_wanted(goal),
        n=goal.values["seeds"],
        e=goal.values["epochs"],
    )


def _wanted(goal: Goal) -> int:
    return goal.values["reached_in"] or goal.values["seeds"]


def measures(goal: Goal, metric: str | None) -> tuple[AnyMeasure, ...]:
    """Hidden starts where the goal names some, else the learner's own run."""
    part, seeds = goal.values["part"], goal.values["seeds"]
    return (Trained(part, seeds, goal.values["epochs"], metric),) if seeds else (Own(part, metric),)


def verdict(
    goal: Goal,
    figures: Figures,
    metric: str | None,
    value: Callable[[Figure], float | None],
    good: Callable[[float], bool],
    hint: Words,
) -> Verdict:
    """Whether enough starts, or the run, reached what was asked."""
    (measure,) = measures(goal, metric)
    found: list[Figure] | Figure | None = figures.found[measure]
    if found is None:
        return Verdict(False, NO_RUN, PLAY)
    several = found if isinstance(found, list) else [found]
    values = [None if figure.diverged else value(figure) for figure in several]
    reached = sum(number is not None and good(number) for number in values)
    passed = reached >= (_wanted(goal) if isinstance(found, list) else 1)
    diverged = any(figure.diverged for figure in several)
    told = _told(values, reached, several=isinstance(found, list), diverged=diverged)
    return Verdict(passed, told, None if passed else DIVERGED if diverged else hint)


def _told(values: list[float | None], reached: int, *, several: bool, diverged: bool) -> Words:
    if several:
        return said(
            "reached in {k} of {n} starts: {values}",
            "bei {k} von {n} Starts erreicht: {values}",
            k=reached,
            n=len(values),
            values=listed(values),
        )
    if diverged or values[0] is None:
        return Words("diverged", "divergiert")
    return number(values[0])
