"""The plainest sort of PNG: a palette of at most 256 colors, rows unfiltered."""

import struct
import zlib
from pathlib import Path

import numpy as np

from engine.contracts import AnyArray

SIGNATURE = b"\x89PNG\r\n\x1a\n"
PLAIN = (8, 3, 0, 0, 0)  # bits, palette, deflate, filters by row, not interlaced


def read_palette_png(path: Path) -> tuple[AnyArray, AnyArray]:
    """Palette numbers uint8 [height, width] and the palette's colors uint8 [256, RGBA].

    Raises ValueError for any other sort of PNG: https://www.w3.org/TR/png/ has many.
    """
    chunks = _chunks(path.read_bytes())
    width, height, *sort = struct.unpack(">IIBBBBB", chunks[b"IHDR"])
    rows = np.frombuffer(zlib.decompress(chunks[b"IDAT"]), np.uint8).reshape(height, -1)
    if tuple(sort) != PLAIN or rows.shape[1] != width + 1 or rows[:, 0].any():
        raise ValueError(path.name)
    colors = np.full((256, 4), 255, np.uint8)
    known = np.frombuffer(chunks[b"PLTE"], np.uint8).reshape(-1, 3)
    colors[: len(known), :3] = known
    opaque = np.frombuffer(chunks.get(b"tRNS", b""), np.uint8)
    colors[: len(opaque), 3] = opaque
    return rows[:, 1:], colors


def _chunks(content: bytes) -> dict[bytes, bytes]:
    if not content.startswith(SIGNATURE):
        raise ValueError("no PNG")
    found: dict[bytes, bytes] = {}
    place = len(SIGNATURE)
    while place < len(content):
        size, kind = struct.unpack(">I4s", content[place : place + 8])
        found[kind] = found.get(kind, b"") + content[place + 8 : place + 8 + size]
        place += 12 + size  # length, kind and checksum take 12
    return found
