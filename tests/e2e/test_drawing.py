"""A digit drawn by hand with the mouse is recognized while it is drawn."""

import numpy as np
from workshop import ask, number

DRAWN = {"probe": "activation", "node": "out", "sample": {"drawn": True}}


def probabilities(workshop):
    """The ten numbers beside the bars of the output, as written."""
    bars = workshop.node("out").get_by_role("button", name="Unit").all()
    texts = [bar.locator(".live-bar-value").inner_text() for bar in bars]
    return np.array([number(text) if text not in ("", "–") else np.nan for text in texts])


def answer(workshop):
    """The same ten numbers, once all of them are there: a new question blanks them for a moment."""
    read = []

    def whole():
        read.append(probabilities(workshop))
        return np.isfinite(read[-1]).all()

    workshop.wait(whole)
    return read[-1]


def stroke(workshop, pad, *places):
    """One line over the pad; places are shares of its width and height."""
    box = pad.bounding_box()
    to = [(box["x"] + x * box["width"], box["y"] + y * box["height"]) for x, y in places]
    workshop.page.mouse.move(*to[0])
    workshop.page.mouse.down()
    for place in to[1:]:
        workshop.page.mouse.move(*place, steps=12)
    workshop.page.mouse.up()


def test_a_drawn_one_is_seen_as_a_one(workshop, client):
    workshop.start_from("Digits, one hidden layer")
    workshop.play_until(300)
    workshop.press("draw")
    pad = workshop.page.get_by_role("button", name="Drawing pad")
    empty = workshop.pixels(pad.locator("canvas"))
    answer(workshop)
    workshop.page.wait_for_timeout(400)  # the card that grew is shown whole again
    workshop.rest()
    before = answer(workshop)

    stroke(workshop, pad, (0.5, 0.15), (0.5, 0.85))
    workshop.wait_change(pad.locator("canvas"), empty)
    workshop.wait(lambda: not np.array_equal(probabilities(workshop), before))

    socket = client(workshop.run)

    def served():
        return ask(socket, DRAWN).parts[0].values

    # The drawing is centered when the pen is lifted, so the first answer may be of the one before.
    workshop.wait(lambda: np.abs(probabilities(workshop) - served()).max() < 0.006)
    assert abs(float(served().sum()) - 1) < 1e-5
    assert abs(probabilities(workshop).sum() - 1) < 0.05
    drawn = served()
    assert int(drawn.argmax()) == 1

    workshop.press("clear")
    workshop.wait(lambda: np.array_equal(workshop.pixels(pad.locator("canvas")), empty))
    workshop.wait(lambda: np.abs(served() - drawn).max() > 0.1)
    workshop.wait(lambda: np.abs(probabilities(workshop) - served()).max() < 0.006)


def test_the_answer_to_a_drawing_changes_while_the_network_learns(workshop):
    workshop.start_from("Digits, one hidden layer")
    workshop.press("draw")
    pad = workshop.page.get_by_role("button", name="Drawing pad")
    stroke(workshop, pad, (0.3, 0.2), (0.7, 0.2), (0.4, 0.85))
    before = answer(workshop)
    workshop.press("Play")
    workshop.wait(lambda: np.abs(answer(workshop) - before).max() > 0.1)
    workshop.press("Pause")
