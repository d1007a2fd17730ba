"""A data set that is not on this machine is fetched by a button; what goes wrong is told."""

import re

import numpy as np
import pytest
from playwright.sync_api import expect
from serving import live


@pytest.fixture
def empty_server(tmp_path):
    """A server on whose machine no data set has been fetched."""
    (tmp_path / "home").mkdir()
    with live(tmp_path / "home", data=tmp_path / "data") as server:
        yield server


@pytest.fixture
def locked_server(tmp_path):
    """A server that cannot keep data: its folder would lie below a file, which stops even root."""
    (tmp_path / "home").mkdir()
    (tmp_path / "file").write_text("no folder")
    with live(tmp_path / "home", data=tmp_path / "file/data") as server:
        yield server


@pytest.fixture
def workshop_at(new_workshop):
    """Opens a page of a server; that it is refused samples which are not there is no trouble."""
    opened = []

    def make(server):
        opened.append(new_workshop(server=server))
        return opened[-1]

    yield make
    for workshop in opened:
        workshop.troubles[:] = [one for one in workshop.troubles if "status of 422" not in one]


def choose_digits(workshop):
    """Choose MNIST on the data card."""
    page = workshop.page
    card = page.get_by_role("region", name="Data", exact=True)
    card.get_by_role("tab", name="Images").click()
    card.get_by_role("button", name=re.compile("MNIST digits")).click()
    return card


def test_a_set_is_fetched_or_the_reason_is_said(workshop_at, empty_server):
    workshop = workshop_at(empty_server)
    card = choose_digits(workshop)
    button = card.get_by_role("button", name=re.compile(r"^Fetch \d+ MB$"))
    button.click()
    bar = card.get_by_role("progressbar")
    said = card.get_by_text("Fetching the data set mnist from")
    expect(bar.or_(said).first).to_be_visible()
    # Minutes on a slow line; without one the sentence comes as soon as the last source refused.
    expect(bar).to_have_count(0, timeout=300_000)
    if said.count():
        expect(said).to_contain_text("try again")
        expect(button).to_be_enabled()
        return
    expect(button).to_have_count(0)
    assert empty_server.get("/api/datasets/mnist")["missing"] == 0
    thumbnail = card.get_by_role("button", name="MNIST digits").locator("canvas")
    workshop.wait(lambda: len(np.unique(workshop.pixels(thumbnail).reshape(-1, 4), axis=0)) > 10)


def test_a_network_that_waited_for_its_data_trains_once_it_is_fetched(workshop_at, empty_server):
    workshop = workshop_at(empty_server)
    workshop.page.get_by_role("button", name="Open", exact=True).click()
    starter = workshop.page.get_by_role("button", name="Digits, one hidden layer")
    starter.filter(has=workshop.page.locator("b")).click()
    card = workshop.page.get_by_role("region", name="Data", exact=True)
    card.get_by_role("button", name=re.compile(r"^Fetch \d+ MB$")).click()
    said = card.get_by_text("Fetching the data set mnist from")
    thumbnail = card.get_by_role("button", name="MNIST digits").locator("canvas")
    expect(thumbnail.or_(said).first).to_be_visible(timeout=300_000)
    if said.count():
        return  # no line to any source, which the test above is about
    label = workshop.node("in").locator(".live-target b")
    expect(label).to_have_text(re.compile(r"^\d$"))
    assert workshop.document()["data"]["dataset"] == "mnist"
    workshop.press("Play")
    workshop.wait(lambda: workshop.step() > 3)


def test_a_folder_that_cannot_be_written_is_said_in_both_languages(workshop_at, locked_server):
    workshop = workshop_at(locked_server)
    card = choose_digits(workshop)
    button = card.get_by_role("button", name=re.compile(r"^Fetch \d+ MB$"))
    button.click()
    said = card.get_by_text("the server may not write to the folder")
    expect(said).to_be_visible(timeout=60_000)
    inside, around = said.bounding_box(), card.bounding_box()
    assert inside["x"] + inside["width"] <= around["x"] + around["width"]
    expect(button).to_be_enabled()
    workshop.press("DE")
    expect(workshop.page.get_by_text("Der Server darf nicht in den Ordner")).to_be_visible()
