"""Markdown to trees: directives with their places, and words as plain nodes, never HTML."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from mdit_py_plugins.container import container_plugin
from mdit_py_plugins.dollarmath import dollarmath_plugin
from msgspec import Struct

from server.lessons.problems import Broken

ATTRIBUTE = re.compile(
    r'\s*(?:#(?P<id>[\w-]+)|(?P<key>\w+)(?:=(?:"(?P<quoted>[^"]*)"|(?P<bare>[^\s"}]+)))?)'
)
DIRECTIVE = re.compile(
    r"\s*(?P<name>[a-z_]+)(?:\[(?P<label>[^\]]*)\])?(?:\{(?P<attributes>.*)\})?\s*$"
)
ROLE = re.compile(r":(?P<name>[a-z]+)\[(?P<label>[^\]]*)\]\{(?P<attributes>[^}]*)\}")
COLONS = re.compile(r"\s*:{3,}\s*$")


class Node(Struct, frozen=True, omit_defaults=True):
    """A piece of text as it travels to the page, which draws it and parses nothing."""

    type: str
    children: tuple[Node, ...] | None = None
    text: str | None = None
    ordered: bool | None = None
    href: str | None = None
    term: str | None = None


@dataclass(frozen=True, slots=True)
class Fence:
    """A fenced block: data for the directive it stands in."""

    info: str
    text: str
    line: int  # of its first line of text


@dataclass(frozen=True, slots=True)
class Claim:
    """A number in the text that the engine must confirm: ``:value[31]{params}``."""

    told: str
    attributes: dict[str, str]
    line: int


@dataclass(frozen=True, slots=True)
class Written:
    """A block of words and the line it begins on; headings only at a step's beginning."""

    node: Node
    line: int
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class Directive:
    """A container: ``:::name[label]{#id key="value" flag}`` and what it holds."""

    name: str
    id: str
    attributes: dict[str, str]
    line: int
    children: tuple[Directive | Fence | Written, ...]

    def inner(self, *names: str) -> list[Directive]:
        """The directives of these names directly inside."""
        return [
            child for child in self.children if isinstance(child, Directive) and child.name in names
        ]


def parse(text: str, line: int = 1) -> tuple[Directive | Fence | Written, ...]:
    """Everything in a Markdown text that begins on a line; raises ``Broken``."""
    lines = text.split("\n")
    return _Reader(_MARKDOWN.parse(text), lines, line).blocks()


def attributes(text: str, line: int) -> tuple[str, dict[str, str]]:
    """The id and the attributes between braces; a flag is an attribute with an empty value."""
    name, found, position, whole = "", dict[str, str](), 0, text.rstrip()
    while position < len(whole):
        match = ATTRIBUTE.match(whole, position)
        if match is None:
            raise Broken("bad_attributes", line, text=text.strip())
        if match["id"]:
            name = match["id"]
        else:
            found[match["key"]] = match["quoted"] or match["bare"] or ""
        position = match.end()
    return name, found


def plain(nodes: Sequence[Node]) -> str:
    """The words alone; a formula counts as its source."""
    return "".join(_plain(node) for node in nodes)


def _plain(node: Node) -> str:
    if node.type == "break":
        return "\n"
    inner = (node.text or "") + plain(node.children or ())
    return f"{inner}\n" if node.type in ("paragraph", "item", "heading", "quote") else inner


def nodes(found: Sequence[Node]) -> Iterator[Node]:
    """Every node of a text, from the outside in."""
    for node in found:
        yield node
        yield from nodes(node.children or ())


def _role(state: StateInline, silent: bool) -> bool:
    match = ROLE.match(state.src, state.pos)
    if match is None:
        return False
    if not silent:
        token = state.push("role", "", 0)
        token.info, token.content = match["name"], match["label"]
        token.meta = {"attributes": match["attributes"]}
    state.pos = match.end()
    return True


def _markdown() -> MarkdownIt:
    markdown = MarkdownIt("commonmark")  # with HTML, so that it is found and refused
    container_plugin(markdown, "directive", validate=lambda info, _: bool(info.strip()))
    dollarmath_plugin(markdown, allow_space=False, double_inline=False)
    markdown.inline.ruler.before("link", "role", _role)
    return markdown


_MARKDOWN = _markdown()
_WRAPPED = {
    "paragraph_open": "paragraph",
    "bullet_list_open": "list",
    "ordered_list_open": "list",
    "list_item_open": "item",
    "blockquote_open": "quote",
    "strong_open": "strong",
    "em_open": "em",
    "link_open": "link",
}
_REFUSED = {
    "code_block": ("indented code", "Begin the line further left."),
    "hr": ("line across", "Begin a new step."),
    "image": ("picture file", "Show the learner's own network with a view."),
    "fence": ("fenced block", "Data stands directly inside its directive."),
    "math_block": ("block formula", "Write $...$ or the directive formula."),
}


