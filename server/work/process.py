"""The entry of both kinds of child processes: `python -m server.work.process MODULE FD CONFIG`.

Limits and environment are set before anything heavy is imported.
"""

import importlib
import json
import mmap
import os
import resource
import signal
import sys
import threading
import time

from server import log


def main() -> None:
    """Put the process in order, then hand over to the module's ``main(fd, config)``."""
    module, fd, config = sys.argv[1], int(sys.argv[2]), json.loads(sys.argv[3])
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.environ.setdefault("XLA_PYTHON_CLIENT_PREALLOCATE", "false")
    os.environ.update(config.get("environment", {}))
    log.configure(config.get("log_level", "warning"))
    importlib.import_module(module).main(fd, config)
    os._exit(0)  # compilations in threads may go on for minutes; nobody waits for them


def end_within(seconds: float) -> None:
    """End the process after so long even if its main thread is stuck: no orphans (R6)."""

    def end() -> None:
        time.sleep(seconds)
        os._exit(1)

    threading.Thread(target=end, daemon=True, name="end").start()


class Marker:
    """A note that outlives the process: which run had its turn when the worker died."""

    SIZE = 64

    def __init__(self, fd: int) -> None:
        self._memory = mmap.mmap(fd, self.SIZE)

    def set(self, run: str) -> None:
        """Note the run; costs less than a microsecond."""
        self._memory[:] = run.encode()[: self.SIZE].ljust(self.SIZE, b"\0")

    def clear(self) -> None:
        """Nobody has the turn."""
        self._memory[:] = bytes(self.SIZE)

    def read(self) -> str:
        """The run that has, or had, the turn; empty for nobody."""
        return self._memory[:].rstrip(b"\0").decode()


if __name__ == "__main__":
    main()
