"""What a set's own file says of it; the rest its helper fills in."""

from typing import TypedDict, TypeVar, cast

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


AnyCard = TypeVar("AnyCard", Card, SourcedCard)


def extended(card: AnyCard, end: Text, keywords: tuple[str, ...]) -> AnyCard:
    """The card with what all sets of its family say: the end of its text and more keywords."""
    about = Text(f"{card['about'].en} {end.en}", f"{card['about'].de} {end.de}")
    return cast(AnyCard, {**card, "about": about, "keywords": (*card["keywords"], *keywords)})
