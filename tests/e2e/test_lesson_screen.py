"""Lessons on narrow screens: what a step speaks of is in sight and can be read."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Locator, expect
from workshop import Workshop

LESSON = "/lessons/hello-network"
LEAST_PX = 11
pytestmark = pytest.mark.usefixtures("unread")
NAMES = """() => [...document.querySelectorAll('.node-card')].map(card => {
  const name = card.querySelector('h3')
  const edge = card.getBoundingClientRect()
  const text = document.createRange()
  text.selectNodeContents(name)
  const box = text.getBoundingClientRect()
  const zoom = name.getBoundingClientRect().height / name.offsetHeight
  return {
    name: name.textContent,
    size: parseFloat(getComputedStyle(name).fontSize) * zoom,
    inside: box.left >= edge.left && box.right <= edge.right && box.top >= edge.top,
  }
})"""


def inside(workshop: Workshop, place: Locator) -> bool:
    """Whether all of it is shown on the canvas, apart from a hair."""
    box, frame = place.bounding_box(), workshop.canvas.bounding_box()
    assert box
    assert frame
    return (
        box["x"] >= frame["x"] - 1
        and box["y"] >= frame["y"] - 1
        and box["x"] + box["width"] <= frame["x"] + frame["width"] + 1
        and box["y"] + box["height"] <= frame["y"] + frame["height"] + 1
    )


def test_a_phone_shows_what_each_step_is_about(new_workshop: Callable[..., Workshop]):
    workshop = new_workshop(path=f"{LESSON}/play", size=(390, 844))
    assert inside(workshop, workshop.node("out"))
    assert not inside(workshop, workshop.node("in"))
    workshop.page.get_by_role("link", name=re.compile("^Next: ")).click()
    workshop.wait(lambda: all(inside(workshop, workshop.node(one)) for one in ("in", "h1", "out")))


def test_a_network_that_was_kept_is_shown_whole_again(new_workshop: Callable[..., Workshop]):
    workshop = new_workshop(path=f"{LESSON}/bend", size=(390, 844))
    page = workshop.page
    page.get_by_role("radio").first.check()
    page.get_by_role("button", name="That is my guess").click()
    page.get_by_role("button", name="Insert a second layer, and play").click()
    workshop.wait(lambda: workshop.step() > 0, 60)
    workshop.press("Pause")
    workshop.wait(lambda: workshop.server.get("/api/progress/hello-network")["document"])
    page.reload()
    workshop.wait_ready()
    workshop.wait(lambda: inside(workshop, workshop.node("out")))


@pytest.mark.parametrize("path", ["/", f"{LESSON}/bend", f"{LESSON}/play"])
@pytest.mark.parametrize("language", ["en-US", "de-DE"])
def test_names_of_cards_can_be_read_at_1024_pixels(
    new_workshop: Callable[..., Workshop], path: str, language: str
):
    workshop = new_workshop(path=path, size=(1024, 768), language=language)
    names: list[dict[str, Any]] = workshop.page.evaluate(NAMES)
    assert len(names) >= 4
    assert [one for one in names if one["size"] < LEAST_PX or not one["inside"]] == []


def test_a_wide_formula_scrolls_and_its_caption_does_not(new_workshop: Callable[..., Workshop]):
    page = new_workshop(path=f"{LESSON}/fence-in", size=(320, 700)).page
    formula = page.get_by_role("group", name="Formula", exact=True)
    expect(formula.locator(".katex")).to_be_attached()
    scrolls = "one => one.scrollWidth > one.clientWidth"
    assert formula.evaluate(scrolls)
    caption = page.get_by_text("The inner tanh belongs to the hidden units")
    caption.scroll_into_view_if_needed()
    assert not page.locator(".formula-block").evaluate(scrolls)
    box = caption.bounding_box()
    assert box
    assert box["x"] + box["width"] <= 320
