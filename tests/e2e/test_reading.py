"""A lesson as a learner goes through it: guesses, buttons, tasks, leaving and coming back."""

import json
import re
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect
from serving import LiveServer
from workshop import Workshop

from server.lessons import load
from server.lessons.tree import Task

LESSON = "/lessons/hello-network"
FILES = Path(__file__).parents[2] / "lessons"


@pytest.fixture(autouse=True)
def unread(live_server: LiveServer) -> None:
    """Nobody has read anything: the server of all tests belongs to one person."""
    with sqlite3.connect(live_server.home / "netzwerkstatt.db", timeout=30) as database:
        database.execute("DELETE FROM progress")


def guess(page: Page, option: int = 0) -> None:
    """Choose an answer of the step's question and commit to it."""
    page.get_by_role("radiogroup", name="What do you expect?").get_by_role("radio").nth(
        option
    ).check()
    page.get_by_role("button", name="That is my guess").click()


def title(page: Page) -> Locator:
    """The heading of the step."""
    return page.get_by_role("main").get_by_role("heading", level=1)


def kept(server: LiveServer) -> dict[str, object]:
    """What the server knows of the first lesson."""
    return server.get("/api/progress/hello-network")


def test_a_guess_is_committed_before_the_try_and_stands_beside_what_happened(
    new_workshop: Callable[..., Workshop], live_server: LiveServer
):
    workshop = new_workshop(path=f"{LESSON}/play")
    page = workshop.page
    act = page.get_by_role("button", name="Play from the beginning")
    expect(act).to_be_disabled()
    guess(page, 1)
    expect(page.get_by_text("You guessed: two")).to_be_visible()
    after = page.locator(".after")
    expect(after).to_have_count(0)
    act.click()
    expect(after).to_be_visible()
    assert workshop.step() > 0
    workshop.wait(lambda: kept(live_server)["guesses"] == {"fence": 1})


def test_the_map_leads_into_a_lesson_and_every_step_has_an_address(
    new_workshop: Callable[..., Workshop],
):
    page = new_workshop().page
    page.get_by_role("link", name="Lessons").click()
    expect(page).to_have_url(re.compile("/lessons$"))
    expect(page.get_by_role("link", name=re.compile("^Later.*The learning rate"))).to_be_visible()
    page.get_by_role("link", name=re.compile("^Next.*The first network")).click()
    expect(page).to_have_url(re.compile(f"{LESSON}/play$"))
    page.get_by_role("link", name=re.compile("^Next: ")).click()
    expect(page).to_have_url(re.compile(f"{LESSON}/unit$"))
    expect(title(page)).to_be_focused()
    page.go_back()
    expect(page).to_have_url(re.compile(f"{LESSON}/play$"))
    page.goto(page.url.replace("play", "no-such-step"))
    expect(page).to_have_url(re.compile(f"{LESSON}/play$"))
    expect(page.get_by_text("no step “no-such-step”")).to_be_visible()


def test_german_in_the_middle_keeps_the_step_and_the_network(
    new_workshop: Callable[..., Workshop],
):
    workshop = new_workshop(path=f"{LESSON}/bend")
    english = title(workshop.page).inner_text()
    workshop.press("DE")
    expect(title(workshop.page)).not_to_have_text(english)
    expect(workshop.page).to_have_url(re.compile("/bend$"))
    expect(workshop.page.get_by_role("heading", name="Deine Aufgabe")).to_be_visible()
    workshop.press("EN")
    expect(title(workshop.page)).to_have_text(english)


def test_what_a_learner_changed_survives_a_reload_and_leaving(
    new_workshop: Callable[..., Workshop], live_server: LiveServer
):
    workshop = new_workshop(path=f"{LESSON}/bend")
    page = workshop.page
    before = workshop.nodes()
    guess(page)
    page.get_by_role("button", name="Insert a second layer, and play").click()
    workshop.wait(lambda: len(workshop.nodes()) == len(before) + 1)
    workshop.wait(lambda: kept(live_server)["document"] is not None)
    page.reload()
    workshop.wait_ready()
    assert len(workshop.nodes()) == len(before) + 1
    page.get_by_role("link", name="Lessons").click()
    page.get_by_role("link", name=re.compile("Go on with step 4")).click()
    workshop.wait_ready()
    expect(page).to_have_url(re.compile("/bend$"))
    assert len(workshop.nodes()) == len(before) + 1
    page.get_by_role("button", name="Start again from the lesson’s network").click()
    workshop.wait(lambda: workshop.nodes() == before)
    workshop.press("Undo")
    workshop.wait(lambda: len(workshop.nodes()) == len(before) + 1)


def test_the_workshops_own_network_is_there_again_behind_a_lesson(
    new_workshop: Callable[..., Workshop],
):
    workshop = new_workshop()
    before = workshop.nodes()
    workshop.page.get_by_role("link", name="Lessons").click()
    workshop.page.get_by_role("link", name=re.compile("The first network")).first.click()
    workshop.wait_ready()
    assert workshop.nodes() != before
    workshop.page.goto(workshop.server.url)
    workshop.wait_ready()
    assert workshop.nodes() == before


