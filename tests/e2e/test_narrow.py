"""A phone is enough for watching, a small laptop for building."""

import pytest
from playwright.sync_api import expect


def visible_part(workshop, place):
    """Which share of something lies inside the window."""
    box = place.bounding_box()
    size = workshop.page.viewport_size
    width = min(box["x"] + box["width"], size["width"]) - max(box["x"], 0)
    height = min(box["y"] + box["height"], size["height"]) - max(box["y"], 0)
    return max(width, 0) * max(height, 0) / (box["width"] * box["height"])


@pytest.fixture
def phone(new_workshop):
    return new_workshop(size=(390, 844))


def test_a_phone_shows_output_and_run_bar_without_scrolling_aside(phone):
    page = phone.page
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    surface = page.get_by_test_id("surface")
    phone.wait(lambda: visible_part(phone, surface) > 0.95)
    for name in ("Play", "Step", "Epoch", "Reset"):
        button = page.get_by_role("button", name=name, exact=True)
        assert visible_part(phone, button) == 1
    assert visible_part(phone, phone.status) == 1
    before = phone.pixels(surface)
    phone.press("Play")
    phone.wait_change(surface, before)
    phone.wait(lambda: phone.step() > 50)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_1024_pixels_are_enough_to_build(new_workshop):
    workshop = new_workshop(size=(1024, 768))
    page = workshop.page
    assert page.evaluate("document.documentElement.scrollWidth") <= 1024
    expect(page.get_by_role("complementary", name="Layers")).to_be_visible()
    workshop.wait(lambda: visible_part(workshop, workshop.node("out")) > 0.95)
    box = workshop.canvas.bounding_box()
    workshop.drag_layer("Dense", (box["x"] + box["width"] / 2, box["y"] + box["height"] - 60))
    workshop.wait(lambda: "dense" in workshop.nodes())
    expect(workshop.inspector().get_by_role("textbox", name="Units")).to_be_visible()
    for name in ("Play", "Step", "Epoch", "Reset", "Open", "Share"):
        assert visible_part(workshop, page.get_by_role("button", name=name, exact=True)) == 1


OUTSIDE = """frame => [...frame.querySelectorAll('button, input, select, h3, .live-standing')]
  .filter(one => one.offsetWidth > 1)
  .filter(one => {
    const [box, edge] = [one.getBoundingClientRect(), frame.getBoundingClientRect()]
    return box.left < edge.left - 0.5 || box.right > edge.right + 0.5
  })
  .map(one => one.outerHTML.slice(0, 90))"""


@pytest.mark.parametrize("language", ["en-US", "de-DE"])
@pytest.mark.parametrize("starter", [0, 4])
def test_nothing_is_cut_off_or_touches_at_1024_pixels(new_workshop, language, starter):
    workshop = new_workshop(size=(1024, 768), language=language, scheme="dark")
    page = workshop.page
    page.locator(".menu > button").first.click()
    page.locator(".menu-panel .menu-entry").nth(starter).click()
    workshop.wait(lambda: page.locator(".node-card").count() > 1)
    page.locator(".live-play").click()
    workshop.wait(lambda: workshop.step() > 1)
    workshop.wait_still()
    for frame in page.locator(".palette, .inspector, .data-card, .top-bar").all():
        assert frame.evaluate(OUTSIDE) == []
    standing = page.locator(".live-standing").bounding_box()
    opening = page.locator(".top-actions button").first.bounding_box()
    assert standing["x"] + standing["width"] + 8 <= opening["x"]


def test_a_long_network_is_broken_for_the_window_it_stands_in(new_workshop):
    workshop = new_workshop(size=(1024, 768))
    workshop.start_from("Digits, one hidden layer")
    tops = [workshop.node(node).bounding_box()["y"] for node in workshop.nodes()]
    assert max(tops) - min(tops) > 150
    surface = workshop.canvas.bounding_box()
    for node in workshop.nodes():
        box = workshop.node(node).bounding_box()
        assert box["x"] + box["width"] < surface["x"] + surface["width"]
        assert box["width"] > 90, "too small to read"
