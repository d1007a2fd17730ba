"""What a set's own file says of it; the rest its helper fills in."""

from typing import TypedDict

from engine.contracts import Text


class Card(TypedDict):
    """A set's words and its place in the list, as ``DatasetKind`` means them."""

    name: str
    label: Text
    summary: Text
    about: Text
    order: int
    keywords: tuple[str, ...]


class SourcedCard(Card):
    """The card of a set that somebody published."""

    source: str
    license: str
