"""The doors into a class: the first account, joining, coming back, and every refusal in words."""

import time

from playwright.sync_api import expect
from school import found_class
from visitors import PASSWORD, expire, invitation


def test_a_link_makes_a_teacher_who_can_sign_in_again(seat, server):
    link = invitation(server)
    first = seat(path=f"/welcome#{link}")
    first.fill("Name", "Frau Sommer")
    first.fill("Password", "short")
    first.sees("Still 5 characters too short.")
    first.fill("Password", PASSWORD)
    first.sees("Hard to guess.")
    first.fill("Password once more", "something else")
    first.sees("The two passwords differ.")
    expect(first.page.get_by_role("button", name="Make the account")).to_be_disabled()
    first.fill("Password once more", PASSWORD)
    first.press("Make the account")
    first.page.wait_for_url("**/teach")
    assert first.session()["role"] == "teacher"

    again = seat(path=f"/welcome#{link}")
    again.fill("Name", "Somebody else")
    again.fill("Password", PASSWORD)
    again.fill("Password once more", PASSWORD)
    again.press("Make the account")
    expect(again.page.get_by_role("alert").filter(has_text="link")).to_be_visible()

    other = seat(path="/sign-in")
    other.sign_in("Frau Sommer", "not my password")
    expect(other.page.locator(".refusal p")).to_be_visible()
    other.fill("Password", PASSWORD)
    other.press("Sign in")
    other.page.wait_for_url("**/teach")


def test_who_is_nobody_here_is_led_to_the_door(seat, server):
    found_class(server, "7a")
    visitor = seat(path="/")
    visitor.page.wait_for_url("**/join")
    expect(visitor.page.get_by_role("heading", name="Join your class")).to_be_visible()


def test_a_learner_joins_and_comes_back_on_another_device(seat, server):
    code = found_class(server, "8a")["code"]
    first = seat()
    word = first.join(code.lower().replace("-", " "), "otter")
    first.press("More")
    first.sees("You are otter in 8a")
    first.press("More")
    assert first.session()["name"] == "otter"
    name = first.page.get_by_role("textbox", name="Name of this network")
    name.fill("Mine alone")
    first.page.get_by_role("button", name="Step", exact=True).click()
    expect(first.page.get_by_role("status", name="Step", exact=True)).to_have_text("1")
    run = first.page.evaluate("sessionStorage.getItem('netzwerkstatt.run')")

    second = seat(path="/join", size=(390, 844))
    second.come_back(code, "otter", "mala-mala-mala-mala")
    expect(second.page.locator(".refusal p")).to_be_visible()
    second.fill("Your private word", word.upper())
    second.press("Go on where I was")
    second.ready()
    assert second.page.evaluate("sessionStorage.getItem('netzwerkstatt.run')") == run
    expect(second.page.get_by_role("status", name="Step", exact=True)).to_have_text("1")


def test_refusals_say_what_to_do(seat, server):
    code = found_class(server, "8c")["code"]
    gone = found_class(server, "8d")
    expire(server, gone)
    seat().join(code, "Otter")
    learner = seat(path=f"/join/{code}")
    learner.fill("Nickname", "oTTER")
    learner.press("Join")
    taken = learner.page.locator(".refusal p")
    expect(taken).to_be_visible()
    said = []
    for wrong in ("ZZZZ-ZZZZ", gone["code"]):
        learner.fill("Code of the class", wrong)
        learner.fill("Nickname", "somebody new")
        learner.press("Join")
        expect(taken).to_be_visible()
        expect(learner.page.get_by_role("button", name="Join")).to_be_enabled()
        said.append(taken.inner_text())
    assert said[0] == said[1], "wrong and expired codes are told alike"


def test_a_name_made_of_script_is_shown_as_it_is_written(seat, server):
    code = found_class(server, "8e")["code"]
    name = "<img src=x onerror=alert(1)>"
    learner = seat()
    learner.join(code, name)
    learner.press("More")
    learner.sees(f"You are {name} in 8e")
    assert learner.page.locator("img[src='x']").count() == 0


MOVE_A_KNOB = """() => {
  const slider = document.querySelector('.slider input')
  const set = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set
  set.call(slider, Number(slider.value) - 10)
  slider.dispatchEvent(new Event('input', { bubbles: true }))
}"""


def test_signing_out_leaves_nothing_for_the_next_person(seat, server):
    """However slowly the next page comes: what is due meanwhile is not kept any more."""

    def slow(route):
        time.sleep(2)
        route.continue_()

    code = found_class(server, "8f")["code"]
    learner = seat()
    learner.join(code, "heron")
    learner.page.locator(".slider input").first.wait_for()
    learner.press("More")
    learner.page.route(f"{server.url}/", slow)
    learner.page.evaluate(MOVE_A_KNOB)
    with learner.page.expect_event("load"):
        learner.page.get_by_role("button", name="Sign out").click()
    learner.page.wait_for_url("**/join")
    assert learner.session()["role"] == "anonymous"
    kept = "[...Object.keys(localStorage), ...Object.keys(sessionStorage)]"
    assert "netzwerkstatt.document" not in learner.page.evaluate(kept)
    assert "netzwerkstatt.run" not in learner.page.evaluate(kept)
