"""Instruments of health: the numbers drawn are those of the server."""

import re

import numpy as np
from playwright.sync_api import expect
from workshop import ask, number

LAYERS = ["in", "h1", "h2", "out"]
QUESTION = {"probe": "health", "nodes": LAYERS, "part": "training", "count": 64}
SLOW = 60  # seconds that a machine with much to do may compile


def opened(workshop, *titles):
    """Open instruments from the menu."""
    workshop.press("+ Instruments")
    for title in titles:
        workshop.page.get_by_role("checkbox", name=re.compile(f"^{re.escape(title)}")).check()
    workshop.page.keyboard.press("Escape")


def pane(workshop, title):
    return workshop.page.get_by_role("region", name=title, exact=True)


def test_histograms_and_norms_tell_what_the_server_says(workshop, client):
    workshop.play_until(200)
    opened(workshop, "Weights", "Gradient norms")
    spread = pane(workshop, "Weights").locator("[data-layer=h1] .health-spread")
    workshop.wait(lambda: spread.count() and "±" in spread.inner_text(), SLOW)
    parts = ask(client(workshop.run), QUESTION).parts
    figures = np.asarray(parts[2].values).reshape(len(LAYERS), -1)
    mean, deviation = (number(text) for text in spread.inner_text().split(" ± "))
    np.testing.assert_allclose([mean, deviation], figures[1, 3:5], atol=0.006)
    rows = pane(workshop, "Gradient norms").locator("tbody tr:visible")
    expect(rows).to_have_count(3)
    for line, row in enumerate(rows.all(), 1):
        told = [number(text) for text in row.locator("td").all_inner_texts()]
        np.testing.assert_allclose(told, figures[line, 1:3], rtol=0.01, atol=6e-5)
    name = pane(workshop, "Weights").get_by_role("img", name=re.compile("^h1: 12 weights counted"))
    assert workshop.pixels(name)[..., 3].any()


def test_opening_the_diagnosis_looks_at_the_run_as_it_is(workshop):
    opened(workshop, "What is wrong?")
    said = pane(workshop, "What is wrong?")
    expect(said.get_by_text("Nothing found that is wrong.")).to_be_visible(timeout=1000 * SLOW)
    expect(said.get_by_text("As of step 0")).to_be_visible()
