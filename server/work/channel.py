"""Messages between the web process and its children: a length, then MessagePack; never pickle."""

import asyncio
import contextlib
import socket
import struct
import threading
from typing import Generic, TypeVar

import msgspec

T = TypeVar("T")
_LENGTH = struct.Struct("<I")


def pack(message: object) -> bytes:
    """One message with its length in front."""
    body = msgspec.msgpack.encode(message)
    return _LENGTH.pack(len(body)) + body


class Channel(Generic[T]):
    """The child's end: blocking, and safe to send on from several threads."""

    def __init__(self, fd: int, expected: object) -> None:
        self._socket = socket.socket(fileno=fd)
        self._decoder: msgspec.msgpack.Decoder[T] = msgspec.msgpack.Decoder(expected)  # type: ignore[arg-type]
        self._lock = threading.Lock()

    def send(self, message: object) -> None:
        """Send one message; waits while the other side does not read, is silent when it is gone."""
        packed = pack(message)
        with self._lock, contextlib.suppress(OSError):  # ``receive`` tells that it is gone
            self._socket.sendall(packed)

    def receive(self) -> T | None:
        """The next message, or None when the other side is gone."""
        try:
            head = self._exactly(_LENGTH.size)
            body = self._exactly(_LENGTH.unpack(head)[0])
        except (EOFError, OSError):
            return None
        return self._decoder.decode(body)

    def _exactly(self, count: int) -> bytes:
        chunks = bytearray()
        while len(chunks) < count:
            chunk = self._socket.recv(count - len(chunks))
            if not chunk:
                raise EOFError
            chunks += chunk
        return bytes(chunks)


async def receive(reader: asyncio.StreamReader) -> bytes | None:
    """The web process's end: the body of the next message, or None when the child is gone."""
    try:
        head = await reader.readexactly(_LENGTH.size)
        return await reader.readexactly(_LENGTH.unpack(head)[0])
    except (asyncio.IncompleteReadError, ConnectionError):
        return None
