"""Names of people and classes: shown as typed, compared without case and width."""

import unicodedata

from server.wire.problems import refusal

MOST = 32


def clean(typed: str) -> str:
    """The name to keep; a refusal says what is wrong with it."""
    composed = unicodedata.normalize("NFC", typed)
    # Marks that turn the direction of writing or hide between letters would let one name look
    # like another, or spill over the page beside it.
    name = " ".join("".join(c if _visible(c) else " " for c in composed).split())
    if not any(letter.isalnum() for letter in name):
        raise refusal("name_missing", field="name")
    if len(name) > MOST:
        raise refusal("name_too_long", field="name", limit=MOST)
    return name


def key(course: str, name: str) -> str:
    """What must be unique: the name in its class, or among teachers without one."""
    return f"{course}:{unicodedata.normalize('NFKC', name).casefold()}"


def _visible(letter: str) -> bool:
    return unicodedata.category(letter) not in ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")
