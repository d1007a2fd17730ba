"""A newcomer without a mouse: everything can be reached, seen and done by keys."""

from by_keys import MOST_STOPS, tab_to
from playwright.sync_api import expect

FOCUSED = """() => {
  const one = document.activeElement
  if (!one || one === document.body) return null
  const said = one.getAttribute('aria-label') || one.textContent.trim().slice(0, 40) || one.id
  const style = getComputedStyle(one)
  const line = one.matches('g') && one.querySelector('.react-flow__edge-path')
  const shown = line
    ? getComputedStyle(line).stroke !== 'none'
    : style.outlineStyle !== 'none' || style.strokeOpacity < 1 || one.matches('.number-box input')
  return [`${one.tagName} ${said}`, shown]
}"""


def walk(workshop):
    """Every stop of the Tab key from the top of the page, and whether its focus is seen."""
    stops = []
    for _ in range(MOST_STOPS):
        workshop.page.keyboard.press("Tab")
        stop = workshop.page.evaluate(FOCUSED)
        if stop is None:
            return stops
        stops.append(stop)
    raise AssertionError("the Tab key never leaves the page")


def test_the_focus_is_seen_at_every_stop(workshop):
    stops = walk(workshop)
    assert len(stops) > 40
    assert [name for name, seen in stops if not seen] == []


def test_add_connect_delete_undo_play_and_change_by_keys_alone(workshop):
    page = workshop.page
    keys = page.keyboard
    keys.press("/")
    keys.type("drop")
    keys.press("Enter")
    workshop.wait(lambda: "dropout" in workshop.nodes())
    keys.press("Escape")
    tab_to(page, workshop.node("dropout"))
    keys.press("Delete")
    workshop.wait(lambda: "dropout" not in workshop.nodes())
    keys.press("Control+z")
    workshop.wait(lambda: "dropout" in workshop.nodes())
    keys.press("Control+z")
    workshop.wait(lambda: "dropout" not in workshop.nodes())
    tab_to(page, workshop.node("in"))
    keys.press("c")
    keys.press("ArrowRight")
    keys.press("ArrowRight")
    keys.press("Enter")
    wire = workshop.canvas.get_by_role("group", name="Wire from in to h2")
    expect(wire).to_be_attached()
    keys.press("Control+z")
    keys.press("Escape")
    rate = workshop.inspector().get_by_role("slider", name="Learning rate")
    tab_to(page, rate)
    before = rate.get_attribute("aria-valuetext")
    keys.press("ArrowRight")
    keys.press("ArrowRight")
    workshop.wait(lambda: rate.get_attribute("aria-valuetext") != before)
    tab_to(page, page.get_by_role("button", name="Play", exact=True))
    keys.press("Enter")
    workshop.wait(lambda: workshop.step() > 5)
    tab_to(page, page.get_by_role("button", name="DE", exact=True))
    keys.press("Enter")
    expect(page.get_by_role("button", name="Zurücksetzen")).to_be_visible()
