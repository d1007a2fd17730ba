"""Progress as a table that a spreadsheet opens without running anything in it."""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Literal

Language = Literal["en", "de"]
HEADS: Mapping[Language, Sequence[str]] = {
    "en": ("name", "lesson", "step", "tasks_done", "tasks", "updated"),
    "de": ("Name", "Lektion", "Schritt", "Aufgaben_gelöst", "Aufgaben", "geändert"),
}
NOT_BEGUN: Mapping[Language, str] = {"en": "not begun", "de": "nicht begonnen"}
FORMULA = "=+-@\t\r\n|%"  # what spreadsheets take a cell that begins so for


def table(
    learners: Mapping[str, str],
    lessons: Sequence[str],
    rows: Iterable[dict[str, Any]],
    language: Language = "en",
) -> str:
    """Comma-separated values, one line for each learner and lesson, begun or not.

    ``learners`` are names by id, ``lessons`` those of the class; others stand there once begun.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(HEADS[language])
    begun = {(row["person"], row["lesson"]): row for row in rows}
    for person, name in learners.items():
        for lesson in _lessons(person, lessons, begun):
            cells = _cells(begun.get((person, lesson)), NOT_BEGUN[language])
            writer.writerow([defused(str(cell)) for cell in (name, lesson, *cells)])
    return text.getvalue()


def _lessons(
    person: str, chosen: Sequence[str], begun: Mapping[tuple[str, str], Any]
) -> Iterator[str]:
    yield from chosen
    others = [lesson for other, lesson in begun if other == person and lesson not in chosen]
    yield from others
    if not chosen and not others:
        yield ""  # nobody of the class is missing


def _cells(row: dict[str, Any] | None, not_begun: str) -> tuple[object, ...]:
    if row is None:
        return not_begun, 0, "", ""
    return row["step"], len(row["done"]), " ".join(row["done"]), row["updated"]


def defused(cell: str) -> str:
    """The cell as text: an apostrophe before what would be a formula."""
    return f"'{cell}" if cell.lstrip()[:1] in set(FORMULA) else cell
