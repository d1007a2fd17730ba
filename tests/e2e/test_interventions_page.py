"""Interventions as a person makes them: what is drawn is what the server answers, and all of it is
taken back exactly."""

import re

import numpy as np
from paint import colors, difference, painted
from playwright.sync_api import expect
from workshop import ask, middle, number

from tests.engine.train.runs import dense, document

TOLERANCE = 2  # of 255 in each channel: one step of a color map
WITHIN = 0.0006  # numbers are written with three digits
OFF = {"node": "h1", "unit": 0, "times": 0.0}
CUT = {"edge": ["h2", "out"], "dropped": True}


def panel(workshop):
    """The list of what is done by hand."""
    return workshop.page.get_by_role("region", name=re.compile(r"^Interventions \(\d+\)$"))


def opened(workshop):
    """The list, open; its button is not pressed when it is open already."""
    button = panel(workshop).get_by_role("button", name=re.compile("^Interventions"))
    if button.get_attribute("aria-expanded") == "false":
        button.click()
    return panel(workshop)


def changes(workshop):
    """The numbers in the open list, before and after: of the loss and of the accuracy."""
    lines = panel(workshop).locator("p .meddle-change").all_inner_texts()
    pattern = re.compile(r"^(\w+) (.+) → (.+)$")
    found = [match for line in lines if (match := pattern.match(line))]
    return {match[1]: (number(match[2]), number(match[3])) for match in found}


def agrees(workshop, status):
    """Whether the list says what the server measured."""
    effect, drawn = status["effect"], changes(workshop)
    if not effect or set(drawn) != {"Loss", "Accuracy"}:
        return False
    both = [effect["before"], effect["after"]]
    losses, shares = [one["loss"] for one in both], [one["metrics"]["accuracy"] for one in both]
    return np.allclose(drawn["Loss"], losses, atol=WITHIN) and np.allclose(
        drawn["Accuracy"], shares, atol=WITHIN
    )


def surface(workshop):
    """What the output's card paints."""
    return workshop.pixels(workshop.page.get_by_test_id("surface"))


def answered(socket, **question):
    """What the server answers now."""
    return ask(socket, question).parts[0]


def shows(workshop, socket, holds=lambda values: True):
    """Waits until the output's card paints what the server says of the output, and that ``holds``:
    the old picture stays until the first touch of a network is compiled."""
    found = []

    def told():
        found[:] = answered(socket, probe="plane", node="out", size=100, unit=0).real()
        expected = painted(found[0], colors(workshop.page, "diverging"), -1, 1)
        return holds(found[0]) and difference(surface(workshop), expected) <= TOLERANCE

    workshop.wait(told)
    return found[0]


def stands(socket, *interventions):
    """Until the run has just these and has measured what they do."""
    wanted = [*interventions]
    socket.wait_status(
        lambda s: s["interventions"] == wanted and (s["effect"] is None) == (not wanted)
    )
    return socket.status


def test_a_unit_switched_off_shows_what_the_network_is_without_it(workshop, client):
    workshop.play_until(300)
    socket = client(workshop.run)
    before = shows(workshop, socket)
    painted_before = surface(workshop)
    workshop.page.mouse.click(*middle(workshop.unit("h1", 1)))
    workshop.press("Zero")
    status = stands(socket, OFF)
    opened(workshop)
    workshop.wait(lambda: agrees(workshop, status))
    told = changes(workshop)
    assert told["Loss"][0] != told["Loss"][1]
    # The unit is still chosen, but its own map would be empty.
    shows(workshop, socket, lambda values: np.abs(values - before).max() > 0.1)
    painted_without = surface(workshop)
    assert (answered(socket, probe="plane", node="h1", size=44, unit=0).real() == 0).all()

    workshop.page.keyboard.press("Control+z")
    stands(socket)
    expect(panel(workshop)).to_have_count(0)
    workshop.page.keyboard.press("Escape")
    workshop.wait(lambda: np.array_equal(surface(workshop), painted_before))
    workshop.page.keyboard.press("Control+y")
    stands(socket, OFF)
    opened(workshop)
    workshop.wait(lambda: changes(workshop) == told)
    workshop.wait(lambda: np.array_equal(surface(workshop), painted_without))
    panel(workshop).get_by_role(
        "button", name="Take away: Output of unit 1 of Dense “h1” is 0"
    ).click()
    stands(socket)
    workshop.wait(lambda: np.array_equal(surface(workshop), painted_before))


def test_a_wire_is_dropped_by_key_and_a_layer_that_opens_closes_the_list(workshop, client):
    workshop.play_until(200)
    socket = client(workshop.run)
    shows(workshop, socket)
    painted_before = surface(workshop)
    keys = workshop.page.keyboard
    workshop.canvas.get_by_role("group", name="Wire from h2 to out", exact=True).focus()
    keys.press("x")
    status = stands(socket, CUT)
    bias = answered(socket, probe="element", node="out", weight="bias", index=[0]).values[0]
    shows(workshop, socket, lambda values: np.abs(values - np.tanh(bias)).max() < 0.005)
    sign = workshop.page.get_by_role("img", name="Wire from h2 to out, dropped")
    box = sign.bounding_box()
    cards = [workshop.node(node).bounding_box() for node in ("h2", "out")]
    assert box["x"] > cards[0]["x"] + cards[0]["width"]
    assert box["x"] + box["width"] < cards[1]["x"]
    button = panel(workshop).get_by_role("button", name=re.compile("^Interventions"))
    button.focus()
    keys.press("Enter")
    workshop.wait(lambda: agrees(workshop, status))
    workshop.node("h1").focus()
    keys.press("i")
    expect(panel(workshop).get_by_role("listitem")).to_have_count(0)
    keys.press("Escape")
    expect(button).to_have_attribute("aria-expanded", "false")
    workshop.canvas.get_by_role("group", name="Wire from h2 to out, dropped").focus()
    keys.press("x")
    stands(socket)
    workshop.wait(lambda: np.array_equal(surface(workshop), painted_before))


