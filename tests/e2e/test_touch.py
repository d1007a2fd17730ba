"""A phone in the hand: fingers pan, pinch and tap."""

import pytest
from playwright.sync_api import CDPSession, expect


@pytest.fixture
def phone(new_workshop):
    return new_workshop(size=(390, 844), touch=True)


def touch(fingers: CDPSession, kind: str, *points: tuple[float, float]) -> None:
    """One event of one or two fingers."""
    fingers.send(
        "Input.dispatchTouchEvent",
        {
            "type": kind,
            "touchPoints": [{"x": x, "y": y, "id": id} for id, (x, y) in enumerate(points)],
        },
    )


def test_one_finger_pans_two_zoom(phone):
    fingers = phone.page.context.new_cdp_session(phone.page)
    card = phone.node("out")
    before = card.bounding_box()
    touch(fingers, "touchStart", (200, 130))
    for x in range(210, 281, 10):
        touch(fingers, "touchMove", (x, 130))
    touch(fingers, "touchEnd")
    phone.wait(lambda: card.bounding_box()["x"] > before["x"] + 40)
    panned = card.bounding_box()
    assert abs(panned["width"] - before["width"]) < 1

    touch(fingers, "touchStart", (120, 140), (280, 140))
    for step in range(1, 6):
        touch(fingers, "touchMove", (120 + 10 * step, 140), (280 - 10 * step, 140))
    touch(fingers, "touchEnd")
    phone.wait(lambda: card.bounding_box()["width"] < 0.8 * panned["width"])


def test_a_tap_chooses_a_card_whose_settings_open(phone):
    page = phone.page
    phone.node("out").get_by_role("heading").tap()
    expect(page.locator(".node-card.selected")).to_have_count(1)
    page.get_by_role("button", name="Show: Inspector").tap()
    expect(phone.inspector().get_by_role("heading", name="Dense")).to_be_visible()
    page.get_by_role("button", name="Hide: Inspector").tap()
    phone.press("Play")
    phone.wait(lambda: phone.step() > 20)
