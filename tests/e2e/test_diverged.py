"""A tenfold learning rate on the page: what happened is told, one button mends it."""

import json
import re

import pytest
from diverging import RATE, diamonds
from playwright.sync_api import expect

DEFAULT = 0.01  # of plain gradient descent, which the document need not state
SLOW = 60  # seconds that a machine with much to do may compile


@pytest.fixture
def wild(workshop, tmp_path):
    """The page on that network, diverged after Play, with what is found wrong beside the curves."""
    file = tmp_path / "diamonds.json"
    file.write_text(json.dumps(diamonds(10 * RATE)), "utf-8")
    workshop.press("Open")
    with workshop.page.expect_file_chooser() as chooser:
        workshop.page.get_by_role("button", name="Load a file").click()
    chooser.value.set_files(file)
    workshop.wait(lambda: len(workshop.document()["nodes"]) == 3, SLOW)
    workshop.wait_ready()
    workshop.press("+ Instruments")
    workshop.page.get_by_role("checkbox", name=re.compile("^What is wrong")).check()
    workshop.page.keyboard.press("Escape")
    workshop.press("Play")
    workshop.wait(lambda: workshop.served()["state"] == "diverged", SLOW)
    return workshop


def finding(workshop, code):
    return workshop.page.locator(f'[data-finding="{code}"]')


def rate(workshop):
    optimizer = workshop.document()["training"]["optimizer"]
    return optimizer.get("config", {}).get("learning_rate", DEFAULT)


def mended(workshop):
    """It began again with a tenth of the rate, nothing is wrong any more, and it learns."""
    workshop.wait(lambda: workshop.served()["step"] == 0)
    workshop.wait(lambda: rate(workshop) == RATE)
    expect(workshop.page.get_by_role("alert")).to_have_count(0)
    expect(finding(workshop, "rate_too_high_diverged")).to_have_count(0)
    workshop.play_until(200)
    assert workshop.served()["state"] == "idle"
    expect(workshop.page.get_by_role("alert")).to_have_count(0)


def test_it_is_explained_with_numbers_and_a_button_mends_it(wild):
    step = wild.served()["step"]
    alert = wild.page.get_by_role("alert")
    expect(alert).to_contain_text(re.compile(rf"[Aa]t step {step + 1}\b"))
    told = finding(wild, "rate_too_high_diverged")
    expect(told).to_contain_text("The learning rate of 0.1 is too high", timeout=1000 * SLOW)
    expect(told).to_contain_text(f"at step {step}, then it was no number any more")
    first = wild.page.locator("[data-finding]").first
    expect(first).to_contain_text(re.compile(rf"[Aa]t step {step + 1}\b"))
    told.get_by_role("button", name="A tenth of the learning rate, from the start").click()
    mended(wild)


def test_it_is_mended_by_keyboard_and_in_german(wild):
    wild.page.get_by_role("button", name="DE", exact=True).click()
    name = "Ein Zehntel der Lernrate, von vorn"
    button = wild.page.get_by_role("button", name=name)
    expect(button).to_be_visible(timeout=1000 * SLOW)
    expect(finding(wild, "rate_too_high_diverged")).to_contain_text("Die Lernrate 0,1 ist zu hoch")
    wild.page.get_by_role("region", name="Was stimmt nicht?").get_by_role("button").first.focus()
    for _ in range(12):
        if button.evaluate("button => button === document.activeElement"):
            break
        wild.page.keyboard.press("Tab")
    expect(button).to_be_focused()
    wild.page.keyboard.press("Enter")
    expect(wild.page.locator(".health")).to_be_focused()
    wild.page.get_by_role("button", name="EN", exact=True).click()
    mended(wild)
