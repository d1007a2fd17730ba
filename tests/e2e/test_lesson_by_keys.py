"""A whole lesson by keys alone, from the map to the solved task, by roles and names."""

import re

import pytest
from playwright.sync_api import expect
from workshop import Workshop

pytestmark = pytest.mark.usefixtures("unread")
LONG_MS = 180_000  # the server trains the network from several starts


class Keys:
    """A person without a mouse, who knows things by role and name."""

    def __init__(self, workshop: Workshop) -> None:
        self.workshop = workshop
        self.page = workshop.page

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def follow(self, name: str) -> None:
        """Go along a link."""
        link = self.page.get_by_role("link", name=re.compile(name)).first
        expect(link).to_be_visible()
        self.workshop.tab_to(link)
        self.press("Enter")

    def act(self, name: str) -> None:
        """Press a button."""
        self.workshop.tab_to(self.page.get_by_role("button", name=name, exact=True))
        self.press("Enter")

    def guess(self, down: int) -> None:
        """Go down to an answer with the arrows, and commit to it."""
        group = self.page.get_by_role("radiogroup", name="What do you expect?")
        self.workshop.tab_to(group.get_by_role("radio").first)
        self.press("Space", *["ArrowDown"] * down)
        self.act("That is my guess")
        committed = self.page.get_by_role("region", name="Your guess")
        expect(committed).to_be_focused()
        expect(committed.get_by_text("You guessed: ")).to_be_visible()

    def read_on(self, step: str) -> None:
        """To the next step; reading goes on at its title."""
        self.follow("^Next: ")
        expect(self.page).to_have_url(re.compile(f"/{step}$"))
        title = self.page.get_by_role("main").get_by_role("heading", level=1)
        expect(title).to_be_focused()

    def give_units(self, node: str, count: int) -> None:
        """Open the settings of a layer and type how many units it has."""
        self.workshop.tab_to(self.workshop.node(node))
        self.press("Enter")
        units = self.workshop.inspector().get_by_role("textbox", name="Units")
        expect(units).to_be_visible()
        self.workshop.tab_to(units)
        self.press("Control+a", str(count), "Enter")


def test_the_first_lesson_from_the_map_to_the_solved_task(workshop: Workshop):
    page = workshop.page
    keys = Keys(workshop)
    keys.follow("^Lessons$")
    keys.follow("^Next.*The first network")
    workshop.wait_ready()

    keys.guess(2)
    keys.act("Play from the beginning")
    expect(page.get_by_text("Three; a triangle is the smallest closed fence.")).to_be_visible()
    keys.read_on("unit")

    keys.guess(0)
    keys.act("Set the weight of x₁ to 0")
    expect(page.get_by_text("Level: points at the same height")).to_be_visible()
    keys.read_on("fence-in")

    keys.guess(2)
    keys.act("Three units, and play")
    expect(page.get_by_text("The fence closes, with three soft corners.")).to_be_visible()
    answers = page.get_by_role("radiogroup", name="Your answer").get_by_role("radio")
    workshop.tab_to(answers.first)
    keys.press("Space")
    expect(page.get_by_text("Not yet.")).to_be_visible()
    keys.press("ArrowDown", "ArrowDown")
    expect(page.get_by_text("Yes. Take one unit away")).to_be_visible()
    keys.read_on("bend")

    keys.guess(1)
    keys.act("Insert a second layer, and play")
    workshop.wait(lambda: "dense" in workshop.nodes())
    expect(page.get_by_text("Bent borders: each unit adds")).to_be_visible()
    workshop.tab_to(page.get_by_role("textbox", name="Your answer"))
    keys.press("1", "2", "Enter")
    expect(page.get_by_text("Right: 4 · 2 weights and 4 biases.")).to_be_visible()
    keys.give_units("h1", 4)
    keys.give_units("dense", 3)
    workshop.wait(lambda: units(workshop) == {"h1": 4, "dense": 3, "out": 1})
    task = page.get_by_role("region", name="Your task")
    keys.act("Hint 1 of 3")
    expect(task.get_by_role("list", name="Hints").get_by_role("listitem")).to_have_count(1)
    workshop.tab_to(task.get_by_role("button", name="Check"))
    keys.press("Enter")
    expect(task.get_by_role("status")).to_contain_text("Task done", timeout=LONG_MS)
    expect(task.get_by_role("img", name="reached", exact=True)).to_have_count(2)
    expect(task.get_by_role("button", name="Check")).to_be_focused()
    # No card is left behind at the wires that were passed on the way.
    expect(page.get_by_test_id("wire-card")).to_have_count(0)
    keys.follow("^Lessons$")
    expect(page.get_by_role("link", name=re.compile("^Begun.*The first network"))).to_be_visible()


def units(workshop: Workshop) -> dict[str, int]:
    """How many units each layer of the run has."""
    nodes = workshop.document()["nodes"]
    return {one["id"]: one["config"]["units"] for one in nodes if one["kind"] == "dense"}
