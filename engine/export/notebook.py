"""An exported program as a Jupyter notebook: its sections as cells, with words between them."""

import ast
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from textwrap import dedent
from typing import Any

from engine.contracts import Text

INTRODUCTION = Text(
    "Written for {library} by Netzwerkstatt. Run the cells from top to bottom. They need: {needs}.",
    "Von Netzwerkstatt für {library} geschrieben. Führ die Zellen von oben nach unten aus. Sie "
    "brauchen: {needs}.",
)
# What stands above each part of a program, by the title that the program gives it.
WORDS = {
    "The examples": Text(
        "## The examples\n\nInputs and targets: to train with, to validate with, and to test with "
        "at last.",
        "## Die Beispiele\n\nEingaben und Zielwerte: zum Trainieren, zum Validieren und am Ende "
        "zum Testen.",
    ),
    "The network": Text(
        "## The network\n\nIts layers, as they stand on the canvas.",
        "## Das Netz\n\nSeine Schichten, wie sie auf der Leinwand stehen.",
    ),
    "Its first weights": Text(
        "## Its first weights\n\nWhat it knows before it has learned anything: chance.",
        "## Seine ersten Gewichte\n\nWas es weiß, bevor es etwas gelernt hat: Zufall.",
    ),
    "How it learns": Text(
        "## How it learns\n\nWhat is to become small, and what changes the weights for that.",
        "## Wie es lernt\n\nWas klein werden soll, und was dafür die Gewichte ändert.",
    ),
}
USE = Text(
    "## All together\n\nHere everything from above is used.",
    "## Alles zusammen\n\nHier wird alles von oben benutzt.",
)
TITLE = re.compile(r"^# --- (.+) ---$", re.MULTILINE)
BACKENDS = {"keras": "jax"}  # what it computes with, as the program says
CALLED = {"sklearn": "scikit-learn"}  # what is installed under another name than imported


def packages(source: str) -> list[str]:
    """What pip must have installed before a program can run."""
    tops: set[str] = set()
    for statement in ast.walk(ast.parse(source)):
        if isinstance(statement, ast.Import):
            tops |= {alias.name.partition(".")[0] for alias in statement.names}
        elif isinstance(statement, ast.ImportFrom) and statement.module:
            tops.add(statement.module.partition(".")[0])
    tops |= {BACKENDS[name] for name in tops & BACKENDS.keys()}
    return sorted(CALLED.get(name, name) for name in tops - sys.stdlib_module_names)


def notebook(name: str, library: str, source: str, speak: Callable[[Text], str]) -> dict[str, Any]:
    """The notebook (nbformat 4.5) of a program that ends with a function ``main``.

    What ``main`` does stands in cells of its own, so that its results can be looked at. ``speak``
    chooses the language of the words.
    """
    told = speak(INTRODUCTION).format(library=library, needs=", ".join(packages(source)))
    cells = [_cell("markdown", f"# {_plain(name)}\n\n{told}")]
    for words, pieces in _sections(source):
        cells += [_cell("markdown", speak(words))] if words else []
        cells += [_cell("code", piece) for piece in pieces]
    return {
        "cells": [{"id": f"cell-{number}", **cell} for number, cell in enumerate(cells)],
        "metadata": {
            "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
            "language_info": {"name": "python"},
        },
        "nbformat": 4,
        "nbformat_minor": 5,
    }


def _plain(name: str) -> str:
    """A learner's words, none of which Markdown takes for a sign of its own."""
    clean = "".join(letter if letter.isprintable() else " " for letter in name)
    return re.sub(r"([\\`*_{}\[\]()#+!<>|~$&-])", r"\\\1", clean).strip()


def _cell(kind: str, text: str) -> dict[str, Any]:
    rest: dict[str, Any] = {"execution_count": None, "outputs": []} if kind == "code" else {}
    return {"cell_type": kind, "metadata": {}, **rest, "source": text.splitlines(keepends=True)}


def _sections(source: str) -> Iterator[tuple[Text | None, list[str]]]:
    """The parts of a program with the words above them; its opening words are left out."""
    lines = source.splitlines()
    opening, *_, main, _ = ast.parse(source).body  # the last one calls ``main``
    assert isinstance(main, ast.FunctionDef)
    imports, *parts = TITLE.split("\n".join(lines[_end(opening) : main.lineno - 1]))
    yield None, [imports.strip()]
    for title, text in zip(parts[::2], parts[1::2], strict=True):
        if text.strip():
            yield WORDS[title], [text.strip()]
    yield USE, list(_steps(main.body[1:], lines))


def _steps(statements: Sequence[ast.stmt], lines: Sequence[str]) -> Iterator[str]:
    """The statements of a function in pieces, each up to one that does more than give a name."""
    begin = statements[0].lineno - 1
    for statement in statements:
        if not isinstance(statement, ast.Assign) or statement is statements[-1]:
            yield dedent("\n".join(lines[begin : _end(statement)])).strip("\n")
            begin = _end(statement)


def _end(statement: ast.stmt) -> int:
    """The number of lines up to and with a statement's last one."""
    assert statement.end_lineno is not None
    return statement.end_lineno
