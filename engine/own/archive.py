"""The files of a zip archive: each is checked by what the archive says of it, then unpacked."""

import struct
import zipfile
import zlib
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO

from engine.errors import LearnerError
from engine.own import limits
from engine.own.words import clean

SIGNATURE = b"PK\x03\x04"
METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
ARCHIVES = (".zip", ".7z", ".rar", ".tar", ".gz", ".tgz", ".bz2", ".xz")
_LITTER = ("__MACOSX/", "Thumbs.db", "desktop.ini")  # what systems leave in folders, and .names
_LOCKED = 0x1 | 0x40  # flag bits: with a password, with strong encryption


@dataclass(frozen=True, slots=True)
class File:
    """A file of an archive: its path from the top, and its bytes when they are asked for."""

    name: str
    _archive: zipfile.ZipFile
    _info: zipfile.ZipInfo

    @property
    def folder(self) -> str:
        """The name of the folder that it lies in; empty at the top."""
        return self.name.rpartition("/")[0].rpartition("/")[2]

    def read(self) -> bytes:
        """Its content, never more than was declared; ``LearnerError`` names it."""
        with _told(self.name):
            return self._archive.read(self._info)


@dataclass(frozen=True, slots=True)
class Archive:
    """What lies in an archive, in order; ``folders`` are the names of those that hold nothing."""

    files: tuple[File, ...]
    empty: tuple[str, ...]


def opened(body: bytes) -> Archive:
    """An archive none of whose files is more than it may be; ``LearnerError`` names the first."""
    if not body.startswith(SIGNATURE):
        raise LearnerError("own_not_zip")
    if len(body) > limits.MAX_BYTES:
        raise LearnerError("own_too_large", limit=limits.MAX_BYTES // 1_000_000)
    with _told(None):
        archive = zipfile.ZipFile(BytesIO(body))
    entries = archive.infolist()
    if len(entries) > limits.MAX_FILES:
        raise LearnerError("own_zip_many", limit=limits.MAX_FILES)
    if sum(info.file_size for info in entries) > limits.MAX_UNPACKED:
        raise LearnerError("own_zip_much", limit=limits.MAX_UNPACKED // 1_000_000)
    wanted = [(_path(info), info) for info in entries]
    wanted = [(path, info) for path, info in wanted if not _litter(path)]
    files = [File(path, archive, _checked(path, info)) for path, info in wanted if path[-1] != "/"]
    folders = [path for path, _ in wanted if path[-1] == "/"]
    empty = [
        folder
        for folder in folders
        if not any(other != folder and other.startswith(folder) for other, _ in wanted)
    ]
    return Archive(tuple(files), tuple(folder[:-1].rpartition("/")[2] for folder in empty))


def _path(info: zipfile.ZipInfo) -> str:
    path = info.filename.replace("\\", "/")
    outside = path.startswith("/") or ":" in path.split("/")[0] or ".." in path.split("/")
    if outside or not path.strip("/"):
        raise LearnerError("own_zip_path", name=clean(path))
    return path


def _litter(path: str) -> bool:
    name = path.rstrip("/").rpartition("/")[2]
    return path.startswith(_LITTER) or name in _LITTER or name.startswith(".")


def _checked(path: str, info: zipfile.ZipInfo) -> zipfile.ZipInfo:
    name = clean(path)
    if info.flag_bits & _LOCKED:
        raise LearnerError("own_zip_locked", name=name)
    if path.lower().endswith(ARCHIVES):
        raise LearnerError("own_zip_nested", name=name)
    if info.compress_type not in METHODS:
        raise LearnerError("own_zip_method", name=name)
    dense = info.file_size > limits.MAX_RATIO * max(1, info.compress_size)
    if info.file_size > limits.FREE_RATIO and dense:
        raise LearnerError("own_zip_bomb", name=name, limit=limits.MAX_RATIO)
    return info


@contextmanager
def _told(name: str | None) -> Generator[None]:
    """Whatever a broken archive makes the reader raise, as a sentence."""
    try:
        yield
    except (
        *(zipfile.BadZipFile, zlib.error, struct.error, NotImplementedError),
        *(ValueError, EOFError, OSError, OverflowError, RuntimeError),
    ):
        code = "own_zip_damaged" if name is None else "own_zip_entry"
        raise LearnerError(code, name=clean(name or "")) from None
