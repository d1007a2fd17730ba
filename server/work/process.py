"""What both kinds of child processes do at their start, before anything heavy is imported."""

import json
import os
import resource
import signal
import sys
import threading
import time
from typing import Any


def begin() -> tuple[int, dict[str, Any]]:
    """Put the process in order; answers the socket's descriptor and the configuration."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.environ.setdefault("XLA_PYTHON_CLIENT_PREALLOCATE", "false")
    return int(sys.argv[1]), json.loads(sys.argv[2])


def end_within(seconds: float) -> None:
    """End the process after so long even if its main thread is stuck: no orphans (R6)."""

    def end() -> None:
        time.sleep(seconds)
        os._exit(1)

    threading.Thread(target=end, daemon=True, name="end").start()
