"""Inside layers that look at pictures: what is drawn is what the server computes."""

import json
import re

import numpy as np
import pytest
from insides import digits, look_into, mapped, panel_of
from own_pictures import pictures, zipped
from playwright.sync_api import expect
from workshop import ask, near, number

EDGES = {
    "top edges": [[-1, -1, -1], [0, 0, 0], [1, 1, 1]],
    "left edges": [[-1, 0, 1], [-1, 0, 1], [-1, 0, 1]],
    "bottom edges": [[1, 1, 1], [0, 0, 0], [-1, -1, -1]],
    "right edges": [[1, 0, -1], [1, 0, -1], [1, 0, -1]],
}
SAMPLE = {"part": "training", "index": 0}
DIGITS = 0.0006  # the page writes three
TABLE = 0.0051  # and two in its tables


def told(panel, name):
    """One of the numbers of the last line; NaN until it is there."""
    value = panel.locator(f".conv [data-value={name}]").last
    text = value.input_value() if name == "bias" else value.inner_text()
    return number(text) if re.search(r"\d", text) else np.nan


def table(panel, name):
    """The numbers of one table, row by row."""
    cells = panel.locator(f"[data-cells={name}] > *").all()
    texts = [(c.input_value() if name == "kernel" else c.inner_text()) for c in cells]
    return np.array([number(text) if text.strip("…– ") else np.nan for text in texts])


def point(workshop, matrix, row, column, rows, columns):
    """Move the mouse to the middle of one cell."""
    matrix.scroll_into_view_if_needed()
    box = matrix.bounding_box()
    x = box["x"] + (column + 0.5) / columns * box["width"]
    workshop.page.mouse.move(x, box["y"] + (row + 0.5) / rows * box["height"])


def channels(client, workshop, **question):
    """What the server answers, taken apart."""
    probe = {"probe": "channels", "node": "l2", "sample": SAMPLE, "first": 0, **question}
    return [part.values for part in ask(client(workshop.run), probe).parts]


def test_a_convolution_is_worked_out_at_any_cell_of_any_matrix(workshop, client):
    config = {"filters": 3, "padding": "same", "activation": "tanh"}
    panel = look_into(workshop, mapped(("conv2d", {"filters": 2}), ("conv2d", config)), "l2")
    panel.get_by_role("button", name="Filter 2", exact=True).click()
    inputs, kernels, products, _, bias, sums, output = channels(
        client, workshop, filter=1, count=2
    )[1:]
    size, taps = (6, 6), (3, 3)
    sums, output = sums.reshape(size), output.reshape(size)
    padded = np.pad(inputs.reshape(2, *size), ((0, 0), (1, 1), (1, 1)))
    products = products.reshape(2, *size)

    def shows(row, column, channel):
        workshop.wait(lambda: abs(told(panel, "sum") - sums[row, column]) < DIGITS)
        workshop.wait(lambda: abs(told(panel, "added") - products[channel, row, column]) < DIGITS)
        patch = padded[channel, row : row + 3, column : column + 3].ravel()
        kernel = kernels.reshape(2, *taps)[channel].ravel()
        np.testing.assert_allclose(table(panel, "patch"), patch, atol=TABLE)
        np.testing.assert_allclose(table(panel, "kernel"), kernel, atol=TABLE)
        np.testing.assert_allclose(table(panel, "product"), patch * kernel, atol=TABLE)
        assert abs(told(panel, "output") - output[row, column]) < DIGITS
        assert abs(told(panel, "bias") - bias[0]) < DIGITS

    shows(0, 0, 0)
    outside = panel.locator("[data-cells=patch] > .outside")
    expect(outside).to_have_count(5)  # a corner of a padded picture
    out = panel.get_by_role("button", name="What comes out")
    point(workshop, out, 3, 4, *size)
    shows(3, 4, 0)
    expect(outside).to_have_count(0)
    point(workshop, panel.get_by_role("button", name="Channel 2 under its kernel"), 5, 1, *size)
    shows(5, 1, 1)
    # The input is drawn with its border, so its cells are counted from the border on.
    point(workshop, panel.get_by_role("button", name="Input, channel 1"), 2, 3, 8, 8)
    shows(1, 2, 0)
    out.focus()
    workshop.page.keyboard.press("ArrowDown")
    workshop.page.keyboard.press("ArrowRight")
    shows(2, 3, 0)


def test_a_kernel_is_typed_and_the_sums_follow(workshop, client):
    panel = look_into(
        workshop, mapped(("conv2d", {"filters": 2}), ("conv2d", {"filters": 2})), "l2"
    )
    panel.get_by_role("textbox", name="Weight in row 2, column 3").fill("1.5")
    workshop.page.keyboard.press("Enter")
    element = {"probe": "element", "node": "l2", "weight": "kernel", "index": [1, 2, 0, 0]}
    workshop.wait(lambda: ask(client(workshop.run), element).parts[0].values[0] == 1.5)
    sums = channels(client, workshop, filter=0, count=2)[6]
    workshop.wait(lambda: abs(told(panel, "sum") - sums.ravel()[0]) < DIGITS)


