"""A class without a mouse: joining, a step of a lesson, and the wall."""

import re

from by_keys import press, tab_to
from playwright.sync_api import expect
from visitors import PASSWORD, new_class
from visitors import teacher as new_teacher


def test_a_learner_joins_and_takes_a_step_of_a_lesson(seat, server):
    code = new_class(new_teacher(server, "Ms Keys"), "7k", lessons=["hello-network"])["code"]
    page = seat(path="/join").page
    keys = page.keyboard
    expect(page.get_by_label("Code of the class", exact=True)).to_be_focused()
    keys.type(code.lower())
    tab_to(page, page.get_by_label("Nickname", exact=True))
    keys.type("otter")
    keys.press("Enter")
    press(page, page.get_by_label("I wrote it down."), "Space")
    press(page, page.get_by_role("button", name="Begin"))

    first = page.get_by_role("link", name=re.compile("The first network"))
    first.wait_for()
    press(page, first)
    guess = page.get_by_role("radiogroup", name="What do you expect?")
    guess.wait_for()
    tab_to(page, guess.get_by_role("radio").first)
    keys.press("ArrowDown")
    keys.press("Space")
    expect(guess.get_by_role("radio").nth(1)).to_be_checked()
    press(page, page.get_by_role("button", name="That is my guess"))
    expect(page.get_by_text("You guessed:")).to_be_visible()
    act = page.get_by_role("button", name="Play from the beginning")
    expect(act).to_be_enabled()
    press(page, act)
    expect(page.locator(".after")).to_be_visible(timeout=60_000)
    press(page, page.get_by_role("link", name=re.compile("^Next: ")))
    heading = page.get_by_role("main").get_by_role("heading", level=1)
    expect(heading).to_be_focused()
    page.keyboard.press("Shift+Tab")
    press(page, page.get_by_role("button", name="Raise your hand"))
    expect(page.get_by_role("button", name="Raise your hand")).to_have_attribute(
        "aria-pressed", "true"
    )


def test_a_teacher_runs_the_wall(seat, server):
    course = new_class(new_teacher(server, "Mr Keys"), "8k")
    learner = seat()
    learner.join(course["code"], "lynx")
    page = seat(path="/sign-in").page
    keys = page.keyboard
    expect(page.get_by_label("Name", exact=True)).to_be_focused()
    keys.type("Mr Keys")
    tab_to(page, page.get_by_label("Password", exact=True))
    keys.type(PASSWORD)
    keys.press("Enter")
    wall = page.get_by_role("link", name="Open the wall")
    wall.wait_for()
    press(page, wall)
    tile = page.get_by_role("listitem").filter(has_text="lynx").get_by_role("link")
    tile.wait_for()

    push = page.get_by_role("button", name="Push a network")
    press(page, push)
    dialog = page.get_by_role("dialog")
    spiral = dialog.get_by_role("button", name="Spiral")
    spiral.wait_for()
    press(page, spiral, "Space")
    send = dialog.get_by_role("button", name="Push to 1 learner")
    expect(send).to_be_enabled()
    press(page, send)
    learner.sees("Your teacher has sent a network")
    expect(dialog).to_have_count(0)
    expect(push).to_be_focused()

    press(page, page.get_by_role("button", name="Freeze all"))
    learner.sees("Your teacher has stopped everybody for a moment.")
    press(page, page.get_by_role("button", name="Release all"))
    press(page, tile)
    expect(page.get_by_text("You are looking at the work of lynx.")).to_be_visible()
    press(page, page.get_by_role("link", name="Back to the wall"))
    expect(tile).to_be_visible()
