"""A real server and a real Chromium for the tests of what moves on the page."""

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, sync_playwright

sys.path.insert(0, str(Path(__file__).parents[1]))

from serving import LiveServer, live


@pytest.fixture(scope="module")
def live_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveServer]:
    """One server for the module; its log must stay free of tracebacks."""
    with live(tmp_path_factory.mktemp("home")) as server:
        yield server


@pytest.fixture
def browser_page(live_server: LiveServer) -> Iterator[Page]:
    """The page on the first starting network, its pictures there; errors of the page fail."""
    with sync_playwright() as play:
        browser = play.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox"]
        )
        page = browser.new_page(
            viewport={"width": 1440, "height": 900}, locale="en-US", color_scheme="light"
        )
        errors: list[str] = []
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.goto(live_server.url)
        page.wait_for_selector(".live-unit canvas")
        yield page
        browser.close()
        assert not errors, errors
