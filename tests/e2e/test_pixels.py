"""Pictures are made of the served numbers: every pixel has the color of its value."""

import numpy as np
import pytest
from paint import colors, difference, painted
from workshop import ask, near

UNIT = 44
TOLERANCE = 2  # of 255 in each channel: one step of a color map


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_units_map_after_training(new_workshop, client, scheme):
    workshop = new_workshop(scheme=scheme)
    workshop.play_until(300)
    probe = {"probe": "plane", "node": "h2", "size": UNIT, "unit": None}
    frame = ask(client(workshop.run), probe)
    assert frame.step == workshop.step()
    values = frame.parts[0].real()
    table = colors(workshop.page, "diverging")
    for unit in range(2):
        expected = painted(values[unit], table, -1, 1)
        canvas = workshop.unit("h2", unit + 1).locator("canvas")
        workshop.wait(lambda c=canvas, e=expected: difference(workshop.pixels(c), e) <= TOLERANCE)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_feature_maps_of_a_convolution(new_workshop, client, scheme):
    workshop = new_workshop(scheme=scheme)
    workshop.start_from("Digits, small convolutional network")
    sample = {"part": "training", "index": 0}
    frame = ask(client(workshop.run), {"probe": "activation", "node": "conv1", "sample": sample})
    values = frame.parts[0].real()
    assert values.shape == (32, 26, 26)
    assert values.min() >= 0, "rectified maps hold nothing negative"
    table = colors(workshop.page, "sequential")
    maps = workshop.node("conv1").get_by_role("button", name="Map")
    for n in range(4):
        expected = painted(values[n], table, 0, values.max())
        canvas = maps.nth(n).locator("canvas")
        workshop.wait(lambda c=canvas, e=expected: difference(workshop.pixels(c), e) <= TOLERANCE)


def test_filters_of_a_convolution(new_workshop, client):
    workshop = new_workshop()
    workshop.start_from("Digits, small convolutional network")
    probe = {"probe": "weights", "node": "conv1", "weight": "kernel"}
    part = ask(client(workshop.run), probe).parts[0]
    kernel = part.real().astype(float)
    assert kernel.shape == (3, 3, 1, 32)
    reach = np.abs(kernel).max()
    table = colors(workshop.page, "diverging")
    found = workshop.node("conv1").get_by_role("button", name="Filter")
    for n in range(4):
        expected = painted(kernel[:, :, 0, n], table, -reach, reach)
        canvas = found.nth(n).locator("canvas")
        workshop.wait(lambda c=canvas, e=expected: difference(workshop.pixels(c), e) <= TOLERANCE)


DIGITS = "Digits, one hidden layer"
EXAMPLE = {"part": "training", "index": 0}


def test_dots_of_a_wide_layer(new_workshop, client):
    workshop = new_workshop()
    workshop.start_from(DIGITS)
    probe = {"probe": "activation", "node": "h1", "sample": EXAMPLE}
    values = ask(client(workshop.run), probe).parts[0].real().astype(float)
    assert values.shape == (512,)
    assert values.min() >= 0, "rectified units answer nothing negative"
    expected = painted(values[:96], colors(workshop.page, "sequential"), 0, values.max())
    assert len(np.unique(expected, axis=0)) > 5
    canvas = workshop.node("h1").get_by_role("button", name="512 units of h1").locator("canvas")

    def middles():
        """The middle of each dot, eight in a row."""
        pixels = workshop.pixels(canvas)
        cell = pixels.shape[1] // 8
        return pixels[cell // 2 :: cell, cell // 2 :: cell].reshape(-1, 4)[:96]

    workshop.wait(lambda: difference(middles(), expected) <= TOLERANCE)


def test_bars_are_the_probabilities(new_workshop, client):
    workshop = new_workshop()
    workshop.start_from(DIGITS)
    node = workshop.document()["nodes"][-1]["id"]
    probe = {"probe": "activation", "node": node, "sample": EXAMPLE}
    values = ask(client(workshop.run), probe).parts[0].real().astype(float)
    assert values.shape == (10,)
    assert abs(values.sum() - 1) < 1e-4
    widths = "all => all.map(i => i.getBoundingClientRect().width / i.parentElement.clientWidth)"
    bars = workshop.node(node).locator(".live-bar-track i")
    scale = "all => all.map(i => new DOMMatrix(getComputedStyle(i).transform).a)"
    workshop.wait(lambda: near(bars.evaluate_all(scale), values, 0.001))
    shown = np.array(bars.evaluate_all(widths))
    assert np.allclose(shown / shown.max(), values / values.max(), atol=0.02)
    texts = workshop.node(node).locator(".live-bar-value").all_inner_texts()
    assert texts == [f"{value:.2f}" for value in values]


def test_the_picture_of_the_example_is_the_data_sets_own(new_workshop, client):
    workshop = new_workshop()
    workshop.start_from("Digits, one hidden layer")
    asked = {"options": {}, "seed": 0, "validation_split": 0.1, "part": "training"}
    sample = {"part": "training", "index": 0}
    frame = ask(client(workshop.run), {"probe": "activation", "node": "in", "sample": sample})
    served = workshop.server.post("/api/datasets/mnist/samples", {**asked, "offset": 0, "count": 1})
    label = served["classes"][int(served["targets"][0])]
    card = workshop.node("in")
    expected = painted(frame.parts[0].real()[0], colors(workshop.page, "sequential"), 0, 1)
    canvas = card.get_by_role("button", name="Map").locator("canvas")
    workshop.wait(lambda: difference(workshop.pixels(canvas), expected) <= TOLERANCE)
    assert len(np.unique(expected.reshape(-1, 3), axis=0)) > 5
    workshop.wait(lambda: card.get_by_text("label").inner_text().endswith(label))


def test_a_change_of_theme_repaints_what_is_there(new_workshop):
    workshop = new_workshop(scheme="light")
    canvas = workshop.unit("h1", 1).locator("canvas")
    workshop.wait(lambda: len(np.unique(workshop.pixels(canvas).reshape(-1, 4), axis=0)) > 5)
    before = workshop.pixels(canvas)
    workshop.page.emulate_media(color_scheme="dark")
    workshop.wait_change(canvas, before)
