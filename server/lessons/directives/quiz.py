"""``quiz``: one question with feedback on every answer, by choice or by a number."""

from server.lessons.directive import DirectiveKind, Half, Halves, halves, number
from server.lessons.markdown import Directive, Node
from server.lessons.problems import Broken
from server.lessons.tree import Block, Passage

MARKS = {"[x] ": True, "[ ] ": False}
Choice = tuple[bool, tuple[Node, ...], tuple[Node, ...]]  # right, text, feedback


def read(source: Directive) -> Block:
    """With ``number`` the answer is typed, within ``tolerance``; else one of a list is chosen."""
    found = halves(source)
    by_number = "number" in source.attributes
    asked, right, wrong = _feedback(found) if by_number else (_question(found), _none(), _none())
    shown: dict[str, object] = {"directive": "quiz", "id": source.id, "words": asked}
    choices = [] if by_number else _choices(found)
    shown["choices"] = None if by_number else [_shown(pair) for pair in choices]
    shown["number"] = None
    if by_number:
        value, tolerance = number(source, "number"), number(source, "tolerance", 0.0)
        shown["number"] = {"value": value, "tolerance": tolerance, "right": right, "wrong": wrong}
    texts = [Passage(en[1], de[1]) for en, de in choices]
    feedback = [Passage(en[2], de[2]) for en, de in choices]
    return Block(
        "quiz",
        source.line,
        shown,
        id=source.id,
        passages=(asked, right, wrong, *texts, *feedback),
        claims=found.claims(),
    )


def _none() -> Passage:
    return Passage((), ())


def _question(found: Halves) -> Passage:
    return Passage(found.en.nodes[:-1], found.de.nodes[:-1])


def _choices(found: Halves) -> list[tuple[Choice, Choice]]:
    english, german = (_listed(half) for half in found.both())
    if len(english) != len(german):
        values = {"english": len(english), "german": len(german), "what": "answers"}
        raise Broken("counts_differ", found.de.line, **values)
    for half, answers in zip(found.both(), (english, german), strict=True):
        right = [answer[0] for answer in answers]
        if sum(right) != 1 or right != [answer[0] for answer in english]:
            raise Broken("quiz_right", half.line, count=sum(right))
    return list(zip(english, german, strict=True))


def _listed(half: Half) -> list[Choice]:
    last = half.nodes[-1]
    if last.type != "list" or len(half.nodes) < 2 or len(last.children or ()) < 2:
        raise Broken("too_few", half.line, name="quiz", count=2, what="- [x] / - [ ]")
    return [_choice(item.children or (), half) for item in last.children or ()]


def _choice(parts: tuple[Node, ...], half: Half) -> Choice:
    if len(parts) < 2 or parts[-1].type != "quote" or parts[0].type not in ("text", "paragraph"):
        raise Broken("quiz_form", half.line)
    written = list(parts[0].children or ()) if parts[0].type == "paragraph" else list(parts[:-1])
    first, rest = written[0], written[1:]
    mark = next((mark for mark in MARKS if (first.text or "").startswith(mark)), None)
    if mark is None:
        raise Broken("quiz_form", half.line)
    text = Node("text", text=(first.text or "")[len(mark) :])
    return MARKS[mark], (text, *rest), parts[-1].children or ()


def _shown(pair: tuple[Choice, Choice]) -> dict[str, object]:
    (right, english, said), (_, german, gesagt) = pair
    return {
        "text": Passage(english, german),
        "right": right,
        "feedback": Passage(said, gesagt),
    }


def _feedback(found: Halves) -> tuple[Passage, Passage, Passage]:
    for half in found.both():
        kinds = [node.type for node in half.nodes]
        if kinds[-2:] != ["quote", "quote"] or "quote" in kinds[:-2] or len(kinds) < 3:
            raise Broken("quiz_feedback", half.line)
    en, de = found.en.nodes, found.de.nodes
    return (
        Passage(en[:-2], de[:-2]),
        Passage(en[-2].children or (), de[-2].children or ()),
        Passage(en[-1].children or (), de[-1].children or ()),
    )


KIND = DirectiveKind("quiz", read, attributes=("number", "tolerance"), identified=True)
