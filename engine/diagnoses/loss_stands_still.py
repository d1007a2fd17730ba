"""A loss that does not move."""

from collections.abc import Iterator

from engine.contracts import DiagnosisKind, Evidence, Finding, Text
from engine.errors import decimal

STEPS = 200  # fewer say little
MOVED = 0.02  # of the loss at the start of them


def find(evidence: Evidence) -> Iterator[Finding]:
    """The mean loss of the first fifth of the run and of the last."""
    sound = [(step, loss) for step, loss in evidence.losses if loss >= 0]
    if evidence.step < STEPS or len(sound) < 10:
        return
    fifth = len(sound) // 5
    before, now = (
        sum(loss for _, loss in rows) / fifth for rows in (sound[:fifth], sound[-fifth:])
    )
    if before <= 0 or abs(now - before) > MOVED * before:
        return
    slow = max(
        (layer.figures["update_ratio"] for layer in evidence.learning
         if layer.figures["update_ratio"] >= 0), default=0.0,
    )  # fmt: skip
    yield Finding(
        "loss_stands_still",
        values={
            "before": decimal(before, 4),
            "now": decimal(now, 4),
            "steps": evidence.step,
            "ratio": decimal(slow, 2),
        },
    )


KIND = DiagnosisKind(
    name="loss_stands_still",
    label=Text("The loss stands still", "Der Verlust bewegt sich nicht"),
    order=7,
    find=find,
)
