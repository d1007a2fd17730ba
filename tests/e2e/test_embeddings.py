"""Answers in rounds are drawn as the server computes them: layouts, and inputs that climb."""

import time
from typing import Any

import numpy as np
from playwright.sync_api import expect
from serving import PageClient
from test_answers import classifier, instrument, opened
from workshop import Workshop, ask, number

from server.wire import frames
from tests.engine.train.runs import circle

SIDE, MARGIN = 230, 8
AROUND = 5  # pixels that a mark reaches from its point, and a little
RING = 10  # around the point that was reached


def finished(client: PageClient, probe: dict[str, Any]) -> list[np.ndarray]:
    """The parts of an answer of which all rounds are done."""
    (stream,) = client.watch(probe)
    until = time.monotonic() + 60
    while time.monotonic() < until:
        for frame in frames.decode(client.wait_picture()):
            parts = [part.values for part in frame.parts] if frame.stream == stream else []
            if parts and parts[1][0] == parts[1][1]:
                return parts
    raise AssertionError("the rounds did not end")


def finish(workshop: Workshop, pane) -> None:
    """Waits for the last round on the page."""
    done = "bar => bar.value === bar.max"
    workshop.wait(lambda: pane.locator("progress").evaluate(done))


def spots(places: np.ndarray) -> np.ndarray:
    """Where points of a plane stand in a square picture, in its pixels."""
    shares = places[:, :2] / np.linalg.norm(places, axis=1).max()
    return SIDE / 2 + shares * [1, -1] * (SIDE / 2 - MARGIN)


def test_the_points_of_t_sne_stand_where_the_server_says(workshop, client):
    opened(workshop, classifier())
    pane = instrument(workshop, "Projector")
    pane.get_by_role("button", name="t-SNE").click()
    layer = pane.get_by_role("combobox", name="Which layer").input_value()
    probe = {"probe": "layout", "node": layer, "part": "validation", "count": 500}
    probe = {**probe, "method": "tsne", "dimensions": 2}
    pane.get_by_test_id("rounds").wait_for()
    finish(workshop, pane)
    places, _, targets, which = finished(client(workshop.run), probe)
    wanted = spots(places[which >= 0])
    assert len(wanted) == 500
    cloud = pane.locator("canvas.answers-cloud")
    inked = workshop.pixels(cloud)[:, :, 3] > 0
    scale = len(inked) / SIDE
    rows, columns = (scale * wanted[:, ::-1]).round().astype(int).T
    ring = targets == 9  # the mark of this class has a hole in its middle
    assert inked[rows, columns][~ring].all()
    found = np.argwhere(inked)[:, ::-1] / scale
    away = np.linalg.norm(found[:, None] - wanted[None], axis=2).min(axis=1)
    assert (away < AROUND).mean() > 0.98
    assert away.max() < RING
    expect(pane.get_by_text(f"Row {which[0] + 1:.0f}: {targets[0]:.0f}")).to_be_visible()

    cloud.focus()
    workshop.page.keyboard.press("ArrowRight")
    aside = np.abs(wanted - wanted[0])
    along = wanted[:, 0] - wanted[0, 0]
    right = (along > 0) & (aside[:, 1] <= along)
    reached = np.where(right, along + 2 * aside[:, 1], np.inf).argmin()
    told = f"Row {which[reached] + 1:.0f}: {targets[reached]:.0f}"
    expect(pane.get_by_text(told)).to_be_visible()
    workshop.page.keyboard.press("Enter")
    stepper = workshop.node("in").locator(".live-stepper span")
    expect(stepper).to_have_text(f"{which[reached] + 1:.0f}")
    expect(workshop.node("in").locator(".live-target")).to_contain_text(f"{targets[reached]:.0f}")


def test_a_layout_is_stopped_and_begun_anew_and_says_of_which_step(workshop):
    opened(workshop, classifier())
    pane = instrument(workshop, "Projector")
    pane.get_by_role("button", name="UMAP").click()
    told = pane.get_by_test_id("rounds")
    expect(told).to_contain_text("of step 0")
    workshop.press("Step")
    finish(workshop, pane)
    expect(told).to_have_text("Round 500 of 500 · of step 0")
    expect(pane).to_contain_text("The run has gone on to step 1.")
    pane.get_by_role("button", name="Compute again").click()
    expect(told).to_contain_text("of step 1")
    pane.get_by_role("button", name="Stop").click()
    expect(told).to_contain_text("stopped after round")
    expect(pane.locator("canvas.answers-cloud")).to_be_visible()


def test_the_climbed_inputs_value_is_that_of_the_forward_pass(workshop, client):
    opened(workshop, circle())
    pane = instrument(workshop, "Activation maximization")
    pane.get_by_test_id("sums").wait_for()
    finish(workshop, pane)
    drawn = pane.locator(".why-bar-value").all_inner_texts()
    values = np.array([number(text) for text in drawn])
    socket = client(workshop.run)
    for node in ("l1", "l2", "l3"):
        probes = [{"probe": "weights", "node": node, "weight": one} for one in ("kernel", "bias")]
        kernel, bias = (ask(socket, probe).parts[0].real() for probe in probes)
        sums = values @ kernel + bias
        values = np.tanh(sums)
    told = pane.get_by_test_id("sums").inner_text()
    first, now = told.removeprefix("Sum of unit 1 ").split(", now ")
    np.testing.assert_allclose(number(now), sums[0], atol=0.01)
    assert number(now) > number(first)
    said = pane.get_by_test_id("said").inner_text().removeprefix("The network says ")
    np.testing.assert_allclose(number(said), values[0], atol=0.01)
