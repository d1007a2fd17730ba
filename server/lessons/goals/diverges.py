"""``diverges``: the learner's own run has left all bounds, on purpose."""

from server.lessons.goal import Goal, GoalKind, Verdict, said
from server.lessons.goals._reached import NO_RUN, PLAY
from server.lessons.measures import AnyMeasure, Figure, Figures, Own
from server.wire.messages import Words

HINT = Words(
    "It still holds. Make the steps larger: raise the learning rate and play again.",
    "Noch hält es. Mach die Schritte größer: Erhöhe die Lernrate und trainiere noch einmal.",
)


def text(_: Goal) -> Words:
    """What is asked."""
    return Words("Your run diverges", "Dein Lauf divergiert")


def measures(_: Goal) -> tuple[AnyMeasure, ...]:
    """How the run stands."""
    return (Own("training"),)


def verdict(_: Goal, figures: Figures) -> Verdict:
    """It has diverged."""
    figure: Figure | None = figures.found[Own("training")]
    if figure is None:
        return Verdict(False, NO_RUN, PLAY)
    if figure.diverged:
        reached = said("diverged at step {n}", "divergiert bei Schritt {n}", n=figure.step)
        return Verdict(True, reached)
    reached = said("finite after {n} steps", "endlich nach {n} Schritten", n=figure.step)
    return Verdict(False, reached, HINT)


KIND = GoalKind("diverges", (), text, measures, verdict)
