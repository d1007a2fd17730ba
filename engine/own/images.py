"""Pictures from a zip archive, a folder for each class: squares of bytes, small enough to keep."""

from collections.abc import Mapping, Sequence
from io import BytesIO

import numpy as np
from PIL import Image, ImageOps

from engine.contracts import AnyArray
from engine.errors import LearnerError
from engine.own import archive, limits
from engine.own.store import Own
from engine.own.words import clean, distinct, natural

LEAST = 3  # of each class: one of them is kept apart for testing
FORMATS = ("PNG", "JPEG", "GIF", "WEBP", "BMP")
MODES = {"1", "L", "LA", "P", "PA", "RGB", "RGBA", "CMYK", "YCbCr"}  # 8 bits a color
Image.MAX_IMAGE_PIXELS = None  # ``_opened`` refuses sooner, and names the file


def read(body: bytes) -> Own:
    """The pictures of a zip file; the folder that a picture lies in is its class.

    ``images`` [n, side, side, channels] uint8, one channel where all are gray, with the greatest
    side that a picture has, at most ``limits.MAX_SIDE``; ``targets`` [n] int32.
    """
    classes = _classes(archive.opened(body))
    pictures: list[Image.Image] = []
    cut = 0
    for files in classes.values():
        for file in files:
            square, whole = _square(file.name, file.read())
            pictures.append(square)
            cut += not whole
    images = _stacked(pictures)
    counts = [len(files) for files in classes.values()]
    about = {
        "sort": "images",
        "rows": len(images),
        "classes": distinct([clean(name) or f"{place}" for place, name in enumerate(classes, 1)]),
        "counts": counts,
        "side": images.shape[1],
        "channels": images.shape[3],
        "cut": cut,
    }
    return Own(about, {"images": images, "targets": np.repeat(np.arange(len(counts)), counts)})


def _classes(opened: archive.Archive) -> Mapping[str, Sequence[archive.File]]:
    """The files of each class in the order that people give names with numbers."""
    found: dict[str, list[archive.File]] = {name: [] for name in opened.empty}
    for file in opened.files:
        if not file.folder:
            raise LearnerError("own_image_no_class", name=clean(file.name))
        found.setdefault(file.folder, []).append(file)
    if len(opened.files) > limits.MAX_IMAGES:
        raise LearnerError("own_many_images", limit=limits.MAX_IMAGES)
    if len(found) > limits.MAX_CLASSES:
        raise LearnerError("own_many_classes", count=len(found), limit=limits.MAX_CLASSES)
    for name, files in found.items():
        if len(files) < LEAST:
            raise LearnerError("own_few_images", name=clean(name), count=len(files), limit=LEAST)
    if len(found) < 2:
        raise LearnerError("own_one_class")
    return {name: found[name] for name in sorted(found, key=natural)}


def _square(name: str, body: bytes) -> tuple[Image.Image, bool]:
    """The square in the middle of a picture, RGB, no larger than is kept; whether it is all."""
    try:
        image = _opened(name, body)
        image.draft("RGB", (2 * limits.MAX_SIDE, 2 * limits.MAX_SIDE))  # a JPEG is read small
        image = ImageOps.exif_transpose(image)
        clear = image.has_transparency_data
        image = image.convert("RGBA" if clear else "RGB")
        short = min(image.size)
        left, top = ((length - short) // 2 for length in image.size)
        side = min(short, limits.MAX_SIDE)
        # The mean of what a pixel covers, as the step that changes sizes has it.
        square = image.resize(
            (side, side),
            Image.Resampling.BOX,
            box=(left, top, left + short, top + short),
            reducing_gap=2.0,
        )
    except (LearnerError, MemoryError):
        raise
    except Exception:  # decoders raise whatever broken bytes make them raise
        raise LearnerError("own_not_image", name=clean(name)) from None
    if clear:
        square = Image.alpha_composite(Image.new("RGBA", square.size, "white"), square)
    return square.convert("RGB"), image.width == image.height


def _opened(name: str, body: bytes) -> Image.Image:
    """A picture whose size is known and nothing else of it read."""
    image = Image.open(BytesIO(body), formats=FORMATS)
    width, height = image.size
    if width * height > limits.MAX_PIXELS:
        limit = limits.MAX_PIXELS // 1_000_000
        raise LearnerError(
            "own_image_huge", name=clean(name), width=width, height=height, limit=limit
        )
    if image.mode not in MODES:
        raise LearnerError("own_not_image", name=clean(name))
    return image


def _stacked(pictures: Sequence[Image.Image]) -> AnyArray:
    side = max(picture.width for picture in pictures)
    images = np.stack([np.asarray(_sized(picture, side), np.uint8) for picture in pictures])
    gray = bool((images == images[..., :1]).all())
    return images[..., :1] if gray else images


def _sized(picture: Image.Image, side: int) -> Image.Image:
    if picture.width == side:
        return picture
    return picture.resize((side, side), Image.Resampling.BOX)
