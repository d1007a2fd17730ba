"""``show``: one kind seen alone, with what it computes, as an HTML file and a few lines."""

import argparse
import json
import os
import tempfile
from pathlib import Path
from typing import Any

from engine.cli import _document
from engine.contracts import Text
from engine.errors import LearnerError
from engine.help.page import find, near, page
from engine.help.preview import as_html, as_text


def register(commands: Any) -> None:
    """Adds the command."""
    parser = commands.add_parser("show", help="one kind seen alone, with pictures it computes")
    parser.add_argument("kind", metavar="KIND", help="its name, such as lstm or relu")
    parser.add_argument("--out", type=Path, metavar="FILE.html", help="where the page goes")
    _document.add_json(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Prints the kind and writes its page; a name in several categories shows all of them."""
    found = find(options.kind)
    if not found:
        raise _unknown(options.kind)
    pages = [page(category, name) for category, name in found]
    if options.json:
        print(json.dumps(pages, ensure_ascii=False))
        return 0
    language = _language()
    for told in pages:
        file = _place(options.out, told, len(pages))
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(as_html(told, language), "utf-8")
        print(f"{as_text(told, language)}\n")
        print(file)
    return 0


def _place(wanted: Path | None, told: Any, count: int) -> Path:
    if wanted is None:
        folder = Path(tempfile.gettempdir()) / "netzwerkstatt-show"
        return folder / f"{told['category']}-{told['name']}.html"
    return wanted if count == 1 else wanted.with_stem(f"{wanted.stem}-{told['category']}")


def _unknown(name: str) -> LearnerError:
    names = ", ".join(near(name))
    hint = Text(f"Did you mean {names}?", f"Meinst du {names}?")
    otherwise = Text(
        "`python -m engine kinds` lists all.", "`python -m engine kinds` zählt alle auf."
    )
    return LearnerError("no_such_kind", name=name[:40], hint=hint if names else otherwise)


def _language() -> str:
    wish = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG", "")
    return "de" if wish.startswith("de") else "en"
