"""A corpus kept beside the files of its set: six million words are taken apart once, not always."""

import hashlib
import inspect
import os
import tempfile
import zipfile
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

import numpy as np

from engine.contracts import AnyArray
from engine.preprocessing import _words
from engine.preprocessing._words import Corpus, Ragged, corpus


def ranked(training: Sequence[str], test: Sequence[str], folder: Path, name: str) -> Corpus:
    """``corpus(training, test)``, read from ``folder`` where it was computed before.

    The file is named by the texts and by the code that takes them apart, so that another of either
    is another file. Where the folder cannot be written, the corpus is computed every time.
    """
    path = folder / f"{name}-{_fingerprint(training, test)}.npz"
    with suppress(OSError, ValueError, KeyError, zipfile.BadZipFile):
        return _read(path)
    computed = corpus(training, test)
    with suppress(OSError):
        _write(path, computed)
    return computed


def _fingerprint(training: Sequence[str], test: Sequence[str]) -> str:
    digest = hashlib.sha256(inspect.getsource(_words).encode())
    for texts in (training, test):
        digest.update("\0".join(texts).encode())
        digest.update(b"\1")
    return digest.hexdigest()[:16]


def _read(path: Path) -> Corpus:
    with np.load(path, allow_pickle=False) as kept:
        arrays: dict[str, AnyArray] = {name: kept[name] for name in kept.files}
    return Corpus(
        Ragged(arrays["training"], arrays["training_ends"]),
        Ragged(arrays["test"], arrays["test_ends"]),
        tuple(arrays["ranking"].tobytes().decode().split("\n")),
        arrays["counts"],
    )


def _write(path: Path, computed: Corpus) -> None:
    """Written whole or not at all; what other texts or other code left behind goes."""
    for old in path.parent.glob(f"{path.name.partition('-')[0]}-*.npz"):
        old.unlink(missing_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".kept-")
    try:
        with os.fdopen(handle, "wb") as file:
            np.savez(
                file,
                training=computed.training.numbers,
                training_ends=computed.training.ends,
                test=computed.test.numbers,
                test_ends=computed.test.ends,
                ranking=np.frombuffer("\n".join(computed.ranking).encode(), np.uint8),
                counts=computed.counts,
            )
        Path(temporary).replace(path)
    finally:
        Path(temporary).unlink(missing_ok=True)
