"""Instruments that explain an answer draw what the server computed."""

import json
import re

import numpy as np
import pytest
from paint import colors, difference, painted
from playwright.sync_api import expect
from workshop import ask, near, number

SAMPLE = {"part": "training", "index": 0}
WITHIN = 0.0006  # three digits are written


@pytest.fixture
def opened(new_workshop):
    """Makes a page with instruments open below a starting network that has learned a little."""

    def make(starter, *instruments, steps=3):
        workshop = new_workshop()
        kept = json.dumps({"open": instruments, "height": 320})
        workshop.page.evaluate("kept => localStorage.setItem('netzwerkstatt.dock', kept)", kept)
        workshop.open()
        if starter:
            workshop.start_from(starter)
        for step in range(1, steps + 1):
            workshop.press("Step")
            expect(workshop.status).to_have_text(str(step))
        return workshop

    return make


def pane(workshop, name):
    """An instrument below the network."""
    return workshop.page.locator(f'[data-instrument="{name}"]')


def told(place, before):
    """The number that is written behind these words; None while it is not there."""
    found = re.search(
        re.escape(before) + r"\s*([−\d.]*\d(?:·10[⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+)?)", place.inner_text()
    )
    return number(found[1]) if found else None


def close(value, expected):
    """Whether a written number is this one."""
    return value is not None and abs(value - expected) < max(WITHIN, 0.005 * abs(expected))


def test_saliency_of_a_digit_is_painted_as_the_gradient_is(opened, client):
    workshop = opened("Digits, one hidden layer", "saliency")
    probe = {"probe": "saliency", "node": "in", "unit": None, "sample": SAMPLE}
    slope, _, (unit, score) = (part.values for part in ask(client(workshop.run), probe).parts)
    instrument = pane(workshop, "saliency")
    workshop.wait(lambda: close(told(instrument, f"Score of “{int(unit)}”:"), float(score)))
    heat = np.asarray(slope).reshape(28, 28)
    canvas = instrument.locator("canvas.why-heat")
    reach = float(np.abs(heat).max())
    expected = painted(heat, colors(workshop.page, "diverging"), -reach, reach)
    workshop.wait(lambda: difference(workshop.pixels(canvas), expected) <= 2)
    largest = told(instrument, "Largest:")
    assert largest is not None
    assert close(abs(largest), reach)


def test_a_place_is_read_with_the_arrow_keys_and_another_answer_chosen(opened, client):
    workshop = opened("Digits, one hidden layer", "saliency")
    instrument = pane(workshop, "saliency")
    answers = instrument.get_by_label("The answer that is explained")
    expect(answers.get_by_role("option", name="0", exact=True)).to_be_attached()  # classes by name
    answers.select_option("7")
    probe = {"probe": "saliency", "node": "in", "unit": 7, "sample": SAMPLE}
    slope, _, (_, score) = (part.values for part in ask(client(workshop.run), probe).parts)
    workshop.wait(lambda: close(told(instrument, "Score of “7”:"), float(score)))
    instrument.get_by_role("img").focus()
    workshop.page.keyboard.press("ArrowRight")
    workshop.page.keyboard.press("ArrowDown")
    expected = float(np.asarray(slope).reshape(28, 28)[15, 15])
    workshop.wait(lambda: "in row 16, column 16" in instrument.inner_text())
    said = instrument.locator(".why-place").inner_text()
    assert close(number(said.split(" ")[0]), expected)


def test_the_shares_of_a_point_are_written_and_complete(opened, client):
    workshop = opened(None, "integrated_gradients", "occlusion")
    probe = {"node": "in", "unit": None, "sample": SAMPLE}
    shares, _, (_, score, nothing, total) = (
        part.values
        for part in ask(
            client(workshop.run),
            {"probe": "integrated_gradients", "baseline": "zeros", **probe},
        ).parts
    )
    instrument = pane(workshop, "integrated_gradients")

    def drawn(place):
        return [number(text) for text in place.locator(".why-bar-value").all_inner_texts() if text]

    workshop.wait(lambda: near(drawn(instrument), shares, WITHIN))
    assert close(told(instrument, "difference"), float(score - nothing))
    assert close(told(instrument, "all shares together"), float(total))
    falls = ask(
        client(workshop.run), {"probe": "occlusion", "baseline": "mean", "patch": 1, **probe}
    )
    expected = falls.parts[0].values
    workshop.wait(lambda: near(drawn(pane(workshop, "occlusion")), expected, WITHIN))


def test_a_nudge_is_drawn_before_and_after_with_the_losses(opened, client):
    workshop = opened("Digits, one hidden layer", "nudge")
    instrument = pane(workshop, "nudge")
    probe = {"probe": "nudge", "node": "in", "size": 100, "sample": SAMPLE}
    before, after, _, _, losses = (part.values for part in ask(client(workshop.run), probe).parts)
    workshop.wait(lambda: close(told(instrument, "Loss"), float(losses[0])))
    then = re.search(r"Loss .*, then ([−\d.]+)", instrument.inner_text())
    assert then
    assert close(number(then[1]), float(losses[1]))
    assert losses[1] > losses[0]
    change = np.asarray(after - before).reshape(28, 28)
    reach = float(np.abs(change).max())
    expected = painted(change, colors(workshop.page, "diverging"), -reach, reach)
    assert difference(workshop.pixels(instrument.locator("canvas").nth(2)), expected) <= 2
