"""Many runs at once: a learning rate is swept, one diverges, one becomes the run by keyboard."""

import re

import pytest
from playwright.sync_api import expect
from serving import circle
from workshop import number

STEPS = 120


def straight():
    """The circle with units that know no bounds, so that large steps do break it."""
    document = circle()
    document["nodes"][1]["config"]["activation"] = "relu"
    document["nodes"][-1]["config"]["activation"] = "linear"
    return document


@pytest.fixture
def opened(workshop):
    """The page with that network."""
    workshop.show(straight())
    return workshop


def test_a_learning_rate_is_swept_and_one_network_becomes_the_run(opened, runs):
    page = opened.page
    opened.press("Many runs at once")
    panel = page.get_by_role("region", name="Many runs at once")
    panel.get_by_role("textbox", name="to", exact=True).fill("30")
    panel.get_by_role("textbox", name="how many").fill("9")
    panel.get_by_role("textbox", name="Steps").fill(str(STEPS))
    expect(panel.get_by_text("Makes 9 networks, each trained for 120 steps.")).to_be_visible()
    panel.get_by_role("button", name="Train all").click()
    expect(panel.get_by_text(f"All are at step {STEPS}.")).to_be_visible(timeout=40_000)
    cards = panel.get_by_role("group", name="Networks").get_by_role("button")
    expect(cards).to_have_count(9)
    expect(cards.last).to_have_accessible_name(re.compile("Learning rate 30: diverged at step"))
    expect(panel.get_by_text("× diverged")).to_be_visible()

    cards.first.focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    third = cards.nth(2)
    expect(third).to_be_focused()
    said = re.search(r"Learning rate ([\d.]+): done, loss ([\d.]+)", spoken(third))
    assert said
    document = opened.document()
    document["training"]["optimizer"]["config"]["learning_rate"] = float(said[1])
    runs.append(opened.server.run(document))
    with opened.server.page(runs[-1]) as other:
        other.ask("step", count=STEPS)
        told = other.wait(lambda n: n["type"] == "history" and reached(n["rows"]))
    assert number(said[2]) == pytest.approx(
        told["rows"][-1]["validation"]["loss"], rel=1e-2, abs=2e-4
    )

    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog", name="Make this network the run?")).to_be_visible()
    page.keyboard.press("Enter")
    expect(panel).to_have_count(0)
    opened.wait(lambda: opened.step() == STEPS)
    served = opened.document()["training"]["optimizer"]["config"]
    assert served["learning_rate"] == float(said[1])
    opened.press("Step")
    opened.wait(lambda: opened.step() == STEPS + 1)


def reached(rows):
    """Whether the curve's end is there, with its scores."""
    return bool(rows) and rows[-1]["step"] == STEPS and rows[-1]["validation"] is not None


def spoken(card):
    """What a card says to those who do not see it."""
    return card.get_attribute("aria-label") or ""


def test_it_says_what_it_is_for_and_what_cannot_be(opened):
    page = opened.page
    opened.open("/?sweep=1")
    panel = page.get_by_role("region", name="Many runs at once")
    expect(panel.get_by_text("Which learning rate, which first weights")).to_be_visible()
    panel.get_by_role("textbox", name="how many").fill("30")
    panel.get_by_role("combobox", name="Second setting").select_option(label="Seed")
    expect(panel.get_by_text("480 networks are too many")).to_be_visible()
    expect(panel.get_by_role("button", name="Train all")).to_be_disabled()
    page.keyboard.press("Escape")
    expect(panel).to_have_count(0)
    assert "sweep" not in page.url
