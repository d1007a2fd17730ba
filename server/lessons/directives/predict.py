"""``predict``: a guess to commit to before the try; what happened is said after it."""

from server.lessons.directive import DirectiveKind, Half, group, halves
from server.lessons.markdown import Directive, Node
from server.lessons.problems import Broken
from server.lessons.tree import Block, Passage


def read(source: Directive) -> Block:
    """The halves end with a list of options; ``after`` holds what is revealed."""
    found = halves(source)
    english, german = (_options(half) for half in found.both())
    if len(english) != len(german):
        values = {"english": len(english), "german": len(german), "what": "options"}
        raise Broken("counts_differ", found.de.line, **values)
    after = source.inner("after")
    if not after:
        raise Broken("attribute_missing", source.line, name="predict", attribute=":::after")
    revealed = group(after[0])
    asked = Passage(found.en.nodes[:-1], found.de.nodes[:-1])
    options = [Passage(en, de) for en, de in zip(english, german, strict=True)]
    shown = {
        "directive": "predict",
        "id": source.id,
        "words": asked,
        "options": {"en": english, "de": german},
        "after": revealed.passage,
    }
    return Block(
        "predict",
        source.line,
        shown,
        id=source.id,
        passages=(asked, revealed.passage, *options),
        claims=found.claims() + revealed.claims(),
    )


def _options(half: Half) -> list[tuple[Node, ...]]:
    last = half.nodes[-1]
    items = last.children or () if last.type == "list" else ()
    if len(items) < 2 or len(half.nodes) < 2:
        raise Broken("too_few", half.line, name="predict", count=2, what="- options")
    return [item.children or () for item in items]


KIND = DirectiveKind("predict", read, inside=("en", "de", "after"), identified=True)
