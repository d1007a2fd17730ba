"""The frame of an exported program: its opening words, imports, data, and what a target adds."""

from collections.abc import Iterable, Sequence

from engine.export._code import title
from engine.export._facts import Facts

# Before Keras is imported: it computes with another library, by itself with one seldom there.
BACKEND = 'os.environ.setdefault("KERAS_BACKEND", "jax")'
STANDARD = ("pathlib", "dataclasses", "math", "os", "functools")


def program(facts: Facts, library: str, imports: Iterable[str], sections: Sequence[str]) -> str:
    """The whole text; empty sections are left out."""
    name = title(facts.name)
    head = f'"""{name}, written for {library} by Netzwerkstatt."""'
    with_keras = "import keras" in set(imports)
    every = {*imports, *(["import os"] if with_keras else [])}
    standard = {line for line in every if line.split()[1].partition(".")[0] in STANDARD}
    groups = [sorted(standard, key=_place), sorted(every - standard, key=_place)]
    groups.insert(1, [BACKEND] if with_keras else [])
    lines = "\n\n".join("\n".join(group) for group in groups if group)
    return "\n\n\n".join([f"{head}\n\n{lines}", *(text for text in sections if text)]) + "\n"


def _place(line: str) -> tuple[bool, str]:
    """Plain imports before those of single names."""
    return line.startswith("from"), line
