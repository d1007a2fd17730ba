"""What a screen reader hears: names and values, and no more often than a person can listen."""

import re

from playwright.sync_api import expect

LISTEN = """() => {
  window.said = 0
  const live = '[aria-live=polite], [aria-live=assertive], [role=alert], output,'
    + ' [role=status]:not([aria-live=off])'
  new MutationObserver(all => {
    for (const { target } of all) {
      const element = target.nodeType === 1 ? target : target.parentElement
      if (element?.closest(live)) window.said += 1
    }
  }).observe(document.body, { subtree: true, childList: true, characterData: true })
}"""


def test_nothing_chatters_while_the_network_learns(workshop):
    workshop.unit("h1", 1).hover()
    workshop.page.evaluate(LISTEN)
    workshop.press("Play")
    workshop.wait(lambda: workshop.step() > 300)
    workshop.unit("h1", 1).hover()
    workshop.page.wait_for_timeout(3000)
    assert workshop.step() > 300
    assert workshop.page.evaluate("window.said") <= 12


def test_names_and_values_of_what_is_on_screen(workshop):
    workshop.play_until(100)
    page = workshop.page
    bar = page.get_by_role("group", name="Training", exact=True)
    expect(bar).to_match_aria_snapshot("""
    - group "Training":
      - button "Reset"
      - button "Step"
      - button "Play"
      - button "Epoch"
      - slider "Speed"
      - status "Step"
    """)
    curves = page.get_by_role("region", name="Curves")
    expect(curves.get_by_role("tablist", name="Curves")).to_be_visible()
    expect(curves.get_by_test_id("plot")).to_have_accessible_name(
        "Loss over the steps; the newest numbers stand beside it"
    )
    expect(curves.get_by_role("definition").first).to_have_text(re.compile(r"^\d\.\d{4}$"))
    # A slider says its value itself; a live region beside it would say it twice.
    assert workshop.inspector().get_by_role("status").count() == 0
    wire = page.get_by_role("button", name="Weight from input 1 to unit 1 of h1")
    page.keyboard.press("Tab")  # from here on focus is moved by keys, and shown
    wire.focus()
    told = page.get_by_test_id("wire-card").get_by_role("status")
    expect(told).to_have_text(re.compile(r"^[Ww]eight [−\d.]+ = w"))
