"""Networks as code on the page: copied, taken along with weights and run, Keras's models opened."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import numpy as np
from playwright.sync_api import Locator, expect
from serving import PageClient
from workshop import Workshop, ask

POINTS = [[0.0, 0.0], [3.5, -2.0], [-5.0, 5.0], [1.25, 4.75]]
# What a learner would type behind the program, in the folder where the zip was unpacked.
USE = """
import json, sys
import numpy as np
from {module} import build_model, load_weights
model = build_model()
load_weights(model, "{weights}")
print(json.dumps(np.asarray(model(np.array({points}, "float32"))).tolist()))
"""


def code_dialog(workshop: Workshop) -> Locator:
    """The dialog with the program, opened."""
    workshop.press("Code")
    dialog = workshop.page.get_by_role("dialog", name="This network as code")
    expect(dialog.get_by_role("tab", name="Keras 3")).to_have_attribute("aria-selected", "true")
    return dialog


def saved(workshop: Workshop, button: Locator, folder: Path) -> Path:
    """The file that a button downloads."""
    with workshop.page.expect_download() as download:
        button.click()
    file = folder / download.value.suggested_filename
    download.value.save_as(file)
    return file


def load(workshop: Workshop, content: object, folder: Path) -> None:
    """Load a file by the menu's own field."""
    file = folder / "model.json"
    file.write_text(json.dumps(content), "utf-8")
    workshop.page.get_by_label("Load a file").set_input_files(file)


def test_the_program_is_copied_and_downloaded(workshop: Workshop, tmp_path: Path):
    dialog = code_dialog(workshop)
    expect(dialog.get_by_label("The program").locator("pre")).to_contain_text("def build_model")
    dialog.get_by_role("button", name="Copy").focus()
    workshop.page.keyboard.press("Enter")
    expect(dialog.get_by_role("status")).to_have_text("The program is copied.")
    asked = {"document": workshop.kept(), "target": "keras"}
    program = workshop.server.post("/api/code", asked)
    assert workshop.page.evaluate("navigator.clipboard.readText()") == program["text"]
    file = saved(workshop, dialog.get_by_role("button", name="Program (.py)"), tmp_path)
    assert (file.name, file.read_text("utf-8")) == (program["file"], program["text"])
    file = saved(workshop, dialog.get_by_role("button", name="Notebook"), tmp_path)
    assert json.loads(file.read_text("utf-8"))["nbformat"] == 4
    expect(dialog.get_by_role("status")).to_have_text(f"{file.name} is downloaded.")
    # Keys mean the text in the window, not the network behind it.
    workshop.page.keyboard.press("Control+a")
    workshop.page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    expect(workshop.inspector().get_by_role("heading", name="The network")).to_be_visible()
    expect(workshop.page.get_by_role("button", name="Code", exact=True)).to_be_focused()


def test_the_program_computes_what_the_run_does(
    workshop: Workshop, client: Callable[[str], PageClient], tmp_path: Path
):
    workshop.play_until(20)
    dialog = code_dialog(workshop)
    expect(dialog).to_contain_text(f"now step {workshop.step():,}.")
    packed = saved(workshop, dialog.get_by_role("button", name="With weights"), tmp_path)
    with zipfile.ZipFile(packed) as file:
        file.extractall(tmp_path)
        names = file.namelist()
    (module,) = [name.removesuffix(".py") for name in names if name.endswith(".py")]
    (weights,) = [name for name in names if name.endswith(".safetensors")]
    assert f"{module}.ipynb" in names
    use = tmp_path / "use.py"
    use.write_text(USE.format(module=module, weights=weights, points=POINTS), "utf-8")
    environment = {**os.environ, "JAX_PLATFORMS": "cpu"}
    for name in ("PYTHONPATH", "KERAS_BACKEND"):
        environment.pop(name, None)
    done = subprocess.run(
        [sys.executable, str(use)], cwd=tmp_path, env=environment, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr[-2000:]
    found = np.array(json.loads(done.stdout)).ravel()
    socket = client(workshop.run)
    probes = [{"probe": "activation", "node": "out", "sample": {"point": xy}} for xy in POINTS]
    shown = [float(ask(socket, probe).parts[0].values[0]) for probe in probes]
    np.testing.assert_allclose(found, shown, atol=1e-5)
    assert np.ptp(shown) > 0.01


def test_what_cannot_be_written_leads_to_its_place(workshop: Workshop, tmp_path: Path):
    document = workshop.document()
    document["nodes"][1]["kind"] = "danse"
    load(workshop, document, tmp_path)
    expect(workshop.page.get_by_text(re.compile("danse.* is not a kind of")).first).to_be_visible()
    workshop.press("Code")
    dialog = workshop.page.get_by_role("dialog")
    expect(dialog.get_by_role("alert")).to_contain_text("danse")
    expect(dialog.get_by_role("button", name="Copy")).to_have_count(0)
    dialog.get_by_role("button", name="Show “h1”").click()
    expect(dialog).to_have_count(0)
    expect(workshop.node("h1")).to_be_focused()
    (refused,) = workshop.troubles  # the browser itself tells of the answer 422
    assert "422" in refused
    workshop.troubles.clear()


def test_a_keras_model_says_what_it_loses_before_it_replaces_anything(
    workshop: Workshop, tmp_path: Path
):
    layers = [
        {"class_name": "InputLayer", "config": {"name": "points", "batch_shape": [None, 2]}},
        {"class_name": "Dense", "config": {"name": "wide", "units": 5, "activation": "relu"}},
        {"class_name": "Lambda", "config": {"name": "odd"}},
        {"class_name": "Dense", "config": {"name": "answer", "units": 1, "activation": "tanh"}},
    ]
    model = {"class_name": "Sequential", "config": {"name": "mine", "layers": layers}}
    before = workshop.nodes()
    load(workshop, model, tmp_path)
    dialog = workshop.page.get_by_role("dialog", name="Keras model “mine”")
    expect(dialog.get_by_role("listitem")).to_have_count(1)
    expect(dialog.get_by_role("listitem")).to_contain_text("“odd” was left out")
    assert workshop.nodes() == before
    dialog.get_by_role("button", name="Cancel").click()
    assert workshop.nodes() == before

    load(workshop, model, tmp_path)
    dialog.get_by_role("button", name="Open it").click()
    workshop.wait(lambda: workshop.nodes() == ["points", "wide", "answer"])
    # It trains as soon as there are data that fit.
    workshop.page.get_by_role("button", name="Spiral", exact=True).click()
    workshop.wait(lambda: [n["id"] for n in workshop.document()["nodes"]][1] == "wide")
    workshop.press("Step")
    workshop.wait(lambda: workshop.step() == 1)
    workshop.press("Undo")
    workshop.press("Undo")
    workshop.wait(lambda: workshop.nodes() == before)
