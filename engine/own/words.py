"""Names that people typed, made fit to be shown."""

import re

from engine.own.limits import MAX_NAME


def clean(name: str) -> str:
    """Printable, in one line, not too long; control characters and line breaks become spaces."""
    plain = "".join(letter if letter.isprintable() else " " for letter in name[: 4 * MAX_NAME])
    joined = " ".join(plain.split())
    return joined if len(joined) <= MAX_NAME else joined[: MAX_NAME - 1] + "…"


def distinct(names: list[str]) -> list[str]:
    """The names with a number behind those that came before."""
    found: list[str] = []
    taken: set[str] = set()
    for name in names:
        number, candidate = 2, name
        while candidate in taken:
            candidate, number = f"{name} ({number})", number + 1
        taken.add(candidate)
        found.append(candidate)
    return found


def natural(name: str) -> tuple[tuple[int, str], ...]:
    """A key that puts 2 before 10 and a beside A."""
    parts = re.findall(r"[0-9]+|[^0-9]+", name.casefold())
    return tuple((int(part), "") if part.isdecimal() else (-1, part) for part in parts)