@dataclass(slots=True)
class _Reader:
    """Goes once through the tokens of the library."""

    tokens: list[Token]
    lines: list[str]
    first: int  # the line that the text begins on
    place: int = 0
    line: int = 1  # of what is being read
    outer: list[Token] = field(default_factory=list[Token])
    claims: list[Claim] = field(default_factory=list[Claim])

    def blocks(self) -> tuple[Directive | Fence | Written, ...]:
        """Blocks up to the end of the text or of the directive around them."""
        found: list[Directive | Fence | Written] = []
        while self.place < len(self.tokens):
            token = self.tokens[self.place]
            if token.type == "container_directive_close":
                break
            self.note(token)
            if token.type == "container_directive_open":
                found.append(self.directive(token))
            elif token.type == "fence":
                self.place += 1
                found.append(Fence(token.info.strip(), token.content, self.line + 1))
            else:
                line, self.claims = self.line, []
                found.append(Written(self.block(token), line, tuple(self.claims)))
        return tuple(found)

    def note(self, token: Token) -> None:
        """Remember the line of a token that has one."""
        if token.map is not None:
            self.line = token.map[0] + self.first

    def directive(self, token: Token) -> Directive:
        """A container with everything in it."""
        line, match = self.line, DIRECTIVE.match(token.info)
        if match is None:
            raise Broken("not_a_directive", line)
        name = match["name"]
        if self.outer and len(token.markup) >= len(self.outer[-1].markup):
            outer = DIRECTIVE.match(self.outer[-1].info)
            raise Broken("too_many_colons", line, name=name, outer=outer["name"] if outer else "")
        self._closed(token, name, line)
        own, values = attributes(match["attributes"] or "", line)
        self.outer.append(token)
        self.place += 1
        children = self.blocks()
        self.place += 1
        self.outer.pop()
        return Directive(name, own, values, line, children)

    def _closed(self, token: Token, name: str, line: int) -> None:
        assert token.map is not None
        end = token.map[1]
        if end >= len(self.lines) or not COLONS.match(self.lines[end]):
            raise Broken("not_closed", line, name=name, count=len(token.markup))

    def block(self, token: Token) -> Node:
        """A paragraph, list, quote or heading."""
        self.note(token)
        if token.type == "html_block":
            raise Broken("raw_html", self.line)
        if token.type in _REFUSED:
            what, instead = _REFUSED[token.type]
            raise Broken("not_allowed", self.line, what=what, instead=instead)
        if token.type == "container_directive_open":
            raise Broken("not_allowed", self.line, what="directive", instead="Move it out.")
        kind = "heading" if token.type == "heading_open" else _WRAPPED[token.type]
        self.place += 1
        children: list[Node] = []
        while (inner := self.tokens[self.place]).type != token.type.replace("_open", "_close"):
            self._inside(inner, children)
        self.place += 1
        if kind == "heading" and token.tag != "h2":
            raise Broken("title_twice", self.line)
        self._no_stray_colons(children)
        ordered = token.type == "ordered_list_open" if kind == "list" else None
        return Node(kind, tuple(children), ordered=ordered)

    def _inside(self, inner: Token, children: list[Node]) -> None:
        if inner.type == "inline":
            self.note(inner)
            self.place += 1
            children += self.inline(inner.children or [])
        elif inner.type == "paragraph_open" and inner.hidden:  # of a tight list
            children += self.block(inner).children or ()
        else:
            children.append(self.block(inner))

    def _no_stray_colons(self, children: Sequence[Node]) -> None:
        if any(node.type == "text" and COLONS.match(node.text or "") for node in children):
            raise Broken("stray_colons", self.line)

    def inline(self, tokens: Sequence[Token]) -> list[Node]:
        """The pieces of one paragraph; line breaks within it are blanks."""
        stack: list[tuple[Token | None, list[Node]]] = [(None, [])]
        for token in tokens:
            if token.type.endswith("_open"):
                stack.append((token, []))
            elif token.type.endswith("_close"):
                opened, children = stack.pop()
                assert opened is not None
                stack[-1][1].append(self.wrapped(opened, tuple(children)))
            elif token.type == "softbreak" or token.content or token.type != "text":
                if token.type == "softbreak":
                    self.line += 1
                stack[-1][1].append(self.piece(token))
        return _joined(stack[0][1])

    def wrapped(self, token: Token, children: tuple[Node, ...]) -> Node:
        """Emphasis or a link."""
        if token.type != "link_open":
            return Node(_WRAPPED[token.type], tuple(_joined(children)))
        href = str(token.attrs["href"])
        if not href.startswith("https://") and not re.match(r"/(?!/)", href):
            raise Broken("bad_link", self.line)
        return Node("link", tuple(_joined(children)), href=href)

    def piece(self, token: Token) -> Node:
        """One thing within a line."""
        match token.type:
            case "text":
                return Node("text", text=token.content)
            case "softbreak":
                return Node("text", text=" ")
            case "hardbreak":
                return Node("break")
            case "code_inline":
                return Node("code", text=token.content)
            case "math_inline":
                return Node("math", text=token.content)
            case "role":
                return self.role(token)
            case "html_inline":
                raise Broken("raw_html", self.line)
            case _:
                what, instead = _REFUSED.get(token.type, (token.type, ""))
                raise Broken("not_allowed", self.line, what=what, instead=instead)

    def role(self, token: Token) -> Node:
        """``:term[words]{#id}`` or ``:value[31]{params}``."""
        own, values = attributes(str(token.meta["attributes"]), self.line)
        if token.info == "term":
            if not own or values:
                raise Broken("attribute_missing", self.line, name="term", attribute="{#id}")
            return Node("term", (Node("text", text=token.content),), term=own)
        if token.info == "value":
            self.claims.append(Claim(token.content, values, self.line))
            return Node("text", text=token.content)
        raise Broken("role_unknown", self.line, name=token.info)


def _joined(children: Sequence[Node]) -> list[Node]:
    """Neighboring texts as one."""
    found: list[Node] = []
    for node in children:
        if node.type == "text" and found and found[-1].type == "text":
            found[-1] = Node("text", text=(found[-1].text or "") + (node.text or ""))
        else:
            found.append(node)
    return found
