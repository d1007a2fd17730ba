"""A newcomer builds the dense network for MNIST with the mouse, wire by wire, and trains it."""

import re

import numpy as np
import pytest
from playwright.sync_api import expect
from workshop import boxes, middle, overlapping

LONG_DRAG = 16


@pytest.fixture
def empty(workshop):
    """The canvas with nothing on it but the data card, MNIST chosen."""
    workshop.page.keyboard.press("Control+a")
    workshop.page.keyboard.press("Delete")
    workshop.wait(lambda: workshop.nodes() == [])
    workshop.wait_still()
    workshop.page.get_by_role("tab", name="Images").click()
    workshop.page.get_by_role("button", name="MNIST digits", exact=True).click()
    return workshop


def place(workshop, x, y):
    """A place on the canvas, in shares of it."""
    box = workshop.canvas.bounding_box()
    return box["x"] + x * box["width"], box["y"] + y * box["height"]


def port(card, side):
    """Where a wire leaves or enters a card."""
    box = card.bounding_box()
    return box["x"] + (box["width"] if side == "right" else 0), box["y"] + box["height"] / 2


def connect(workshop, source, target):
    """Drag a wire from one card to the other."""
    workshop.rest()
    start = port(workshop.node(source), "right")
    workshop.page.mouse.move(*start)
    workshop.drag(start, port(workshop.node(target), "left"), LONG_DRAG)


def wire_middle(workshop, source, target):
    """A place on a wire between two cards, once the canvas has come to rest."""
    workshop.rest()
    (x, y), (right, below) = (
        port(workshop.node(source), "right"),
        port(workshop.node(target), "left"),
    )
    return (x + right) / 2, (y + below) / 2


def problems(workshop):
    """The cards that say what is wrong."""
    return workshop.page.get_by_role("note", name="Problem")


def test_mnists_dense_network_by_dragging(empty):
    workshop = empty
    page = workshop.page
    workshop.drag_layer("Input", place(workshop, 0.32, 0.2))
    workshop.wait(lambda: workshop.nodes() == ["input"])
    workshop.drag_layer("Dense", place(workshop, 0.8, 0.2))
    workshop.wait(lambda: workshop.nodes() == ["input", "dense"])
    said = problems(workshop).filter(has_text="Nothing flows into Dense yet")
    expect(said).to_be_visible()

    connect(workshop, "input", "dense")
    expect(said).to_be_hidden()
    flat = problems(workshop).filter(has_text="must be a plain list of numbers")
    expect(flat).to_be_visible()
    expect(workshop.node("dense")).to_have_accessible_name(re.compile("has a problem"))

    workshop.drag_layer("Flatten", wire_middle(workshop, "input", "dense"))
    workshop.wait(lambda: workshop.nodes() == ["input", "dense", "flatten"])
    expect(flat).to_be_hidden()
    expect(workshop.node("flatten")).to_have_accessible_name("Flatten (flatten), shape 784")

    page.keyboard.press("l")
    workshop.drag_layer("Dense", wire_middle(workshop, "flatten", "dense"))
    workshop.wait(lambda: len(workshop.nodes()) == 4)
    hidden = next(node for node in workshop.nodes() if node.startswith("dense") and node != "dense")
    inspector = workshop.inspector()
    inspector.get_by_role("textbox", name="Units").fill("512")
    inspector.get_by_role("combobox", name="Activation").select_option("relu")
    expect(workshop.node(hidden)).to_have_accessible_name(f"Dense ({hidden}), shape 512")

    mend(workshop)
    expect(workshop.node("dense")).to_have_accessible_name("Dense (dense), shape 10")
    page.mouse.click(*place(workshop, 0.5, 0.12))
    expect(inspector.get_by_role("definition").filter(has_text="407,050")).to_be_visible()
    trains(workshop)


def mend(workshop):
    """What does not fit is said at its place, and the button beside it mends it."""
    said = problems(workshop).filter(has_text=re.compile("The output has .* units, but"))
    expect(said).to_be_visible()
    said.get_by_role("button", name="Set units to 10").click()
    expect(problems(workshop)).to_have_count(0)

    workshop.page.mouse.click(*place(workshop, 0.5, 0.12))  # nothing there: the whole network
    loss = workshop.inspector().get_by_role("combobox", name="loss")
    loss.select_option("Sparse categorical cross-entropy")
    said = problems(workshop).filter(has_text="needs probabilities")
    expect(said).to_be_visible()
    said.get_by_role("button", name="Use Softmax").click()
    expect(problems(workshop)).to_have_count(0)


def trains(workshop):
    """What was built is what learns: its step counts, its answers change."""
    workshop.wait(lambda: len(workshop.document()["nodes"]) == 4)
    value = workshop.node("dense").get_by_role("button", name="Unit").first
    before = value.inner_text()
    workshop.play_until(20)
    workshop.wait(lambda: value.inner_text() != before)
    layers = [
        (node["kind"], node.get("config", {}).get("units")) for node in ordered(workshop.document())
    ]
    assert layers == [("input", None), ("flatten", None), ("dense", 512), ("dense", 10)]


def ordered(document):
    """The nodes of a chain from its input on."""
    follows = dict(document["edges"])
    here = next(node["id"] for node in document["nodes"] if node["kind"] == "input")
    chain = [here]
    while here in follows:
        here = follows[here]
        chain.append(here)
    return [next(node for node in document["nodes"] if node["id"] == name) for name in chain]


