"""What colors a value must have: the page's color maps, worked out a second time in NumPy."""

import re
from typing import Any

import numpy as np
import numpy.typing as npt
from playwright.sync_api import Page

Array = npt.NDArray[Any]

# sRGB and OKLab as their author publishes them (B. Ottosson, 2020).
TO_LMS = np.array(
    [
        [0.4122214708, 0.5363325363, 0.0514459929],
        [0.2119034982, 0.6806995451, 0.1073969566],
        [0.0883024619, 0.2817188376, 0.6299787005],
    ]
)
TO_LAB = np.array(
    [
        [0.2104542553, 0.7936177850, -0.0040720468],
        [1.9779984951, -2.4285922050, 0.4505937099],
        [0.0259040371, 0.7827717662, -0.8086757660],
    ]
)
MAPS = {
    "diverging": ("--negative", "--neutral", "--positive"),
    "sequential": ("--sequential-0", "--sequential-1", "--sequential-2", "--sequential-3"),
}


def colors(page: Page, name: str) -> Array:
    """256 colors of one of the page's maps in its present theme, uint8 [256, 3]."""
    stops = np.array([_token(page, token) for token in MAPS[name]])
    lab = np.cbrt(_linear(stops) @ TO_LMS.T) @ TO_LAB.T
    places = np.linspace(0, len(stops) - 1, 256)
    mixed = np.stack([np.interp(places, range(len(stops)), lab[:, i]) for i in range(3)], axis=1)
    linear = (mixed @ np.linalg.inv(TO_LAB).T) ** 3 @ np.linalg.inv(TO_LMS).T
    return np.round(_bytes(linear)).astype(np.uint8)


def painted(values: Array, table: Array, least: float, greatest: float) -> Array:
    """The colors of numbers on a scale, uint8 [..., 3]."""
    share = np.clip((values - least) / (greatest - least), 0, 1)
    return table[np.round(share * 255).astype(int)]


def difference(pixels: Array, expected: Array) -> int:
    """The largest difference of any channel; the greatest there is while something is missing."""
    if (pixels[..., 3] < 255).any():
        return 255
    return int(np.abs(pixels[..., :3].astype(int) - expected.astype(int)).max())


def _token(page: Page, name: str) -> list[float]:
    read = "name => getComputedStyle(document.documentElement).getPropertyValue(name)"
    value = page.evaluate(read, name).strip()
    digits = re.fullmatch(r"#([0-9a-f]{6}|[0-9a-f]{3})", value)
    assert digits, f"{name} is {value!r}, not a color in hexadecimal"
    full = digits[1] if len(digits[1]) == 6 else "".join(2 * one for one in digits[1])
    return [int(full[at : at + 2], 16) for at in (0, 2, 4)]


def _linear(color: Array) -> Array:
    part = color / 255
    return np.where(part <= 0.04045, part / 12.92, ((part + 0.055) / 1.055) ** 2.4)


def _bytes(linear: Array) -> Array:
    root = 1.055 * np.maximum(linear, 0) ** (1 / 2.4) - 0.055
    return np.clip(np.where(linear <= 0.0031308, 12.92 * linear, root) * 255, 0, 255)
