"""``network``: the document that a step begins with, and what of it may be changed."""

from dataclasses import replace

from server.lessons.directive import DirectiveKind, fence, network
from server.lessons.markdown import Directive
from server.lessons.problems import Broken
from server.lessons.tree import Block

PARTS = ("layers", "units", "data", "training", "weights")


def read(source: Directive) -> Block:
    """``allow`` names the parts that may be changed; without it, everything."""
    found = network(fence(source, "json", "a document of format 1"))
    given = source.attributes.get("allow")
    allow = None if given is None else given.split()
    if allow is not None and not set(allow) <= set(PARTS):
        expected = " ".join(PARTS)
        raise Broken(
            "attribute_wrong", source.line, name="network", attribute="allow", expected=expected
        )
    kept = replace(found, allow=None if allow is None else tuple(allow))
    shown = {"directive": "network", "document": found.document, "allow": allow}
    return Block("network", source.line, shown, network=kept)


KIND = DirectiveKind("network", read, attributes=("allow",), inside=(), fences=("json",))
