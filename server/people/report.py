"""Progress as a table that a spreadsheet opens without running anything in it."""

import csv
import io
from collections.abc import Iterable
from typing import Any

HEAD = ("name", "lesson", "step", "tasks_done", "tasks", "updated")
FORMULA = "=+-@\t\r\n|%"  # what spreadsheets take a cell that begins so for


def table(rows: Iterable[dict[str, Any]]) -> str:
    """Comma-separated values, one line for each learner and lesson."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(HEAD)
    for row in rows:
        done: list[str] = row["done"]
        cells = (row["name"], row["lesson"], row["step"], len(done), " ".join(done), row["updated"])
        writer.writerow([defused(str(cell)) for cell in cells])
    return text.getvalue()


def defused(cell: str) -> str:
    """The cell as text: an apostrophe before what would be a formula."""
    return f"'{cell}" if cell.lstrip()[:1] in set(FORMULA) else cell
