"""Packages as archives: the files that are wanted, under names of our own, and nothing else."""

import shutil
import tarfile
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import BinaryIO, cast

from engine.datasets.fetch._files import SourceError


def taken(archive: Path, files: Mapping[str, str], folder: Path) -> Path:
    """The new ``folder`` with those of ``files`` (own name: place in the archive) that are there.

    Only the members named, under names of our own: nothing can be written elsewhere. Raises
    SourceError for what is no zip or tar archive.
    """
    folder.mkdir()
    try:
        if zipfile.is_zipfile(archive):
            _from_zip(archive, files, folder)
        else:
            _from_tar(archive, files, folder)
    except (tarfile.TarError, zipfile.BadZipFile, EOFError, OSError) as error:
        raise SourceError(f"the package cannot be unpacked ({error})") from error
    return folder


def _from_zip(archive: Path, files: Mapping[str, str], folder: Path) -> None:
    with zipfile.ZipFile(archive) as package:
        known = set(package.namelist())
        for name, member in files.items():
            if member in known:
                with package.open(member) as content:
                    _copy(cast(BinaryIO, content), folder / name)


def _from_tar(archive: Path, files: Mapping[str, str], folder: Path) -> None:
    names = {member: name for name, member in files.items()}
    with tarfile.open(archive) as package:
        for member in package:
            content = package.extractfile(member) if member.isfile() else None
            name = names.get(member.name.removeprefix("./"))
            if content and name:
                _copy(cast(BinaryIO, content), folder / name)


def _copy(content: BinaryIO, target: Path) -> None:
    with target.open("wb") as file:
        shutil.copyfileobj(content, file, 1 << 20)