def test_the_window_slides_and_stops(workshop):
    panel = look_into(workshop, mapped(("conv2d", {"filters": 2})), "l1")
    heading = panel.get_by_text("under the window at")
    expect(heading).to_contain_text("1, 1")
    panel.get_by_role("button", name="Slide").click()
    expect(heading).to_contain_text("1, 4")
    panel.get_by_role("button", name="Stop").click()
    stopped = heading.inner_text()
    workshop.page.wait_for_timeout(600)
    assert heading.inner_text() == stopped
    workshop.page.emulate_media(reduced_motion="reduce")
    panel.get_by_role("button", name="Slide").click()
    expect(heading).not_to_have_text(stopped)
    moved = heading.inner_text()
    workshop.page.wait_for_timeout(600)
    assert heading.inner_text() == moved


def test_four_edge_filters_light_up_the_edges_of_a_seven(workshop, client, live_server):
    config = {"filters": 4, "activation": "relu"}
    source = mapped(("conv2d", config), data={"dataset": "mnist"})
    panel = look_into(workshop, source, "l1")
    workshop.page.keyboard.press("Escape")
    shown = workshop.node("in").locator(".live-target b")
    following = workshop.node("in").get_by_role("button", name="Next example")
    split = source["data"]["validation_split"]
    asked = {"validation_split": split, "part": "training", "count": 50}
    labels = live_server.post("/api/datasets/mnist/samples", asked)["targets"]
    chosen = labels.index(7)
    for label in labels[1 : chosen + 1]:
        following.click()
        expect(shown).to_have_text(str(label))
    workshop.node("l1").locator(".look-inside").click()
    for n, (name, kernel) in enumerate(EDGES.items()):
        panel.get_by_role("button", name=f"Filter {n + 1}", exact=True).click()
        panel.get_by_role("button", name=name, exact=True).click()
        workshop.wait(lambda k=kernel: np.array_equal(table(panel, "kernel"), np.ravel(k)))
        sample = {"part": "training", "index": chosen}
        probe = {"probe": "channels", "node": "l1", "sample": sample, "first": 0, "count": 1}
        parts = [part.values for part in ask(client(workshop.run), {**probe, "filter": n}).parts]
        seven = np.lib.stride_tricks.sliding_window_view(parts[1].reshape(28, 28), (3, 3))
        edges = np.maximum(np.sum(seven * kernel, axis=(2, 3)), 0)
        np.testing.assert_allclose(parts[-1].reshape(26, 26), edges, atol=1e-4)
        drawn = panel.locator("canvas[data-maps=output]")

        def ink(drawn=drawn):
            return 765 - workshop.pixels(drawn)[..., :3].astype(int).sum(axis=2)

        def agrees(ink=ink, edges=edges):
            return np.corrcoef(ink().ravel(), edges.ravel())[0, 1] > 0.95

        workshop.wait(agrees)
        before = name in ("top edges", "left edges")
        axis = 0 if name in ("top edges", "bottom edges") else 1
        inked = np.argwhere(parts[1].reshape(28, 28) > parts[1].max() / 2) - 1
        lit = np.argwhere(ink() > ink().max() / 2)
        assert (lit[:, axis].mean() < inked[:, axis].mean()) == before


def test_a_pooling_tells_its_window_and_marks_the_largest(workshop, client):
    config = {"pool_size": 3, "strides": 2, "padding": "same"}
    panel = look_into(workshop, mapped(("conv2d", {"filters": 2}), ("max_pooling2d", config)), "l2")
    panel.get_by_role("button", name="Channel 2", exact=True).click()
    probe = {"probe": "pooled", "node": "l2", "sample": SAMPLE, "first": 1, "count": 1}
    _, inputs, outputs, _ = (part.values for part in ask(client(workshop.run), probe).parts)
    inputs, outputs = inputs.reshape(6, 6), outputs.reshape(3, 3)
    point(workshop, panel.get_by_role("button", name="What comes out"), 1, 0, 3, 3)
    workshop.wait(lambda: abs(told(panel, "output") - outputs[1, 0]) < DIGITS)
    patch = inputs[2:5, 0:3]
    np.testing.assert_allclose(table(panel, "patch"), patch.ravel(), atol=TABLE)
    won = panel.locator("[data-cells=patch] > .won")
    expect(won).to_have_count(1)
    assert number(won.inner_text()) == pytest.approx(patch.max(), abs=TABLE)
    # The border below and right is drawn too and holds no numbers.
    point(workshop, panel.get_by_role("button", name="Input, channel 2"), 6, 6, 7, 7)
    expect(panel.locator("[data-cells=patch] > .outside")).to_have_count(5)
    workshop.wait(lambda: abs(told(panel, "output") - outputs[2, 2]) < DIGITS)


