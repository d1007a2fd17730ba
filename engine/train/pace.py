"""How many steps one call takes: as many as fit into a few milliseconds, no faster than asked."""

import time

AIM = 0.010  # seconds a call should last at most: frames and other runs wait so long
GROWTH = 4  # the first calls teach how long a step takes; until then the number grows gently
WINDOW = 1.0  # seconds over which the speed shown is measured
LEAST = 0.05  # the part of a call that its steps take at least
CALL = 0.002  # seconds that a call may cost beside its steps: launching it, drawing the rows


class Pace:
    """Adapts the number of steps to the time they take, and keeps to a speed if one is set.

    What a call costs whatever it holds is told apart from its steps: else a run that has half a
    millisecond among thirty would take one step of a few microseconds a call for ever.
    """

    def __init__(self, kmax: int) -> None:
        self._kmax = kmax
        self._seconds: float | None = None  # for one step, smoothed
        self._call = CALL  # the shortest call so far
        self._last = 1
        self._allowed_since: float | None = None
        self._owed = 0.0
        self._marks: list[tuple[float, int, int]] = []  # when, steps, examples
        self.speed: float | None = None
        self.aim = AIM

    def wanted(self, now: float) -> int:
        """Steps for the next call; 0 when the set speed asks to wait."""
        fit = 1
        if self._seconds is not None:
            fit = max(1, min(int(self.aim / self._seconds), GROWTH * self._last))
        fit = min(fit, self._kmax)
        if self.speed is None:
            return fit
        since = now if self._allowed_since is None else self._allowed_since
        first = self._allowed_since is None
        self._allowed_since = now
        # After a pause at most a tenth of a second is made up for.
        self._owed = min(self._owed + (now - since) * self.speed, max(1.0, self.speed / 10))
        if first:
            self._owed = max(self._owed, 1.0)
        return min(fit, int(self._owed))

    def took(self, steps: int, examples: int, seconds: float) -> None:
        """Learns from a call."""
        self._call = min(self._call, seconds)
        each = max(seconds - self._call, LEAST * seconds) / steps
        self._seconds = each if self._seconds is None else 0.7 * self._seconds + 0.3 * each
        if steps == 1 and self._last == 1:
            self._seconds = min(self._seconds, each)  # the very first call is slower than the rest
        self._last = steps
        self._owed -= steps if self.speed is not None else 0
        self._marks.append((time.monotonic(), steps, examples))

    def rest(self) -> None:
        """Training pauses: time that passes now is owed to nobody."""
        self._allowed_since, self._owed = None, 0.0
        self._marks.clear()

    def rates(self) -> tuple[float, float]:
        """Steps and examples a second over the last second or so; zeros while resting."""
        now = time.monotonic()
        self._marks = [mark for mark in self._marks if now - mark[0] <= WINDOW] or self._marks[-1:]
        if len(self._marks) < 2:
            return 0.0, 0.0
        span = self._marks[-1][0] - self._marks[0][0]
        steps = sum(mark[1] for mark in self._marks[1:])
        examples = sum(mark[2] for mark in self._marks[1:])
        return (steps / span, examples / span) if span > 0 else (0.0, 0.0)
