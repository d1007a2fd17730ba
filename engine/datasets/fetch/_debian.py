"""Debian as a source: an installed package's files, or a package unpacked but not installed."""

import shutil
from collections.abc import Callable
from pathlib import Path

from engine.datasets.fetch._command import run
from engine.datasets.fetch._files import Source, SourceError


def installed(folder: str) -> Source:
    """A source that is a folder of this system, put there by a package."""
    path = Path(folder)
    return Source(folder, 0, path.is_dir, lambda _workspace, _received: path, local=True)


def debian(package: str, *, size: int, inside: str) -> Source:
    """A source that is the folder ``inside`` of a Debian package; needs apt but no root."""

    def get(workspace: Path, received: Callable[[int], None]) -> Path:
        downloads = workspace / "apt"
        options = ["-o", "APT::Sandbox::User=root"]
        download = ["apt-get", *options, "download", package]
        plain = {"LC_ALL": "C"}
        try:
            run(download, folder=downloads, received=received, environment=plain)
        except SourceError:
            # A bare system has no package lists: read them into the workspace and ask again.
            lists = _own_lists(workspace)
            run(["apt-get", *options, *lists, "update"], folder=workspace / "update")
            download[1:1] = lists
            run(download, folder=downloads, received=received, environment=plain)
        archive = next(downloads.glob("*.deb"), None)
        if archive is None:
            raise SourceError("apt-get delivered no package")
        run(["dpkg-deb", "-x", str(archive), "."], folder=workspace / "unpacked")
        return workspace / "unpacked" / inside

    return Source(f"Debian {package}", size, _available, get)


def _available() -> bool:
    return shutil.which("apt-get") is not None and shutil.which("dpkg-deb") is not None


def _own_lists(workspace: Path) -> list[str]:
    (workspace / "lists/partial").mkdir(parents=True, exist_ok=True)
    (workspace / "cache/archives/partial").mkdir(parents=True, exist_ok=True)
    return [
        "-o", f"Dir::State::Lists={workspace / 'lists'}",
        "-o", f"Dir::Cache={workspace / 'cache'}",
    ]  # fmt: skip
