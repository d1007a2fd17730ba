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
    files: dict[str, Path]  # our own files that are imported whole
    others: dict[str, str]  # other imported names, and the line that imports them


@dataclass(frozen=True, slots=True)
class Gathered:
    """Definitions by name in an order that runs, and the lines that import what they need."""

    imports: tuple[str, ...] = ()
    pieces: tuple[tuple[str, str], ...] = ()

    @property
    def source(self) -> str:
        """All of them as text, constants before functions."""
        texts = [text for _, text in self.pieces]
        constants = [text for text in texts if not text.startswith(("def ", "class ", "@"))]
        rest = [text for text in texts if text.startswith(("def ", "class ", "@"))]
        return "\n\n\n".join([*(["\n".join(constants)] if constants else []), *rest])

    def without(self, other: "Gathered") -> "Gathered":
        """What another does not bring along already."""
        known = set(other.pieces)
        return Gathered(self.imports, tuple(piece for piece in self.pieces if piece not in known))

    def __add__(self, other: "Gathered") -> "Gathered":
        imports = dict.fromkeys((*self.imports, *other.imports))
        return Gathered(tuple(imports), tuple(dict.fromkeys((*self.pieces, *other.pieces))))


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
    pieces = [(name.lstrip("_"), text) for (_, name), text in found.items()]
    return Gathered(tuple(imports), tuple(pieces))


def definition(file: Path, name: str) -> ast.stmt | None:
    """What a file defines under a name."""
    return _module(file).definitions.get(name)


def value(file: Path, name: str) -> str | None:
    """What a name of a file stands for as text; None where it is a function or a class."""
    found = definition(file, name)
    return ast.unparse(found.value) if isinstance(found, ast.Assign) else None


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
        whole, _, inner = needed.partition(".")
        if whole in module.files:
            _collect(module.files[whole], inner, found, imports)
        elif whole != name:
            _collect(file, whole, found, imports)
    del found[file, name]
    text = _untyped(module.text, definition)
    for whole in module.files:  # their functions stand beside it now
        text = re.sub(rf"\b{whole}\.", "", text)
    found[file, name] = text
    return None


def _needs(definition: ast.stmt) -> list[str]:
    """Names that a definition reads, with what is read of them, those in types left out, in the
    order of the text."""
    skipped: set[ast.AST] = set()
    types: list[ast.expr | None]
    types = [definition.annotation] if isinstance(definition, ast.AnnAssign) else []
    for node in ast.walk(definition):
        types += [node.annotation] if isinstance(node, ast.arg) else []
        types += [node.returns] if isinstance(node, ast.FunctionDef) else []
    for each in types:
        skipped |= set(ast.walk(each)) if each is not None else set()
    refused = [n for n in ast.walk(definition) if _refuses(n)]
    skipped |= {inner for each in refused for inner in ast.walk(each)}
    read = [n for n in ast.walk(definition) if isinstance(n, ast.Name) and n not in skipped]
    parts = {
        id(n.value): f".{n.attr}" for n in ast.walk(definition) if isinstance(n, ast.Attribute)
    }
    ordered = sorted(read, key=lambda n: (n.lineno, n.col_offset))
    return [n.id + parts.get(id(n), "") for n in ordered]


def _refuses(node: ast.AST) -> bool:
    """Whether a statement only tells learners on our page what is wrong."""
    alone = isinstance(node, ast.If) and len(node.body) == 1 and not node.orelse
    told = node.body[0] if isinstance(node, ast.If) and alone else None
    raised = told.exc if isinstance(told, ast.Raise) else None
    called = raised.func if isinstance(raised, ast.Call) else None
    return isinstance(called, ast.Name) and called.id == "LearnerError"


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
        elif isinstance(node, ast.If) and _refuses(node):
            assert node.end_lineno is not None
            cuts.append(((node.lineno, 0), (node.end_lineno + 1, 0)))
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
    module = _Module(text, {}, {}, {}, {})
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
            place = ROOT / (node.module or "").replace(".", "/")
            if place.with_suffix(".py").exists():
                module.ours[name] = place.with_suffix(".py")
            elif (place / f"{alias.name}.py").exists():
                module.files[name] = place / f"{alias.name}.py"
            continue
        beginning = f"from {node.module} " if isinstance(node, ast.ImportFrom) else ""
        ending = f" as {alias.asname}" if alias.asname else ""
        module.others[name] = f"{beginning}import {alias.name}{ending}"
