"""One long text, such as a novel: which character comes next is learned from it."""

from collections import Counter

import numpy as np

from engine.errors import LearnerError
from engine.own import limits, rows
from engine.own.store import Own

LEAST = 1_000  # characters: fewer teach nothing and leave nothing to test with
MOST_CHARACTERS = 60  # different ones that are told apart; the rarer ones share a number
SHOWN = 400  # characters of its beginning
SIGNS = "␣⏎⇥"  # what spaces, line ends and tabs are shown as: themselves they are not told apart


def read(body: bytes) -> Own:
    """A text in lower case, its line ends made alike.

    ``text`` is its UTF-8 as bytes; ``about`` names the characters that are told apart, the most
    frequent first.
    """
    text = "\n".join(rows.decoded(body)[0].lower().split("\r\n")).replace("\r", "\n").strip()
    if not limits.MAX_LONG_TEXT >= len(text) >= LEAST:
        code = "own_short_text" if len(text) < LEAST else "own_long_text"
        raise LearnerError(code, count=len(text), least=LEAST, limit=limits.MAX_LONG_TEXT)
    counted = [pair for pair in Counter(text).most_common() if pair[0] not in SIGNS]
    frequent = dict(counted[:MOST_CHARACTERS])
    if len(frequent) < 2:
        raise LearnerError("own_one_character")
    about = {
        "sort": "text",
        "rows": len(text),
        "characters": "".join(sorted(frequent)),
        "known": sum(frequent.values()) / len(text),
        "beginning": text[:SHOWN],
    }
    return Own(about, {"text": np.frombuffer(text.encode(), np.uint8)})
