"""A run in one file: weights and all that training remembers, as safetensors, never pickle."""

import json
import os
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import safetensors
from safetensors import numpy as tensor_files

from engine.errors import LearnerError


def flatten(tree: Mapping[str, Any], prefix: str = "") -> dict[str, Any]:
    """A tree of dicts as one dict with paths for names."""
    flat: dict[str, Any] = {}
    for name, branch in tree.items():
        if isinstance(branch, Mapping):
            flat |= flatten(branch, f"{prefix}{name}/")  # pyright: ignore[reportUnknownArgumentType]
        else:
            flat[f"{prefix}{name}"] = branch
    return flat


def unflatten(flat: Mapping[str, Any], like: Mapping[str, Any], prefix: str = "") -> dict[str, Any]:
    """The tree that ``flatten`` took apart; raises when a tensor is missing or of another shape."""
    tree: dict[str, Any] = {}
    for name, branch in like.items():
        path = f"{prefix}{name}"
        if isinstance(branch, Mapping):
            tree[name] = unflatten(flat, branch, f"{path}/")  # pyright: ignore[reportUnknownArgumentType]
            continue
        found = flat.get(path)
        if found is None or found.shape != branch.shape or found.dtype != branch.dtype:
            raise LearnerError("bad_checkpoint")
        tree[name] = found
    return tree


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A run at one moment, on the host: any thread may write it while training goes on."""

    tensors: Mapping[str, Any]
    about: Mapping[str, Any]

    def write(self, path: Path) -> None:
        """Writes all or nothing: a new file, flushed to disk, then renamed over the old one.

        Raises ``OSError``, or what the file's format raises, when the disk takes no more.
        """
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, suffix=".part")
        os.close(handle)
        part = Path(name)
        try:
            about = json.dumps(self.about, allow_nan=False)
            tensor_files.save_file(dict(self.tensors), part, metadata={"about": about})
            _flush(part)
            part.replace(path)
            _flush(path.parent)
        finally:
            part.unlink(missing_ok=True)


def snapshot(tree: Mapping[str, Any], about: Mapping[str, Any]) -> Snapshot:
    """Copies a state to the host: waits once for the device, never for the disk."""
    return Snapshot({name: np.array(leaf) for name, leaf in flatten(tree).items()}, about)


def _flush(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def read(path: Path) -> tuple[dict[str, Any], dict[str, Any]]:
    """Tensors by path and what was written about them; raises ``LearnerError`` if damaged."""
    try:
        opened: Any = safetensors.safe_open(path, "numpy")
        with opened as file:
            about = json.loads(file.metadata()["about"])
            tensors = {str(name): file.get_tensor(name) for name in file.keys()}  # noqa: SIM118
    except (OSError, safetensors.SafetensorError, KeyError, TypeError, ValueError):
        raise LearnerError("bad_checkpoint") from None
    return tensors, about
