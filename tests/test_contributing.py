"""The recipes of CONTRIBUTING.md do what they promise, each carried out in its own process."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from engine.graph import check, read

ROOT = Path(__file__).parent.parent
RECIPES = (ROOT / "CONTRIBUTING.md").read_text("utf-8")

# Every package of the recipe's path looks into our folder too, as if the file had been put there.
ADDED = """
import sys, importlib
for number in range(1, len(sys.argv), 2):
    importlib.import_module(sys.argv[number]).__path__.append(sys.argv[number + 1])
from engine import catalog
from engine.graph import build, check, read
"""

LAYER = """
import jax, jax.numpy as jnp, numpy as np
kind = catalog.layers()["gain"]
assert catalog.family_of(kind) == "core"
document = read.read({
    "format": 1,
    "data": None,
    "nodes": [
        {"id": "in", "kind": "input", "config": {"shape": [4]}},
        {"id": "gain", "kind": "gain", "config": {"strength": 3}},
        {"id": "out", "kind": "dense", "config": {"units": 2}},
    ],
    "edges": [["in", "gain"], ["gain", "out"]],
})
checked = check.check(document)
assert checked.ok, checked.problems
network = build.build(checked)
variables = network.init(0)
x = np.arange(8, dtype=np.float32).reshape(2, 4)
outputs = network.apply(
    variables, jnp.asarray(x), build.knobs(document),
    training=False, key=jax.random.key(0), present=jnp.ones(2),
)
expected = 3 * x * variables["params"]["gain"]["gain"]
np.testing.assert_allclose(outputs.values["gain"], expected, rtol=1e-6)
assert outputs.values["out"].shape == (2, 2)
described = {layer["name"]: layer for layer in catalog.describe()["layers"]}
assert "call.weights" in described["gain"]["code"]
"""

DATASET = """
import numpy as np
kind = catalog.datasets()["moons"]
options = {field.name: field.default for field in kind.fields}
data = kind.load({**options, "samples": 300, "noise": 5}, 0)
assert data.training.inputs.shape == (300, 2)
assert data.training.targets.sum() == 150
assert np.abs(data.columns["points"]).max() < 6
document = read.read({
    "format": 1,
    "data": {"dataset": "moons", "options": {"features": ["x1", "x2", "x1_x2"]}},
    "nodes": [
        {"id": "in", "kind": "input"},
        {"id": "out", "kind": "dense", "config": {"units": 1}},
    ],
    "edges": [["in", "out"]],
})
assert check.check(document).inferred["in"].shape == (3,)
"""


def block(language: str, beginning: str) -> str:
    """The code block in a language that contains the given words."""
    blocks = re.findall(rf"```{language}\n(.*?)```", RECIPES, re.DOTALL)
    (found,) = [code for code in blocks if beginning in code]
    return found


def written(folder: Path, name: str) -> Path:
    file = folder / f"{name}.py"
    file.parent.mkdir(exist_ok=True)
    file.write_text(block("python", f'name="{name}"'), "utf-8")
    return file


def run(*command: str) -> str:
    answer = subprocess.run(
        [sys.executable, *command], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert answer.returncode == 0, answer.stdout + answer.stderr
    return answer.stdout


def test_the_layer_works(tmp_path: Path):
    family = written(tmp_path / "core", "gain").parent
    run("-c", ADDED + LAYER, "engine.layers", str(tmp_path), "engine.layers.core", str(family))


def test_the_data_set_works(tmp_path: Path):
    folder = written(tmp_path, "moons").parent
    run("-c", ADDED + DATASET, "engine.datasets", str(folder))


@pytest.mark.parametrize("name", ["gain", "moons"])
def test_a_recipe_passes_the_linter(name: str, tmp_path: Path):
    file = written(tmp_path, name)
    run("-m", "ruff", "check", "--no-cache", "--config", "pyproject.toml", str(file))


def test_the_lesson_is_read_and_checked(tmp_path: Path):
    """The recipe's own commands, in a folder with what they read."""
    for name in ("docs", "server", "engine"):
        (tmp_path / name).symlink_to(ROOT / name)
    unit = tmp_path / "lessons/01-foundations"
    unit.mkdir(parents=True)
    (unit / "unit.yaml").write_text((ROOT / "lessons/01-foundations/unit.yaml").read_text("utf-8"))
    python = Path(sys.executable).parent
    answer = subprocess.run(
        ["bash", "-eu", "-o", "pipefail", "-c", block("bash", "server lessons")],
        cwd=tmp_path,
        env={
            "PATH": f"{python}:/usr/bin:/bin",
            "NETZWERKSTATT_LESSONS": str(tmp_path / "lessons"),
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert answer.returncode == 0, answer.stdout + answer.stderr
    assert "Lessons read: 1." in answer.stdout
    assert (unit / "90-bend.md").exists()


def test_the_starter_is_a_network_without_problems():
    starter = json.loads(block("json", '"summary"'))
    assert check.check(read.read(starter["document"])).problems == ()
