"""A teacher without a mouse: makes a class, opens its wall, pushes a network, freezes everybody."""

import re

from playwright.sync_api import Locator, expect
from school import Seat
from visitors import PASSWORD
from visitors import teacher as new_teacher

MOST_STOPS = 80


def tab_to(one: Seat, place: Locator) -> None:
    """Press Tab until this has the focus, and see that it shows."""
    expect(place).to_be_visible()
    for _ in range(MOST_STOPS):
        if place.evaluate("one => one === document.activeElement"):
            outline = place.evaluate("one => getComputedStyle(one).outlineStyle")
            assert outline != "none" or place.evaluate("one => one.matches('input')")
            return
        one.page.keyboard.press("Tab")
    raise AssertionError("the Tab key does not lead there")


def press(one: Seat, place: Locator) -> None:
    tab_to(one, place)
    one.page.keyboard.press("Enter")


def test_a_teacher_makes_a_class_pushes_and_freezes_by_keys_alone(server, seat):
    new_teacher(server, "Ada")
    teacher = seat(path="/sign-in")
    keys, button = teacher.page.keyboard, teacher.page.get_by_role
    tab_to(teacher, teacher.page.get_by_label("Name", exact=True))
    keys.type("Ada")
    keys.press("Tab")
    keys.type(PASSWORD)
    keys.press("Enter")
    teacher.page.wait_for_url("**/teach")
    tab_to(teacher, teacher.page.get_by_label("Your first class"))
    keys.type("9b")
    keys.press("Enter")
    shown = teacher.page.get_by_role("status", name="Code to join with")
    expect(shown).to_have_text(re.compile("^[0-9A-Z]{4}-[0-9A-Z]{4}$"))
    code = shown.inner_text()
    press(teacher, button("button", name="Show large", exact=True))
    expect(teacher.page.get_by_role("dialog")).to_be_visible()
    keys.press("Escape")
    expect(teacher.page.get_by_role("dialog")).to_have_count(0)

    otter = seat()
    otter.join(code, "otter")
    press(teacher, button("link", name="Open the wall"))
    expect(teacher.tile("otter")).to_be_visible()
    press(teacher, button("button", name="Push a network"))
    dialog = teacher.page.get_by_role("dialog")
    press(teacher, dialog.get_by_role("button", name="Spiral"))
    press(teacher, dialog.get_by_role("button", name="Push to 1 learner"))
    otter.sees("Your teacher has sent a network: Spiral.")
    expect(dialog).to_have_count(0)

    press(teacher, button("button", name="Freeze all"))
    otter.sees("Your teacher has stopped everybody for a moment.")
    release = button("button", name="Release all")
    expect(release).to_be_focused()
    keys.press("Enter")
    expect(otter.page.get_by_text("Your teacher has stopped everybody")).to_have_count(0)
    press(teacher, teacher.tile("otter").get_by_role("link"))
    teacher.sees("You are looking at the work of otter.")
    press(teacher, button("link", name="Back to the wall"))
    expect(teacher.tile("otter")).to_be_visible()
