"""Everything can be asked: a card tells the value that the server has, and goes on telling it."""

import math
import re

import numpy as np
from playwright.sync_api import expect
from workshop import ask, middle, number

WITHIN = 0.0006  # the cards write three digits


def card(workshop):
    """The card of the unit under the pointer."""
    return workshop.page.get_by_test_id("unit-card")


def told(workshop):
    """The value in the last line of the card; NaN while there is none."""
    text = card(workshop).locator(".live-card-result").inner_text()
    found = re.search(r"([−\d.,]+(?:·10[⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+)?)$", text)
    return number(found[1]) if found else math.nan


def told_point(workshop):
    """The point of the plane that the card is about."""
    text = card(workshop).get_by_text("at the point").inner_text()
    return [number(part) for part in re.findall(r"[−-]?\d+\.\d+", text)]


def point_under(place, x, y):
    """The point of the plane at a place of the window: 12 wide and high, its middle 0, 0."""
    read = "e => { const b = e.getBoundingClientRect(); return [b.x, b.y, b.width, b.height] }"
    left, top, width, height = place.evaluate(read)
    return [(x - left) / width * 12 - 6, 6 - (y - top) / height * 12]


def hover(workshop, place, right=0, down=0):
    """Move the mouse there; answers where, in whole pixels."""
    x, y = (round(value) for value in middle(place))
    workshop.page.mouse.move(x + right - 2, y + down)
    workshop.page.mouse.move(x + right, y + down)
    return x + right, y + down


def test_a_units_card_tells_its_value_at_the_pointed_place(workshop, client):
    workshop.play_until(200)
    unit = workshop.unit("h1", 2)
    at = hover(workshop, unit, right=9, down=6)
    pointed = point_under(unit, *at)
    point = told_point(workshop)
    # Pointing goes in steps of 0.05.
    assert max(abs(a - b) for a, b in zip(point, pointed, strict=True)) < 0.03
    probe = {"probe": "unit", "node": "h1", "index": [1], "sample": {"point": point}}
    inputs, weights, bias, total, output = (
        p.values for p in ask(client(workshop.run), probe).parts
    )
    assert abs(float(inputs @ weights + bias[0]) - float(total[0])) < 1e-5
    workshop.wait(lambda: not math.isnan(told(workshop)))
    workshop.wait(lambda: abs(told(workshop) - float(output[0])) < WITHIN)
    said = card(workshop).inner_text()
    assert "Unit 2 of h1" in said
    for weight in weights:
        assert f"{abs(weight):.3f}" in said


def test_the_card_goes_on_while_the_network_learns(workshop):
    hover(workshop, workshop.unit("h1", 1), right=5, down=5)
    workshop.wait(lambda: not math.isnan(told(workshop)))
    before = told(workshop)
    workshop.page.keyboard.press(" ")
    workshop.wait(lambda: abs(told(workshop) - before) > 0.01)
    between = told(workshop)
    workshop.wait(lambda: told(workshop) != between)
    workshop.page.keyboard.press(" ")


def test_hovering_a_unit_shows_it_large_at_the_output(workshop, client):
    surface = workshop.page.get_by_test_id("surface")
    workshop.wait(lambda: workshop.pixels(surface)[..., 3].all())
    own = workshop.pixels(surface)
    hover(workshop, workshop.unit("h1", 1))
    workshop.wait_change(surface, own)
    workshop.page.mouse.move(5, 5)
    workshop.wait(lambda: (workshop.pixels(surface) == own).all())


def test_a_pointer_that_only_brushes_a_unit_leaves_the_answer_in_place(workshop):
    """There and back before the page has told the server: its list of pictures never changed."""
    surface = workshop.page.get_by_test_id("surface")
    workshop.wait(lambda: len(np.unique(workshop.pixels(surface).reshape(-1, 4), axis=0)) > 10)
    own = workshop.pixels(surface)
    brush = """async (unit, gap) => {
      for (const type of ['pointermove', 'pointerout']) {
        unit.dispatchEvent(new PointerEvent(type, { bubbles: true, clientX: 1, clientY: 1 }))
        await new Promise(done => setTimeout(done, gap))
      }
    }"""
    for gap in range(2, 16, 2):
        workshop.unit("h1", 1).evaluate(brush, gap)
    workshop.wait(lambda: np.array_equal(workshop.pixels(surface), own))


def test_a_unit_of_the_digits_tells_its_value(workshop, client):
    workshop.start_from("Digits, one hidden layer")
    dots = workshop.node("h1").get_by_role("button", name="512 units of h1")
    hover(workshop, dots)
    workshop.wait(lambda: not math.isnan(told(workshop)))
    title = re.search(r"Unit (\d+) of h1", card(workshop).inner_text())
    assert title
    unit = int(title[1]) - 1
    sample = {"part": "training", "index": 0}
    probe = {"probe": "unit", "node": "h1", "index": [unit], "sample": sample}
    frame = ask(client(workshop.run), probe)
    assert len(frame.parts[1].values) == 784
    output = float(frame.parts[4].values[0])
    workshop.wait(lambda: abs(told(workshop) - output) < WITHIN)


