"""The process that reads what people bring: with little memory, and killed when it takes long.

Started by `importing.py`. A file that is made to hurt hurts only this process.
"""

import resource
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import structlog

from engine.errors import LearnerError
from engine.own import reading, store
from server.wire.problems import problem
from server.work.channel import Channel
from server.work.orders import Answer, Request
from server.work.problems import problem_of

ROOM = 800_000_000  # bytes of address space beyond what the libraries take
log = structlog.get_logger()


def read(params: Mapping[str, Any]) -> dict[str, Any]:
    """Read an upload and keep it; answers its id, size, kind of data set and description."""
    own = reading.read(params["sort"], Path(params["path"]).read_bytes(), params["choices"])
    name, size = store.keep(own)
    return {
        "id": name,
        "size": size,
        "dataset": reading.dataset_of(own),
        "about": dict(own.about),
    }


def main(fd: int, config: Mapping[str, Any]) -> None:
    """Answer requests in order until the web process is gone."""
    del config
    channel = Channel[Request](fd, Request)
    limit_memory()
    while (request := channel.receive()) is not None:
        channel.send(_answer(request))


def _answer(request: Request) -> Answer:
    try:
        return Answer(request.token, [], read(request.params))
    except LearnerError as error:
        return Answer(request.token, [problem_of(error)])
    except MemoryError:
        return Answer(request.token, [problem("own_too_heavy")])
    except OSError as error:
        log.error("own data cannot be kept", error=str(error))
        return Answer(request.token, [problem("own_not_kept")])
    except Exception:  # a mistake of ours must not end the process
        log.exception("reading own data failed")
        return Answer(request.token, [problem("server_error")])


def limit_memory() -> None:
    """From now on the process may take ``ROOM`` more; where the system does not tell how much it
    has taken, the deadline alone must do."""
    told = Path("/proc/self/statm")
    if told.exists():
        taken = int(told.read_text().split()[0]) * resource.getpagesize()
        resource.setrlimit(resource.RLIMIT_AS, (taken + ROOM, taken + ROOM))
