"""Inside layers that read sequences: the numbers drawn are the server's, by pointer and by key."""

import math
import re
from typing import Any

import numpy as np
import pytest
from insides import CLASSES, digits, look_into
from playwright.sync_api import expect
from workshop import Workshop, ask, near, number

SAMPLE = {"part": "training", "index": 0}
ROWS = ("reshape", {"target_shape": [8, 8]})
NUMBER = r"−?[\d.]+(?:·10[⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+)?"


@pytest.fixture
def inside(workshop: Workshop, client):
    """Opens a layer of a chain on the small digits; answers the panel and how to ask the server."""

    def opened(node: str, *layers: tuple[str, dict[str, Any]]):
        panel = look_into(workshop, digits(*layers, CLASSES), node)
        socket = client(workshop.run)
        return panel, lambda **probe: [
            part.values for part in ask(socket, {"node": node, "sample": SAMPLE, **probe}).parts
        ]

    return opened


def drawn(cells) -> list[float]:
    """The numbers in the cells; NaN for one that is not written yet."""
    return [number(text) if text.strip() else math.nan for text in cells.all_inner_texts()]


def test_gates_and_the_calculation_behind_one_are_the_servers(workshop, inside):
    panel, answer = inside("l2", ROWS, ("lstm", {"units": 5}))
    expect(panel.locator("[data-line=hidden]")).to_contain_text("tanh")
    panel.locator("tr[data-row=input] td[data-column='4']").hover()
    grid = panel.get_by_role("group", name=re.compile("Positions and gates"))
    grid.focus()
    workshop.page.keyboard.press("ArrowDown")
    workshop.page.keyboard.press("ArrowDown")
    expect(panel.get_by_role("heading", name="At position 5, unit 3")).to_be_visible()
    rows, _, sums, before, here = answer(probe="gates", index=[4, 2], first=0, count=8)
    names = ["hidden", "cell", "input", "forget", "candidate", "output"]
    for name, row in zip(names, rows, strict=True):
        cells = panel.locator(f"tr[data-row={name}] td.tinted")
        workshop.wait(lambda cells=cells, row=row: near(drawn(cells), row[:, 2], 0.0051))
    gate = panel.locator("[data-line=forget]")
    workshop.wait(lambda: re.search(rf"= {NUMBER}$", gate.inner_text()))
    given, back, bias, total = (number(one) for one in re.findall(NUMBER, signed(gate)))
    np.testing.assert_allclose([given, back, bias], sums[1][:3], atol=0.0006)
    assert total == pytest.approx(1 / (1 + np.exp(-sums[1].sum())), abs=0.0006)
    numbers = re.findall(NUMBER, panel.locator("[data-line=cell]").inner_text())
    told = [here[3], before[1], here[2], here[4], here[1]]
    np.testing.assert_allclose([number(one) for one in numbers], told, atol=0.0006)


def signed(line) -> str:
    """A sum whose minus signs stand with their numbers."""
    return line.inner_text().replace(" − ", " −")


def test_all_units_of_a_row_are_a_picture_of_the_servers_numbers(workshop, inside):
    panel, answer = inside("l2", ROWS, ("gru", {"units": 6}))
    expect(panel.locator("[data-line=update]")).to_contain_text("=")
    panel.get_by_role("button", name="update gate z").click()
    canvas = panel.get_by_role("img", name=re.compile("All 6 units, update gate z"))
    rows = answer(probe="gates", index=[7, 0], first=0, count=8)[0]
    update = rows[1].T

    def alike() -> bool:
        # The larger a positive number, the less red its color.
        red = workshop.pixels(canvas)[..., 0].astype(float)
        return red.shape == update.shape and np.corrcoef(red.ravel(), update.ravel())[0, 1] < -0.99

    workshop.wait(alike)


def test_the_map_of_attention_tells_score_and_share_of_the_pointed_pair(workshop, inside):
    config = {"num_heads": 2, "key_dim": 4, "use_causal_mask": True}
    panel, answer = inside("l2", ROWS, ("multi_head_attention", config), ("flatten", {}))
    share = panel.locator("[data-line=share]")
    expect(share).to_contain_text("=")
    panel.get_by_role("button", name="Head 2").click()
    place = panel.get_by_role("group", name=re.compile("Who looks at whom"))
    box = place.bounding_box()
    place.hover(position={"x": box["width"] * 2.5 / 8, "y": box["height"] * 5.5 / 8})
    expect(panel.get_by_role("heading", name="Query 6, key 3")).to_be_visible()
    scores, shares, _, query, key, _ = answer(probe="attention", index=[1, 5, 2])
    workshop.wait(lambda: share.inner_text().endswith(f"{shares[5, 2]:.3f}"))
    product, _, score = re.findall(
        NUMBER, panel.locator("[data-line=score]").inner_text().replace("√4", "√4.0")
    )
    assert number(product) == pytest.approx(float(query @ key), abs=0.0006)
    assert number(score) == pytest.approx(scores[5, 2], abs=0.0006)
    place.focus()
    for _ in range(5):
        workshop.page.keyboard.press("ArrowRight")
    expect(panel.get_by_text("Masked: this query may not look there")).to_be_visible()
    expect(share).to_have_text("Share = 0.000")


def test_an_embedding_shows_the_row_it_looks_up_and_its_neighbors(workshop, inside):
    layers = [("flatten", {}), ("rescaling", {"scale": 16.0}),
              ("embedding", {"input_dim": 17, "output_dim": 5}), ("flatten", {})]  # fmt: skip
    panel, answer = inside("l3", *layers)
    strip = panel.get_by_role("group", name=re.compile("token by token"))
    expect(panel.locator("[data-title]")).to_contain_text("Row")
    strip.focus()
    for _ in range(10):
        workshop.page.keyboard.press("ArrowLeft")
    place = 64 - 1 - 10
    tokens, row, _, numbers, cosines = answer(probe="lookup", index=[place])
    expect(panel.locator("[data-title]")).to_have_text(f"Row {tokens[place]:.0f} of the table")
    cells = panel.locator("[data-cell]")
    workshop.wait(lambda: near(drawn(cells), row, 0.0051))
    expect(panel.locator(f"[data-token='{place}']")).to_have_text(f"{tokens[place]:.0f}")
    bars = panel.locator(".attention-bar")
    names = bars.locator("span").all_inner_texts()
    assert names == [f"number {one:.0f}" for one in numbers]
    np.testing.assert_allclose(drawn(bars.locator("b")), cosines, atol=0.0006)
