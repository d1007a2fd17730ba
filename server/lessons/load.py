"""Reads the folder of lessons: every file into frozen values, or every problem with its line."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from server.lessons import front, rules
from server.lessons.directive import block, from_yaml
from server.lessons.goal import both
from server.lessons.markdown import Directive, Written, parse, plain
from server.lessons.problems import Broken, LessonProblems, Problem
from server.lessons.tree import Block, Lesson, Library, Step, Term
from server.wire.messages import Words

FILE = re.compile(r"(\d\d)-([a-z0-9]+(?:-[a-z0-9]+)*)")


def load(folder: Path) -> Library:
    """All lessons of a folder; raises ``LessonProblems`` with everything that is wrong."""
    if not folder.is_dir():
        raise LessonProblems([Broken("no_folder", 1).at(folder)])
    problems: list[Problem] = []
    units: dict[str, Words] = {}
    lessons: list[Lesson] = []
    for path in sorted(path for path in folder.iterdir() if path.is_dir()):
        name, title = _unit(path, problems)
        units[name] = title
        for file in sorted(path.glob("*.md")):
            try:
                lessons.append(read(file, name))
            except Broken as error:
                problems.append(error.at(file))
    problems += rules.together(lessons)
    if problems:
        raise LessonProblems(problems)
    glossary = {term.id: (term, lesson.slug) for lesson in lessons for term in lesson.terms}
    return Library(units, {lesson.slug: lesson for lesson in lessons}, glossary)


def _unit(folder: Path, problems: list[Problem]) -> tuple[str, Words]:
    match, file = FILE.fullmatch(folder.name), folder / "unit.yaml"
    name = match[2] if match else folder.name
    try:
        if match is None:
            raise Broken("file_name", 1)
        if not file.exists():
            raise Broken("no_unit", 1)
        found = from_yaml(file.read_text("utf-8"), 1)
        return name, both(found.get("title") if isinstance(found, dict) else None, "title", 1)
    except Broken as error:
        problems.append(error.at(file))
        return name, Words(name, name)


def read(file: Path, unit: str) -> Lesson:
    """One lesson on its own; raises ``Broken`` for the first thing that is wrong with it."""
    match = FILE.fullmatch(file.stem)
    if match is None:
        raise Broken("file_name", 1)
    try:
        text = file.read_text("utf-8")
    except UnicodeDecodeError:
        raise Broken("not_text", 1) from None
    head, body, line = front.split(text)
    about = front.read(head)
    steps: list[Step] = []
    loose: list[Term] = []
    for part in parse(body, line):
        if isinstance(part, Directive) and part.name == "step":
            steps.append(_step(part))
        elif isinstance(part, Directive) and part.name == "term":
            loose += _terms([block(part)])
        else:
            raise Broken("only_steps", part.line)
    terms = [*loose, *(term for step in steps for term in _terms(step.blocks))]
    lesson = Lesson(
        file=file,
        slug=match[2],
        unit=unit,
        number=int(match[1]),
        title=about.title,
        summary=about.summary,
        minutes=about.minutes,
        needs=about.needs,
        notes=about.notes,
        steps=tuple(steps),
        terms=tuple(terms),
        lines=about.lines,
    )
    rules.alone(lesson)
    return lesson


def _terms(blocks: Sequence[Block]) -> list[Term]:
    return [block.term for block in blocks if block.term is not None]


def _step(source: Directive) -> Step:
    if not re.fullmatch(r"[a-z][a-z0-9-]*", source.id):
        raise Broken("attribute_missing", source.line, name="step", attribute="{#id}")
    for attribute in source.attributes.keys() - {"focus"}:
        raise Broken(
            "attribute_unknown", source.line, name="step", attribute=attribute, known="focus"
        )
    parts = _paired(source)
    titled = next((place for place, part in enumerate(parts) if part.name == "prose"), None)
    if titled is None:
        raise Broken("title_missing", source.line)
    title, rest = _title(parts[titled])
    parts[titled : titled + 1] = [rest] if rest is not None else []
    focus = tuple(source.attributes.get("focus", "").split())
    return Step(source.id, source.line, title, focus, tuple(block(part) for part in parts))


def _paired(source: Directive) -> list[Directive]:
    """The directives of a step; each two neighboring halves as one of the name ``prose``."""
    parts: list[Directive] = []
    for child in source.children:
        if not isinstance(child, Directive):
            raise Broken("words_outside", child.line)
        last = parts[-1] if parts else None
        waiting = last is not None and last.name == "prose" and len(last.children) == 1
        if child.name not in ("en", "de"):
            parts.append(child)
        elif last is not None and waiting:
            parts[-1] = replace(last, children=(*last.children, child))
        else:
            parts.append(Directive("prose", "", {}, child.line, (child,)))
    return parts


def _title(prose: Directive) -> tuple[Words, Directive | None]:
    """The headings at the beginning of both halves, and the words without them."""
    titles: dict[str, str] = {}
    halves: list[Directive] = []
    for half in prose.inner("en", "de"):
        first = half.children[0] if half.children else None
        if not isinstance(first, Written) or first.node.type != "heading":
            raise Broken("title_missing", half.line)
        titles[half.name] = plain(first.node.children or ())
        halves.append(replace(half, children=half.children[1:]))
    for language in ("en", "de"):
        if language not in titles:
            raise Broken("half_missing", prose.line, language=language)
    empty = not any(half.children for half in halves)
    title = Words(titles["en"], titles["de"])
    return title, None if empty else replace(prose, children=tuple(halves))
