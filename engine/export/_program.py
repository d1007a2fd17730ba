"""The frame of an exported program: its opening words, imports, and what a target writes."""

from collections.abc import Sequence

from engine.export._code import title
from engine.export._facts import Facts
from engine.export._gather import Gathered

# Before Keras is imported: it computes with another library, by itself with one seldom there.
BACKEND = 'os.environ.setdefault("KERAS_BACKEND", "jax")'
STANDARD = ("pathlib", "dataclasses", "math", "os", "functools", "copy")
END = 'if __name__ == "__main__":\n    main()'


def program(facts: Facts, library: str, parts: Sequence[tuple[str, Gathered]]) -> str:
    """The whole text, each part under its title; what an earlier part has is not said again."""
    head = f'"""{title(facts.name)}, written for {library} by Netzwerkstatt."""'
    known, sections = Gathered(), list[str]()
    for name, code in parts:
        text = code.without(known).source
        known += code
        sections += [f"# --- {name} ---\n\n\n{text}"] if text else []
    with_keras = "import keras" in known.imports
    every = {*known.imports, *(["import os"] if with_keras else [])}
    standard = {line for line in every if line.split()[1].partition(".")[0] in STANDARD}
    groups = [sorted(standard, key=_place), sorted(every - standard, key=_place)]
    groups.insert(1, [BACKEND] if with_keras else [])
    lines = "\n\n".join("\n".join(group) for group in groups if group)
    return "\n\n\n".join([f"{head}\n\n{lines}", *sections, END]) + "\n"


def _place(line: str) -> tuple[bool, str]:
    """Plain imports before those of single names."""
    return line.startswith("from"), line
