"""Beginners see what matters first; everything else is one switch away, and the choice is kept."""

from playwright.sync_api import expect


def choose(workshop, mode):
    """Choose a mode in the menu."""
    workshop.press("More")
    workshop.page.get_by_role("tab", name=mode, exact=True).click()
    workshop.page.keyboard.press("Escape")


def test_the_mode_hides_what_can_wait_and_is_remembered(workshop):
    panel = workshop.inspector()
    rate = panel.get_by_role("slider", name="Learning rate")
    seed = panel.get_by_role("textbox", name="seed of the weights")
    expect(rate).to_be_visible()
    expect(seed).to_have_count(0)
    choose(workshop, "Advanced")
    expect(rate).to_be_visible()
    expect(seed).to_be_visible()

    workshop.page.reload()
    workshop.wait_ready()
    expect(seed).to_be_visible()
    workshop.node("h1").get_by_role("heading").click()
    units = panel.get_by_role("textbox", name="Units")
    expect(units).to_be_visible()
    many = panel.get_by_role("combobox").count()

    choose(workshop, "Beginner")
    workshop.node("h1").get_by_role("heading").click()
    expect(units).to_be_visible()
    expect(panel.get_by_role("combobox", name="Activation")).to_be_visible()
    expect(panel.get_by_role("combobox")).to_have_count(1)
    assert many > 1
