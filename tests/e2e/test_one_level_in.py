"""One level in and out again, by mouse, keys and address; and a dock that remembers its height."""

import re

from playwright.sync_api import expect


def inside(workshop):
    """The layer that is open."""
    return workshop.page.get_by_role("region", name=re.compile(r"^Inside "))


def test_a_layer_opens_and_a_click_beside_it_goes_out(workshop):
    page = workshop.page
    workshop.node("h1").get_by_role("button", name="Look inside Dense").click()
    expect(inside(workshop)).to_have_accessible_name("Inside Dense (h1)")
    expect(inside(workshop)).to_contain_text("call.weights")
    assert "inside=h1" in page.url
    assert page.locator(".workspace-network").get_attribute("inert") is not None
    workshop.inspector().get_by_role("heading", name="Dense", exact=True).wait_for()
    page.locator(".inside").click(position={"x": 6, "y": 6})
    expect(inside(workshop)).to_have_count(0)
    assert "inside=" not in page.url


def test_by_keys_alone_in_and_out_with_the_focus_where_it_was(workshop):
    page = workshop.page
    card = page.locator(".react-flow__node[data-id='h2']")
    card.focus()
    page.keyboard.press("i")
    expect(inside(workshop)).to_be_focused()
    page.keyboard.press("Escape")
    expect(inside(workshop)).to_have_count(0)
    expect(card).to_be_focused()


def test_the_address_opens_it_and_the_way_back_closes_it(workshop):
    page = workshop.page
    workshop.open("/?inside=out")
    expect(inside(workshop)).to_have_accessible_name("Inside Dense (out)")
    page.keyboard.press("Escape")
    workshop.wait_still()
    page.locator(".react-flow__node[data-id='h1']").dblclick(position={"x": 20, "y": 12})
    expect(inside(workshop)).to_have_accessible_name("Inside Dense (h1)")
    page.go_back()
    expect(inside(workshop)).to_have_count(0)


def test_a_layer_that_is_not_there_opens_nothing(workshop):
    workshop.open("/?inside=nobody")
    expect(inside(workshop)).to_have_count(0)
    workshop.press("Step")
    workshop.wait(lambda: workshop.step() == 1)


def test_a_symbol_lights_up_in_formula_and_code(workshop):
    workshop.open("/?inside=h1")
    symbols = inside(workshop).locator("[data-symbol]")
    if symbols.count() == 0:  # a view names its symbols; this one has none to light
        return
    name = symbols.first.get_attribute("data-symbol")
    lit = inside(workshop).locator(".lit")

    def lights():
        symbols.first.hover()  # what is drawn above it may just have grown
        return {one.get_attribute("data-symbol") for one in lit.all()} == {name}

    workshop.wait(lights)


def test_the_docks_height_is_moved_by_keys_and_remembered(workshop):
    page = workshop.page
    edge = page.get_by_role("separator", name="Height of the instruments")
    before = int(edge.get_attribute("aria-valuenow"))
    edge.focus()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(edge).to_have_attribute("aria-valuenow", str(before + 40))
    page.reload()
    workshop.wait_ready()
    expect(edge).to_have_attribute("aria-valuenow", str(before + 40))
