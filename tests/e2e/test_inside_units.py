"""Layers of units from inside: what is drawn is what NumPy works out from the served numbers."""

import io
import re

import numpy as np
from insides import CLASSES, digits, panel_of
from paint import colors
from PIL import Image
from playwright.sync_api import expect
from workshop import ask, near, number

WITHIN = 0.0011  # numbers are written with three digits
SAMPLE = {"part": "training", "index": 0}


def open_inside(workshop, node):
    """One level into a layer; answers its panel."""
    workshop.node(node).focus()
    workshop.page.keyboard.press("i")
    return panel_of(workshop, node)


def parts(client, workshop, probe, **question):
    """What the server answers, by part, as arrays."""
    frame = ask(client(workshop.run), {"probe": probe, "sample": SAMPLE, **question})
    return [part.values for part in frame.parts]


def cells(row):
    """The numbers in a row of a table, empty cells left out."""
    texts = [text.replace("×", "").strip() for text in row.locator("td").all_inner_texts()]
    return [number(text) for text in texts if text]


def every(rows):
    """The numbers in all rows of a table, one after the other."""
    return [value for row in rows.all() for value in cells(row)]


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
    workshop.wait(lambda: near(every(rows), expected.ravel(), WITHIN))
    workshop.wait(lambda: near(cells(table.locator("tr[data-row=bias]")), bias, WITHIN))
    summed = inputs @ weights + bias
    workshop.wait(lambda: near(cells(table.locator("tr[data-row=sum]")), summed, WITHIN))
    said = table.locator("[data-row=output] b")
    expect(said).to_have_text(re.compile(r"\d"))
    drawn = number(said.inner_text())
    assert abs(drawn - np.tanh(summed)[0]) < WITHIN
    assert abs(drawn - output[0]) < WITHIN
    # Bars stand where the running total goes from and to.
    track = table.locator("tr[data-row=sum] .waterfall-track")
    picture = np.asarray(Image.open(io.BytesIO(track.screenshot())).convert("RGB"))
    middle = picture[len(picture) // 2].astype(int)
    color = colors(workshop.page, "diverging")[-1 if total[0] > 0 else 0]
    whole = track.evaluate(
        "cell => cell.clientWidth - 2 * parseFloat(getComputedStyle(cell).paddingLeft)"
    )
    bar = (np.abs(middle - color) < 8).all(axis=1).sum() / whole
    steps = np.cumsum([0, *expected[:, 2], bias[0]])
    reach = steps.max() - steps.min()
    assert abs(bar - abs(total[0]) / reach) < 0.02
    said = panel.locator(".curve-panel figcaption")
    expect(said).to_contain_text("Unit 2: tanh(")
    everyone = parts(client, workshop, "activation", node="h1")[0]

    def listed():
        return [number(text) for text in units.locator("b").all_inner_texts() if text]

    workshop.wait(lambda: near(listed(), everyone, WITHIN))


def test_softmax_shares_and_the_picture_of_weights(workshop, client):
    workshop.start_from("Digits, one hidden layer")
    output = workshop.document()["nodes"][-1]["id"]
    panel = open_inside(workshop, output)
    sums, shares, *_ = parts(client, workshop, "bend", node=output, index=[])
    powers = np.exp(sums.astype(float))
    table = panel.get_by_role("table", name="Softmax: the share of each")
    rows = table.locator("tbody tr")
    expected = np.stack([sums, powers, powers / powers.sum()], 1)
    workshop.wait(lambda: near(every(rows), expected.ravel(), WITHIN))
    assert np.allclose(powers / powers.sum(), shares, atol=1e-5)
    total = panel.locator(".shares-sum b")
    expect(total).to_have_text(re.compile(r"\d"))
    assert abs(number(total.inner_text().replace("=", "")) - powers.sum()) < WITHIN
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
    workshop.wait(lambda: near(cells(rest)[:1], [left], WITHIN))
    expect(rest).to_contain_text("776 others")


def readings(text):
    """All numbers in a line, in their order."""
    found = re.findall(r"[−-]?\d[\d,]*(?:\.\d+)?(?:·10[⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+)?", text)
    return [number(one.replace(",", "")) for one in found]


def test_many_sums_stand_as_a_histogram_under_the_activations_curve(workshop, client):
    source = digits(
        ("conv2d", {"filters": 80, "kernel_size": 3, "padding": "same"}),
        ("activation", {"activation": "tanh"}),
        ("flatten", {}),
        CLASSES,
    )
    workshop.show(source)
    panel = open_inside(workshop, "l2")
    question = {"node": "l2", "index": [4, 4]}
    sums, outputs, grid, *_ = parts(client, workshop, "bend", **question)
    counts = parts(client, workshop, "bend", node="l2")[4]
    button = panel.get_by_role("button", name=re.compile("histogram of all sums"))
    button.focus()
    workshop.page.keyboard.press("ArrowRight")
    said = panel.locator(".bin-panel figcaption")
    expect(said).to_contain_text("of 5,120 sums")
    width = 2 * grid[-1] / len(counts)
    expected = [counts[33], 5120, width, 2 * width, np.tanh(width), np.tanh(2 * width)]
    workshop.wait(lambda: near(readings(said.inner_text()), expected, WITHIN))
    units = panel.get_by_role("listbox")
    for axis in (1, 2):
        panel.get_by_role("textbox", name=f"Place on axis {axis}").fill("5")

    def drawn():
        shown = [number(text) for text in units.locator("b").all_inner_texts() if text]
        return len(shown) == 80 and np.allclose(shown, outputs, atol=WITHIN)

    workshop.wait(drawn)
    assert np.allclose(np.tanh(sums), outputs, atol=1e-5)


def test_dropouts_mask_is_drawn_anew_at_each_step(workshop, client):
    source = digits(
        ("flatten", {}),
        ("dense", {"units": 64, "activation": "tanh"}),
        ("dropout", {"rate": 0.25}),
        CLASSES,
    )
    workshop.show(source)
    panel = open_inside(workshop, "l3")
    said = panel.locator(".chance-said p")
    masks = []
    mask = panel.get_by_role("button", name=re.compile("Picture of mask"))
    for _ in range(2):
        given, times, _, outputs, rests, _ = parts(client, workshop, "chance", node="l3", map=0)
        at = 12 + 1  # row 2, column 2 of a picture 12 wide
        expected = [2, 2, given[at], times[at], outputs[at]]
        mask.focus()
        for key in ("Home", "ArrowUp", "ArrowLeft", "ArrowDown", "ArrowRight"):
            workshop.page.keyboard.press(key)
        workshop.wait(
            lambda expected=expected: near(readings(said.first.inner_text()), expected, WITHIN)
        )
        assert abs(given[at] * times[at] - outputs[at]) < 1e-5
        assert set(np.round(times, 4)) == {0, np.float32(1.3333)}
        share = 100 * (times == 0).mean()
        told = readings(said.nth(1).inner_text())
        assert np.allclose(told[:4], [rests[0], 64, share, 25], atol=0.06)
        drawn = workshop.pixels(mask.locator("canvas")).astype(int).reshape(-1, 4)[:64]
        bluer = drawn[:, 2] - drawn[:, 0]
        assert bluer[times > 0].min() > bluer[times == 0].max()
        masks.append(times)
        workshop.press("Step")
        workshop.wait(lambda: workshop.served()["step"] == len(masks))
    assert not np.array_equal(*masks)
