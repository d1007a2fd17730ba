"""The whole lesson that `docs/lessons.md` shows, and folders made of it."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[1]
DOCS = (ROOT / "docs/lessons.md").read_text("utf-8")
UNIT = "title: {en: Foundations, de: Grundlagen}\n"


def example() -> str:
    """The example as an author would write it."""
    (found,) = re.findall(r"````markdown\n(.*?)````", DOCS, re.DOTALL)
    return found


def folder(place: Path, **lessons: str) -> Path:
    """A folder with one unit of these lessons; their names begin with l, then number and slug."""
    unit = place / "01-foundations"
    unit.mkdir()
    (unit / "unit.yaml").write_text(UNIT, "utf-8")
    for name, text in lessons.items():
        file = name.removeprefix("l").replace("_", "-")
        (unit / f"{file}.md").write_text(text, "utf-8")
    return place
