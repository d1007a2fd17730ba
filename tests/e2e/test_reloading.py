"""A reload loses nothing: the run, its step, the network and what was changed are still there."""

from playwright.sync_api import expect


def test_a_reload_goes_on_with_the_same_step_and_document(workshop):
    slider = workshop.page.get_by_role("slider", name="Learning rate")
    slider.focus()
    slider.press("ArrowLeft")
    name = workshop.page.get_by_role("textbox", name="Name of this network")
    name.fill("My circle")
    name.blur()
    workshop.wait(lambda: workshop.kept()["name"] == "My circle")
    workshop.play_until(150)
    before, run = workshop.served(), workshop.run

    workshop.page.reload()
    workshop.wait_ready()
    assert workshop.run == run
    expect(workshop.status).to_have_text(f"{before['step']:,}")
    expect(name).to_have_value("My circle")
    assert workshop.served() == before

    workshop.press("Step")
    workshop.wait(lambda: workshop.step() == before["step"] + 1)


def test_a_reload_does_not_stop_training(workshop):
    workshop.press("Play")
    workshop.wait(lambda: workshop.step() > 100)
    before = workshop.step()
    workshop.page.reload()
    expect(workshop.page.get_by_role("button", name="Pause", exact=True)).to_be_visible()
    workshop.wait(lambda: workshop.step() > before)


def test_a_closed_tab_leaves_the_network_for_the_next_one(workshop):
    name = workshop.page.get_by_role("textbox", name="Name of this network")
    name.fill("Kept")
    name.blur()
    kept = "JSON.parse(localStorage.getItem('netzwerkstatt.document') ?? '{}').name"
    workshop.wait(lambda: workshop.page.evaluate(kept) == "Kept")
    workshop.page.evaluate("sessionStorage.clear()")
    workshop.open()
    expect(name).to_have_value("Kept")
