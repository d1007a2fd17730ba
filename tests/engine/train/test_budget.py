"""What heavy probes may cost: while a run trains they take turns and rest, paused they are free."""

from types import SimpleNamespace

import pytest

from engine.train import passes, watching
from tests.engine.train.runs import circle, compiled, session, steps

PART = {"part": "training", "first": 0, "count": 20}
HEAVY = [
    {"probe": "answers", "node": "l3", **PART},
    {"probe": "answers", "node": "l2", **PART},
    {"probe": "projection", "node": "l1", **PART},
]
LIGHT = {"probe": "activation", "node": "l1", "sample": {"part": "training", "index": 0}}
LIGHT_PLACE = len(HEAVY)
TOOK = 0.25  # seconds that a heavy pass takes here, exact in binary
LONG = 100.0  # longer than any probe waits by itself


class Looks:
    """A run whose clock moves only when it is told, and by ``TOOK`` for each heavy pass."""

    def __init__(self, monkeypatch) -> None:
        self.now = 1000.0
        self.run = session(circle())
        assert self.run.watch([*HEAVY, LIGHT]) == [None] * (len(HEAVY) + 1)
        compiled(self.run)
        answered = watching.answered

        def slowly(groups, *rest):
            self.now += TOOK * sum(group.every > 0 for group in groups)
            return answered(groups, *rest)

        monkeypatch.setattr(watching, "answered", slowly)
        monkeypatch.setattr(watching, "time", SimpleNamespace(monotonic=lambda: self.now))
        monkeypatch.setattr(passes, "time", SimpleNamespace(monotonic=lambda: self.now))

    def after(self, seconds: float, *, training: bool) -> list[int]:
        """Places of the probes answered so much later, one step further."""
        self.now += seconds
        steps(self.run, 1)
        if training:
            self.run.play()
        found = sorted(frame.probe for frame in self.run.frames())
        self.run.pause()
        return found


@pytest.fixture
def looks(monkeypatch):
    return Looks(monkeypatch)


def test_paused_all_are_answered_at_once(looks):
    for _ in range(2):
        assert looks.after(LONG, training=False) == [0, 1, 2, LIGHT_PLACE]


def test_training_they_take_turns(looks):
    turns = [looks.after(LONG, training=True) for _ in range(6)]
    assert all(len(turn) == 2 and LIGHT_PLACE in turn for turn in turns), turns
    heavy = [turn[0] for turn in turns]
    assert sorted(heavy[:3]) == sorted(heavy[3:]) == [0, 1, 2]


def test_training_rests_three_times_as_long_as_a_pass_took(looks):
    assert len(looks.after(LONG, training=True)) == 2
    assert looks.after(3 * TOOK - 0.125, training=True) == [LIGHT_PLACE]
    assert len(looks.after(0.125, training=True)) == 2


def test_a_pause_ends_the_rest(looks):
    (first, _) = looks.after(LONG, training=True)
    assert looks.after(0.0, training=False) == sorted({0, 1, 2, LIGHT_PLACE} - {first})
