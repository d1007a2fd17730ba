"""Inside layers that stamp, separate, mask, move or repeat: what is drawn is what is computed."""

import re

import numpy as np
from insides import look_into, mapped
from playwright.sync_api import expect
from workshop import ask, near, number

SAMPLE = {"part": "training", "index": 0}
DIGITS = 0.0006  # the page writes three
TABLE = 0.0051  # and two in its tables
SEQUENCE = ("reshape", {"target_shape": [8, 8]})


def told(panel, name):
    """One of the numbers of the last line; NaN until it is there."""
    text = panel.locator(f".conv [data-value={name}]").last.inner_text()
    return number(text) if re.search(r"\d", text) else np.nan


def table(panel, name):
    """The numbers of one table, row by row; NaN where none stands."""
    cells = panel.locator(f"[data-cells={name}] > *").all()
    texts = [(c.input_value() if name == "kernel" else c.inner_text()) for c in cells]
    return np.array([number(text) if text.strip("…– ") else np.nan for text in texts])


def numbers(text):
    """All numbers of a line, in order."""
    return [number(found) for found in re.findall(r"[−-]?\d+\.\d+", text)]


def parts(client, workshop, probe, node, **question):
    """What the server answers, taken apart."""
    asked = {"probe": probe, "node": node, "sample": SAMPLE, **question}
    return [part.values for part in ask(client(workshop.run), asked).parts]


def point(workshop, matrix, row, column, rows, columns):
    """Move the mouse to the middle of one cell."""
    matrix.scroll_into_view_if_needed()
    box = matrix.bounding_box()
    x = box["x"] + (column + 0.5) / columns * box["width"]
    workshop.page.mouse.move(x, box["y"] + (row + 0.5) / rows * box["height"])


def test_a_cell_stamps_and_a_place_is_the_sum_of_its_stamps(workshop, client):
    config = {"filters": 2, "strides": 2, "padding": "valid", "activation": "tanh"}
    layers = ("conv2d", {"filters": 2}), ("conv2d_transpose", config)
    panel = look_into(workshop, mapped(*layers), "l2")
    found = parts(client, workshop, "stamps", "l2", filter=0, first=0, count=2)
    inputs, kernels = found[1].reshape(2, 6, 6), found[2].reshape(2, 3, 3)
    products = found[3].reshape(2, 13, 13)
    bias, total, output = found[5][0], found[6].reshape(13, 13), found[7].reshape(13, 13)

    def shows(row, column, channel):
        workshop.wait(lambda: abs(told(panel, "sum") - total[row, column]) < DIGITS)
        workshop.wait(lambda: abs(told(panel, "added") - products[channel, row, column]) < DIGITS)
        assert abs(told(panel, "output") - output[row, column]) < DIGITS
        reached, weights = table(panel, "patch").reshape(3, 3), kernels[channel]
        made = table(panel, "product").reshape(3, 3)
        for u, v in np.ndindex(3, 3):
            i, j = (row - u) / 2, (column - v) / 2
            if i == int(i) and j == int(j) and min(i, j) >= 0 and max(i, j) < 6:
                assert abs(reached[u, v] - inputs[channel, int(i), int(j)]) < TABLE
                assert abs(made[u, v] - inputs[channel, int(i), int(j)] * weights[u, v]) < TABLE
            else:
                assert np.isnan(reached[u, v])
                assert np.isnan(made[u, v])

    out = panel.get_by_role("button", name="What comes out")
    point(workshop, out, 4, 6, 13, 13)
    shows(4, 6, 0)
    # A cell that comes in: its stamp, and the place in the middle of it.
    point(workshop, panel.get_by_role("button", name="Input, channel 2"), 2, 5, 6, 6)
    shows(5, 11, 1)
    stamp = table(panel, "stamp").reshape(3, 3)
    np.testing.assert_allclose(stamp, inputs[1, 2, 5] * kernels[1], atol=TABLE)
    assert abs(told(panel, "source") - inputs[1, 2, 5]) < DIGITS
    out.focus()
    workshop.page.keyboard.press("ArrowUp")
    shows(4, 11, 1)
    assert abs(products[:, 4, 11].sum() + bias - total[4, 11]) < 1e-4


def test_a_separable_convolution_shows_both_steps(workshop, client):
    config = {"filters": 2, "depth_multiplier": 2}
    panel = look_into(
        workshop, mapped(("conv2d", {"filters": 2}), ("separable_conv2d", config)), "l2"
    )
    panel.get_by_role("button", name="Filter 2", exact=True).click()
    found = parts(client, workshop, "separated", "l2", filter=1, first=0, count=4)
    maps, total, mixture = found[3].reshape(4, 4, 4), found[6].reshape(4, 4), found[8]
    point(workshop, panel.get_by_role("button", name="What comes out"), 1, 2, 4, 4)
    workshop.wait(lambda: abs(told(panel, "sum") - total[1, 2]) < DIGITS)
    terms = [numbers(term.inner_text()) for term in panel.locator("[data-channel]").all()]
    np.testing.assert_allclose(terms, np.stack([mixture, maps[:, 1, 2]], 1), atol=DIGITS)
    # The mixture is typed in place: the sum follows.
    panel.get_by_role("textbox", name="its share in filter 2").fill("2")
    workshop.page.keyboard.press("Enter")
    changed = total[1, 2] + (2 - mixture[0]) * maps[0, 1, 2]
    workshop.wait(lambda: abs(told(panel, "sum") - changed) < DIGITS)


