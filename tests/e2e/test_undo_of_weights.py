"""Weights set by hand in a layer's inside: undo and redo write exactly what stood there."""

import re

import numpy as np
from insides import look_into, mapped
from playwright.sync_api import expect
from workshop import ask, middle

SHARPEN = [0, -1, 0, -1, 5, -1, 0, -1, 0]


def test_what_is_typed_painted_and_pressed_is_taken_back_exactly_and_done_again(workshop, client):
    panel = look_into(workshop, mapped(("conv2d", {"filters": 1})), "l1")
    undo, redo = (panel.get_by_role("button", name=name) for name in ("Undo", "Redo"))
    socket = client(workshop.run)
    keys = workshop.page.keyboard

    def kernel():
        probe = {"probe": "weights", "node": "l1", "weight": "kernel"}
        return ask(socket, probe).parts[0].values.ravel()

    def becomes(wanted):
        workshop.wait(lambda: np.array_equal(kernel(), np.asarray(wanted, np.float32)))

    first = kernel()
    typed = np.array([*first[:5], 1.25, *first[6:]], np.float32)
    painted = np.array([-1, -1, -1, *typed[3:]], np.float32)
    expect(undo).to_be_disabled()
    box = panel.get_by_role("textbox", name="Weight in row 2, column 3")
    box.fill("1.25")
    keys.press("Enter")
    becomes(typed)
    panel.get_by_role("button", name="Paint with −1", exact=True).click()
    x, y = middle(panel.get_by_role("button", name="Kernel for channel 1"))
    width = panel.get_by_role("button", name="Kernel for channel 1").bounding_box()["width"]
    workshop.drag((x - width / 3, y - width / 3), (x + width / 3, y - width / 3), steps=20)
    becomes(painted)
    panel.get_by_role("button", name="sharpen", exact=True).click()
    becomes(SHARPEN)
    # Each is one step, whatever has the focus: a slider, a box in which nothing is typed, nothing.
    panel.get_by_role("slider", name="Number to paint with").focus()
    keys.press("Control+z")
    becomes(painted)
    undo.click()
    becomes(typed)
    box.focus()
    keys.press("Control+z")
    becomes(first)
    expect(undo).to_be_disabled()
    expect(box).to_be_focused()
    workshop.wait(lambda: abs(float(box.input_value().replace("−", "-")) - first[5]) < 0.006)
    keys.press("Control+y")
    becomes(typed)
    panel.focus()
    keys.press("Control+Shift+z")
    becomes(painted)
    redo.click()
    becomes(SHARPEN)
    expect(redo).to_be_disabled()
    # What is being typed has the browser's own undo.
    box.fill("7")
    box.press("Control+z")
    becomes(SHARPEN)
    expect(undo).to_be_enabled()
    # Training goes on in between: undo writes what stood there before the edit.
    keys.press("Escape")
    workshop.play_until(workshop.step() + 20)
    assert not np.array_equal(kernel(), np.asarray(SHARPEN, np.float32))
    workshop.canvas.get_by_role("button", name="Undo").click()
    becomes(painted)


def test_a_bias_on_its_card_and_an_edit_have_one_history(workshop, client):
    socket = client(workshop.run)
    question = {"probe": "element", "node": "h1", "weight": "bias", "index": [0]}

    def bias():
        return ask(socket, question).parts[0].values.item()

    workshop.play_until(50)
    before = bias()
    assert before != 0
    workshop.node("h1").get_by_role("button", name=re.compile("^Bias of unit 1 of h1")).click()
    workshop.page.get_by_role("textbox", name="New bias").fill("0,75")
    workshop.page.keyboard.press("Enter")
    workshop.wait(lambda: bias() == 0.75)
    # The layer goes and comes back before its number is written.
    workshop.node("h1").focus()
    workshop.page.keyboard.press("Delete")
    workshop.wait(lambda: len(workshop.document()["nodes"]) == len(workshop.kept()["nodes"]))
    for _ in range(2):
        workshop.page.keyboard.press("Control+z")
    workshop.wait(lambda: "h1" in [node["id"] for node in workshop.document()["nodes"]])
    socket.close()
    again = client(workshop.run)
    workshop.wait(lambda: ask(again, question).parts[0].values.item() == before)
    expect(workshop.page.get_by_role("alert")).to_have_count(0)
