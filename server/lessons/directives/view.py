"""``view``: a live picture of the learner's network, in the reading column."""

from server.lessons.directive import DirectiveKind, choice, number, optional_halves
from server.lessons.markdown import Directive
from server.lessons.problems import Broken
from server.lessons.tree import Block

PICTURES = ("plane", "weights", "activation", "curves")


def read(source: Directive) -> Block:
    """``picture`` of a ``node`` and perhaps one ``unit`` of it; curves need neither."""
    picture = choice(source, "picture", PICTURES)
    node = source.attributes.get("node")
    if node is None and picture != "curves":
        raise Broken("attribute_missing", source.line, name="view", attribute='node="h1"')
    unit = int(number(source, "unit")) if "unit" in source.attributes else None
    words = optional_halves(source)
    shown = {
        "directive": "view",
        "picture": picture,
        "node": node,
        "unit": unit,
        "words": words and words.passage,
    }
    return Block(
        "view",
        source.line,
        shown,
        passages=(words.passage,) if words else (),
        claims=words.claims() if words else (),
        nodes=(node,) if node else (),
    )


KIND = DirectiveKind("view", read, attributes=("picture", "node", "unit"))
