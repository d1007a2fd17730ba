"""The rows of a CSV file: encoding and delimiter found, every row as long as the first."""

import csv
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from io import StringIO

from engine.errors import LearnerError
from engine.own import limits
from engine.own.words import clean

DELIMITERS = (",", ";", "\t", "|")
_SIGNATURES = (
    b"PK\x03\x04",
    b"\xd0\xcf\x11\xe0",
    b"%PDF",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"\x1f\x8b",
)
_LOOKED_AT = 30  # lines from which the delimiter is guessed


@dataclass(frozen=True, slots=True)
class Rows:
    """Cells as they stand in the file, with the number of the line where each row begins."""

    delimiter: str
    encoding: str
    cells: list[list[str]]
    lines: list[int]


def read(body: bytes, delimiter: str | None = None, widest: int = limits.MAX_CELL) -> Rows:
    """The rows of a file; empty lines are left out, and no cell has more than ``widest``
    characters. ``LearnerError`` names the line."""
    text, encoding = decoded(body)
    if not text.strip():
        raise LearnerError("own_empty")
    chosen = delimiter or _guessed(text, widest)
    cells: list[list[str]] = []
    lines: list[int] = []
    for line, row in _parsed(text, chosen, widest):
        _check(row, line, cells, lines)
        cells.append([cell.strip() for cell in row])
        lines.append(line)
    if not cells:
        raise LearnerError("own_empty")
    return Rows(chosen, encoding, cells, lines)


def decoded(body: bytes) -> tuple[str, str]:
    """The text of a file and its encoding."""
    if len(body) > limits.MAX_BYTES:
        raise LearnerError("own_too_large", limit=limits.MAX_BYTES // 1_000_000)
    if body.startswith(_SIGNATURES):
        raise LearnerError("own_not_text")
    if body.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _as(body, "utf-16")
    if b"\0" in body:
        raise LearnerError("own_not_text")
    try:
        return body.decode("utf-8-sig"), "utf-8"
    except UnicodeDecodeError as error:
        line = body.count(b"\n", 0, error.start) + 1
    # What Excel writes on Windows; five byte values mean nothing in it.
    return _as(body, "cp1252", line)


def _as(body: bytes, encoding: str, line: int = 1) -> tuple[str, str]:
    try:
        return body.decode(encoding), encoding
    except UnicodeDecodeError:
        raise LearnerError("own_encoding", line=line) from None


def _parsed(text: str, delimiter: str, widest: int) -> Iterator[tuple[int, list[str]]]:
    before = csv.field_size_limit(widest)  # one for the whole process
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True)
    line = 1
    try:
        for row in reader:
            if any(cell.strip() for cell in row):
                yield line, row
            line = reader.line_num + 1
    except csv.Error as error:
        code = "own_long_cell" if "field larger" in str(error) else "own_quote"
        raise LearnerError(code, line=line, limit=widest) from None
    finally:
        csv.field_size_limit(before)


def _check(
    row: Sequence[str], line: int, cells: Sequence[Sequence[str]], lines: Sequence[int]
) -> None:
    if len(row) > limits.MAX_COLUMNS:
        raise LearnerError("own_too_wide", line=line, count=len(row), limit=limits.MAX_COLUMNS)
    if cells and len(row) != len(cells[0]):
        raise LearnerError(
            "own_ragged", line=line, count=len(row), first=lines[0], wanted=len(cells[0])
        )
    if len(cells) > limits.MAX_ROWS or len(cells) * len(row) > limits.MAX_CELLS:
        limit = min(limits.MAX_ROWS, limits.MAX_CELLS // len(row))
        raise LearnerError("own_too_long", limit=limit)


def _guessed(text: str, widest: int) -> str:
    """The delimiter that parts the first lines into the most columns, alike in most lines."""

    def score(delimiter: str) -> tuple[float, int]:
        widths: list[int] = []
        try:
            for _, row in _parsed(text[:20_000], delimiter, widest):
                widths.append(len(row))
                if len(widths) == _LOOKED_AT:
                    break
        except LearnerError:
            pass  # the piece may end within quotes, and what is wrong is told when all is read
        if not widths:
            return 0.0, 1
        width, count = Counter(widths).most_common(1)[0]
        return (count / len(widths) if width > 1 else 0.0), width

    return max(DELIMITERS, key=score)


def headed(cells: Sequence[Sequence[str]], number: Callable[[str], float | None]) -> bool:
    """Whether the first row names the columns: no cell of it is a number or empty, and none of
    its words occurs below."""
    first = cells[0]
    if len(cells) < 2 or not all(first) or any(number(cell) is not None for cell in first):
        return False
    below = cells[1:200]
    return not any(
        any(row[place].casefold() == name.casefold() for row in below)
        for place, name in enumerate(first)
    )


def names(cells: Sequence[str]) -> list[str]:
    """The header's names as they can be shown, empty ones numbered."""
    return [clean(cell) or f"#{place}" for place, cell in enumerate(cells, 1)]
