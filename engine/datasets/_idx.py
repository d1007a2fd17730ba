"""Image sets in the IDX format of MNIST: four files, mapped into memory instead of read."""

import mmap
from pathlib import Path
from typing import Unpack

import numpy as np

from engine.contracts import AnyArray, Data, DatasetKind, Examples
from engine.datasets._cache import once
from engine.datasets._card import SourcedCard
from engine.datasets.fetch._fetch import fetched, require
from engine.datasets.fetch._files import File, FileSet
from engine.errors import LearnerError

NAMES = (
    "train-images-idx3-ubyte",
    "train-labels-idx1-ubyte",
    "t10k-images-idx3-ubyte",
    "t10k-labels-idx1-ubyte",
)
SIZES = (47_040_016, 60_008, 7_840_016, 10_008)
SHAPE = (28, 28, 1)


def idx_files(*sha256: str) -> tuple[File, ...]:
    """The four files with their checksums in the order of ``NAMES``."""
    return tuple(File(*facts) for facts in zip(NAMES, SIZES, sha256, strict=True))


def image_set(files: FileSet, classes: tuple[str, ...], **card: Unpack[SourcedCard]) -> DatasetKind:
    """The kind of a set that consists of such files, in their published order and division."""
    return DatasetKind(
        **card,
        sample_type="image",
        task="classification",
        fields=(),
        signature=lambda _: (SHAPE, classes),
        load=once(lambda: load_idx(files, classes)),
        **fetched(files),
    )


def load_idx(file_set: FileSet, classes: tuple[str, ...]) -> Data:
    """60,000 training and 10,000 test images, uint8 [n, 28, 28, 1], scaled by 1/255 on the device.

    Raises LearnerError ``data_not_here`` or ``data_damaged``.
    """
    folder = require(file_set)
    try:
        images, labels, test_images, test_labels = (read_idx(folder / name) for name in NAMES)
    except (OSError, ValueError) as error:
        raise LearnerError(
            "data_damaged", field="dataset", name=file_set.name, file=str(error), source=str(folder)
        ) from error
    return Data(
        training=_examples(images, labels),
        test=_examples(test_images, test_labels),
        shape=SHAPE,
        classes=classes,
        scale=1 / 255,
    )


def _examples(images: AnyArray, labels: AnyArray) -> Examples:
    return Examples(images[..., np.newaxis], labels.astype(np.int32))


def read_idx(path: Path) -> AnyArray:
    """The array in an unpacked IDX file of bytes; ValueError names the file when it is not one.

    The format: two zero bytes, 8 for uint8, the rank, then one big-endian 32-bit length per axis.
    """
    with path.open("rb") as file:
        # Mapped: several worker processes share one copy, and nothing is read before it is used.
        content = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    rank = content[3]
    header = 4 + 4 * rank
    shape = tuple(int(n) for n in np.frombuffer(content, ">u4", rank, 4))
    if content[:3] != b"\0\0\x08" or len(content) != header + int(np.prod(shape)):
        raise ValueError(path.name)
    return np.frombuffer(content, np.uint8, offset=header).reshape(shape)
