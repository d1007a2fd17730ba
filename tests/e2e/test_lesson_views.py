"""Living pictures in the text of a lesson, and the example that a lesson chooses for them."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from lesson_sample import example, folder
from paint import Array, colors, difference, painted
from playwright.sync_api import Locator, expect
from serving import LiveServer, PageClient
from workshop import Workshop, ask

NODES = ("weights", "activation")
OTHERS = "".join(f':::::view{{picture="{name}" node="h1"}}\n:::::\n' for name in NODES)
CURVES = ':::::view{picture="curves"}\n:::::\n'
TOLERANCE = 2  # of 255 in each channel: one step of a color map


@pytest.fixture
def server(tmp_path: Path) -> Iterator[LiveServer]:
    """A server with the lesson of the documentation, which got every kind of view."""
    question = ":::::quiz{#who}"
    text = example().replace(question, OTHERS + CURVES + question)
    (tmp_path / "lessons").mkdir()
    folder(tmp_path / "lessons", l01_bend=text.replace('allow="units', 'allow="layers units'))
    (tmp_path / "home").mkdir()
    started = LiveServer(tmp_path / "home", lessons=tmp_path / "lessons")
    yield started
    started.stop()
    assert "Traceback" not in started.logged(), started.logged()


def test_views_show_the_numbers_of_the_learners_network(
    new_workshop: Callable[..., Workshop], server: LiveServer
):
    workshop = new_workshop(server=server, path="/lessons/bend/bend")
    page = workshop.page
    page.get_by_role("radio", name="Closed around the blue points").check()
    page.get_by_role("button", name="That is my guess").click()
    page.get_by_role("button", name="Give it four neurons").click()
    workshop.wait(lambda: workshop.step() > 50, 60)
    workshop.press("Pause")
    workshop.wait(lambda: workshop.served()["state"] == "idle")
    client = server.page(workshop.run)

    def figure(name: str) -> Locator:
        return page.get_by_role("figure", name=name, exact=True)

    plane = figure("What unit 1 of h1 answers over the plane")
    expect(plane.get_by_text("What the first neuron says about each point.")).to_be_visible()
    answers = numbers(client, probe="plane", node="h1", size=100, unit=0)[0]
    shows(workshop, plane.locator("canvas"), answers, 1)

    weights = figure("The weights of h1")
    kernel = numbers(client, probe="weights", node="h1", weight="kernel")
    assert kernel.shape == (2, 4)
    largest = float(np.abs(kernel).max())
    shows(workshop, weights.locator("canvas"), kernel, largest)
    expect(weights.get_by_text(f"± {largest:.2f}")).to_be_visible()

    units = numbers(client, probe="plane", node="h1", size=44, unit=None)
    maps = figure("What h1 answers for the example").locator("canvas")
    expect(maps).to_have_count(4)
    for unit in range(4):
        shows(workshop, maps.nth(unit), units[unit], 1)

    curves = figure("The curves of this run")
    expect(curves.get_by_role("definition").last).to_have_text(re.compile(r"^\d\.\d{4}$"))
    client.close()


def numbers(client: PageClient, **probe: object) -> Array:
    """What the server answers to a probe."""
    return ask(client, probe).parts[0].real().astype(float)


def shows(workshop: Workshop, canvas: Locator, values: Array, reach: float) -> None:
    """Wait until every pixel has the color of its number."""
    canvas.scroll_into_view_if_needed()
    expected = painted(values, colors(workshop.page, "diverging"), -reach, reach)
    workshop.wait(lambda: difference(workshop.pixels(canvas), expected) <= TOLERANCE)


def test_a_view_of_a_layer_that_is_gone_says_so(
    new_workshop: Callable[..., Workshop], server: LiveServer
):
    workshop = new_workshop(server=server, path="/lessons/bend/bend")
    workshop.node("h1").focus()
    workshop.page.keyboard.press("Delete")
    gone = workshop.page.get_by_text("Your network has no “h1”")
    expect(gone).to_have_count(3)
    workshop.press("Undo")
    expect(gone).to_have_count(0)


def test_a_lesson_chooses_the_example_also_behind_another_data_set(
    new_workshop: Callable[..., Workshop],
):
    workshop = new_workshop(path="/lessons/hello-network/play")
    page = workshop.page
    page.get_by_role("link", name="Lessons", exact=True).click()
    page.get_by_role("link", name=re.compile("Convolution")).click()
    workshop.wait_ready()
    card = workshop.node("in")
    expect(card.get_by_role("button", name="test", exact=True)).to_have_attribute(
        "aria-pressed", "true"
    )
    expect(card.get_by_text("label 7")).to_be_visible()
