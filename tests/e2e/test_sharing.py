"""Networks travel: by link, by file; and what is broken is refused in a sentence."""

import json
import re

import pytest
from playwright.sync_api import expect
from workshop import middle, overlapping


def toast(workshop, text):
    """A short message at the foot of the page."""
    return workshop.page.get_by_role("status").filter(has_text=re.compile(text))


def shared(workshop):
    """The path of the link to its network that is copied now."""
    copied = "navigator.clipboard.readText()"
    workshop.page.evaluate("navigator.clipboard.writeText('')")
    workshop.press("Share")
    workshop.wait(lambda: workshop.page.evaluate(copied))
    return workshop.page.evaluate(copied).removeprefix(workshop.server.url)


def load(workshop, path):
    """Choose a file in the dialog that `Load a file` opens."""
    workshop.press("Open")
    with workshop.page.expect_file_chooser() as chooser:
        workshop.page.get_by_role("button", name="Load a file").click()
    chooser.value.set_files(path)


def bare(document):
    """What makes a network that network."""
    return {name: document[name] for name in ("nodes", "edges", "data", "training")}


def rename(workshop, name):
    """Give it a name of its own."""
    box = workshop.page.get_by_role("textbox", name="Name of this network")
    box.fill(name)
    box.blur()
    workshop.wait(lambda: workshop.kept()["name"] == name)


def test_a_shared_link_shows_the_same_network(workshop, new_workshop):
    workshop.start_from("Spiral")
    rename(workshop, "Ümläut & <b>spiral</b>")
    path = shared(workshop)
    expect(toast(workshop, "The link to this network is copied")).to_be_visible()
    assert workshop.server.url + path == workshop.page.url

    other = new_workshop(path=path)
    assert other.run != workshop.run
    assert bare(other.document()) == bare(workshop.document())
    name = other.page.get_by_role("textbox", name="Name of this network")
    expect(name).to_have_value("Ümläut & <b>spiral</b>")
    assert other.nodes() == workshop.nodes()


def test_places_travel_only_when_somebody_gave_them(workshop, new_workshop):
    workshop.start_from("Digits, small convolutional network")
    narrow = new_workshop(path=shared(workshop), size=(390, 844))
    drawn = narrow.node("conv2").locator("canvas")
    expect(drawn.first).to_be_visible()
    narrow.page.wait_for_timeout(2000)  # the cards have grown with their pictures
    assert overlapping(narrow.page) == []
    assert "layout" not in narrow.kept()

    x, y = middle(workshop.node("conv2").get_by_role("heading"))
    workshop.drag((x, y), (x, y + 40))
    workshop.wait(lambda: "layout" in workshop.kept())
    again = new_workshop(path=shared(workshop), size=(390, 844))
    again.wait(lambda: again.kept() == workshop.kept())


def test_saved_to_a_file_and_loaded_again(workshop, new_workshop, tmp_path):
    workshop.start_from("Spiral")
    rename(workshop, "To be kept")
    workshop.press("Open")
    with workshop.page.expect_download() as download:
        workshop.page.get_by_role("button", name="Save as a file").click()
    assert download.value.suggested_filename == "to-be-kept.json"
    file = tmp_path / "network.json"
    download.value.save_as(file)
    assert json.loads(file.read_text("utf-8"))["format"] == 1

    other = new_workshop()
    load(other, file)
    other.wait(lambda: other.kept()["name"] == "To be kept")
    other.wait(lambda: bare(other.document()) == bare(workshop.document()))


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (
            '{"format": 1,\n "nodes": [',
            "This file is not valid JSON. In line 2, column 12, the file ends, but a value",
        ),
        (
            '{"format": 1\n "nodes": []}',
            'This file is not valid JSON. In line 2, column 2, stands “"”, but a comma',
        ),
        ("[1, 2, 3]", "This file is not a network"),
        ('{"format": 7}', "This network has format 7; this page reads format 1"),
    ],
)
def test_a_broken_file_is_refused_and_nothing_is_lost(workshop, tmp_path, content, said):
    workshop.play_until(30)
    before = workshop.served()
    file = tmp_path / "broken.json"
    file.write_text(content, "utf-8")
    load(workshop, file)
    expect(toast(workshop, re.escape(said))).to_be_visible()
    assert workshop.nodes() == ["in", "h1", "h2", "out"]
    assert workshop.served() == before
    workshop.press("Step")
    workshop.wait(lambda: workshop.step() == before["step"] + 1)


def test_a_file_with_an_unknown_kind_is_shown_with_what_is_wrong(workshop, tmp_path):
    document = workshop.document()
    document["nodes"][1]["kind"] = "danse"
    file = tmp_path / "unknown.json"
    file.write_text(json.dumps(document), "utf-8")
    load(workshop, file)
    said = workshop.page.get_by_text(re.compile("danse.* is not a kind of"))
    expect(said.first).to_be_visible()
    workshop.press("Undo")
    expect(said).to_have_count(0)
    workshop.press("Step")
    workshop.wait(lambda: workshop.step() == 1)


def test_a_damaged_link_says_so_and_opens_something_that_works(new_workshop):
    workshop = new_workshop(path="/#n=q1YqLU4t")
    expect(toast(workshop, "This link is damaged")).to_be_visible()
    workshop.press("Step")
    workshop.wait(lambda: workshop.step() == 1)
