"""A real server, a real Chromium, and pages in which nothing may go wrong unnoticed."""

import re
import shutil
import sys
from collections.abc import Callable, Generator, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, expect, sync_playwright

sys.path.insert(0, str(Path(__file__).parents[1]))

from school import Seat, Seats, take_seats
from serving import LiveServer, PageClient, live
from workshop import LONGEST_WAIT, Workshop

WIDE = (1440, 900)
RESULTS = Path(__file__).parents[2] / "test-results"
OPEN: list[Workshop] = []  # the pages of the present test
expect.set_options(timeout=1000 * LONGEST_WAIT)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything in this folder drives a browser."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """What the pages showed when a test failed, as pictures in `test-results`."""
    report = yield
    if report.failed:
        for number, workshop in enumerate(OPEN):
            picture = RESULTS / f"{re.sub(r'[^a-z0-9]+', '-', item.name)}-{number}.png"
            workshop.page.screenshot(path=picture)
            report.sections.append(("page", f"{picture}\n{workshop.troubles}"))
    return report


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    assert found, "The browser tests need Chromium; on Debian: apt install chromium"
    if not (Path(__file__).parents[2] / "web/dist/index.html").exists():
        pytest.fail("The page has not been built; build it with: make setup")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def live_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveServer]:
    """One server for all files; what each test trained is deleted behind it."""
    with live(tmp_path_factory.mktemp("home")) as server:
        yield server


@pytest.fixture
def runs(live_server: LiveServer) -> Iterator[list[str]]:
    """Ids of the runs the pages of a test made; they must not train on behind the next test."""
    made: list[str] = []
    yield made
    for run in made:
        live_server.request("DELETE", f"/api/runs/{run}")


@pytest.fixture
def new_workshop(
    browser: Browser, live_server: LiveServer, runs: list[str]
) -> Iterator[Callable[..., Workshop]]:
    """Makes pages in contexts of their own; an error on any of their consoles fails the test."""
    contexts: list[BrowserContext] = []

    def make(
        *,
        size: tuple[int, int] = WIDE,
        language: str = "en-US",
        scheme: str = "light",
        path: str = "/",
        touch: bool = False,
        server: LiveServer | None = None,
    ) -> Workshop:
        context = browser.new_context(
            viewport={"width": size[0], "height": size[1]},
            locale=language,
            color_scheme="dark" if scheme == "dark" else "light",
            permissions=["clipboard-read", "clipboard-write"],
            accept_downloads=True,
            has_touch=touch,
        )
        context.set_default_timeout(1000 * LONGEST_WAIT)
        contexts.append(context)
        workshop = Workshop(context.new_page(), server or live_server, runs)
        OPEN.append(workshop)
        workshop.open(path)
        return workshop

    yield make
    troubles = [trouble for workshop in OPEN for trouble in workshop.troubles]
    OPEN.clear()
    for context in contexts:
        context.close()
    assert troubles == []


@pytest.fixture
def workshop(new_workshop: Callable[..., Workshop]) -> Workshop:
    """The page as a newcomer opens it."""
    return new_workshop()


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveServer]:
    """A school's own server for one file, because with its first class it is closed to others."""
    with live(tmp_path_factory.mktemp("school")) as started:
        yield started


@pytest.fixture
def seat(browser: Browser, server: LiveServer) -> Iterator[Seats]:
    """Makes browsers at the school; an error on any of their consoles fails the test."""
    taken: list[Seat] = []
    yield take_seats(browser, server, taken)
    troubles = [trouble for one in taken for trouble in one.troubles]
    for one in taken:
        one.context.close()
    assert troubles == []


@pytest.fixture
def client(live_server: LiveServer) -> Iterator[Callable[[str], PageClient]]:
    """Makes sockets of our own on a run: what they hear is what the server says."""
    opened: list[PageClient] = []

    def attach(run: str) -> PageClient:
        opened.append(live_server.page(run))
        return opened[-1]

    yield attach
    for socket in opened:
        socket.close()
