"""The map of the lessons: its wires, and what a learner of a class has on it."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect
from school import Seat, take_seats
from serving import LiveServer
from visitors import new_class, teacher
from workshop import Workshop


@pytest.fixture
def server(tmp_path: Path) -> Iterator[LiveServer]:
    started = LiveServer(tmp_path)
    yield started
    started.stop()
    assert "Traceback" not in started.logged(), started.logged()


# Places of the wires that lie on a card.
CROSSED = """() => [...document.querySelectorAll('.map-wires path')].flatMap(wire => {
  const length = wire.getTotalLength()
  const field = wire.ownerSVGElement.getBoundingClientRect()
  return Array.from({ length: 59 }, (_, n) => wire.getPointAtLength(((n + 0.5) * length) / 59))
    .filter(({ x, y }) => [...document.querySelectorAll('.map-card')].some(card => {
      const box = card.getBoundingClientRect()
      const [across, down] = [field.x + x, field.y + y]
      return across > box.left && across < box.right && down > box.top && down < box.bottom
    }))
    .map(({ x, y }) => [x, y])
})"""


@pytest.mark.parametrize("size", [(1440, 900), (1024, 768)])
def test_wires_of_the_map_cross_no_card(
    new_workshop: Callable[..., Workshop], size: tuple[int, int]
):
    page = new_workshop(size=size).page
    page.get_by_role("link", name="Lessons", exact=True).click()
    expect(page.locator(".map-wires path")).to_have_count(2)
    assert page.evaluate(CROSSED) == []


def test_a_learner_raises_a_hand_and_signs_out_on_the_map(browser: Browser, server: LiveServer):
    owner = teacher(server)
    course = new_class(owner, "8g")
    taken: list[Seat] = []
    learner = take_seats(browser, server, taken)(size=(390, 844))
    learner.join(course["code"], "heron")
    learner.goto("/lessons")
    hand = learner.page.get_by_role("button", name="Raise your hand")
    hand.click()
    expect(hand).to_have_attribute("aria-pressed", "true")
    with owner.page() as wall:
        wall.ask("wall", course=course["id"])
        wall.wait(lambda n: n["type"] == "tile" and n["name"] == "heron" and n["hand"])
    assert learner.page.evaluate("document.documentElement.scrollWidth") <= 390
    learner.press("More")
    expect(learner.page.get_by_text("You are heron in 8g")).to_be_visible()
    learner.page.get_by_role("button", name="Sign out").click()
    learner.page.wait_for_url("**/join")
    assert learner.session()["role"] == "anonymous"
    learner.context.close()
    assert learner.troubles == []
