"""What goes wrong is told in a sentence, and nothing is lost: divergence, a killed worker."""

import json
import re
import signal

import pytest
from playwright.sync_api import expect
from serving import live

REGRESSION = {
    "format": 1,
    "name": "Slope",
    "data": {"dataset": "plane", "options": {}, "validation_split": 0.5, "seed": 0},
    "nodes": [
        {"id": "in", "kind": "input"},
        {"id": "hidden", "kind": "dense", "config": {"units": 8, "activation": "linear"}},
        {"id": "out", "kind": "dense", "config": {"units": 1, "activation": "linear"}},
    ],
    "edges": [["in", "hidden"], ["hidden", "out"]],
    "training": {
        "kind": "supervised",
        "loss": {"kind": "mean_squared_error"},
        "optimizer": {"kind": "sgd", "config": {"learning_rate": 0.001}},
        "metrics": [],
        "batch_size": 10,
        "epochs": 1,
        "seed": 0,
    },
    "layout": {"in": [0, 0], "hidden": [220, 0], "out": [440, 0]},
}


def test_a_learning_rate_far_too_large(workshop, tmp_path):
    page = workshop.page
    file = tmp_path / "slope.json"
    file.write_text(json.dumps(REGRESSION), "utf-8")
    workshop.press("Open")
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name="Load a file").click()
    chooser.value.set_files(file)
    workshop.wait(lambda: workshop.kept()["name"] == "Slope")
    slider = page.get_by_role("slider", name="Learning rate")
    slider.press("End")
    rate = float(slider.get_attribute("aria-valuetext"))

    def given():
        return workshop.document()["training"]["optimizer"]["config"]["learning_rate"]

    workshop.wait(lambda: given() == rate)
    workshop.press("Play")

    said = page.get_by_role("alert").filter(has_text="is the first layer")
    expect(said).to_be_visible()
    found = re.search(r"At step ([\d,]+) “(hidden|out)” is the first layer", said.inner_text())
    assert found, said.inner_text()
    step = int(found[1].replace(",", ""))
    assert 0 < step < 500
    assert "Make it smaller, then reset" in said.inner_text()
    expect(page.get_by_role("button", name="Play", exact=True)).to_be_visible()
    assert workshop.served()["state"] == "diverged"

    page.get_by_role("button", name="DE", exact=True).click()
    said = page.get_by_role("alert").filter(has_text="keine Zahl mehr ist")
    expect(said).to_contain_text(f"In Schritt {found[1].replace(',', '.')} ist „{found[2]}“")
    page.get_by_role("button", name="EN", exact=True).click()

    for _ in range(40):
        slider.press("PageDown")
    workshop.wait(lambda: given() < 0.01)
    workshop.press("Reset")
    expect(page.get_by_role("alert")).to_have_count(0)
    workshop.play_until(step + 50)


@pytest.fixture
def own_server(tmp_path):
    """A server whose worker may be killed."""
    with live(tmp_path) as server:
        yield server


def test_a_killed_worker_is_said_and_training_goes_on(new_workshop, own_server):
    workshop = new_workshop(server=own_server)
    workshop.press("Play")
    workshop.wait(lambda: workshop.step() > 500)
    workshop.wait(
        lambda: workshop.page.evaluate("performance.now()") > 6000
    )  # a checkpoint every 5 s
    own_server.worker().kill()
    said = workshop.page.get_by_role("alert").filter(has_text="The process that trains was lost")
    expect(said).to_be_visible(timeout=5000)
    found = re.search(r"continuing from step ([\d,]+)", said.inner_text())
    assert found, said.inner_text()
    expect(said).to_be_hidden()
    expect(workshop.page.get_by_role("button", name="Pause", exact=True)).to_be_visible()
    workshop.wait(lambda: workshop.step() > 500)
    again = workshop.step()
    workshop.wait(lambda: workshop.step() > again)
    assert workshop.nodes() == ["in", "h1", "h2", "out"]


def test_a_server_that_went_away_is_said_and_comes_back(new_workshop, own_server):
    workshop = new_workshop(server=own_server)
    workshop.play_until(100)
    step = workshop.step()
    own_server.stop()
    away = workshop.page.get_by_text(re.compile("The server does not answer"))
    expect(away.first).to_be_visible()
    own_server.start()
    expect(away).to_have_count(0)
    workshop.press("Step")
    workshop.wait(lambda: workshop.step() == step + 1)
    # The browser itself reports each attempt at a closed port.
    workshop.troubles[:] = [one for one in workshop.troubles if "ERR_CONNECTION" not in one]


def test_a_killed_server_is_waited_for_and_nothing_is_lost(new_workshop, own_server):
    """Killed while it trains; before the page is back another one has changed the network."""
    workshop = new_workshop(server=own_server)
    workshop.press("Play")
    workshop.wait(lambda: workshop.step() > 300)
    workshop.page.wait_for_timeout(6000)  # a checkpoint every 5 s
    own_server.stop(signal.SIGKILL)
    away = workshop.page.get_by_text(re.compile("The server does not answer"))
    expect(away.first).to_be_visible()
    own_server.start()
    document = workshop.document()
    document["training"]["optimizer"]["config"]["learning_rate"] = 0.011
    with own_server.page(workshop.run) as other:
        other.ask("edit", document=document)
    expect(away).to_have_count(0)
    rate = workshop.page.get_by_role("slider", name="Learning rate")
    expect(rate).to_have_attribute("aria-valuetext", "0.011")
    assert workshop.nodes() == ["in", "h1", "h2", "out"]
    assert workshop.step() > 300
    # It trained, so it goes on by itself.
    before = workshop.step()
    workshop.wait(lambda: workshop.step() > before)
    workshop.troubles[:] = [one for one in workshop.troubles if "ERR_CONNECTION" not in one]
