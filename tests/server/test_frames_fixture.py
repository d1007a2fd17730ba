"""The bytes that the page's tests decode are the bytes that the server writes."""

import base64
import re
from pathlib import Path

import numpy as np

from server.wire.frames import Part, encode

TEST = Path(__file__).parents[2] / "web" / "src" / "wire" / "frames.test.ts"


def test_page_tests_decode_true_bytes() -> None:
    maps = np.arange(12, dtype=np.uint8).reshape(2, 2, 3) * np.uint8(20)
    ranges = np.array([[-1, 1], [0, 5.1]], np.float32)
    floats = np.array([0.25, -2], np.float32)
    unknown = np.full((1, 2), np.nan, np.float32)
    first = encode(7, 1200.0, 1.5, [Part(maps, ranges), Part(floats)])
    second = encode(
        9,
        1201.0,
        2.5,
        [
            Part(np.array([[1, 2, 3]], np.float32)),
            Part(np.array([[[5]]], np.uint8), unknown),
        ],
    )
    constant = TEST.read_text().split("const MESSAGE =")[1].split("function")[0]
    text = "".join(re.findall(r"'([^']*)'", constant))
    assert base64.b64decode(text) == first + second
