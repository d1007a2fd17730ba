"""Zip files of pictures for tests, good ones and those that are made to hurt."""

import struct
import zipfile
import zlib
from collections.abc import Callable, Mapping
from io import BytesIO

import numpy as np
from PIL import Image


def picture(seed: int = 0, size: tuple[int, int] = (40, 40), kind: str = "PNG") -> bytes:
    """A picture of colored noise; sizes are width and height."""
    random = np.random.default_rng(seed)
    pixels = random.integers(0, 256, (size[1], size[0], 3), np.uint8)
    return encoded(Image.fromarray(pixels), kind)


def encoded(image: Image.Image, kind: str = "PNG") -> bytes:
    """A picture as a file."""
    file = BytesIO()
    image.save(file, kind)
    return file.getvalue()


def zipped(files: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Files by their path; a path that ends with a slash is a folder."""
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", method) as archive:
        for name, body in files.items():
            archive.writestr(name, body)
    return packed.getvalue()


def pictures(classes: Mapping[str, int], size: tuple[int, int] = (40, 40)) -> dict[str, bytes]:
    """So many different pictures in a folder of each class."""
    names = [f"{name}/{number}.png" for name, count in classes.items() for number in range(count)]
    return {name: picture(seed, size) for seed, name in enumerate(names)}


def declared(width: int, height: int) -> bytes:
    """A PNG that says it is so large and holds nothing."""
    header = b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    length, check = struct.pack(">I", 13), struct.pack(">I", zlib.crc32(header))
    return b"\x89PNG\r\n\x1a\n" + length + header + check + b"\0\0\0\0IDAT\x35\xaf\x06\x1e"


def locked(archive: bytes) -> bytes:
    """An archive whose first file says that it has a password."""
    changed = bytearray(archive)
    for signature, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        changed[changed.index(signature) + flags] |= 1
    return bytes(changed)


def lying(archive: bytes) -> bytes:
    """An archive whose first file says that it has 500 bytes."""
    changed = bytearray(archive)
    for signature, place in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        at = changed.index(signature) + place
        changed[at : at + 4] = struct.pack("<I", 500)
    return bytes(changed)


def _good() -> dict[str, bytes]:
    return pictures({"cat": 3, "dog": 3})


def _with(name: str, body: bytes = b"") -> bytes:
    return zipped({name: body, **_good()})


BAD_ARCHIVES: dict[str, tuple[str, Callable[[], bytes]]] = {
    "one of zeros": ("own_zip_bomb", lambda: _with("cat/x.png", bytes(100_000_000))),
    "many of zeros": (
        "own_zip_much",
        lambda: zipped({f"cat/{number}.png": bytes(900_000) for number in range(230)}),
    ),
    "many": ("own_zip_many", lambda: zipped({f"cat/{number}": b"" for number in range(20_000)})),
    "nested": ("own_zip_nested", lambda: _with("cat/more.zip", zipped(_good()))),
    "nested in disguise": ("own_not_image", lambda: _with("cat/more.png", zipped(_good()))),
    "more than it says": ("own_zip_entry", lambda: lying(_with("cat/x.png", bytes(50_000_000)))),
    "huge as it says": ("own_image_huge", lambda: _with("cat/x.png", declared(100_000, 100_000))),
    "no picture": ("own_not_image", lambda: _with("cat/x.png", b"Not a picture.")),
    "one class": ("own_one_class", lambda: zipped(pictures({"cat": 6}))),
    "empty class": ("own_few_images", lambda: _with("mouse/")),
    "out of its folder": ("own_zip_path", lambda: _with("../cat/x.png", picture())),
    "from the root": ("own_zip_path", lambda: _with("/etc/x.png", picture())),
    "password": ("own_zip_locked", lambda: locked(zipped(_good()))),
    "cut off": ("own_zip_damaged", lambda: zipped(_good())[:-200]),
    "unusual": ("own_zip_method", lambda: zipped(_good(), zipfile.ZIP_LZMA)),
    "a table": ("own_not_zip", lambda: b"a,b\n1,2\n"),
    "a picture alone": ("own_not_zip", picture),
}
"""What must be refused: the code, and what makes the file, by what is bad about it."""
