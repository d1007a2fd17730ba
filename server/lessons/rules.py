"""The rules about whole lessons, and about all of them together, that need no engine."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from server.lessons.markdown import Node, nodes
from server.lessons.problems import Broken, Problem
from server.lessons.tree import Block, Lesson, Network, Step

MOST_WORDS = 90
MOST_TERMS = 3


def alone(lesson: Lesson) -> None:
    """Raises ``Broken`` for the first rule that one lesson breaks by itself."""
    first = lesson.steps[0].line if lesson.steps else 1
    if not 2 <= len(lesson.steps) <= 5:
        raise Broken("steps_count", first, count=len(lesson.steps))
    if len(lesson.terms) > MOST_TERMS:
        raise Broken("too_many_terms", lesson.terms[MOST_TERMS].line, count=len(lesson.terms))
    if not 1 <= len(lesson.tasks()) <= 3:
        raise Broken("no_tasks", first, count=len(lesson.tasks()))
    if not any(block.network for block in lesson.steps[0].blocks):
        raise Broken("no_network", first)
    _ids(lesson)
    for step in lesson.steps:
        _words(step)
    for step, block, network in lesson.blocks():
        _nodes(step, block, network)


def _ids(lesson: Lesson) -> None:
    used = [(step.id, step.line) for step in lesson.steps]
    steps = dict[str, int]()
    for name, line in used:
        if name in steps:
            raise Broken("id_twice", line, id=name)
        steps[name] = line
    blocks = dict[str, int]()
    for step in lesson.steps:
        for block in step.blocks:
            if block.id and block.id in blocks:
                raise Broken("id_twice", block.line, id=block.id)
            blocks[block.id] = block.line


def _words(step: Step) -> None:
    prose = [block for block in step.blocks if block.directive == "prose"]
    for language in ("en", "de"):
        counts = [count(getattr(block.passages[0], language)) for block in prose]
        if sum(counts) > MOST_WORDS:
            line = prose[0].line
            values = {"step": step.id, "count": sum(counts), "language": language}
            raise Broken("too_many_words", line, **values)


def count(found: Sequence[Node]) -> int:
    """Words as a reader counts them; a formula is one."""
    texts = " ".join(_text(node) for node in nodes(found))
    return sum(any(letter.isalnum() for letter in word) for word in texts.split())


def _text(node: Node) -> str:
    return "x" if node.type == "math" else node.text or ""


def _nodes(step: Step, block: Block, network: Network | None) -> None:
    if network is None:
        return
    known = network.names()
    focus = step.focus if block is step.blocks[-1] else ()
    for name in (*block.nodes, *focus):
        if name not in known:
            raise Broken("node_unknown", block.line, node=name, known=", ".join(known))


def together(lessons: Sequence[Lesson]) -> Iterator[Problem]:
    """What is wrong between lessons: names, numbers, needs, terms."""
    slugs: dict[str, Lesson] = {}
    places: dict[tuple[str, int], Lesson] = {}
    defined: dict[str, Lesson] = {}
    for lesson in lessons:
        if lesson.slug in slugs:
            other = slugs[lesson.slug].file
            yield Broken("slug_twice", 1, other=_short(other)).at(lesson.file)
        place = (lesson.unit, lesson.number)
        if place in places:
            yield Broken("number_twice", 1, other=places[place].file.name).at(lesson.file)
        for term in lesson.terms:
            if term.id in defined:
                other = _short(defined[term.id].file)
                yield Broken("term_twice", term.line, id=term.id, other=other).at(lesson.file)
            defined.setdefault(term.id, lesson)
        for slug in lesson.needs:
            if slug not in slugs:
                later = any(slug == other.slug for other in lessons)
                code = "needs_later" if later else "needs_unknown"
                yield Broken(code, lesson.lines.get("needs", 1), slug=slug).at(lesson.file)
        slugs.setdefault(lesson.slug, lesson)
        places.setdefault(place, lesson)
    for lesson in lessons:
        for _, block, _ in lesson.blocks():
            yield from _terms(lesson, block, defined)


def _terms(lesson: Lesson, block: Block, defined: dict[str, Lesson]) -> Iterator[Problem]:
    used = (node.term for passage in block.passages for node in passage.nodes() if node.term)
    for name in dict.fromkeys(used):
        if name not in defined:
            yield Broken("term_unknown", block.line, id=name).at(lesson.file)


def _short(file: object) -> str:
    return "/".join(str(file).split("/")[-2:])
