"""A learning rate that is too high: the loss rises, or is no number any more."""

from collections.abc import Iterator

from engine.contracts import DiagnosisKind, Evidence, Finding, LayerHealth, Text
from engine.errors import decimal

ROSE = 1.5  # times the least loss so far
JUMPS = 0.1  # of a layer's length in one step: it lands somewhere else


def find(evidence: Evidence) -> Iterator[Finding]:
    """The least loss, what became of it, and the layer that jumps farthest."""
    sound = [(step, loss) for step, loss in evidence.losses if loss >= 0]
    jumping = max(evidence.learning, key=_ratio, default=None)
    if not sound or jumping is None:
        return
    low_at, low = min(sound, key=lambda pair: pair[1])
    now_at, now = sound[-1]
    rose = now > ROSE * low and now_at > low_at
    ratio = jumping.figures["update_ratio"]
    if not evidence.diverged and not (rose and not ratio < JUMPS):
        return
    yield Finding(
        "rate_too_high_diverged" if evidence.diverged else "rate_too_high",
        field="training.optimizer.config.learning_rate",
        label=Text("A tenth of the learning rate", "Ein Zehntel der Lernrate"),
        edits=(
            {
                "op": "training",
                "field": "optimizer.config.learning_rate",
                "value": float(f"{evidence.learning_rate / 10:.6g}"),
            },
        ),
        values={
            "rate": decimal(evidence.learning_rate),
            "low": decimal(low),
            "low_at": low_at,
            "now": decimal(now),
            "now_at": now_at,
            "name": jumping.node,
            "ratio": decimal(100 * ratio),
        },
    )


def _ratio(layer: LayerHealth) -> float:
    ratio = layer.figures["update_ratio"]
    return ratio if ratio >= 0 else float("-inf")


KIND = DiagnosisKind(
    name="learning_rate_too_high",
    label=Text("Learning rate too high", "Lernrate zu hoch"),
    order=1,
    find=find,
)