def test_a_kernel_is_painted_in_one_stroke_and_by_keys(workshop, client):
    panel = look_into(workshop, mapped(("conv2d", {"filters": 1})), "l1")
    before = parts(client, workshop, "channels", "l1", filter=0, first=0, count=1)[2].ravel()
    kernel = panel.get_by_role("button", name="Kernel for channel 1")
    box = kernel.bounding_box()
    middles = [(box["x"] + (n + 0.5) * box["width"] / 3) for n in range(3)]
    rows = [(box["y"] + (n + 0.5) * box["height"] / 3) for n in range(3)]
    workshop.drag((middles[0], rows[0]), (middles[2], rows[0]))
    workshop.wait(lambda: near(table(panel, "kernel"), before, TABLE))  # only looked
    panel.get_by_role("button", name="Paint with −1", exact=True).click()
    workshop.drag((middles[0], rows[0]), (middles[2], rows[0]))
    panel.get_by_role("button", name="Paint with 1", exact=True).click()
    kernel.focus()
    for key in ("ArrowDown", "ArrowDown", "Enter"):
        workshop.page.keyboard.press(key)
    wanted = np.array([-1, -1, -1, *before[3:8], 1])

    def now():
        return parts(client, workshop, "channels", "l1", filter=0, first=0, count=1)[2].ravel()

    workshop.wait(lambda: np.allclose(now(), wanted))
    workshop.wait(lambda: near(table(panel, "kernel"), wanted, TABLE))


def test_a_mean_says_what_a_mask_leaves_out(workshop, client):
    words = ("flatten", {}), ("embedding", {"input_dim": 2, "output_dim": 3, "mask_zero": True})
    panel = look_into(workshop, mapped(*words, ("global_average_pooling1d", {})), "l3")
    _, inputs, outputs, counts = parts(client, workshop, "pooled", "l3", first=0, count=1)
    counts = counts.ravel()
    workshop.wait(lambda: abs(told(panel, "output") - outputs.item()) < DIGITS)
    assert abs(told(panel, "total") - (inputs.ravel() * counts).sum()) < DIGITS
    assert told(panel, "counted") == counts.sum() < counts.size
    shown = table(panel, "patch")
    np.testing.assert_allclose(shown[counts == 1], inputs.ravel()[counts == 1], atol=TABLE)
    assert np.isnan(shown[counts == 0]).all()
    expect(panel).to_contain_text(f"{counts.size - int(counts.sum())} of 64 positions are hatched")


def test_a_position_adds_its_row(workshop, client):
    panel = look_into(workshop, mapped(SEQUENCE, ("positional_embedding", {})), "l2")
    given, output, rows, _ = (part.ravel() for part in parts(client, workshop, "through", "l2"))
    point(workshop, panel.locator(".sheets-of button").first, 3, 5, 8, 8)
    line = panel.locator(".chance-said p").first
    expect(line).to_contain_text("Position 6, number 4:")
    at = 5 * 8 + 3
    wanted = [given[at], rows[at], output[at]]
    workshop.wait(lambda: near(numbers(line.inner_text()), wanted, DIGITS))


def test_a_moved_pixel_says_where_it_came_from(workshop, client):
    panel = look_into(workshop, mapped(("random_rotation", {"factor": 0.1})), "l1")
    _, after, rows, columns, single = (
        part.reshape(8, 8) for part in parts(client, workshop, "warped", "l1")
    )
    row, column = (int(n) for n in np.argwhere(single == 1)[5])
    point(workshop, panel.get_by_role("button", name="What goes out"), row, column, 8, 8)
    said = panel.locator(".moved-said")
    expect(said).to_contain_text(f"Row {row + 1}, column {column + 1} shows")
    value, from_row, from_column = numbers(said.inner_text())
    assert abs(value - after[row, column]) < DIGITS
    assert abs(from_row - rows[row, column] - 1) < TABLE
    assert abs(from_column - columns[row, column] - 1) < TABLE


def test_a_repeated_layer_is_worked_out_at_one_position(workshop, client):
    layer = {"kind": "dense", "config": {"units": 3, "activation": "tanh"}}
    panel = look_into(workshop, mapped(SEQUENCE, ("time_distributed", {"layer": layer})), "l2")
    panel.get_by_role("slider", name="Position").fill("4")
    point(workshop, panel.get_by_role("button", name="What goes out"), 0, 2, 1, 3)
    workshop.page.mouse.down()
    workshop.page.mouse.up()
    found = parts(client, workshop, "unit", "l2", index=[3, 2])
    result = panel.locator(".waterfall [data-row=output]")
    wanted = [found[3][0], found[4][0]]
    workshop.wait(lambda: near(numbers(result.inner_text()), wanted, DIGITS))


def test_long_formulas_hide_nothing_at_any_width(workshop):
    panel = look_into(
        workshop, mapped(("conv2d", {"filters": 2}), ("separable_conv2d", {"filters": 2})), "l2"
    )
    formula = panel.locator(".inside-formula")
    expect(formula.locator(".katex-base").nth(1)).to_be_attached()
    for width in (1440, 1024, 390):
        workshop.page.set_viewport_size({"width": width, "height": 800})
        workshop.wait(
            lambda: formula.evaluate(
                "room => { const { left, right } = room.getBoundingClientRect();"
                " return [...room.querySelectorAll('.katex-base')].every((part) => {"
                " const box = part.getBoundingClientRect();"
                " return box.left > left - 1 && box.right < right + 1 }) }"
            )
        )


def test_places_of_a_sequence_are_positions(workshop):
    panel = look_into(workshop, mapped(SEQUENCE, ("conv1d", {"filters": 2})), "l2")
    expect(panel.get_by_text("under the window at position 1")).to_be_visible()
    expect(panel.get_by_role("textbox", name="Weight 2 of the kernel")).to_be_visible()
    expect(panel.locator("[data-spoken]").first).to_contain_text("Position 1: the sum is")
    expect(panel).not_to_contain_text("column")
