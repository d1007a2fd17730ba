"""A data set that is not on this machine is fetched by a button; what goes wrong is told."""

import re

import numpy as np
import pytest
from playwright.sync_api import expect
from serving import LiveServer


@pytest.fixture
def empty_server(tmp_path):
    """A server on whose machine no data set has been fetched."""
    (tmp_path / "home").mkdir()
    server = LiveServer(tmp_path / "home", data=tmp_path / "data")
    yield server
    server.stop()


def choose_digits(workshop):
    """Choose MNIST on the data card."""
    page = workshop.page
    card = page.get_by_role("region", name="Data", exact=True)
    card.get_by_role("tab", name="Images").click()
    card.get_by_role("button", name=re.compile("MNIST digits")).click()
    return card


def test_a_set_is_fetched_or_the_reason_is_said(new_workshop, empty_server):
    workshop = new_workshop(server=empty_server)
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
