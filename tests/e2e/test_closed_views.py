"""A closed view costs nothing: every instrument and every inside is opened and closed, and counted."""

import base64
import json
import zlib
from collections.abc import Iterator

import pytest
from workshop import Workshop

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
INSIDE = """node => {
  history.pushState(null, '', `${location.pathname}?inside=${node}${location.hash}`)
  dispatchEvent(new PopStateEvent('popstate'))
}"""
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

        self.workshop.wait(holds, 30)
        return found[-1]

    def streams(self) -> set[str]:
        """Those of the present plan."""
        answered = self.workshop.page.evaluate("heardByTest.answered.at(-1).streams")
        return {str(stream) for stream in answered}

    def frames(self) -> dict[str, int]:
        """How many came so far, by stream."""
        return self.workshop.page.evaluate("({ ...heardByTest.frames })")

    def notices(self, kind: str) -> list[dict]:
        """All of one type that came so far."""
        return self.workshop.page.evaluate(
            "kind => heardByTest.notices.filter(({ type }) => type === kind)", kind
        )


@pytest.fixture
def playing(new_workshop) -> Iterator[tuple[Workshop, Ear, dict[str, str]]]:
    """A network with every layer that has an inside, training, its page listened to."""
    document, nodes = every_view.network()
    workshop = new_workshop()
    workshop.page.goto("about:blank")
    workshop.page.add_init_script(LISTEN)
    workshop.open(_link(document))
    workshop.page.evaluate("localStorage.removeItem('netzwerkstatt.dock')")
    workshop.press("Play")
    workshop.wait(lambda: workshop.step() > 0, 60)
    yield workshop, Ear(workshop), nodes


def test_every_view_asks_while_open_and_costs_nothing_when_closed(playing, client):
    workshop, ear, nodes = playing
    page = workshop.page
    resting = sorted(ear.plan(lambda plan: plan))
    before = sum(ear.frames().values())

    def closed(name: str) -> None:
        assert sorted(ear.plan(lambda plan: sorted(plan) == resting)) == resting, name

    for name in every_view.instruments():
        orders = page.evaluate("heardByTest.orders.length")
        _toggle(workshop, name)
        if name == "diagnosis":  # an order, no probe
            workshop.wait(lambda: page.evaluate("heardByTest.orders.length") > orders)
        else:
            ear.plan(lambda plan: len(plan) > len(resting))
        _toggle(workshop, name)
        closed(name)
    for name, node in nodes.items():
        page.evaluate(INSIDE, node)
        opened = ear.plan(lambda plan: set(plan) - set(resting))
        assert opened, name
        page.keyboard.press("Escape")
        closed(name)

    # From here on only what stands is computed and sent.
    streams, seen = ear.streams(), ear.frames()
    workshop.wait(lambda: sum(ear.frames()[one] for one in streams) > before + 3)
    grown = {one for one, count in ear.frames().items() if count > seen.get(one, 0)}
    assert grown <= streams
    workshop.press("Pause")
    workshop.wait(lambda: workshop.served()["state"] == "idle")
    states = {status["state"] for status in ear.notices("status")}
    assert states <= {"idle", "compiling", "training"}
    began = [status["state"] for status in ear.notices("status")].index("training")
    while_open = [status["state"] for status in ear.notices("status")[began:]]
    assert "compiling" not in while_open, "opening or closing a view compiled training anew"
    workshop.wait(lambda: _rows(ear) == client(workshop.run).rows, 20)


def _toggle(workshop: Workshop, name: str) -> None:
    """Opens or closes an instrument by the menu of the dock."""
    workshop.press("+ Instruments")
    workshop.page.locator(f".dock-choice input[value={name}]").click()
    workshop.page.keyboard.press("Escape")


def _rows(ear: Ear) -> list[dict]:
    """The curves as this page was told them, piece by piece; a gap shows as a missing row."""
    rows: list[dict] = []
    for notice in ear.notices("history"):
        assert notice["from"] <= len(rows), "a row was dropped"
        rows[notice["from"] :] = notice["rows"]
    return rows


def _written(probe: dict) -> str:
    return json.dumps(probe, sort_keys=True)


def _link(document: dict) -> str:
    packed = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    deflated = packed.compress(json.dumps(document).encode()) + packed.flush()
    return "/#n=" + base64.urlsafe_b64encode(deflated).decode().rstrip("=")
