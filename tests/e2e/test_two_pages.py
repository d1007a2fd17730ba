"""Two pages on one run see the same: a teacher beside a learner, a second screen."""

import numpy as np
import pytest
from playwright.sync_api import expect
from workshop import Workshop


@pytest.fixture
def twin(workshop):
    """A second tab made from the first, as `Duplicate tab` does: it has the same run."""
    with workshop.page.context.expect_page() as opened:
        workshop.page.evaluate("window.open(location.href)")
    second = Workshop(opened.value, workshop.server, workshop.runs)
    second.wait_ready()
    assert second.run == workshop.run
    yield second
    assert second.troubles == []


def surface(workshop):
    """The pixels of the large picture."""
    return workshop.pixels(workshop.page.get_by_test_id("surface"))


def test_both_pages_show_the_same_step_and_picture(workshop, twin):
    workshop.press("Play")
    twin.wait(lambda: twin.step() > 200)
    twin.press("Pause")
    expect(workshop.page.get_by_role("button", name="Play", exact=True)).to_be_visible()
    workshop.wait(lambda: workshop.step() == twin.step() == workshop.served()["step"])
    workshop.wait(lambda: np.array_equal(surface(workshop), surface(twin)))
    workshop.page.bring_to_front()
    before = surface(workshop)
    twin.press("Step")
    workshop.wait_change(workshop.page.get_by_test_id("surface"), before)
    workshop.wait(lambda: np.array_equal(surface(workshop), surface(twin)))


TURN = """([share, at]) => setTimeout(() => {
  const names = [...document.querySelectorAll('.slider label')]
  const label = names.find(one => one.textContent === 'Learning rate')
  const slider = label.parentElement.querySelector('input')
  const set = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set
  set.call(slider, share)
  slider.dispatchEvent(new Event('input', { bubbles: true }))
}, at - Date.now())"""


def test_edits_at_once_leave_both_pages_and_the_run_with_one_document(workshop, twin):
    def rate(page):
        slider = page.page.get_by_role("slider", name="Learning rate")
        return float(slider.get_attribute("aria-valuetext"))

    def served():
        return workshop.document()["training"]["optimizer"]["config"]["learning_rate"]

    for turn in range(8):
        at = workshop.page.evaluate("Date.now() + 400")
        notches = (90 + turn, 110 + turn)
        for page, notch in zip((workshop, twin), notches, strict=True):
            page.page.evaluate(TURN, [notch, at])
        workshop.page.wait_for_timeout(400)
        workshop.wait(lambda: rate(workshop) == rate(twin) == served())
        workshop.page.wait_for_timeout(300)  # nothing on its way parts them again
        assert rate(workshop) == rate(twin) == served() != 0.03


def test_another_page_that_turns_a_knob_does_not_stop_the_training(workshop, twin):
    workshop.press("Play")
    twin.wait(lambda: twin.step() > 100)
    slider = twin.page.get_by_role("slider", name="Learning rate")
    slider.focus()
    twin.page.keyboard.press("ArrowLeft")
    rate = slider.get_attribute("aria-valuetext")
    other = workshop.page.get_by_role("slider", name="Learning rate")
    expect(other).to_have_attribute("aria-valuetext", rate)
    workshop.page.wait_for_timeout(500)  # a pause would have come by now
    step = workshop.step()
    workshop.wait(lambda: workshop.step() > step)
    workshop.press("Pause")
