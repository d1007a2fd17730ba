"""The files a published data set consists of, and the folder of this machine in which they lie."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from platformdirs import user_cache_path

Progress: TypeAlias = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class File:
    """One unpacked file: its name, bytes and SHA-256."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Source:
    """A place that has the files.

    ``get(workspace, received)`` answers a folder that holds every file as ``NAME`` or ``NAME.gz``
    and reports bytes received so far; it raises ``SourceError`` with the reason when it cannot.
    ``local`` marks a copy on this machine, which is taken without asking anybody.
    """

    name: str
    size: int  # bytes that travel
    available: Callable[[], bool]
    get: Callable[[Path, Callable[[int], None]], Path]
    local: bool = False


@dataclass(frozen=True, slots=True)
class FileSet:
    """All files of one data set and where they can come from, best source first."""

    name: str
    files: tuple[File, ...]
    sources: tuple[Source, ...]


class SourceError(Exception):
    """A source did not deliver; the text is the reason, for the end of a sentence."""


def data_folder() -> Path:
    """Where fetched data is kept: ``NETZWERKSTATT_DATA``, else the user's cache folder."""
    chosen = os.environ.get("NETZWERKSTATT_DATA")
    return Path(chosen).expanduser() if chosen else user_cache_path("netzwerkstatt") / "data"


def folder_of(file_set: FileSet) -> Path:
    """The folder that holds the unpacked files of one set."""
    return data_folder() / file_set.name


def is_complete(file_set: FileSet) -> bool:
    """Whether every file is there with its full size (fetching compared checksums)."""
    folder = folder_of(file_set)
    return all(_size(folder / file.name) == file.size for file in file_set.files)


def _size(path: Path) -> int | None:
    try:
        return path.stat().st_size
    except OSError:
        return None
