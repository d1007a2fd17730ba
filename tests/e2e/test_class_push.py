"""A network from the teacher reaches learners wherever they are, and theirs is kept beside it."""

import re
import uuid
from typing import Any

import pytest
from playwright.sync_api import Locator, expect
from school import Seat
from visitors import PASSWORD, new_class
from visitors import teacher as new_teacher

SLUG = "hello-network"
SENT = "Your teacher has sent a network: Spiral. Your own network is kept."


@pytest.fixture
def room(server, seat):
    """A teacher in front of the wall, and a learner in front of the map of lessons."""
    name = f"Teacher {uuid.uuid4().hex[:8]}"
    course = new_class(new_teacher(server, name), "9b", lessons=[SLUG])
    teacher = seat(path="/sign-in")
    teacher.sign_in(name, PASSWORD)
    teacher.page.wait_for_url("**/teach")
    teacher.goto(f"/teach/{course['id']}")
    otter = seat()
    otter.enter(course["code"], "otter")
    expect(otter.page.get_by_role("link", name=re.compile("The first network"))).to_be_visible()
    expect(teacher.tile("otter")).to_be_visible()
    return teacher, otter


def card(learner: Seat, node: str, units: int) -> Locator:
    """A layer of so many units on the canvas."""
    canvas = learner.page.get_by_role("application", name="The network")
    return canvas.get_by_role("group", name=re.compile(rf"\({node}\), shape {units}$"))


def cards(learner: Seat) -> Locator:
    canvas = learner.page.get_by_role("application", name="The network")
    return canvas.get_by_role("group", name=re.compile(r"\(\w+\), shape"))


def kept(learner: Seat) -> dict[str, int] | None:
    """The units of the layers in what the server keeps as the learner's work in the lesson."""
    told: dict[str, Any] = learner.page.evaluate(
        f"fetch('/api/progress/{SLUG}').then(answer => answer.json())"
    )
    return told["document"] and {
        node["id"]: node["config"]["units"]
        for node in told["document"]["nodes"]
        if node["kind"] == "dense"
    }


def keeps(learner: Seat, units: dict[str, int] | None) -> None:
    """What is kept comes to this; it is sent a moment after every change."""
    for _ in range(100):
        if kept(learner) == units:
            return
        learner.page.wait_for_timeout(100)
    assert kept(learner) == units


def change(learner: Seat) -> None:
    """Two units in the hidden layer: from now on the network is the learner's own."""
    learner.goto(f"/lessons/{SLUG}/play")
    card(learner, "h1", 1).get_by_text("Dense", exact=True).click()
    box = learner.page.get_by_label("Units", exact=True)
    box.fill("2")
    box.press("Enter")
    expect(card(learner, "h1", 2)).to_be_visible()


def test_in_a_lesson_it_is_shown_as_the_teachers_and_ones_own_is_kept(room):
    teacher, otter = room
    change(otter)
    own = {"h1": 2, "out": 1}
    shown = cards(otter).count()
    teacher.push("Spiral", "1 learner")
    teacher.sees("1 learner has the network now.")
    otter.sees(SENT)
    expect(cards(otter)).not_to_have_count(shown)
    pushed = cards(otter).count()
    expect(teacher.tile("otter")).not_to_contain_text("2-2-1")
    expect(otter.page.get_by_text("You changed this network")).to_have_count(0)
    otter.page.wait_for_timeout(2000)  # until the page has kept whatever it keeps
    keeps(otter, own)

    otter.page.reload()
    otter.sees(SENT)
    expect(cards(otter)).to_have_count(pushed)
    otter.press("Back to mine")
    expect(card(otter, "h1", 2)).to_be_visible()
    expect(otter.page.get_by_text(SENT)).to_have_count(0)
    expect(teacher.tile("otter")).to_contain_text("2-2-1")
    keeps(otter, own)

    otter.page.get_by_role("button", name="Redo").click()
    otter.sees(SENT)
    expect(cards(otter)).to_have_count(pushed)
    otter.page.get_by_role("button", name="Undo").click()
    expect(otter.page.get_by_text(SENT)).to_have_count(0)
    otter.page.reload()
    expect(card(otter, "h1", 2)).to_be_visible()
    expect(otter.page.get_by_text(SENT)).to_have_count(0)
    keeps(otter, own)


def test_another_step_shows_its_own_network(room):
    teacher, otter = room
    change(otter)
    teacher.push("Spiral", "1 learner")
    otter.sees(SENT)
    pushed = cards(otter).count()
    otter.goto(f"/lessons/{SLUG}/bend")
    expect(cards(otter)).not_to_have_count(pushed)
    expect(otter.page.get_by_text(SENT)).to_have_count(0)
    keeps(otter, None)
    otter.goto(f"/lessons/{SLUG}/play")
    otter.sees(SENT)
    expect(cards(otter)).to_have_count(pushed)
    otter.press("Back to mine")
    expect(card(otter, "h1", 2)).to_be_visible()


def test_on_the_map_it_is_told_and_shown_with_the_next_network(room):
    teacher, otter = room
    otter.goto(f"/lessons/{SLUG}/play")
    expect(card(otter, "h1", 1)).to_be_visible()
    otter.page.get_by_role("link", name="Lessons", exact=True).click()
    way = otter.page.get_by_role("link", name=re.compile("The first network"))
    expect(way).to_be_visible()
    teacher.push("Spiral", "1 learner")
    otter.sees("Your teacher has sent a network: Spiral.")
    way.click()
    otter.sees(SENT)
    otter.press("Back to mine")
    expect(card(otter, "h1", 1)).to_be_visible()
    keeps(otter, None)


def test_in_the_workspace_it_outlives_a_reload_beside_ones_own(room):
    teacher, otter = room
    otter.goto("/")
    otter.ready()
    name = otter.page.get_by_role("textbox", name="Name of this network")
    name.fill("Mine alone")
    name.blur()
    teacher.push("Spiral", "1 learner")
    otter.sees(SENT)
    otter.page.wait_for_timeout(1000)  # until what is kept is kept
    otter.page.reload()
    otter.sees(SENT)
    expect(name).to_have_value("Spiral")
    otter.press("Back to mine")
    expect(name).to_have_value("Mine alone")
    otter.page.wait_for_timeout(1000)
    otter.page.reload()
    expect(name).to_have_value("Mine alone")
    expect(otter.page.get_by_text(SENT)).to_have_count(0)


def test_a_class_is_frozen_in_the_middle_of_a_step(room):
    teacher, otter = room
    change(otter)
    otter.press("Play")
    step = otter.page.get_by_role("status", name="Step", exact=True, include_hidden=True)
    expect(step).not_to_have_text("0")
    teacher.push("Spiral", "1 learner")
    otter.sees(SENT)
    teacher.press("Freeze all")
    otter.sees("Your teacher has stopped everybody for a moment.")
    back = otter.page.get_by_role("button", name="Back to mine", include_hidden=True)
    assert back.evaluate("one => one.closest('[inert]') !== null")
    pushed = cards(otter).count()
    otter.page.keyboard.press("Control+z")
    expect(cards(otter)).to_have_count(pushed)
    # The text of the lesson can be read on meanwhile.
    otter.page.get_by_role("link", name=re.compile("^Next: ")).click()
    expect(otter.page.get_by_role("heading", name="What a single unit does")).to_be_visible()
    teacher.press("Release all")
    expect(otter.page.get_by_text("Your teacher has stopped everybody")).to_have_count(0)
    otter.press("Back to mine")
    expect(card(otter, "h1", 2)).to_be_visible()
    keeps(otter, {"h1": 2, "out": 1})
