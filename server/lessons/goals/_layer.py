"""What the goals about layers of a kind share: its field, its name in words, the count."""

from collections.abc import Callable

from server.lessons.goal import Goal, GoalField, Verdict, said
from server.lessons.measures import AnyMeasure, Figures
from server.wire.messages import Words

FIELDS = (GoalField("kind", "text"),)


def told(goal: Goal, english: str, german: str) -> Words:
    """A sentence that calls the ``{kind}`` as the palette does."""
    kind = goal.values["kind"]
    return said(english, german, kind=goal.labels.get(kind, Words(kind, kind)))


def measures(_: Goal) -> tuple[AnyMeasure, ...]:
    """Nothing: the document says it."""
    return ()


def verdict(goal: Goal, figures: Figures, good: Callable[[int], bool], hint: Words) -> Verdict:
    """Whether the number of such layers is a good one."""
    count = figures.kinds.count(goal.values["kind"])
    reached = said("{count} of them", "{count} davon", count=count)
    return Verdict(good(count), reached, None if good(count) else hint)