def test_a_step_keeps_as_it_is_what_it_is_not_about(new_workshop: Callable[..., Workshop]):
    workshop = new_workshop(path=f"{LESSON}/play")
    page = workshop.page
    expect(page.get_by_role("button", name="Show: Layers")).to_have_count(0)
    before = workshop.nodes()
    workshop.node("h1").focus()
    page.keyboard.press("Delete")
    expect(page.get_by_text("In this step the layers and wires stay as they are.")).to_be_visible()
    assert workshop.nodes() == before
    expect(workshop.node("in").locator(".faded")).to_have_count(1)
    expect(workshop.node("out").locator(".faded")).to_have_count(0)


def test_a_task_says_what_is_missing_and_then_that_it_is_done(
    new_workshop: Callable[..., Workshop], live_server: LiveServer
):
    task = load.load(FILES).lessons["hello-network"].tasks()["small-fence"]
    workshop = new_workshop(path=f"{LESSON}/bend")
    page = workshop.page
    card = page.get_by_role("region", name="Your task")
    card.get_by_role("button", name="Hint 1 of 3").click()
    expect(card.get_by_role("list", name="Hints").get_by_role("listitem")).to_have_count(1)
    # The fence of three units is too small: every start that is asked for fails.
    live_server.request(
        "PUT",
        "/api/progress/hello-network",
        {"step": "bend", "document": {**task.solution.document, "nodes": one_unit(task)}},
    )
    workshop.open(f"{LESSON}/bend")
    card.get_by_role("button", name="Check").click()
    expect(card.get_by_role("status")).to_contain_text("not met yet", timeout=120_000)
    expect(card.get_by_role("img", name="not reached")).to_have_count(1)
    assert kept(live_server)["done"] == {}
    live_server.request(
        "PUT", "/api/progress/hello-network", {"document": dict(task.solution.document)}
    )
    workshop.open(f"{LESSON}/bend")
    card.get_by_role("button", name="Check").click()
    expect(card.get_by_role("status")).to_contain_text("Task done", timeout=120_000)
    assert "small-fence" in json.dumps(kept(live_server)["done"])


def one_unit(task: Task) -> list[dict[str, object]]:
    """The nodes of its solution, each hidden layer with a single unit."""
    nodes = [dict(node) for node in task.solution.document["nodes"]]
    for node in nodes[1:-1]:
        node["config"] = {**node.get("config", {}), "units": 1}
    return nodes


def test_by_keyboard_alone(new_workshop: Callable[..., Workshop]):
    workshop = new_workshop(path=f"{LESSON}/play")
    page = workshop.page
    page.get_by_role("link", name=re.compile("^Step 1: ")).focus()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("link", name=re.compile("^Step 2: "))).to_be_focused()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/unit$"))
    expect(title(page)).to_be_focused()
    page.keyboard.press("Tab")
    term = page.locator(".term-word").first
    expect(term).to_be_focused()
    expect(page.get_by_role("tooltip")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("tooltip")).to_have_count(0)
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.get_by_text("You guessed: ")).to_be_visible()


def test_a_formula_shows_the_numbers_of_the_network_and_lights_what_it_speaks_of(
    new_workshop: Callable[..., Workshop],
):
    workshop = new_workshop(path=f"{LESSON}/unit")
    page = workshop.page
    numbers = page.get_by_role("group", name="With your numbers")
    expect(numbers.locator("[data-symbol]")).to_have_count(3)
    guess(page)
    page.get_by_role("button", name=re.compile("^Set the weight of x")).click()
    expect(numbers.locator("[data-symbol='w_1']")).to_have_text("0.000")
    numbers.locator("[data-symbol='w_1']").hover()
    expect(page.locator(".live-wire.lit")).to_have_count(1)
    expect(workshop.node("h1").locator(".lit")).to_have_count(1)


def test_on_a_phone_network_and_text_are_both_in_sight(new_workshop: Callable[..., Workshop]):
    page = new_workshop(path=f"{LESSON}/play", size=(390, 844)).page
    network = page.locator(".workspace-center").bounding_box()
    text = page.locator(".lesson-column").bounding_box()
    assert network
    assert text
    assert network["height"] > 240
    assert text["y"] >= network["y"] + network["height"] - 1
    assert text["height"] > 300
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.get_by_role("link", name=re.compile("^Next: ")).click()
    expect(title(page)).to_be_in_viewport()


def test_the_glossary_names_every_term_and_leads_to_its_lesson(
    new_workshop: Callable[..., Workshop], live_server: LiveServer
):
    page = new_workshop().page
    page.goto(f"{live_server.url}/glossary")
    terms = live_server.get("/api/glossary")
    expect(page.get_by_role("term")).to_have_count(len(terms))
    page.get_by_role("link", name="From: Convolution").first.click()
    expect(page).to_have_url(re.compile("/lessons/convolution/"))
