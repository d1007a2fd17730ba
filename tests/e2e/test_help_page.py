"""Help is one question mark away, and the way back leads to the network as it was."""

import re

from playwright.sync_api import expect


def test_what_is_chosen_explains_itself(workshop):
    page = workshop.page
    workshop.press("Step")
    workshop.wait(lambda: workshop.step() == 1)
    for asked, title in (
        ("SGD", "SGD"),
        ("Mean squared error", "Mean squared error"),
        ("Accuracy", "Accuracy"),
        ("tanh", "tanh"),
    ):
        link = workshop.inspector().get_by_role("link", name=re.compile(f"{asked}$", re.IGNORECASE))
        link.first.click()
        heading = page.get_by_role("heading", level=1)
        expect(heading).to_contain_text(re.compile(title, re.IGNORECASE))
        expect(page.locator(".code")).to_contain_text("def ")
        expect(page.locator(".help-pictures figure").first).to_be_visible()
        page.go_back()
        workshop.wait_ready()
    assert workshop.step() == 1


def test_every_page_of_help_can_be_reached_from_the_list(workshop):
    page = workshop.page
    page.goto(workshop.server.url + "/help")
    pages = page.get_by_role("main").get_by_role("link")
    expect(pages.first).to_be_visible()
    assert pages.count() > 150
    page.get_by_role("main").get_by_role("link", name=re.compile("^LSTM")).first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("LSTM")
    expect(page.locator(".code")).to_contain_text("def ")
    page.get_by_role("button", name="DE", exact=True).click()
    expect(page.get_by_role("heading", name=re.compile("Einstellungen"))).to_be_visible()