def test_a_mean_is_told_with_how_many_numbers_it_is_of(workshop, client):
    panel = look_into(workshop, mapped(("average_pooling2d", {"pool_size": [2, 4]})), "l1")
    probe = {"probe": "pooled", "node": "l1", "sample": SAMPLE, "first": 0, "count": 1}
    _, inputs, _, _ = (part.values for part in ask(client(workshop.run), probe).parts)
    point(workshop, panel.get_by_role("button", name="Input, channel 1"), 5, 6, 8, 8)
    mean = inputs.reshape(8, 8)[4:6, 4:8].mean()
    workshop.wait(lambda: abs(told(panel, "output") - mean) < DIGITS)
    assert told(panel, "counted") == 8
    assert told(panel, "total") == pytest.approx(8 * mean, abs=DIGITS)


def test_a_flattened_number_is_found_on_both_sides(workshop, client):
    panel = look_into(workshop, mapped(("conv2d", {"filters": 10})), "l2")
    probe = {"probe": "moved", "node": "l2", "sample": SAMPLE}
    inputs, output, _ = (part.values for part in ask(client(workshop.run), probe).parts)
    said = panel.locator(".moved-said")

    def says(at, place):
        text = f"came in at {place} and went to {at + 1}."
        expect(said).to_contain_text(text)
        workshop.wait(lambda: abs(number(said.inner_text().split()[0]) - output[at]) < DIGITS)
        assert inputs.ravel()[at] == output[at]

    point(
        workshop, panel.get_by_role("button", name="What comes in, Map 2", exact=True), 3, 4, 6, 6
    )
    says((3 * 6 + 4) * 10 + 1, "4, 5, 2")
    # 360 numbers stand in six lines of 64; what is pointed at there turns the maps to its page.
    point(workshop, panel.get_by_role("button", name="What goes out", exact=True), 2, 11, 6, 64)
    at = 2 * 64 + 11
    says(at, f"{at // 60 + 1}, {at % 60 // 10 + 1}, {at % 10 + 1}")
    expect(panel.get_by_role("button", name="What comes in, Map 10")).to_be_visible()


def test_a_new_border_comes_from_nowhere_and_a_copy_goes_to_many_places(workshop):
    panel = look_into(workshop, mapped(("zero_padding2d", {}), ("up_sampling2d", {})), "l1")
    said = panel.locator(".moved-said")
    out = panel.get_by_role("button", name="What goes out")
    expect(said).to_contain_text("came in at 1, 1, 1 and went to 2, 2, 1.")
    point(workshop, out, 0, 5, 10, 10)
    expect(said).to_have_text("0.000 at 1, 6, 1 is new: nothing came in for it.")
    canvas = workshop.pixels(panel.locator("canvas[data-maps=out]"))
    assert (canvas[[0, -1], :, 3] == 0).all()  # the hatching shows through
    assert (canvas[1:-1, 1:-1, 3] == 255).all()
    workshop.page.keyboard.press("Escape")
    workshop.node("l2").locator(".look-inside").click()
    expect(panel_of(workshop, "l2").locator(".moved-said")).to_contain_text(
        "came in at 1, 1, 1 and went to 1, 1, 1 and 3 more places."
    )


def test_channels_of_color_pictures_are_called_by_their_colors(workshop, client, live_server):
    files = zipped(pictures({"cat": 12, "dog": 12}))
    kind = {"Content_Type": "application/octet-stream"}
    answer = live_server.request("POST", "/api/own?name=pets.zip&sort=images", files, **kind)
    own = json.loads(answer[2])
    data = {"dataset": own["dataset"], "options": {"set": own["id"], "size": 16}}
    convolution = ("conv2d", {"filters": 2})
    answers = ("dense", {"units": 2, "activation": "softmax"})
    layers = (convolution, ("max_pooling2d", {}), convolution, ("flatten", {}), answers)
    panel = look_into(workshop, digits(*layers, data=data), "l1")
    panel.get_by_role("button", name="Channel 3 (blue)", exact=True).click()
    expect(panel.get_by_text("channel 3 (blue) under the window")).to_be_visible()
    expect(panel.get_by_role("button", name="Input, channel 1 (red)")).to_be_visible()
    blue = channels(client, workshop, node="l1", filter=0, count=3)[1].reshape(3, 16, 16)[2]
    workshop.wait(lambda: near(table(panel, "patch"), blue[:3, :3].ravel(), TABLE))
    # What a convolution makes of colors has none: its maps have numbers.
    panel = look_into(workshop, digits(*layers, data=data), "l3")
    expect(panel.get_by_role("button", name="Channel 1", exact=True)).to_be_visible()
