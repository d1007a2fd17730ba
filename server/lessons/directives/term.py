"""``term``: a word of the glossary, defined once in all lessons."""

from server.lessons.directive import DirectiveKind, Half, halves
from server.lessons.markdown import Directive, plain
from server.lessons.problems import Broken
from server.lessons.tree import Block, Passage, Term
from server.wire.messages import Words


def read(source: Directive) -> Block:
    """The first paragraph is the name in bold, the rest what it means."""
    found = halves(source)
    name = Words(_name(found.en), _name(found.de))
    text = Passage(found.en.nodes[1:], found.de.nodes[1:])
    return Block(
        "term",
        source.line,
        {},
        id=source.id,
        passages=(text,),
        claims=found.claims(),
        term=Term(source.id, source.line, name, text),
    )


def _name(half: Half) -> str:
    first = half.nodes[0]
    bold = [node for node in first.children or () if node.type == "strong"]
    if first.type != "paragraph" or len(bold) != 1 or len(first.children or ()) != 1:
        raise Broken("term_form", half.line)
    if len(half.nodes) < 2:
        raise Broken("term_form", half.line)
    return plain(bold[0].children or ())


KIND = DirectiveKind("term", read, identified=True)
