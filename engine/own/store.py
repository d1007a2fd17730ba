"""Where own sets lie: one safetensors file each, named by a hash of all that it holds.

Equal data have equal ids on every machine, so a document that names a set finds it again wherever
the same file was read in, and what was once loaded can never be out of date.
"""

import hashlib
import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal, TypeAlias

import numpy as np
from platformdirs import user_data_path
from safetensors import SafetensorError, safe_open
from safetensors.numpy import save

from engine.contracts import AnyArray
from engine.errors import LearnerError

Sort: TypeAlias = Literal["table", "points", "images", "texts", "text"]


@dataclass(frozen=True, slots=True)
class Own:
    """What was read: ``about`` is plain JSON, for people and for signatures; its ``sort`` says
    which of the kinds of own data can load it."""

    about: Mapping[str, Any]
    arrays: Mapping[str, AnyArray]


def folder() -> Path:
    """The folder of own sets, in the server's home: ``NETZWERKSTATT_HOME``, else the user's."""
    home = os.environ.get("NETZWERKSTATT_HOME")
    return (Path(home).expanduser() if home else user_data_path("netzwerkstatt")) / "own"


def path_of(name: str) -> Path:
    """The file of a set; the name has been checked to be 32 hexadecimal digits."""
    return folder() / f"{name}.safetensors"


def keep(own: Own) -> tuple[str, int]:
    """Write a set; answers its id and the bytes it takes. Half a file is never seen."""
    body = save(
        {name: np.ascontiguousarray(array) for name, array in own.arrays.items()},
        {"about": json.dumps(own.about, sort_keys=True)},
    )
    name = _digest(own)
    path = path_of(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists():
        draft = path.with_suffix(f".{os.getpid()}.part")
        try:
            draft.write_bytes(body)
            draft.replace(path)
        finally:
            draft.unlink(missing_ok=True)
    return name, len(body)


def _digest(own: Own) -> str:
    """128 bits over the description and every array, whatever order they were put in."""
    total = hashlib.sha256(json.dumps(own.about, sort_keys=True).encode())
    for name, array in sorted(own.arrays.items()):
        total.update(f"{name} {array.dtype} {array.shape}".encode())
        total.update(np.ascontiguousarray(array).tobytes())
    return total.hexdigest()[:32]


def about(name: str | None, sort: Sort) -> Mapping[str, Any]:
    """A set's description; ``LearnerError`` when it is not here or of another sort."""
    if name is None:
        raise LearnerError("own_not_chosen", field="set")
    path = path_of(name)
    if not path.exists():
        raise LearnerError("own_not_here", field="set", name=name)
    found = _about(path)
    if found["sort"] != sort:
        raise LearnerError("own_other_sort", field="set")
    return found


@lru_cache(maxsize=64)
def _about(path: Path) -> Mapping[str, Any]:
    try:
        opened: Any = safe_open(path, "numpy")
        with opened as file:
            return json.loads(file.metadata()["about"])
    except (SafetensorError, OSError, ValueError, KeyError, TypeError):
        raise LearnerError("own_damaged", field="set") from None


def arrays(name: str) -> dict[str, AnyArray]:
    """A set's arrays; it is here, as ``about`` has found."""
    try:
        opened: Any = safe_open(path_of(name), "numpy")
        with opened as file:
            return {key: file.get_tensor(key) for key in file.keys()}  # noqa: SIM118
    except (SafetensorError, OSError):
        raise LearnerError("own_not_here", field="set", name=name) from None
