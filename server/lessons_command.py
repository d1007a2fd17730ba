"""`python -m server lessons`: every problem of the lessons with file, line and how to mend it."""

import asyncio
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from server.lessons.load import load
from server.lessons.problems import LessonProblems, Problem
from server.lessons.tree import Library
from server.settings import Settings
from server.work.checking import Checker
from server.work.proof import proof

BROKEN = 2


def main(settings: Settings) -> int:
    """Prints what is wrong; answers the exit status."""
    try:
        library = load(settings.lessons)
    except LessonProblems as found:
        return _tell(found.problems)
    problems = asyncio.run(_proof(library, settings))
    if problems:
        return _tell(problems)
    sys.stdout.write(f"Lessons read: {len(library.lessons)}. Nothing to mend.\n")
    return 0


async def _proof(library: Library, settings: Settings) -> list[Problem]:
    checker = Checker(settings)
    try:
        return await proof(library, checker)
    finally:
        await checker.close()


def _tell(problems: Sequence[Problem]) -> int:
    said = (os.environ.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    german = next(filter(None, said), "").startswith("de")
    for problem in problems:
        text = problem.message.de if german else problem.message.en
        sys.stdout.write(f"{_short(problem.file)}:{problem.line}: {text}\n")
    return BROKEN


def _short(file: Path) -> Path:
    return file.relative_to(Path.cwd()) if file.is_relative_to(Path.cwd()) else file
