"""Programs as notebooks: the form that Jupyter reads, nothing lost, and they run top to bottom."""

import ast
import json
import re
from typing import Any

import numpy as np
import pytest

from engine import catalog
from engine.export import answer
from engine.export.export import TARGETS
from engine.export.notebook import notebook, packages
from tests.engine.documents import circle

STARTERS = catalog.starters()


def exported(document, to, form: answer.Form = "notebook", language: answer.Language = "en"):
    return answer.code(document, to, form, language)


def code_of(cells):
    return ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"]


def definitions(source):
    return {
        statement.name: ast.unparse(statement)
        for statement in ast.parse(source).body
        if isinstance(statement, ast.FunctionDef | ast.ClassDef)
    }


@pytest.mark.parametrize("to", TARGETS)
@pytest.mark.parametrize("name", STARTERS)
def test_a_notebook_holds_the_whole_program(name, to):
    document = STARTERS[name]["document"]
    source = exported(document, to, "source")["text"]
    cells = json.loads(exported(document, to)["text"])["cells"]
    whole = "\n\n\n".join(code_of(cells))
    known = definitions(source)
    main = ast.parse(known.pop("main")).body[0]
    assert definitions(whole) == known
    assert isinstance(main, ast.FunctionDef)
    steps = "\n".join(ast.unparse(step) for step in main.body[1:])
    assert ast.unparse(ast.parse(whole)).endswith(steps)
    assert packages(whole) == packages(source)


@pytest.mark.parametrize("language", ["en", "de"])
def test_the_form_is_what_jupyter_reads(language: answer.Language):
    found = json.loads(exported(circle(name="a <b> & *c*"), "keras", language=language)["text"])
    assert (found["nbformat"], found["nbformat_minor"]) == (4, 5)
    assert found["metadata"]["kernelspec"]["name"] == "python3"
    ids = [cell["id"] for cell in found["cells"]]
    assert len(set(ids)) == len(ids)
    assert all(re.fullmatch("[a-zA-Z0-9-_]{1,64}", name) for name in ids)
    for cell in found["cells"]:
        wanted = {"id", "cell_type", "metadata", "source"}
        more = {"execution_count", "outputs"} if cell["cell_type"] == "code" else set()
        assert set(cell) == wanted | more
        assert all(line.endswith("\n") for line in cell["source"][:-1])
    words = "".join(found["cells"][0]["source"])
    assert words.startswith("# a \\<b\\> \\& \\*c\\*\n")
    assert ("Führ die Zellen" in words) == (language == "de")


def test_it_runs_from_top_to_bottom(capsys):
    document = circle(data={"dataset": "circle", "validation_split": 0.2})
    cells = json.loads(exported(document, "keras")["text"])["cells"]
    found: dict[str, Any] = {"__name__": "__main__"}
    for cell in code_of(cells):
        exec(cell, found)
    assert "loss" in capsys.readouterr().out
    assert np.asarray(found["model"](found["test"][0])).shape == (500, 1)


def test_what_must_be_installed():
    assert packages("import os\nimport sklearn.datasets\nfrom keras import layers\n") == [
        "jax",
        "keras",
        "scikit-learn",
    ]


def test_a_program_without_data_is_a_notebook_too():
    cells = json.loads(exported(circle(data=None, nodes=shaped()), "keras")["text"])["cells"]
    assert len(code_of(cells)) >= 3
    assert not any("load_data" in cell for cell in code_of(cells))


def shaped():
    return [
        {"id": "in", "kind": "input", "config": {"shape": [2]}},
        *circle()["nodes"][1:],
    ]


def test_words_are_spoken_in_the_language_asked_for():
    source = exported(circle(), "keras", "source")["text"]
    told = notebook("Kreis", "Keras 3", source, lambda text: text.de)
    assert any("## Die Beispiele\n" in cell["source"] for cell in told["cells"])


def test_a_file_is_called_like_its_network():
    names = {"": "network.py", "Ümläut & <b>": "umlaut_b.py", "../etc": "etc.py"}
    found = {name: exported(circle(name=name), "keras", "source")["file"] for name in names}
    assert found == names
