"""Deficit round robin over measured milliseconds: a heavy run gets fewer turns, not more time."""

from typing import Generic, Protocol, TypeVar

SHARE = 0.010  # seconds that each run earns in a round at most ...
ROUND = 0.020  # ... and all of them together: each run shows one picture a round
LEAST = 0.0005  # below this a call costs more than it does


class Trainable(Protocol):
    """What takes turns."""

    def ready(self) -> bool:
        """Whether it would use its turn now."""
        ...


R = TypeVar("R", bound=Trainable)


class Turns(Generic[R]):
    """Who may train next. A run may overdraw once; the rest of it is paid back in later rounds."""

    def __init__(self) -> None:
        self._earned: dict[R, float] = {}
        self.share = SHARE  # what each run earns in this round

    def add(self, run: R) -> None:
        """Let a run take part."""
        self._earned[run] = 0.0

    def remove(self, run: R) -> None:
        """It takes no more part."""
        self._earned.pop(run, None)

    def round(self) -> list[R]:
        """The runs that get a turn in this round; nobody saves up while it does not train."""
        ready = [run for run in self._earned if run.ready()]
        for run in self._earned.keys() - set(ready):
            self._earned[run] = 0.0
        self.share = max(LEAST, min(SHARE, ROUND / max(1, len(ready))))
        # Time is never left unused: when all are in debt, the least indebted is let off.
        best = max((self._earned[run] for run in ready), default=0.0)
        for run in ready:
            self._earned[run] = min(self._earned[run] - min(best, 0.0) + self.share, self.share)
        return [run for run in ready if self._earned[run] > 0]

    def charge(self, run: R, seconds: float) -> bool:
        """Take off what a piece of work has cost; answers whether the run may do another."""
        self._earned[run] -= seconds
        return self._earned[run] > 0
