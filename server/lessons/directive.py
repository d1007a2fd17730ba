"""What a directive's file declares, and what all of them need to read their halves and data."""

from __future__ import annotations

import functools
import importlib
import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar, cast

import yaml

from server.lessons.markdown import Claim, Directive, Fence, Node, Written, plain
from server.lessons.problems import Broken
from server.lessons.tree import Block, Network, Passage
from server.wire.messages import Words

LANGUAGES = ("en", "de")
K = TypeVar("K")


@dataclass(frozen=True, slots=True)
class DirectiveKind:
    """One directive: the value ``KIND`` of a file in ``directives/``, named like the file."""

    name: str
    read: Callable[[Directive], Block]
    attributes: tuple[str, ...] = ()
    inside: tuple[str, ...] = LANGUAGES  # the directives it may hold
    fences: tuple[str, ...] = ()  # the blocks of data it may hold
    identified: bool = False  # whether it must have an id


def discover(package: str, contract: type[K]) -> dict[str, K]:
    """The value ``KIND`` of every file of a package, by name; ``_name.py`` is a shared helper."""
    found: dict[str, K] = {}
    for root in importlib.import_module(package).__path__:
        for file in sorted(Path(root).glob("[a-z]*.py")):
            kind = getattr(importlib.import_module(f"{package}.{file.stem}"), "KIND", None)
            if not isinstance(kind, contract) or getattr(kind, "name", "") != file.stem:
                raise TypeError(f"{file} must hold a {contract.__name__} named {file.stem!r}.")
            found[file.stem] = kind
    return found


@functools.cache
def directives() -> dict[str, DirectiveKind]:
    """Every directive by name."""
    return discover("server.lessons.directives", DirectiveKind)


def block(source: Directive) -> Block:
    """What a directive in a step means; raises ``Broken`` where it cannot be understood."""
    kind = directives().get(source.name)
    if kind is None:
        known = ", ".join(("en", "de", *directives()))
        raise Broken("directive_unknown", source.line, name=source.name, known=known)
    for attribute in source.attributes:
        if attribute not in kind.attributes:
            known = ", ".join(kind.attributes) or "#id"
            raise Broken(
                "attribute_unknown",
                source.line,
                name=source.name,
                attribute=attribute,
                known=known,
            )
    if kind.identified and not re.fullmatch(r"[a-z][a-z0-9-]*", source.id):
        raise Broken("attribute_missing", source.line, name=source.name, attribute="{#id}")
    for child in source.children:
        _fits(source, child, kind)
    return kind.read(source)


def _fits(source: Directive, child: Directive | Fence | Written, kind: DirectiveKind) -> None:
    match child:
        case Directive() if child.name not in kind.inside:
            known = ", ".join(kind.inside)
            raise Broken("directive_unknown", child.line, name=child.name, known=known)
        case Fence() if child.info not in kind.fences:
            raise Broken("fence_unknown", child.line, name=source.name, language=child.info)
        case Written():
            raise Broken("words_outside", child.line)
        case _:
            pass


_GROUP = DirectiveKind("group", block)


@dataclass(frozen=True, slots=True)
class Half:
    """The words of one language, block by block."""

    language: str
    written: tuple[Written, ...]
    line: int

    @property
    def nodes(self) -> tuple[Node, ...]:
        """All blocks."""
        return tuple(part.node for part in self.written)

    def claims(self) -> tuple[tuple[str, Claim], ...]:
        """The numbers in it that the engine must confirm."""
        return tuple((self.language, claim) for part in self.written for claim in part.claims)


@dataclass(frozen=True, slots=True)
class Halves:
    """The same words in both languages."""

    en: Half
    de: Half

    @property
    def passage(self) -> Passage:
        """All of it."""
        return Passage(self.en.nodes, self.de.nodes)

    def claims(self) -> tuple[tuple[str, Claim], ...]:
        """The numbers in both."""
        return self.en.claims() + self.de.claims()

    def both(self) -> tuple[Half, Half]:
        """English, then German."""
        return self.en, self.de


def halves(source: Directive) -> Halves:
    """The halves of a directive; both must be there."""
    return paired(source.inner(*LANGUAGES), source.line)


def group(source: Directive) -> Halves:
    """The halves of a directive within another, which holds nothing else."""
    for child in source.children:
        _fits(source, child, _GROUP)
    return halves(source)


def optional_halves(source: Directive) -> Halves | None:
    """The halves of a directive that may do without words."""
    return halves(source) if source.inner(*LANGUAGES) else None


