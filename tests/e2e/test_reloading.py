"""A reload loses nothing: the run, its step, the network and what was changed are still there."""

import re

from playwright.sync_api import expect
from workshop import middle


def test_a_reload_goes_on_with_the_same_step_and_document(workshop):
    slider = workshop.page.get_by_role("slider", name="Learning rate")
    slider.focus()
    slider.press("ArrowLeft")
    name = workshop.page.get_by_role("textbox", name="Name of this network")
    name.fill("My circle")
    name.blur()
    workshop.wait(lambda: workshop.kept()["name"] == "My circle")
    workshop.play_until(150)
    before, run = workshop.served(), workshop.run

    workshop.page.reload()
    workshop.wait_ready()
    assert workshop.run == run
    expect(workshop.status).to_have_text(f"{before['step']:,}")
    expect(name).to_have_value("My circle")
    assert workshop.served() == before

    workshop.press("Step")
    workshop.wait(lambda: workshop.step() == before["step"] + 1)


def test_a_reload_does_not_stop_training(workshop):
    workshop.press("Play")
    workshop.wait(lambda: workshop.step() > 100)
    before = workshop.step()
    workshop.page.reload()
    expect(workshop.page.get_by_role("button", name="Pause", exact=True)).to_be_visible()
    workshop.wait(lambda: workshop.step() > before)


def test_a_closed_tab_leaves_the_network_for_the_next_one(workshop):
    name = workshop.page.get_by_role("textbox", name="Name of this network")
    name.fill("Kept")
    name.blur()
    kept = "JSON.parse(localStorage.getItem('netzwerkstatt.document') ?? '{}').name"
    workshop.wait(lambda: workshop.page.evaluate(kept) == "Kept")
    workshop.page.evaluate("sessionStorage.clear()")
    workshop.open()
    expect(name).to_have_value("Kept")


def test_cards_are_arranged_for_another_window_until_somebody_places_one(new_workshop):
    workshop = new_workshop()
    wide = places(workshop)
    in_a_window(workshop, 390, 844)
    narrow = places(workshop)
    assert narrow != wide
    in_a_window(workshop, 1440, 900)
    workshop.wait(lambda: places(workshop) == wide)
    x, y = middle(workshop.node("h1").get_by_role("heading"))
    workshop.drag((x, y), (x, y + 40))
    workshop.wait(lambda: "layout" in workshop.kept())
    placed = places(workshop)
    assert placed != wide
    in_a_window(workshop, 390, 844)
    workshop.wait(lambda: places(workshop) == placed)


def test_what_opens_in_the_dock_hides_no_card_unless_somebody_looks_elsewhere(workshop):
    instruments = workshop.page.get_by_role("button", name="+ Instruments")
    weights = workshop.page.get_by_role("checkbox", name=re.compile("^Weights"))
    before = workshop.canvas.bounding_box()
    instruments.click()
    weights.check()
    workshop.wait(lambda: workshop.canvas.bounding_box()["height"] < before["height"] - 20)
    workshop.wait(lambda: hidden(workshop) == [])
    workshop.press("Zoom in")
    workshop.wait_still()
    chosen = view(workshop)
    instruments.click()
    weights.uncheck()
    workshop.wait(lambda: workshop.canvas.bounding_box() == before)
    workshop.page.wait_for_timeout(1000)
    assert view(workshop) == chosen


def hidden(workshop):
    """The cards that reach out of the canvas."""
    room = workshop.canvas.bounding_box()
    cards = [card.bounding_box() for card in workshop.page.locator(".react-flow__node").all()]
    bottom = room["y"] + room["height"]
    return [box for box in cards if box["y"] < room["y"] or box["y"] + box["height"] > bottom]


def view(workshop):
    """How the canvas is moved and enlarged."""
    return workshop.page.locator(".react-flow__viewport").get_attribute("style")


def places(workshop):
    """Where the cards stand on the canvas, once the page has kept its network."""
    workshop.wait_still()
    workshop.page.wait_for_timeout(1000)
    nodes = workshop.page.locator(".react-flow__node")
    return nodes.evaluate_all("cards => cards.map(card => card.style.transform)")


def in_a_window(workshop, width, height):
    """The page left, and opened again in the same tab at this size."""
    address = workshop.page.url
    workshop.page.goto("about:blank")
    workshop.page.set_viewport_size({"width": width, "height": height})
    workshop.page.goto(address)
    workshop.wait_ready()
