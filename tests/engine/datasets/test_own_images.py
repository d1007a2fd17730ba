"""Own images: what becomes of sizes, colors, edges and folders, and which files are refused."""

from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from own_pictures import encoded, picture, pictures, zipped
from PIL import Image

from engine import catalog
from engine.contracts import Data
from engine.errors import LearnerError
from engine.own import images, limits, store

PAIR = {"cat": 5, "dog": 5}


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("NETZWERKSTATT_HOME", str(tmp_path))


def load(files: dict[str, bytes], **options: Any) -> Data:
    kind = catalog.datasets()["own_images"]
    name, _ = store.keep(images.read(zipped(files)))
    standard = {field.name: field.default for field in kind.fields}
    chosen = {**standard, "set": name, **options}
    data = kind.load(chosen, 0)
    assert kind.signature(chosen) == (data.shape, data.classes)
    return data


def drawn(values: np.ndarray) -> bytes:
    return encoded(Image.fromarray(values.astype(np.uint8)))


def test_drawings_of_28_pixels_are_kept_as_they_are():
    random = np.random.default_rng(0)
    sheets = random.integers(0, 256, (10, 28, 28), np.uint8)
    files = {f"{n % 2}/{n}.png": drawn(sheet) for n, sheet in enumerate(sheets)}
    data = load(files, size=28)
    assert data.shape == (28, 28, 1)
    assert data.classes == ("0", "1")
    found = np.concatenate([data.training.inputs, data.test.inputs])
    assert {sheet.tobytes() for sheet in found} == {sheet.tobytes() for sheet in sheets}
    assert len(data.test) == 2


def test_the_middle_is_taken_and_shrunk_to_means():
    wide = np.zeros((128, 300, 3), np.uint8)
    wide[:, 86:150] = (200, 0, 0)  # the left half of the middle square
    wide[:, :86] = 255
    files = pictures(PAIR) | {"cat/wide.png": drawn(wide)}
    own = images.read(zipped(files))
    assert own.about["side"] == limits.MAX_SIDE
    assert (own.about["cut"], own.about["counts"]) == (1, [6, 5])
    square = own.arrays["images"][5]
    assert (square[:, :32] == (200, 0, 0)).all()
    assert (square[:, 32:] == 0).all()


def test_steps_resize_and_gray_the_rows():
    data = load(pictures(PAIR), size=32, gray=True)
    assert data.shape == (32, 32, 1)
    assert [done.step for done in data.steps] == ["resize", "gray"]
    colored = load(pictures(PAIR), size=16)
    assert colored.shape == (16, 16, 3)
    assert colored.training.inputs.dtype == np.uint8


def test_a_turned_photo_stands_upright_and_clear_parts_are_white():
    upright = np.zeros((20, 20, 3), np.uint8)
    upright[:10] = 255
    photo = Image.fromarray(np.rot90(upright, 1).copy())  # as the camera held sideways saw it
    file = BytesIO()
    exif = Image.Exif()
    exif[0x0112] = 6  # turn by 90 degrees to the right
    photo.save(file, "PNG", exif=exif)
    clear = encoded(Image.new("RGBA", (20, 20), (0, 0, 0, 0)))
    found = images.read(zipped(pictures(PAIR) | {"cat/a.png": file.getvalue(), "cat/b.png": clear}))
    turned, white = found.arrays["images"][5:7]
    assert turned[0].min() > 200
    assert turned[-1].max() < 50
    assert (white == 255).all()


@pytest.mark.parametrize("kind", ["JPEG", "GIF", "WEBP", "BMP"])
def test_other_formats_are_read(kind: str):
    files = pictures(PAIR) | {f"cat/x.{kind.lower()}": picture(3, (90, 90), kind)}
    assert images.read(zipped(files)).about["rows"] == 11


def test_folders_names_and_litter():
    files = {f"pets/{name}": body for name, body in pictures({"9 cats": 3, "10 dogs": 3}).items()}
    files |= {"__MACOSX/pets/._1.png": b"x", "pets/.DS_Store": b"x", "pets/9 cats/Thumbs.db": b""}
    about = images.read(zipped(files | {"pets/": b"", "pets/9 cats/": b""})).about
    assert about["classes"] == ["9 cats", "10 dogs"]


@pytest.mark.parametrize(
    ("files", "code"),
    [
        ({"a/1.png": b"no picture"}, "own_not_image"),
        ({"a/1.png": picture(1)[:300]}, "own_not_image"),
        ({"a/1.tif": picture(1, kind="TIFF")}, "own_not_image"),
        ({"a/1.png": drawn(np.full((9, 9), 9)), "top.png": b""}, "own_image_no_class"),
        ({"a/x/": b""}, "own_few_images"),
        ({"b/1.png": picture(1)}, "own_few_images"),
    ],
)
def test_a_bad_picture_is_named(files: dict[str, bytes], code: str):
    with pytest.raises(LearnerError) as told:
        images.read(zipped({**pictures({"a": 3, "c": 3}), **files}))
    assert told.value.code == code
    name = "x" if code == "own_few_images" and "a/x/" in files else [*files][-1]
    named = name.partition("/")[0] if name == "b/1.png" else name
    assert f"“{named}”" in told.value.message.en


def test_sixteen_bits_are_refused_rather_than_cut_off():
    deep = encoded(Image.fromarray(np.full((20, 20), 40_000, np.uint16)))
    with pytest.raises(LearnerError) as told:
        images.read(zipped(pictures(PAIR) | {"cat/deep.png": deep}))
    assert told.value.code == "own_not_image"
