"""Going back in a run, branching there, and two curves side by side."""

import re

import numpy as np
import pytest
from playwright.sync_api import expect
from workshop import ask, number

KERNEL = {"probe": "weights", "node": "h1", "weight": "kernel"}


@pytest.fixture
def trained(workshop):
    """Two hundred steps of the circle, in two halves."""
    for _ in range(2):
        workshop.play_until(workshop.step() + 100)
    return workshop


def slider(workshop):
    return workshop.page.get_by_role("slider", name="Time machine")


def settled(workshop, canvas):
    """What a canvas shows once no newer picture comes any more."""
    seen = [workshop.pixels(canvas)]

    def same():
        workshop.page.wait_for_timeout(400)
        seen.append(workshop.pixels(canvas))
        return np.array_equal(seen[-1], seen[-2])

    workshop.wait(same)
    return seen[-1]


def test_the_slider_shows_an_earlier_moment_and_comes_back(trained, client):
    surface = trained.page.get_by_test_id("surface")
    now = settled(trained, surface)
    step = trained.step()
    slider(trained).fill("0")
    expect(trained.page.get_by_text("step 0", exact=True)).to_be_visible()
    trained.wait_change(surface, now)
    trained.wait(lambda: trained.served()["step"] == step)
    trained.press("Back to now")
    trained.wait(lambda: np.array_equal(trained.pixels(surface), now))
    assert trained.step() == step


def test_the_slider_goes_by_keys(trained):
    slider(trained).focus()
    trained.page.keyboard.press("ArrowLeft")
    back = trained.step() - 1
    expect(trained.page.get_by_text(f"step {back}", exact=True)).to_be_visible()


def test_a_branch_goes_on_from_there_with_another_activation(trained, client):
    first, last = trained.run, trained.step()
    slider(trained).fill("40")
    trained.wait(lambda: client(first).status["shown"] == 40)
    then = ask(client(first), KERNEL).parts[0].values
    trained.press("Branch")
    trained.wait(lambda: trained.run != first)
    trained.wait_ready()
    trained.wait(lambda: trained.step() == 40)
    np.testing.assert_array_equal(ask(client(trained.run), KERNEL).parts[0].values, then)

    trained.canvas.get_by_text("Dense").first.click()
    trained.inspector().get_by_role("combobox", name="activation").select_option("relu")
    trained.wait(lambda: trained.document()["nodes"][1]["config"].get("activation") == "relu")
    trained.wait(lambda: trained.served()["step"] == 40)
    trained.play_until(150)

    branches = trained.page.get_by_role("group", name="Runs to compare")
    expect(branches.get_by_role("button", name="Run 2", exact=True)).to_have_attribute(
        "aria-pressed", "true"
    )
    plot = trained.page.get_by_test_id("plot")
    plot.locator(".u-over").hover()
    read = plot.locator(".live-plot-reading")
    expect(read.locator("[data-look=earlier] + b")).to_have_text(re.compile(r"^\d\.\d{4}$"))
    expect(read).to_contain_text("training of run 1")
    branches.get_by_role("button", name="Run 1", exact=True).click()
    trained.wait(lambda: trained.run == first)
    trained.wait_ready()
    trained.wait(lambda: trained.step() == last)
    trained.wait(lambda: trained.kept()["nodes"][1]["config"]["activation"] == "tanh")
    assert number(plot.locator("..").locator("dd").last.inner_text()) > 0
