"""The wheel carries the built page, the starting networks, the lessons and the migrations."""

import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


@pytest.mark.slow
def test_the_wheel_carries_the_page(tmp_path: Path) -> None:
    tree = tmp_path / "tree"
    unwanted = shutil.ignore_patterns(".git", ".venv", "node_modules", "dist", "static", ".*_cache")
    shutil.copytree(ROOT, tree, ignore=unwanted)
    subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--outdir", str(tmp_path / "out"), str(tree)],
        check=True,
        capture_output=True,
        timeout=600,
    )
    (wheel,) = (tmp_path / "out").glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
        page = archive.read("server/static/index.html").decode()
    scripts = [name for name in names if name.startswith("server/static/assets/index-")]
    assert any(Path(name).name in page for name in scripts)
    assert "engine/starters/circle.json" in names
    assert any(name.startswith("server/store/migrations/versions/") for name in names)
    assert "server/lessons/content/01-foundations/unit.yaml" in names
    assert not any(name.startswith("tests/") for name in names)