def test_connecting_by_clicks(workshop):
    workshop.drag_layer("Dense", place(workshop, 0.62, 0.75))
    workshop.wait(lambda: "dense" in workshop.nodes())
    start = workshop.node("h1")
    start.hover()
    start.get_by_title("Connect Dense").click()
    expect(workshop.page.get_by_text("Click the layer this wire should lead to")).to_be_visible()
    workshop.page.mouse.click(*middle(workshop.node("dense").get_by_role("heading")))
    wire = workshop.canvas.get_by_role("group", name="Wire from h1 to dense")
    expect(wire).to_be_attached()


def test_a_wire_that_would_close_a_loop_is_refused_in_a_sentence(workshop):
    start = workshop.node("h2")
    start.hover()
    start.get_by_title("Connect Dense").click()
    workshop.page.mouse.click(*middle(workshop.node("h1").get_by_role("heading")))
    said = workshop.page.get_by_role("alert").filter(has_text="would close a loop")
    expect(said).to_be_visible()
    assert ["h2", "h1"] not in workshop.document()["edges"]


def test_several_cards_are_chosen_and_moved_together(workshop):
    workshop.wait_pictures()
    before = places(workshop)
    workshop.page.keyboard.press("Control+a")
    grip = middle(workshop.node("h1").get_by_role("heading"))
    workshop.drag(grip, (grip[0] + 40, grip[1] + 60))
    workshop.wait_still()
    moved = places(workshop) - before
    assert np.ptp(moved, axis=0).max() < 1.5  # documents hold whole pixels
    assert moved.min() > 20


def places(workshop):
    """Where the four cards are in the window, in pixels [4, 2]."""
    return np.array([(box["x"], box["y"]) for box in boxes(workshop.page).values()])


def cut_off(workshop):
    """Cards that reach out of the canvas."""
    frame = workshop.canvas.bounding_box()
    return [
        node
        for node, box in boxes(workshop.page).items()
        if box["x"] < frame["x"] - 1 or box["x"] + box["width"] > frame["x"] + frame["width"] + 1
    ]


def test_a_layer_let_go_on_a_wire_gets_room_in_one_step(workshop):
    workshop.drag_layer("Dense", wire_middle(workshop, "h1", "h2"))
    workshop.wait(lambda: "dense" in workshop.nodes())
    workshop.wait(lambda: workshop.unit("dense", 1).count() == 1)
    workshop.wait_still()
    assert overlapping(workshop.page) == []
    assert cut_off(workshop) == []
    workshop.press("Undo")
    workshop.wait(lambda: workshop.nodes() == ["in", "h1", "h2", "out"])
    expect(workshop.page.get_by_role("button", name="Undo", exact=True)).to_be_disabled()


def test_a_loose_card_let_go_on_a_wire_gets_room_in_one_step(workshop):
    workshop.drag_layer("Dense", place(workshop, 0.5, 0.85))
    workshop.wait(lambda: "dense" in workshop.nodes())
    workshop.wait_still()
    grip = middle(workshop.node("dense").get_by_role("heading"))
    workshop.drag(grip, wire_middle(workshop, "h2", "out"))
    wire = workshop.canvas.get_by_role("group", name="Wire from dense to out")
    expect(wire).to_be_attached()
    workshop.wait_still()
    assert overlapping(workshop.page) == []
    assert cut_off(workshop) == []
    workshop.press("Undo")
    expect(wire).not_to_be_attached()
    workshop.wait_still()
    placed = boxes(workshop.page)
    above = placed["h1"]["y"] + placed["h1"]["height"]
    assert placed["dense"]["y"] > above, "the drag itself is undone too"


def test_who_looks_closely_is_left_alone(workshop):
    for _ in range(4):
        workshop.press("Zoom in")
    workshop.wait_still()
    before = workshop.node("h1").bounding_box()
    workshop.node("h1").get_by_role("heading").click()
    units = workshop.inspector().get_by_role("textbox", name="Units")
    units.fill("5")
    expect(workshop.node("h1")).to_have_accessible_name("Dense (h1), shape 5")
    workshop.wait_still()
    assert abs(workshop.node("h1").bounding_box()["width"] - before["width"]) < 1


def chosen(workshop):
    """How many cards are in the selection."""
    return workshop.page.locator(".node-card.selected").count()


def test_shift_adds_a_card_and_a_box_takes_what_it_touches(workshop):
    workshop.node("h1").get_by_role("heading").click()
    workshop.node("h2").get_by_role("heading").click(modifiers=["Shift"])
    workshop.wait(lambda: chosen(workshop) == 2)
    workshop.page.keyboard.press("Escape")
    workshop.wait(lambda: chosen(workshop) == 0)
    placed = boxes(workshop.page)
    top = min(box["y"] for box in placed.values()) - 20
    workshop.page.keyboard.down("Shift")
    workshop.drag(
        (placed["in"]["x"] - 12, top),
        (placed["h2"]["x"] + 12, placed["h2"]["y"] + placed["h2"]["height"]),
    )
    workshop.page.keyboard.up("Shift")
    workshop.wait(lambda: chosen(workshop) == 3)


def test_a_network_that_is_open_is_opened_again(workshop):
    known = workshop.node("h1").get_attribute("aria-label")
    assert "shape" in known
    workshop.start_from("Circle")
    expect(workshop.node("h1")).to_have_accessible_name(known)


def test_a_wires_shape_is_hidden_where_it_would_lie_on_a_card(workshop):
    workshop.start_from("Digits, one hidden layer")
    labels = workshop.page.locator(".wire-label")
    workshop.wait(lambda: labels.filter(has_text="784").count() == 1)
    first, second = workshop.nodes()[-2:]
    grip = middle(workshop.node(second).get_by_role("heading"))
    beside = workshop.node(first).bounding_box()
    text = labels.filter(has_text="512")
    expect(text).to_have_count(1)
    workshop.drag(grip, (beside["x"] + beside["width"] + 30, grip[1]))
    expect(text).to_have_count(0)
