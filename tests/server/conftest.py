"""One server for each test module; tests that kill it start their own."""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1]))

from serving import LiveServer, PageClient, live


@pytest.fixture(scope="module")
def live_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveServer]:
    with live(tmp_path_factory.mktemp("home")) as server:
        yield server


@pytest.fixture
def page(live_server: LiveServer) -> Iterator[Callable[..., PageClient]]:
    """Makes pages that are closed when the test ends."""
    opened: list[PageClient] = []

    def make(run: str | None = None) -> PageClient:
        opened.append(live_server.page(run))
        return opened[-1]

    yield make
    for client in opened:
        client.close()
