"""Fetches a file set: from the first source that delivers, checked, and whole or not at all."""

import errno
import gzip
import hashlib
import os
import shutil
import tempfile
import time
import zlib
from collections.abc import Callable, Generator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, TypedDict, cast

from engine.datasets.fetch._files import (
    File,
    FileSet,
    Progress,
    Source,
    SourceError,
    data_folder,
    folder_of,
    is_complete,
)
from engine.errors import LearnerError

CHUNK = 1 << 20
FULL = frozenset({errno.ENOSPC, errno.EDQUOT})
ABANDONED_SECONDS = 3600.0


class Fetched(TypedDict):
    """What a ``DatasetKind`` asks of a set with files."""

    missing: Callable[[], int | None]
    fetch: Callable[[Progress], None]


def fetched(file_set: FileSet) -> Fetched:
    """Says what is missing of the files and gets it."""
    return {
        "missing": lambda: missing(file_set),
        "fetch": lambda progress: fetch(file_set, progress),
    }


def missing(file_set: FileSet) -> int | None:
    """Bytes that would have to be fetched: 0 when all is here, None when no source is in reach."""
    if is_complete(file_set):
        return 0
    return next((source.size for source in file_set.sources if source.available()), None)


def fetch(file_set: FileSet, progress: Progress) -> None:
    """Gets the files, unless they are here.

    ``progress(received, total)`` in bytes; an exception it raises stops the fetch and leaves
    nothing behind. Raises LearnerError ``data_no_source``, ``data_fetch_failed`` (every source
    failed; the last one's reason), ``data_damaged``, ``data_no_room`` or ``data_not_saved``.
    """
    if is_complete(file_set):
        return
    problem: LearnerError | None = None
    for source in file_set.sources:
        if not source.available():
            continue
        try:
            _fetch_from(source, file_set, progress)
            return
        except LearnerError as error:
            problem = error
    names = ", ".join(source.name for source in file_set.sources)
    raise problem or LearnerError("data_no_source", name=file_set.name, sources=names)


def require(file_set: FileSet) -> Path:
    """The folder with the files; takes a copy on this machine, else raises ``data_not_here``."""
    if not is_complete(file_set):
        for source in file_set.sources:
            if source.local and source.available():
                _fetch_from(source, file_set, lambda _received, _total: None)
                break
        else:
            raise LearnerError("data_not_here", field="dataset", name=file_set.name)
    return folder_of(file_set)


def _fetch_from(source: Source, file_set: FileSet, progress: Progress) -> None:
    def received(count: int) -> None:
        progress(min(count, source.size), source.size)

    try:
        with _workspace(file_set.name) as workspace:
            folder = source.get(workspace, received)
            ready = workspace / "ready"
            ready.mkdir()
            for file in file_set.files:
                if not _take(folder, file, ready):
                    raise LearnerError(
                        "data_damaged", name=file_set.name, file=file.name, source=source.name
                    )
            _publish(ready, file_set)
    except SourceError as error:
        raise LearnerError(
            "data_fetch_failed", name=file_set.name, source=source.name, reason=str(error)
        ) from error
    except OSError as error:
        code = "data_no_room" if error.errno in FULL else "data_not_saved"
        raise LearnerError(code, name=file_set.name, folder=str(data_folder())) from error
    progress(source.size, source.size)


def _take(folder: Path, file: File, ready: Path) -> bool:
    """Unpacks one file and says whether it is, byte for byte, the published one."""
    digest = hashlib.sha256()
    size = 0
    try:
        with _opened(folder / file.name) as packed, (ready / file.name).open("wb") as target:
            # Never more than the file's own size, so that a bomb cannot fill the disk.
            while size <= file.size and (chunk := packed.read(CHUNK)):
                size += len(chunk)
                digest.update(chunk)
                target.write(chunk)
            target.flush()
            os.fsync(target.fileno())
    except (FileNotFoundError, EOFError, gzip.BadGzipFile, zlib.error):
        return False
    return size == file.size and digest.hexdigest() == file.sha256


def _opened(path: Path) -> BinaryIO:
    if path.exists():
        return path.open("rb")
    return cast(BinaryIO, gzip.open(path.with_name(path.name + ".gz"), "rb"))


def _publish(ready: Path, file_set: FileSet) -> None:
    """Renames the finished folder into place; another process may have been faster."""
    target = folder_of(file_set)
    if target.exists() and not is_complete(file_set):
        target.rename(ready.with_name("replaced"))
    try:
        ready.rename(target)
    except OSError:
        if not is_complete(file_set):
            raise


@contextmanager
def _workspace(name: str) -> Generator[Path]:
    """A folder beside the target (so that renaming is atomic) that is gone in the end."""
    parent = data_folder()
    parent.mkdir(parents=True, exist_ok=True)
    prefix = f".fetching-{name}-"
    for path in parent.glob(f"{prefix}*"):
        # Left by a process that was killed: no fetch takes an hour without touching its folder.
        if time.time() - path.stat().st_mtime > ABANDONED_SECONDS:
            shutil.rmtree(path, ignore_errors=True)
    workspace = Path(tempfile.mkdtemp(prefix=prefix, dir=parent))
    try:
        yield workspace
    finally:
        shutil.rmtree(workspace, ignore_errors=True)
