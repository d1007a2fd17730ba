"""Inside an input: drawn is what stands in the data set, and what the network gets of it."""

import re
from typing import Any

import numpy as np
from insides import digits, look_into
from playwright.sync_api import expect
from workshop import ask, near, number

from engine import catalog
from engine.train.rows import cut
from tests.engine.train.runs import document

SAMPLE = {"part": "training", "index": 0}
THREE, TWO = 0.0006, 0.0051  # places that the page writes in sentences, and in tables


def entering(client, workshop):
    """What the server says that the network gets."""
    asked = {"probe": "entering", "node": "in", "sample": SAMPLE}
    return ask(client(workshop.run), asked).parts[0].values.ravel()


def numbers(text):
    """All numbers of a line, in order."""
    return [number(found) for found in re.findall(r"[−-]?\d+(?:\.\d+)?", text)]


def written(panel, selector):
    """The numbers of some elements, NaN where none stands."""
    texts = panel.locator(selector).all_inner_texts()
    return np.array([number(text) if re.search(r"\d", text) else np.nan for text in texts])


def test_a_table_shows_its_cells_and_how_each_number_is_worked_out(workshop, client):
    source = document(
        ("dense", {"units": 3, "activation": "softmax"}),
        data={"dataset": "iris", "validation_split": 0.2},
        loss="sparse_categorical_crossentropy",
    )
    panel = look_into(workshop, source, "in")
    data = catalog.datasets()["iris"].load({}, 0)
    assert data.raw
    row = int(cut(len(data.training), 0.2, 0)[0][0])
    cells: Any = data.raw("training", row)
    raw = [float(str(cell.value)) for cell in cells]
    made = entering(client, workshop)
    workshop.wait(lambda: near(written(panel, "[data-number]"), made, TWO))
    assert written(panel, "[data-raw]").tolist() == raw
    expect(panel.locator("[data-label]")).to_have_text(data.classes[data.training.targets[row]])
    figures = data.steps[0].statistics

    def working():
        said = panel.locator(".input-sentence").inner_text()
        return numbers(said.split(":")[-1].replace(" − ", " "))

    panel.get_by_role("listbox").focus()
    for place in range(4):
        wanted = [raw[place], figures["mean"][place], figures["deviation"][place], made[place]]
        workshop.wait(lambda wanted=wanted: near(working(), wanted, THREE))
        assert abs((wanted[0] - wanted[1]) / wanted[2] - wanted[3]) < 1e-5
        workshop.page.keyboard.press("ArrowDown")
    expect(panel.get_by_role("region", name="Standardize")).to_contain_text("rows - mean")


def test_an_image_shows_the_same_pixel_of_both_pictures(workshop, client):
    panel = look_into(
        workshop, digits(("flatten", {}), ("dense", {"units": 10, "activation": "softmax"})), "in"
    )
    expect(panel).to_contain_text("8 rows × 8 columns × 1 channel, numbers from 0 to 16")
    made = entering(client, workshop).reshape(8, 8)
    around = np.full((12, 12), np.nan)
    around[2:10, 2:10] = made
    picture = panel.get_by_role("button", name="Picture of In the data set")
    box = picture.bounding_box()
    said = panel.locator(".input-sentence")
    for row, column in ((3, 4), (0, 7)):
        workshop.page.mouse.move(
            box["x"] + (column + 0.5) * box["width"] / 8, box["y"] + (row + 0.5) * box["height"] / 8
        )
        wanted = [row + 1, column + 1, made[row, column] * 16, 1, 16, made[row, column]]
        workshop.wait(lambda wanted=wanted: near(numbers(said.inner_text()), wanted, THREE))
        beside = around[row : row + 5, column : column + 5].ravel()
        for name, factor in (("raw", 16), ("made", 1)):
            cells, wanted = f"[data-around={name}] > *", beside * factor
            workshop.wait(
                lambda cells=cells, wanted=wanted: near(written(panel, cells), wanted, TWO)
            )
    # The same pixel by keys, in the other picture.
    panel.get_by_role("button", name="Picture of What the network gets").focus()
    workshop.page.keyboard.press("ArrowDown")
    expect(said).to_contain_text("Row 2, column 8")