def test_a_weight_is_flipped_and_undo_writes_the_very_number_back(workshop, client):
    workshop.play_until(200)
    socket = client(workshop.run)

    def weight():
        question = {"probe": "element", "node": "h1", "weight": "kernel", "index": [at, 0]}
        return float(answered(socket, **question).values[0])

    def drawn():
        row = workshop.inspector().locator(".live-weight").filter(has_text=name)
        return number(row.locator(".live-weight-value").inner_text())

    keys = workshop.page.keyboard
    keys.press("Tab")  # from here on it is used by keys
    workshop.unit("h1", 1).focus()
    keys.press("Enter")
    term = workshop.inspector().locator("button.live-card-term").first
    expect(term).to_contain_text("x")
    name, at = term.locator(".live-card-name").inner_text(), int(term.get_attribute("data-at"))
    before = weight()
    assert before != 0
    workshop.wait(lambda: abs(drawn() - before) < WITHIN)
    term.focus()
    keys.press("Enter")
    flip = workshop.page.get_by_role("button", name="Flip sign")
    expect(flip).to_be_enabled()
    flip.focus()
    keys.press("Enter")
    workshop.wait(lambda: weight() == -before and abs(drawn() + before) < WITHIN)
    keys.press("Control+z")
    workshop.wait(lambda: weight() == before and abs(drawn() - before) < WITHIN)
    keys.press("Control+y")
    workshop.wait(lambda: weight() == -before)


def test_a_feature_of_the_input_and_a_recurrent_unit_are_chosen_in_the_inspector(workshop, client):
    layers = (
        ("reshape", {"target_shape": [9, 1]}),
        ("simple_rnn", {"units": 3}),
        dense(3, "softmax"),
    )
    loss = "sparse_categorical_crossentropy"
    workshop.show(document(*layers, data={"dataset": "penguins"}, loss=loss))
    workshop.press("Step")
    workshop.wait(lambda: workshop.served()["step"] == 1)
    socket, keys = client(workshop.run), workshop.page.keyboard
    sample = {"part": "training", "index": 0}
    prepared = answered(socket, probe="activation", node="in", sample=sample).real().ravel()
    intervene = workshop.inspector().get_by_role("region", name="Intervene")

    workshop.node("in").focus()
    keys.press("Enter")
    feature = intervene.get_by_role("combobox", name="Feature (of 9)")
    feature.select_option("flipper length mm")
    at = int(feature.input_value())
    expect(intervene.get_by_role("button", name="Freeze")).to_have_count(0)
    intervene.get_by_role("button", name="Zero").press("Enter")
    flipper = {"node": "in", "unit": at, "times": 0.0}
    stands(socket, flipper)
    expected = prepared.copy()
    expected[at] = 0
    now = answered(socket, probe="activation", node="in", sample=sample).real().ravel()
    np.testing.assert_array_equal(now, expected)
    assert prepared[at] != 0

    workshop.node("l1").focus()
    keys.press("Enter")
    expect(intervene).to_contain_text("“l1” has no weights to learn")
    workshop.node("l2").focus()
    keys.press("Enter")
    unit = intervene.get_by_role("textbox", name="Unit (of 3)")
    unit.press("ArrowUp")
    expect(unit).to_have_value("2")
    intervene.get_by_role("button", name="Freeze").press("Enter")
    intervene.get_by_role("textbox", name="Factor for its output").fill("2")
    held = {"node": "l2", "unit": 1, "frozen": True}
    stands(socket, flipper, held, {"node": "l2", "unit": 1, "times": 2.0})
    assert opened(workshop).get_by_role("listitem").locator("span").all_inner_texts() == [
        "In every example feature “flipper length mm” is 0",
        "Weights of unit 2 of SimpleRNN “l2” are frozen",
        "Output of unit 2 of SimpleRNN “l2” × 2",
    ]
    keys.press("Escape")
    for left in ([flipper, held], [flipper], []):
        workshop.press("Undo")
        stands(socket, *left)
    workshop.press("Redo")
    stands(socket, flipper)


def test_on_a_phone_all_of_it_is_there_by_touch(new_workshop, client):
    phone = new_workshop(size=(390, 844), touch=True, language="de-DE", scheme="dark")
    page = phone.page

    def tap(name):
        page.get_by_role("button", name=name, exact=True).tap()  # refuses what something covers

    tap("Ganzes Netz zeigen")
    phone.wait_still()
    tap("Schritt")
    phone.wait(lambda: phone.served()["step"] == 1)
    socket, card = client(phone.run), page.get_by_test_id("unit-card")
    tap("Neuron 1 von h1")
    tap("Null")
    stands(socket, OFF)
    np.testing.assert_array_equal(
        answered(socket, probe="plane", node="h1", size=8, unit=0).real(), 0
    )
    tap("Einfrieren")
    held = {"node": "h1", "unit": 0, "frozen": True}
    stands(socket, OFF, held)
    box, button = card.bounding_box(), page.get_by_role("button", name=re.compile("^Eingriffe"))
    assert box["y"] + box["height"] <= button.bounding_box()["y"]
    assert (box["x"], box["width"]) == (24, 390 - 48)
    button.tap()
    expect(card).to_have_count(0)
    tap("Wegnehmen: Ausgabe von Neuron 1 von Dense „h1“ ist 0")
    stands(socket, held)
    tap("Einblenden: Einstellungen")
    tap("Die Verbindung in → h1 trennen: Stattdessen kommen Nullen an")
    stands(socket, held, {"edge": ["in", "h1"], "dropped": True})
