"""Building without a mouse: search, insert, connect, copy, paste, undo, arrange."""

from playwright.sync_api import expect
from workshop import middle, overlapping

START = ["in", "h1", "h2", "out"]


def select(workshop, node):
    """Click a card's name."""
    workshop.node(node).get_by_role("heading").click()


def added(workshop):
    """The nodes that were not there from the start."""
    return [node for node in workshop.nodes() if node not in START]


def test_a_layer_is_found_and_inserted_by_keys_alone(workshop):
    keys = workshop.page.keyboard
    keys.press("/")
    search = workshop.page.get_by_role("searchbox", name="Find a layer")
    expect(search).to_be_focused()
    keys.type("drop")
    layers = workshop.page.get_by_role("complementary", name="Layers")
    expect(layers.get_by_role("button", name="Add ")).to_have_count(3)  # two are kinds of dropout
    keys.press("Enter")
    workshop.wait(lambda: added(workshop) == ["dropout"])
    keys.press("Escape")
    expect(search).to_have_value("")


def test_arrows_walk_along_the_wires_and_enter_opens_the_settings(workshop):
    keys = workshop.page.keyboard
    workshop.node("in").focus()
    for node in ("h1", "h2", "out"):
        keys.press("ArrowRight")
        expect(workshop.node(node)).to_be_focused()
    keys.press("ArrowLeft")
    expect(workshop.node("h2")).to_be_focused()
    keys.press("Enter")
    units = workshop.inspector().get_by_role("textbox", name="Units")
    expect(units).to_be_focused()
    keys.press("ArrowUp")
    expect(units).to_have_value("3")
    expect(workshop.node("h2")).to_have_accessible_name("Dense (h2), shape 3")
    assert workshop.step() == 0


def test_a_wire_by_keys(workshop):
    keys = workshop.page.keyboard
    workshop.node("h2").focus()
    keys.press("Delete")  # what stood in one line is bridged
    workshop.wait(lambda: "h2" not in workshop.nodes())
    bridge = workshop.canvas.get_by_role("group", name="Wire from h1 to out")
    expect(bridge).to_be_attached()
    keys.press("Control+z")
    workshop.wait(lambda: workshop.nodes() == START)
    workshop.node("in").focus()
    keys.press("c")
    expect(workshop.page.get_by_text("Click the layer this wire should lead to")).to_be_visible()
    keys.press("ArrowRight")
    keys.press("ArrowRight")
    expect(workshop.node("h2")).to_be_focused()
    keys.press("Enter")
    wire = workshop.canvas.get_by_role("group", name="Wire from in to h2")
    expect(wire).to_be_attached()


def test_undo_and_redo_go_through_every_change(workshop):
    keys = workshop.page.keyboard
    select(workshop, "h1")
    keys.press("Delete")
    workshop.wait(lambda: workshop.nodes() == ["in", "h2", "out"])
    keys.press("Control+z")
    workshop.wait(lambda: workshop.nodes() == START)
    keys.press("Control+y")
    workshop.wait(lambda: workshop.nodes() == ["in", "h2", "out"])
    workshop.press("Undo")
    workshop.wait(lambda: workshop.nodes() == START)
    expect(workshop.page.get_by_role("button", name="Undo", exact=True)).to_be_disabled()
    workshop.wait(lambda: [node["id"] for node in workshop.document()["nodes"]] == START)


def test_copy_and_paste(workshop):
    keys = workshop.page.keyboard
    select(workshop, "h1")
    keys.press("Control+c")
    keys.press("Control+v")
    workshop.wait(lambda: len(added(workshop)) == 1)
    select(workshop, "h2")
    keys.press("Control+d")
    workshop.wait(lambda: len(added(workshop)) == 2)
    keys.press("Delete")
    workshop.wait(lambda: len(added(workshop)) == 1)


def test_a_wire_is_chosen_and_deleted(workshop):
    workshop.drag_layer("Dropout", (700, 560))
    workshop.wait(lambda: added(workshop) == ["dropout"])
    workshop.node("h1").focus()
    workshop.page.keyboard.press("c")
    workshop.page.mouse.click(*middle(workshop.node("dropout").get_by_role("heading")))
    wire = workshop.canvas.get_by_role("group", name="Wire from h1 to dropout")
    expect(wire).to_be_attached()
    workshop.page.keyboard.press("Escape")
    wire.focus()
    workshop.page.keyboard.press("Delete")
    expect(wire).to_have_count(0)
    assert added(workshop) == ["dropout"]


def test_arranging_parts_cards_that_overlap(workshop):
    grip = middle(workshop.node("h2").get_by_role("heading"))
    onto = middle(workshop.node("h1").get_by_role("heading"))
    workshop.drag(grip, (onto[0] + 5, onto[1] + 5))
    workshop.wait(lambda: overlapping(workshop.page) == [("h1", "h2")])
    workshop.press("Arrange")
    workshop.wait(lambda: overlapping(workshop.page) == [])
