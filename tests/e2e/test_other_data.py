"""Another data set is chosen: nothing of the one before stays, nothing leaves the window."""

import re

import numpy as np
import pytest
from playwright.sync_api import expect

UNKNOWN = "–"


@pytest.fixture
def label(workshop):
    """The true answer of the example on the input card."""
    return workshop.node("in").locator(".live-target b")


def blank(workshop):
    """Whether the picture on the input card is one color."""
    picture = workshop.pixels(workshop.node("in").locator("canvas"))
    return len(np.unique(picture.reshape(-1, 4), axis=0)) <= 1


def choose(workshop, tab, name):
    """Choose a data set on its card."""
    card = workshop.page.get_by_role("region", name="Data", exact=True)
    card.get_by_role("tab", name=tab).click()
    card.get_by_role("button", name=name).click()
    return card


def test_a_network_that_does_not_fit_the_data_shows_no_numbers(workshop, label):
    choose(workshop, "Images", "Small digits")
    expect(workshop.node("in").get_by_role("button", name="draw")).to_be_visible()
    workshop.page.wait_for_timeout(800)  # time for what must not come
    expect(label).to_have_text(UNKNOWN)
    assert blank(workshop)


def test_an_example_of_the_data_before_is_gone_before_the_next_one_is_known(workshop, label):
    workshop.start_from("Digits, one hidden layer")
    expect(label).to_have_text(re.compile(r"^\d$"))
    workshop.node("in").get_by_role("button", name="Next example").click()
    workshop.wait(lambda: not blank(workshop))
    held = []
    workshop.page.route("**/api/check", lambda route: held.append(route))
    choose(workshop, "Images", "Small digits")
    workshop.wait(lambda: held)
    expect(label).to_have_text(UNKNOWN)
    assert blank(workshop)
    for route in held:
        route.continue_()
    workshop.page.unroute("**/api/check")
    first = workshop.server.post(
        "/api/datasets/digits/samples",
        {"options": {}, "validation_split": 0.1, "part": "training", "offset": 0, "count": 1},
    )
    expect(label).to_have_text(str(first["targets"][0]))
    workshop.wait(lambda: not blank(workshop))
    expect(workshop.node("in").locator(".live-stepper span")).to_have_text("1")


def test_the_network_and_what_is_wrong_with_it_stay_in_the_window(workshop):
    # Somebody has placed a card, so nothing is arranged by itself any more.
    place = workshop.node("h1").locator("h3").bounding_box()
    workshop.drag((place["x"] + 5, place["y"] + 5), (place["x"] + 45, place["y"] + 65))
    choose(workshop, "Images", "Small digits")
    said = workshop.canvas.get_by_role("note")
    expect(said).to_be_visible(timeout=60_000)
    expect(workshop.node("out")).to_have_accessible_name(re.compile("8×8×1|problem"))
    workshop.page.wait_for_timeout(1500)
    workshop.wait_still()
    around = workshop.canvas.bounding_box()
    for inside in [said, *(workshop.node(node) for node in ("in", "h1", "h2", "out"))]:
        box = inside.bounding_box()
        assert box["x"] >= around["x"]
        assert box["y"] >= around["y"]
        assert box["x"] + box["width"] <= around["x"] + around["width"]
        assert box["y"] + box["height"] <= around["y"] + around["height"]
