"""Writes checkpoints in a thread of its own: no training waits for a disk."""

import threading
from pathlib import Path
from typing import Protocol


class Writable(Protocol):
    """What can be written: a run's snapshot."""

    def write(self, path: Path) -> None:
        """All or nothing; may raise."""
        ...


class Writer:
    """One file at a time; of a run's snapshots that wait, the newest is written."""

    def __init__(self) -> None:
        self._waiting: dict[Path, Writable] = {}
        self._writing: Path | None = None
        self._outcomes: list[tuple[Path, Exception | None]] = []
        self._changed = threading.Condition()
        threading.Thread(target=self._work, daemon=True, name="write").start()

    def put(self, path: Path, snapshot: Writable) -> None:
        """Write it soon, in place of an older one that still waits."""
        with self._changed:
            self._waiting[path] = snapshot
            self._changed.notify_all()

    def finish(self, path: Path | None = None) -> None:
        """Wait until a file, or every one, is on the disk."""
        with self._changed:
            self._changed.wait_for(lambda: not self._under_way(path))

    def forget(self, path: Path) -> None:
        """Write this file no more; waits for the end of a write under way."""
        with self._changed:
            self._waiting.pop(path, None)
            self._changed.wait_for(lambda: self._writing != path)

    def outcomes(self) -> list[tuple[Path, Exception | None]]:
        """What became of the writes since the last time: None, or why there is no file."""
        if not self._outcomes:
            return []
        with self._changed:
            outcomes, self._outcomes = self._outcomes, []
        return outcomes

    def _under_way(self, path: Path | None) -> bool:
        if path is None:
            return bool(self._waiting) or self._writing is not None
        return path in self._waiting or self._writing == path

    def _work(self) -> None:
        while True:
            with self._changed:
                self._changed.wait_for(lambda: bool(self._waiting))
                path = next(iter(self._waiting))
                snapshot, self._writing = self._waiting.pop(path), path
            problem: Exception | None = None
            try:
                snapshot.write(path)
            except Exception as error:  # whatever it is, training goes on (R7)
                problem = error
            with self._changed:
                self._writing = None
                self._outcomes.append((path, problem))
                self._changed.notify_all()
