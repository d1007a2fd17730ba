"""The binary layout of pictures: made once in the worker, the same bytes for every viewer."""

import struct
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

_HEADER = struct.Struct("<IIddII")
_PART = struct.Struct("<BBHI")
_UINT8, _FLOAT32 = 1, 2


@dataclass(frozen=True, slots=True)
class Part:
    """One array: float32, or uint8 with ``ranges`` float32 [maps, 2] (least and greatest)."""

    values: npt.NDArray[Any]
    ranges: npt.NDArray[np.float32] | None = None

    def real(self) -> npt.NDArray[np.float32]:
        """The numbers that the bytes stand for."""
        if self.ranges is None:
            return self.values
        around = (slice(None),) + (None,) * (self.values.ndim - 1)
        least, greatest = self.ranges[:, 0][around], self.ranges[:, 1][around]
        real = least + self.values.astype(np.float32) / np.float32(255) * (greatest - least)
        return real.astype(np.float32)


@dataclass(frozen=True, slots=True)
class Frame:
    """The answer to one probe at one step, ``made`` in seconds since 1970."""

    stream: int
    step: float
    made: float
    parts: tuple[Part, ...]


def encode(stream: int, step: float, made: float, parts: Sequence[Part]) -> bytes:
    """A frame as bytes, padded to 8 bytes as docs/protocol.md says."""
    chunks = [b""]
    for part in parts:
        chunks.extend(_part(part))
    length = _HEADER.size + sum(map(len, chunks))
    chunks[0] = _HEADER.pack(length, stream, step, made, len(parts), 0)
    return b"".join(chunks)


def decode(message: bytes) -> list[Frame]:
    """The frames of one binary message; arrays are views on its bytes."""
    frames: list[Frame] = []
    start = 0
    while start < len(message):
        length, stream, step, made, count, _ = _HEADER.unpack_from(message, start)
        at, parts = start + _HEADER.size, list[Part]()
        for _ in range(count):
            part, at = _read_part(message, at, start)
            parts.append(part)
        frames.append(Frame(stream, step, made, tuple(parts)))
        start += length
    return frames


def _part(part: Part) -> list[bytes]:
    kind, dtype = (_FLOAT32, np.float32) if part.ranges is None else (_UINT8, np.uint8)
    values = np.ascontiguousarray(part.values, dtype=dtype)
    maps = 0 if part.ranges is None else values.shape[0]
    head = _PART.pack(kind, values.ndim, 0, maps) + struct.pack(f"<{values.ndim}I", *values.shape)
    ranges = b"" if part.ranges is None else np.ascontiguousarray(part.ranges, "<f4").tobytes()
    body = values.tobytes()
    padding = -(len(head) + len(ranges) + len(body)) % 8
    return [head, ranges, body, bytes(padding)]


def _read_part(message: bytes, at: int, start: int) -> tuple[Part, int]:
    kind, rank, _, maps = _PART.unpack_from(message, at)
    at += _PART.size
    shape: tuple[int, ...] = struct.unpack_from(f"<{rank}I", message, at)
    at += 4 * rank
    ranges = None
    if kind == _UINT8:
        ranges = np.frombuffer(message, "<f4", 2 * maps, at).reshape(maps, 2)
        at += 8 * maps
    dtype = np.dtype(np.uint8 if kind == _UINT8 else "<f4")
    count = int(np.prod(shape, dtype=np.int64))
    values = np.frombuffer(message, dtype, count, at).reshape(shape)
    at += count * dtype.itemsize
    return Part(values, ranges), at + -(at - start) % 8
