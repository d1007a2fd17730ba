"""Runs a package client and reports how many bytes it has written so far."""

import os
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from engine.datasets.fetch._files import SourceError

STALL_SECONDS = 120.0
POLL_SECONDS = 0.05


def run(
    command: Sequence[str],
    *,
    folder: Path,
    received: Callable[[int], None] = lambda _count: None,
    environment: Mapping[str, str] | None = None,
) -> None:
    """Runs ``command`` in ``folder``; the growth of the folder is the progress.

    Package clients show a bar only to a terminal, so the honest measure is what lies on the disk.
    Raises SourceError with the client's last line, or when nothing arrives for two minutes. A
    ``received`` that raises stops the client: this is how a fetch is cancelled.
    """
    folder.mkdir(parents=True, exist_ok=True)
    log = folder.with_suffix(".log")
    with log.open("wb") as output:
        try:
            process = subprocess.Popen(
                command,
                cwd=folder,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                env={**os.environ, **(environment or {})},
            )
        except OSError as error:
            raise SourceError(str(error)) from error
        try:
            _watch(process, folder, received)
        finally:
            if process.poll() is None:
                process.kill()
            process.wait()
    if process.returncode != 0:
        raise SourceError(_last_line(log) or f"exit status {process.returncode}")


def _watch(process: subprocess.Popen[bytes], folder: Path, received: Callable[[int], None]) -> None:
    last_size, last_change = -1, time.monotonic()
    while True:
        ended = process.poll() is not None
        size = folder_size(folder)
        if size != last_size:
            last_size, last_change = size, time.monotonic()
            received(size)
        if ended:
            return
        if time.monotonic() - last_change > STALL_SECONDS:
            raise SourceError(f"nothing arrived for {STALL_SECONDS:.0f} s")
        time.sleep(POLL_SECONDS)


def folder_size(folder: Path) -> int:
    """Bytes of all files below ``folder``; what vanishes while counting counts as nothing."""
    total = 0
    for parent, _, names in os.walk(folder):
        for name in names:
            with suppress(OSError):
                total += (Path(parent) / name).stat().st_size
    return total


def _last_line(log: Path) -> str:
    lines = [line.strip() for line in log.read_text(errors="replace").splitlines() if line.strip()]
    return lines[-1][:300] if lines else ""