def paired(found: Sequence[Directive], line: int) -> Halves:
    """An English and a German half; raises ``Broken`` where one is missing, doubled or empty."""
    by_language: dict[str, Half] = {}
    for half in found:
        if half.name in by_language:
            raise Broken("half_twice", half.line, language=half.name)
        by_language[half.name] = _half(half)
    for language in LANGUAGES:
        if language not in by_language:
            at = found[0].line if found else line
            raise Broken("half_missing", at, language=language)
    return Halves(by_language["en"], by_language["de"])


def _half(source: Directive) -> Half:
    written: list[Written] = []
    for child in source.children:
        if isinstance(child, Directive):
            raise Broken(
                "not_allowed", child.line, what="directive", instead="Move it out of the half."
            )
        if isinstance(child, Fence):
            raise Broken(
                "not_allowed", child.line, what="fenced block", instead="Move it out of the half."
            )
        if child.node.type == "heading":
            raise Broken("title_twice", child.line)
        written.append(child)
    if not written:
        raise Broken("half_empty", source.line, language=source.name)
    return Half(source.name, tuple(written), source.line)


def line_of_text(found: Halves) -> Words:
    """A button's label: one plain line in each language."""
    for half in found.both():
        simple = len(half.nodes) == 1 and half.nodes[0].type == "paragraph"
        if not simple or any(node.type != "text" for node in half.nodes[0].children or ()):
            raise Broken("one_paragraph", half.line)
    return Words(plain(found.en.nodes).strip(), plain(found.de.nodes).strip())


def fence(source: Directive, info: str, what: str) -> Fence:
    """The block of data that a directive needs."""
    found = optional_fence(source, info)
    if found is None:
        raise Broken("fence_missing", source.line, name=source.name, language=info, what=what)
    return found


def optional_fence(source: Directive, info: str) -> Fence | None:
    """A block of data, if it is there."""
    fences = (child for child in source.children if isinstance(child, Fence))
    return next((child for child in fences if child.info == info), None)


def from_json(data: Fence) -> Any:
    """JSON; raises ``Broken`` with the line."""
    try:
        return json.loads(data.text)
    except ValueError as error:
        line = getattr(error, "lineno", 1)
        reason = getattr(error, "msg", str(error))
        raise Broken("bad_json", data.line + line - 1, reason=reason) from None


def from_yaml(text: str, line: int) -> Any:
    """YAML that begins on a line; raises ``Broken`` with the line."""
    try:
        return yaml.safe_load(text)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        reason = str(getattr(error, "problem", None) or error)
        raise Broken("bad_yaml", line + (mark.line if mark else 0), reason=reason) from None


def network(data: Fence) -> Network:
    """A document, checked as far as that needs no engine: the checks of the lessons do the rest."""
    document = from_json(data)
    if not isinstance(document, dict):
        raise Broken("bad_document", data.line, reason="{...}")
    known = cast("dict[str, Any]", document)
    if known.get("format") != 1:
        raise Broken("bad_document", data.line, reason='"format": 1')
    listed = known.get("nodes")
    if not isinstance(listed, list) or not all(map(_is_node, cast("list[Any]", listed))):
        raise Broken("bad_document", data.line, reason='"nodes": [{"id", "kind"}, ...]')
    for part in ("data", "training"):
        if not isinstance(known.get(part), dict):
            raise Broken("bad_document", data.line, reason=f'"{part}": {{...}}')
    return Network(known, data.line)


def _is_node(value: Any) -> bool:
    if not isinstance(value, dict):
        return False
    node = cast("Mapping[str, Any]", value)
    return isinstance(node.get("id"), str) and isinstance(node.get("kind"), str)


def number(source: Directive, attribute: str, default: float | None = None) -> float:
    """An attribute that is a number."""
    text = source.attributes.get(attribute)
    if text is None and default is not None:
        return default
    try:
        return float(text or "")
    except ValueError:
        raise Broken(
            "attribute_wrong", source.line, name=source.name, attribute=attribute, expected="3.5"
        ) from None


def choice(source: Directive, attribute: str, known: Sequence[str]) -> str:
    """An attribute that is one of a few words."""
    value = source.attributes.get(attribute, "")
    if value not in known:
        raise Broken(
            "attribute_wrong",
            source.line,
            name=source.name,
            attribute=attribute,
            expected=" | ".join(known),
        )
    return value
