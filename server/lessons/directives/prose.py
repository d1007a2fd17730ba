"""Prose: halves that stand directly in a step; written without a directive's name."""

from server.lessons.directive import DirectiveKind, halves
from server.lessons.markdown import Directive
from server.lessons.tree import Block


def read(source: Directive) -> Block:
    """The words as they are; a title has been taken off before."""
    found = halves(source)
    passage = found.passage
    shown = {"directive": "prose", "words": passage}
    return Block("prose", source.line, shown, passages=(passage,), claims=found.claims())


KIND = DirectiveKind("prose", read)
