"""The inspector says each thing once, whole, and in the language of the page."""

import re

import numpy as np
import pytest
from playwright.sync_api import expect
from workshop import ask, number

BIAS = {"probe": "element", "node": "h1", "weight": "bias", "index": [0]}
HIDE = "Hide: Inspector"


def bias_set(workshop, client, socket, text):
    """Type a bias of the first unit in the German inspector; answers what the server has then."""
    panel = workshop.page.get_by_role("region", name="Ausgerechnet")
    panel.get_by_role("button", name=re.compile("^Bias ")).click()
    box = panel.get_by_role("textbox", name="Neuer Bias")
    box.fill(text)
    box.press("Enter")
    return box, lambda: float(ask(socket, BIAS).parts[0].values[0])


def test_german_numbers_are_shown_and_typed_with_a_comma(new_workshop, client):
    workshop = new_workshop(language="de-DE")
    page = workshop.page
    rate = page.get_by_role("slider", name="Lernrate")
    expect(rate).to_have_attribute("aria-valuetext", "0,03")
    page.get_by_role("button", name="Neuron 1 von h1", exact=True).click()
    socket = client(workshop.run)
    for typed, value in (("0,25", 0.25), ("0.5", 0.5), ("−1,5", -1.5)):
        box, served = bias_set(workshop, client, socket, typed)
        expect(box).to_have_count(0)
        workshop.wait(lambda told=served, wanted=value: told() == wanted)
    expect(page.get_by_role("button", name="Bias −1,500")).to_be_visible()
    box, served = bias_set(workshop, client, socket, "viel")
    expect(page.get_by_role("alert")).to_have_text(
        "„viel“ ist keine Zahl. Schreib zum Beispiel 0,5 oder −2."
    )
    assert served() == -1.5


def test_a_wide_unit_says_how_many_weights_it_does_not_list(workshop, client):
    workshop.start_from("Digits, one hidden layer")
    workshop.node("h1").get_by_role("button", name="512 units of h1").click()
    panel = workshop.inspector().get_by_role("region", name="Worked out")
    title = (
        workshop.inspector().get_by_role("heading", name=re.compile("^Unit .* of h1")).inner_text()
    )
    unit = int(re.findall(r"\d+", title)[0]) - 1
    sample = {"part": "training", "index": 0}
    probe = {"probe": "unit", "node": "h1", "index": [unit], "sample": sample}
    weights = np.sort(np.abs(ask(client(workshop.run), probe).parts[1].values))[::-1]
    told = panel.get_by_text(re.compile(r"more, at most"))
    expect(told).to_have_text(re.compile("^and 772 more"))
    size = number(told.inner_text().rsplit("= ", 1)[1])
    assert size == pytest.approx(weights[12], abs=0.0006)
    expect(panel.locator(".live-weight:visible")).to_have_count(12)
    workshop.page.get_by_role("button", name="DE", exact=True).click()
    workshop.page.get_by_role("button", name="512 Neuronen von h1").click()
    told = workshop.page.get_by_text(re.compile("^und 772 mehr, höchstens"))
    expect(told).to_be_visible()


def test_a_pinned_unit_is_worked_out_once(workshop):
    card = workshop.page.get_by_test_id("unit-card")
    panel = workshop.page.get_by_role("region", name="Worked out")
    unit = workshop.unit("h1", 2)
    unit.hover()  # asks, but pins nothing
    expect(card).to_be_visible()
    unit.click()
    expect(panel).to_be_visible()
    expect(card).to_have_count(0)

    workshop.press(HIDE)
    unit.click()
    expect(card).to_be_visible()
    expect(panel).to_have_count(0)
    workshop.page.keyboard.press("Escape")
    workshop.page.mouse.move(5, 5)
    expect(card).to_have_count(0)
