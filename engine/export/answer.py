"""The answers to "what does this look like as code?": what pages show, and what they download."""

import json
import re
import unicodedata
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal

from engine.contracts import Text
from engine.errors import LearnerError
from engine.export import examples, weights
from engine.export._facts import Facts, facts
from engine.export.export import TARGETS, target
from engine.export.notebook import notebook, packages
from engine.export.read_keras import read_keras
from engine.graph.check import check
from engine.graph.read import read
from engine.graph.spec import FORMAT
from engine.train import checkpoint

Form = Literal["source", "notebook"]
Language = Literal["en", "de"]
ENDINGS: dict[Form, str] = {"source": "py", "notebook": "ipynb"}


def targets() -> list[dict[str, str]]:
    """The libraries that programs are written for."""
    return [{"name": name, "label": known.label} for name, known in TARGETS.items()]


def code(document: Mapping[str, Any], to: str, form: Form, language: Language) -> dict[str, Any]:
    """The program of a document with its file's name, and the packages and the file it needs.

    Raises ``LearnerError`` or ``LearnerErrors`` where the document or something in it cannot be
    written.
    """
    known = facts(check(read(document)))
    source = target(to).source(known, None)
    loading = target(to).source(known, "weights.safetensors")  # it imports whatever the zip needs
    return {
        "file": f"{_stem(known)}.{ENDINGS[form]}",
        "text": _text(known, to, source, form, language),
        "packages": packages(loading),
        "reads": examples.needed(source),
    }


def pack(run: Path, document: Mapping[str, Any], to: str, language: Language, place: Path) -> str:
    """Writes a zip of a run's program, in every form, its weights and what else it reads to
    ``place``; answers the zip's name.

    ``run`` is a checkpoint. Raises as ``code`` does, and ``LearnerError`` for a damaged one or one
    that is not of this document: how it learns may have changed meanwhile, its layers not.
    """
    _, about = checkpoint.read(run)
    theirs, asked = read(about["document"]).normalized(), read(document).normalized()
    if any(theirs[part] != asked[part] for part in ("nodes", "edges", "data")):
        raise LearnerError("export_run_differs")
    known = facts(check(read(about["document"])))
    stem = _stem(known)
    name = f"{stem}.{to}.safetensors"
    tensors = place.with_name(name)
    source = target(to).source(known, name)
    target(to).write(known, weights.trained(known, run), tensors)
    with zipfile.ZipFile(place, "w", zipfile.ZIP_DEFLATED) as file:
        for form, ending in ENDINGS.items():
            file.writestr(f"{stem}.{ending}", _text(known, to, source, form, language))
        # Weights are as good as random numbers: they hardly get shorter.
        file.write(tensors, name, zipfile.ZIP_STORED)
        reads = examples.needed(source)
        if reads is not None:
            examples.write(known, place.with_name(reads))
            file.write(place.with_name(reads), reads, compresslevel=1)
    return f"{stem}.{to}.zip"


def taken_over(model: str) -> dict[str, Any]:
    """The document of a Keras model's JSON, fit for the page, and notes on what is missing in it.

    Raises ``LearnerError`` for what is no model of Keras's.
    """
    found = read_keras(model)
    standard = read({"format": FORMAT, "nodes": []}).to_json()["training"]
    training = {**standard, **found.document.get("training", {})}
    document = {**found.document, "training": training}
    return {"document": document, "notes": [note.to_json() for note in found.notes]}


def _text(known: Facts, to: str, source: str, form: Form, language: Language) -> str:
    if form == "source":
        return source

    def speak(text: Text) -> str:
        return text.de if language == "de" else text.en

    cells = notebook(known.name, target(to).label, source, speak)
    return json.dumps(cells, indent=1, ensure_ascii=False) + "\n"


def _stem(known: Facts) -> str:
    """A name that every file system takes, and Python as that of a module."""
    plain = unicodedata.normalize("NFKD", known.name).encode("ascii", "ignore").decode()
    words = re.sub(r"[^\w -]", "", plain).replace("-", " ").split()
    return "_".join(words).lower()[:60] or "network"
