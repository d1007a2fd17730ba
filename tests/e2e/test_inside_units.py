"""Layers of units from inside: what is drawn is what NumPy works out from the served numbers."""

import re

import numpy as np
from playwright.sync_api import expect
from workshop import ask, number

WITHIN = 0.0011  # numbers are written with three digits
SAMPLE = {"part": "training", "index": 0}


def open_inside(workshop, node):
    """One level into a layer; answers its panel."""
    workshop.node(node).focus()
    workshop.page.keyboard.press("i")
    panel = workshop.page.get_by_role("region", name=re.compile(rf"^Inside .*\({node}\)"))
    expect(panel).to_be_visible()
    return panel


def parts(client, workshop, probe, **question):
    """What the server answers, by part, as arrays."""
    frame = ask(client(workshop.run), {"probe": probe, "sample": SAMPLE, **question})
    return [part.values for part in frame.parts]


def cells(row):
    """The numbers in a row of a table, empty cells left out."""
    texts = [text.replace("×", "").strip() for text in row.locator("td").all_inner_texts()]
    return [number(text) for text in texts if text]


def test_a_sum_is_drawn_term_by_term_and_units_are_chosen_by_key(workshop, client):
    workshop.play_until(100)
    panel = open_inside(workshop, "h1")
    units = panel.get_by_role("listbox")
    units.focus()
    workshop.page.keyboard.press("ArrowDown")
    expect(units.get_by_role("option", selected=True)).to_contain_text("Unit 2")
    inputs, weights, bias, total, output = parts(client, workshop, "unit", node="h1", index=[1])
    table = panel.get_by_role("table")
    rows = table.locator("tr[data-row=term]:not([hidden])")
    order = np.argsort(-np.abs(inputs * weights))
    expected = np.stack([inputs, weights, inputs * weights], 1)[order]
    workshop.wait(
        lambda: (
            rows.count() == 2
            and np.allclose([cells(row) for row in rows.all()], expected, atol=WITHIN)
        )
    )
    assert np.allclose(cells(table.locator("tr[data-row=bias]")), bias, atol=WITHIN)
    assert np.allclose(
        cells(table.locator("tr[data-row=sum]")), inputs @ weights + bias, atol=WITHIN
    )
    drawn = number(table.locator("[data-row=output] b").inner_text())
    assert abs(drawn - np.tanh(inputs @ weights + bias)[0]) < WITHIN
    assert abs(drawn - output[0]) < WITHIN
    # Bars stand where the running total goes from and to.
    track = table.locator("tr[data-row=sum] .waterfall-track")
    bar, whole = track.locator("i").bounding_box(), track.bounding_box()
    steps = np.cumsum([0, *expected[:, 2], bias[0]])
    reach = steps.max() - steps.min()
    assert abs(bar["width"] / whole["width"] - abs(total[0]) / reach) < 0.02
    said = panel.locator(".curve-panel figcaption")
    expect(said).to_contain_text("Unit 2: tanh(")
    values = [number(text) for text in units.locator("b").all_inner_texts()]
    everyone = parts(client, workshop, "activation", node="h1")[0]
    assert np.allclose(values, everyone, atol=WITHIN)


def test_softmax_shares_and_the_picture_of_weights(workshop, client):
    workshop.start_from("Digits, one hidden layer")
    output = workshop.document()["nodes"][-1]["id"]
    panel = open_inside(workshop, output)
    sums, shares, *_ = parts(client, workshop, "bend", node=output, index=[])
    powers = np.exp(sums.astype(float))
    table = panel.get_by_role("table", name="Softmax: the share of each")
    rows = table.locator("tbody tr")
    expected = np.stack([sums, powers, powers / powers.sum()], 1)
    workshop.wait(lambda: np.allclose([cells(row) for row in rows.all()], expected, atol=WITHIN))
    assert np.allclose(powers / powers.sum(), shares, atol=1e-5)
    total = panel.locator(".shares-sum b").inner_text()
    assert abs(number(total.replace("=", "")) - powers.sum()) < WITHIN
    rows.nth(3).hover()
    expect(panel.locator(".shares-sum .on")).to_have_text(re.compile(r"\d"))
    lit = panel.locator(".shares-sum .on").inner_text().replace("+", "")
    assert abs(number(lit) - powers[3]) < WITHIN
    workshop.page.keyboard.press("Escape")

    panel = open_inside(workshop, "h1")
    inputs, weights, *_ = parts(client, workshop, "unit", node="h1", index=[0])
    picture = panel.get_by_role("button", name=re.compile("Picture of weights"))
    canvas = picture.locator("canvas")
    workshop.wait(lambda: workshop.pixels(canvas).shape[:2] == (28, 28))
    drawn = workshop.pixels(canvas).astype(int).reshape(-1, 4)
    order = np.argsort(weights)
    bluer = drawn[:, 2] - drawn[:, 0]
    assert bluer[order[:20]].mean() < 0 < bluer[order[-20:]].mean()
    picture.focus()
    workshop.page.keyboard.press("ArrowRight")
    at = 14 * 28 + 15
    said = panel.locator(".weight-picture p")
    expect(said).to_contain_text("row 15, column 16")
    found = re.findall(r"[−-]?\d[\d.]*(?:·10[⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+)?", said.inner_text())[2:]
    assert np.allclose(
        [number(text) for text in found],
        [inputs[at], weights[at], inputs[at] * weights[at]],
        atol=WITHIN,
    )
    rest = panel.locator("tr[data-row=rest]")
    largest = np.sort(-np.abs(inputs * weights))[:8]
    assert len(largest) == 8
    products = inputs * weights
    left = products[np.argsort(-np.abs(products), kind="stable")[8:]].sum()
    assert abs(cells(rest)[0] - left) < WITHIN
    expect(rest).to_contain_text("776 others")
