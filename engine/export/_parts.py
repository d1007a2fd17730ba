"""Functions that programs call for kinds: what their parameters name is what they are given.

Each stands in a file of ``parts`` under its kind's name, or is the very function of our own kind
with the settings that it reads as parameters.
"""

import ast
import functools
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from engine.contracts import Config, Field
from engine.export._code import call, literal, named
from engine.export._gather import Gathered, definition, gather

FOLDER = Path(__file__).parent / "parts"
READ = re.compile(r'\b_?(?:config|knobs)\["(\w+)"\]')
SAME = re.compile(r"^( +)(\w+(?:, \w+)*) = ([^\n()]+(?:\([^\n,]*\))?[^\n()]*)\n", re.MULTILINE)
DELETED = re.compile(r"^ +del .+\n", re.MULTILINE)  # what a contract hands over and nobody reads


@dataclass(frozen=True, slots=True)
class Part:
    """A function or class of a program: its parameters with their defaults as text, None where
    there is none; ``spread`` where it takes any number of inputs."""

    name: str
    parameters: Mapping[str, str | None]
    apart: frozenset[str]  # parameters that are given by name alone
    spread: bool

    def call(self, given: Mapping[str, str], inputs: Iterable[str] = (), before: int = 0) -> str:
        """The call with everything that the parameters name and whose default is another."""
        first = [
            given[name]
            for name, default in self.parameters.items()
            if default is None and name in given and name not in self.apart
        ]
        rest = {
            name: given[name]
            for name, default in self.parameters.items()
            if name in given
            and (default is not None or name in self.apart)
            and given[name] != default
        }
        return call(self.name, [*first, *inputs, *named(rest)], before)


def texts(fields: Iterable[Field], config: Config) -> dict[str, str]:
    """Settings as text, one number for all axes as one for each."""
    return {field.name: literal(_each(field, config[field.name])) for field in fields}


def _each(field: Field, value: Any) -> Any:
    every = field.type == "integers" and isinstance(value, int)
    return (value,) * field.length if every else value


@functools.cache
def find(files: tuple[str, ...], name: str) -> tuple[Path, Part] | None:
    """The part of that name in one of the files of ``parts``; of a class how it is made."""
    for file in files:
        found = definition(FOLDER / file, name)
        if isinstance(found, ast.ClassDef):
            return FOLDER / file, method(FOLDER / file, name, "__init__")
        if isinstance(found, ast.FunctionDef):
            return FOLDER / file, _signature(found.name, found.args)
    return None


def method(file: Path, class_name: str, name: str) -> Part:
    """How a method of a class is called, here or in the class before it; what goes through
    ``**settings`` is what that one takes by name."""
    found = definition(file, class_name)
    if not isinstance(found, ast.ClassDef):
        return Part(class_name, {}, frozenset(), spread=False)
    base = found.bases[0].id if found.bases and isinstance(found.bases[0], ast.Name) else ""
    for each in found.body:
        if isinstance(each, ast.FunctionDef) and each.name == name:
            own = _signature(class_name, each.args, skipped=1)
            if each.args.kwarg is None:
                return own
            more = method(file, base, name)
            rest = {n: more.parameters[n] for n in more.apart}
            return replace(own, parameters={**own.parameters, **rest}, apart=own.apart | more.apart)
    return replace(method(file, base, name), name=class_name)


def _signature(name: str, given: ast.arguments, skipped: int = 0) -> Part:
    plain = [a.arg for a in (*given.posonlyargs, *given.args)][skipped:]
    defaults = [_text(default) for default in given.defaults]
    parameters = dict(zip(plain, [None] * (len(plain) - len(defaults)) + defaults, strict=True))
    apart = {
        a.arg: None if default is None else _text(default)
        for a, default in zip(given.kwonlyargs, given.kw_defaults, strict=True)
    }
    return Part(name, parameters | apart, frozenset(apart), given.vararg is not None)


def _text(default: ast.expr) -> str:
    try:
        return literal(ast.literal_eval(default))
    except ValueError:
        return ast.unparse(default)


def ours(
    function: Callable[..., Any], name: str, fields: Iterable[Field] = ()
) -> tuple[Part, Gathered]:
    """A function of one of our kinds under another name, with the settings that it reads as
    parameters in place of ``config`` and ``knobs``."""
    file, known = Path(function.__code__.co_filename), {field.name: field for field in fields}
    gathered = gather(file, [function.__name__])
    *helpers, (_, text) = gathered.pieces
    settings = dict.fromkeys(READ.findall(text))
    text = SAME.sub(_shorter, READ.sub(r"\1", text))
    end = text.index("):")
    arguments = [each.strip().lstrip("_") for each in text[:end].partition("(")[2].split(",")]
    kept = [each for each in arguments if each and each not in ("config", "knobs")]
    defaults = {each: literal(known[each].default) for each in settings}
    head = call(f"def {name}", [*kept, *named(defaults)], 1)
    text = DELETED.sub("", f"{head}:{text[end + 2 :]}")
    parameters: dict[str, str | None] = dict.fromkeys(kept)
    part = Part(name, parameters | defaults, frozenset(), False)
    return part, Gathered(gathered.imports, (*helpers, (name, text)))


def _shorter(match: re.Match[str]) -> str:
    """An assignment without the names that would be given what they are already."""
    space, left, right = match[1], match[2].split(", "), match[3].split(", ")
    if len(left) != len(right) or not set(left) & set(right):
        return match[0]
    pairs = [pair for pair in zip(left, right, strict=True) if pair[0] != pair[1]]
    if not pairs:
        return ""
    return f"{space}{', '.join(a for a, _ in pairs)} = {', '.join(b for _, b in pairs)}\n"