def wire(workshop):
    """A weight's curve: a place in the window where it is what the mouse meets now."""
    found = workshop.page.get_by_role("button", name="Weight from input 2 to unit 3 of h1")
    found.wait_for(state="attached")
    place = "e => { const to = e.getScreenCTM(), all = e.getTotalLength();"
    place += " for (let n = 2; n < 38; n++) { const p = e.getPointAtLength(all * n / 40)"
    place += (
        ".matrixTransform(to); if (document.elementFromPoint(p.x, p.y) === e) return [p.x, p.y]"
    )
    place += " } return null }"
    workshop.wait(lambda: found.get_attribute("d"))
    workshop.wait_still()
    workshop.wait(lambda: found.evaluate(place))
    return found.evaluate(place)


ELEMENT = {"probe": "element", "node": "h1", "weight": "kernel", "index": [1, 2]}


def test_a_weight_tells_its_value_and_can_be_set(workshop, client):
    workshop.play_until(100)
    socket = client(workshop.run)
    served = float(ask(socket, ELEMENT).parts[0].values[0])
    workshop.page.mouse.move(*wire(workshop))
    card = workshop.page.get_by_test_id("wire-card")

    def shown():
        found = re.search(r"[−-]?\d+\.\d+", card.inner_text())
        return number(found[0]) if found else float("nan")

    workshop.wait(lambda: abs(shown() - served) < WITHIN)

    workshop.page.mouse.click(*wire(workshop))
    box = card.get_by_role("textbox", name="New weight")
    box.fill("1.5")
    box.press("Enter")
    card.wait_for(state="hidden")
    workshop.wait(lambda: float(ask(socket, ELEMENT).parts[0].values[0]) == 1.5)
    workshop.page.mouse.move(5, 5)
    workshop.page.mouse.move(*wire(workshop))
    workshop.wait(lambda: shown() == 1.5)


def test_a_weight_is_set_with_keys_and_its_wire_shows_it(workshop):
    page = workshop.page
    page.locator("[data-hit='3']").first.focus()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    page.get_by_role("textbox", name="New weight").fill("-4.25")
    page.get_by_role("button", name="Set", exact=True).click()
    page.get_by_test_id("wire-card").wait_for(state="hidden")
    weight = page.locator("[data-n='2']").first
    expect(weight).to_have_attribute("stroke-width", "8.65")  # 1 + 4.25 / 5 * 9
    expect(weight).to_have_attribute("data-sign", "negative")


def test_a_weight_set_while_training_changes_the_run(workshop, client):
    workshop.press("Play")
    workshop.wait(lambda: workshop.step() > 100)
    workshop.page.mouse.click(*wire(workshop))
    box = workshop.page.get_by_role("textbox", name="New weight")
    box.fill("40")
    box.press("Enter")
    workshop.page.get_by_test_id("wire-card").wait_for(state="hidden")
    workshop.press("Pause")
    value = float(ask(client(workshop.run), ELEMENT).parts[0].values[0])
    assert 20 < value < 60, "weights of this size do not come by training"


def test_a_clicked_unit_is_worked_out_in_the_inspector(workshop, client):
    workshop.play_until(100)
    workshop.unit("h1", 2).click()
    panel = workshop.inspector().get_by_role("region", name="Worked out")
    workshop.inspector().get_by_role("heading", name="Unit 2 of h1").wait_for()
    weights = (
        ask(client(workshop.run), {"probe": "weights", "node": "h1", "weight": "kernel"})
        .parts[0]
        .values.reshape(2, 4)[:, 1]
    )

    def shown():
        values = panel.locator(".live-weight-value").all_inner_texts()
        return [number(value) for value in values if value]

    workshop.wait(lambda: len(shown()) == 2)
    assert np.allclose(shown(), weights, atol=WITHIN)

    workshop.unit("h2", 1).click()  # the focus goes from one unit to the other
    workshop.inspector().get_by_role("heading", name="Unit 1 of h2").wait_for()
    workshop.canvas.click(position={"x": 300, "y": 12})  # where nothing is
    workshop.inspector().get_by_role("heading", name="Dense", exact=True).wait_for()
    workshop.page.keyboard.press("Escape")
    workshop.inspector().get_by_role("heading", name="The network").wait_for()


def test_a_cell_of_a_filter_tells_its_value_and_can_be_set(workshop, client):
    workshop.start_from("Digits, small convolutional network")
    graph = workshop.document()["nodes"]
    node = next(one["id"] for one in graph if one["kind"] == "conv2d")
    found = workshop.page.get_by_role("button", name=f"Filter 1 of {node}")
    found.focus()
    found.hover(position={"x": 3, "y": 3})
    told = workshop.page.get_by_test_id("filter-card")
    element = {"probe": "element", "node": node, "weight": "kernel", "index": [0, 0, 0, 0]}
    served = float(ask(client(workshop.run), element).parts[0].values[0])
    workshop.wait(lambda: f"{abs(served):.3f}" in told.inner_text())
    found.click(position={"x": 3, "y": 3})
    box = told.get_by_role("textbox", name="New weight")
    box.fill("0.75")
    box.press("Enter")
    told.wait_for(state="hidden")
    workshop.wait(lambda: float(ask(client(workshop.run), element).parts[0].values[0]) == 0.75)
