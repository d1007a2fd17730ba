"""Functions of ours as text, with all that they call: what runs here is what a learner takes home.

Files are read, never imported: some are written for libraries that the engine does not need.
"""

import ast
import functools
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent  # of the package


@dataclass(frozen=True, slots=True)
class _Module:
    """A file's definitions by name, and where its other names come from."""

    text: str
    definitions: dict[str, ast.stmt]
    ours: dict[str, Path]  # names imported from our own files
    others: dict[str, str]  # other imported names, and the line that imports them


@dataclass(frozen=True, slots=True)
class Gathered:
    """Definitions in an order that runs, and the lines that import what they need."""

    imports: tuple[str, ...]
    source: str


def gather(file: Path, names: Iterable[str]) -> Gathered:
    """The definitions of those names with all that they need, types and leading underscores
    left out."""
    found: dict[tuple[Path, str], str] = {}
    imports: dict[str, None] = {}
    for name in names:
        _collect(file, name, found, imports)
    public = {name: name.lstrip("_") for _, name in found if name.startswith("_")}
    for place, text in found.items():
        for private, name in public.items():
            text = re.sub(rf"\b{private}\b", name, text)
        found[place] = text
    constants = [text for text in found.values() if not text.startswith(("def ", "class ", "@"))]
    rest = [text for text in found.values() if text.startswith(("def ", "class ", "@"))]
    pieces = ["\n".join(constants)] if constants else []
    return Gathered(tuple(imports), "\n\n\n".join([*pieces, *rest]))


def _collect(
    file: Path, name: str, found: dict[tuple[Path, str], str], imports: dict[str, None]
) -> None:
    module = _module(file)
    if name in module.ours:
        return _collect(module.ours[name], name, found, imports)
    if name in module.others:
        imports[module.others[name]] = None
        return None
    definition = module.definitions.get(name)
    if definition is None or (file, name) in found:
        return None
    found[file, name] = ""  # its place is behind what it needs
    for needed in _needs(definition):
        if needed != name:
            _collect(file, needed, found, imports)
    del found[file, name]
    found[file, name] = _untyped(module.text, definition)
    return None


def _needs(definition: ast.stmt) -> list[str]:
    """Names that a definition reads, those in types left out, in the order of the text."""
    skipped: set[ast.AST] = set()
    types: list[ast.expr | None]
    types = [definition.annotation] if isinstance(definition, ast.AnnAssign) else []
    for node in ast.walk(definition):
        types += [node.annotation] if isinstance(node, ast.arg) else []
        types += [node.returns] if isinstance(node, ast.FunctionDef) else []
    for each in types:
        skipped |= set(ast.walk(each)) if each is not None else set()
    read = [n for n in ast.walk(definition) if isinstance(n, ast.Name) and n not in skipped]
    return [n.id for n in sorted(read, key=lambda n: (n.lineno, n.col_offset))]


def _untyped(text: str, definition: ast.stmt) -> str:
    """The text of a definition without the types of its arguments, results and constants."""
    cuts: list[tuple[tuple[int, int], tuple[int, int]]] = []
    for node in ast.walk(definition):
        if isinstance(node, ast.arg) and node.annotation is not None:
            name_end = (node.lineno, node.col_offset + len(node.arg.encode()))
            cuts.append((name_end, _end(node.annotation)))
        elif isinstance(node, ast.FunctionDef) and node.returns is not None:
            arrow = _arrow(text, node.returns)
            cuts.append((arrow, _end(node.returns)))
        elif isinstance(node, ast.AnnAssign) and (node is definition):
            cuts.append((_end(node.target), _end(node.annotation)))
    lines = text.encode().split(b"\n")
    for (first, start), (last, end) in sorted(cuts, reverse=True):
        lines[first - 1] = lines[first - 1][:start] + lines[last - 1][end:]
        del lines[first:last]
    removed = sum(last - first for (first, _), (last, _) in cuts)
    decorators = getattr(definition, "decorator_list", [])
    start = min([definition.lineno, *(d.lineno for d in decorators)])
    assert definition.end_lineno is not None
    kept = b"\n".join(lines[start - 1 : definition.end_lineno - removed]).decode()
    return re.sub(r"  # (fmt|noqa|pyright)\b.*", "", kept)  # remarks for our own tools


def _end(node: ast.expr) -> tuple[int, int]:
    assert node.end_lineno is not None
    assert node.end_col_offset is not None
    return node.end_lineno, node.end_col_offset


def _arrow(text: str, returns: ast.expr) -> tuple[int, int]:
    """Where the text `` -> `` before a result's type begins."""
    line = text.encode().split(b"\n")[returns.lineno - 1]
    return returns.lineno, line.rindex(b" -> ", 0, returns.col_offset)


@functools.cache
def _module(file: Path) -> _Module:
    text = file.read_text("utf-8")
    module = _Module(text, {}, {}, {})
    for node in ast.parse(text).body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            module.definitions[node.name] = node
        elif isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            module.definitions[node.targets[0].id] = node
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            module.definitions[node.target.id] = node
        elif isinstance(node, ast.Import | ast.ImportFrom):
            _note_imports(node, module)
    return module


def _note_imports(node: ast.Import | ast.ImportFrom, module: _Module) -> None:
    for alias in node.names:
        name = alias.asname or alias.name.partition(".")[0]
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("engine"):
            file = ROOT / f"{(node.module or '').replace('.', '/')}.py"
            if file.exists():
                module.ours[name] = file
            continue
        beginning = f"from {node.module} " if isinstance(node, ast.ImportFrom) else ""
        ending = f" as {alias.asname}" if alias.asname else ""
        module.others[name] = f"{beginning}import {alias.name}{ending}"
