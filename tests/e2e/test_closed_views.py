"""A closed view costs nothing: every instrument and inside is opened, closed and counted, and the
window changes its size."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from serving import LiveServer, live
from workshop import Workshop

from bench.page import link
from tests import every_view

# What passes between the page and its socket worker, kept by what it is.
LISTEN = """(() => {
  const heard = { asked: [], answered: [], orders: [], frames: {}, notices: [] }
  window.heardByTest = heard
  const post = Worker.prototype.postMessage
  Worker.prototype.postMessage = function (message, ...rest) {
    if (message.kind === 'watch') heard.asked.push(message.probes)
    if (message.kind === 'order') heard.orders.push(message.order.type)
    if (message.kind === 'start' && message.url)
      this.addEventListener('message', ({ data }) => {
        if (data.kind === 'watching') heard.answered.push(data)
        if (data.kind === 'notice') heard.notices.push(data.notice)
        if (data.kind === 'frames')
          for (const { stream } of data.frames)
            heard.frames[stream] = (heard.frames[stream] ?? 0) + 1
      })
    return post.call(this, message, ...rest)
  }
})()"""
STANDING_FRAMES = 20
NOW = "({ asked: heardByTest.asked.at(-1), answered: heardByTest.answered.at(-1) ?? null })"


class Ear:
    """What a page asks of its server and is told."""

    def __init__(self, workshop: Workshop) -> None:
        self.workshop = workshop

    def probes(self) -> list[str] | None:
        """The server's plan for this page, None while it has not answered the page's last list."""
        now = self.workshop.page.evaluate(NOW)
        asked, answered = [_written(one) for one in now["asked"]], now["answered"]
        told = answered and [_written(one) for one in answered["probes"]]
        return asked if told == asked else None

    def plan(self, wanted) -> list[str]:
        """The plan, as soon as it is as wanted."""
        found: list[list[str]] = []

        def holds() -> bool:
            plan = self.probes()
            found.append(plan or [])
            return plan is not None and wanted(plan)

        self.workshop.wait(holds)
        return found[-1]

    def streams(self) -> dict[str, int | None]:
        """Those of the present plan by probe, None where the server refuses it."""
        answered = self.workshop.page.evaluate("heardByTest.answered.at(-1)")
        probes = [_written(probe) for probe in answered["probes"]]
        return dict(zip(probes, answered["streams"], strict=True))

    def orders(self) -> int:
        """How many the page gave so far."""
        return self.workshop.page.evaluate("heardByTest.orders.length")

    def frames(self) -> dict[str, int]:
        """How many came so far, by stream."""
        return self.workshop.page.evaluate("({ ...heardByTest.frames })")

    def notices(self, kind: str) -> list[dict[str, Any]]:
        """All of one type that came so far."""
        return self.workshop.page.evaluate(
            "kind => heardByTest.notices.filter(({ type }) => type === kind)", kind
        )

    def states(self) -> list[str]:
        """What the run was said to be doing, one after another."""
        return [status["state"] for status in self.notices("status")]


@pytest.fixture(scope="module")
def live_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveServer]:
    """A server whose compiled programs are counted: nobody else's are among them."""
    with live(tmp_path_factory.mktemp("home"), alone=True) as server:
        yield server


@pytest.fixture
def playing(new_workshop) -> tuple[Workshop, Ear, dict[str, str]]:
    """A network with every layer that has an inside, training, its page listened to."""
    document, nodes = every_view.network()
    workshop = new_workshop()
    workshop.page.goto("about:blank")
    workshop.page.add_init_script(LISTEN)
    workshop.open(link(document))
    workshop.press("Play")
    workshop.wait(lambda: workshop.step() > 0, 150)  # it has every kind of layer
    return workshop, Ear(workshop), nodes


def test_every_view_asks_while_open_and_costs_nothing_when_closed(playing, client):
    workshop, ear, nodes = playing
    page = workshop.page
    resting = sorted(ear.plan(lambda plan: plan))
    compiled = _steps_compiled(workshop.server)
    assert compiled

    def asks(view: str) -> None:
        ear.plan(lambda plan: set(plan) - set(resting))
        refused = {probe for probe, stream in ear.streams().items() if stream is None}
        if refused - set(resting):
            page.locator(view).locator(".refused").first.wait_for()

    def closed() -> None:
        ear.plan(lambda plan: sorted(plan) == resting)

    for name in every_view.instruments():
        orders = ear.orders()
        _toggle(workshop, name)
        if name == "diagnosis":  # an order, no probe
            workshop.wait(lambda before=orders: ear.orders() > before)
        else:
            asks(f"[data-instrument={name}]")
        _toggle(workshop, name)
        closed()
    for node in nodes.values():
        page.evaluate(every_view.INSIDE, node)
        asks(".inside-panel")
        page.keyboard.press("Escape")
        closed()

    for size in ((1024, 768), (1440, 900)):
        page.set_viewport_size({"width": size[0], "height": size[1]})
        workshop.wait_still()
    closed()

    # From here on only what stands is computed and sent.
    standing, seen = {str(stream) for stream in ear.streams().values()}, ear.frames()
    workshop.wait(lambda: sum(_more(ear.frames(), seen).values()) >= STANDING_FRAMES)
    assert set(_more(ear.frames(), seen)) <= standing
    workshop.press("Pause")
    workshop.wait(lambda: ear.states()[-1] == "idle")
    assert set(ear.states()[ear.states().index("training") :]) == {"training", "idle"}
    assert _steps_compiled(workshop.server) == compiled
    workshop.wait(lambda: _rows(ear) == client(workshop.run).rows)


def _steps_compiled(server: LiveServer) -> set[str]:
    """Training steps that this server's worker has compiled since its home is there."""
    return {file.name for file in (server.home / "compiled").glob("jit_step-*-cache")}


def _more(now: dict[str, int], before: dict[str, int]) -> dict[str, int]:
    """How many frames came since, by stream; only of streams of which some came."""
    grown = {stream: count - before.get(stream, 0) for stream, count in now.items()}
    return {stream: count for stream, count in grown.items() if count}


def _toggle(workshop: Workshop, name: str) -> None:
    """Opens or closes an instrument by the menu of the dock."""
    workshop.press("+ Instruments")
    workshop.page.locator(f".dock-choice input[value={name}]").click()
    workshop.page.keyboard.press("Escape")


def _rows(ear: Ear) -> list[dict[str, Any]]:
    """The curves as this page was told them, piece by piece; a gap shows as a missing row."""
    rows: list[dict[str, Any]] = []
    for notice in ear.notices("history"):
        assert notice["from"] <= len(rows), "a row was dropped"
        rows[notice["from"] :] = notice["rows"]
    return rows


def _written(probe: dict[str, Any]) -> str:
    return json.dumps(probe, sort_keys=True)
