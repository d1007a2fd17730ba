"""``network``: the document that a step begins with, and what of it may be changed."""

import re
from dataclasses import replace

from server.lessons.directive import DirectiveKind, fence, network
from server.lessons.markdown import Directive
from server.lessons.problems import Broken
from server.lessons.tree import Block

PARTS = ("layers", "units", "data", "training", "weights")
SAMPLE = re.compile(r"(training|validation|test) (0|[1-9]\d*)")


def read(source: Directive) -> Block:
    """``allow`` names the parts that may be changed; ``sample`` the example that is looked at."""
    found = network(fence(source, "json", "a document of format 1"))
    given = source.attributes.get("allow")
    allow = None if given is None else given.split()
    if allow is not None and not set(allow) <= set(PARTS):
        expected = " ".join(PARTS)
        raise Broken(
            "attribute_wrong", source.line, name="network", attribute="allow", expected=expected
        )
    kept = replace(found, allow=None if allow is None else tuple(allow))
    sample = source.attributes.get("sample")
    if sample is not None and not SAMPLE.fullmatch(sample):
        raise Broken(
            "attribute_wrong",
            source.line,
            name="network",
            attribute="sample",
            expected="training 0 | validation 0 | test 0",
        )
    document = found.document
    shown = {"directive": "network", "document": document, "allow": allow, "sample": sample}
    return Block("network", source.line, shown, network=kept)


KIND = DirectiveKind("network", read, attributes=("allow", "sample"), inside=(), fences=("json",))
