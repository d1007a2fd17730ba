"""A teacher and four learners go through the first lesson, each in a browser of their own."""

import re

import pytest
from playwright.sync_api import Locator, expect
from school import Seat, Seats, take_seats
from serving import LiveServer
from visitors import PASSWORD, Visitor, invitation

LESSON = "/lessons/hello-network"
HOSTILE = "<img src=x onerror=alert(1)>"
LONG_MS = 90_000  # five networks are trained and compiled at once
WORDS = {
    "en": {
        "guess": "a closed shape with three soft corners",
        "commit": "That is my guess",
        "try": "Three units, and play",
        "guessed": "You guessed:",
        "after": "The fence closes, with three soft corners.",
        "frozen": "Your teacher has stopped everybody for a moment.",
    },
    "de": {
        "guess": "eine geschlossene Form mit drei weichen Ecken",
        "commit": "Das ist mein Tipp",
        "try": "Drei Neuronen und Start",
        "guessed": "Dein Tipp:",
        "after": "Der Zaun schließt sich, mit drei weichen Ecken.",
        "frozen": "Deine Lehrkraft hat alle für einen Moment angehalten.",
    },
}


@pytest.fixture
def server(tmp_path):
    started = LiveServer(tmp_path, checkpoint_seconds=1)
    yield started
    started.stop()
    assert "Traceback" not in started.logged(), started.logged()


@pytest.fixture
def seat(browser, server):
    taken: list[Seat] = []
    yield take_seats(browser, server, taken)
    troubles = [trouble for one in taken for trouble in one.troubles]
    for one in taken:
        one.context.close()
    assert troubles == []


@pytest.fixture
def lesson_class(server):
    """A class that has chosen the lesson; its teacher signs in with the name and the password."""
    owner = Visitor(server).enter(
        "/teachers", invitation=invitation(server), name="Ms Noether", password=PASSWORD
    )
    return owner.ask("POST", "/classes", {"name": "9b", "lessons": ["hello-network"]})


def tile(teacher: Seat, name: str) -> Locator:
    return teacher.page.get_by_role("listitem").filter(has_text=re.compile(re.escape(name)))


def join(learner: Seat, code: str, nickname: str) -> str:
    """Into the class, as far as the map of its lessons; answers the private word."""
    learner.goto(f"/join/{code}")
    learner.fill("Nickname", nickname)
    learner.press("Join")
    word = learner.page.get_by_role("status", name="Your private word").inner_text()
    learner.page.get_by_label("I wrote it down.").check()
    learner.press("Begin")
    expect(learner.page.get_by_role("link", name=re.compile("The first network"))).to_be_visible()
    return word


def sign_in(seat: Seats) -> Seat:
    """The teacher, in front of the list of classes."""
    teacher = seat(path="/sign-in")
    teacher.fill("Name", "Ms Noether")
    teacher.fill("Password", PASSWORD)
    teacher.press("Sign in")
    teacher.page.wait_for_url("**/teach")
    return teacher


def come_back(seat: Seats, code: str, nickname: str, word: str) -> Seat:
    """The same learner on another device, in front of the map of lessons."""
    learner = seat(path="/join")
    learner.press("I have been here before")
    learner.fill("Code of the class", code)
    learner.fill("Nickname", nickname)
    learner.fill("Your private word", word)
    learner.press("Go on where I was")
    return learner


def push(teacher: Seat, network: str) -> None:
    """A starting network to everybody."""
    teacher.press("Push a network")
    dialog = teacher.page.get_by_role("dialog")
    dialog.get_by_role("button", name=network).click()
    dialog.get_by_role("button", name="Push to 4 learners").click()
    teacher.sees("4 learners have the network now.")


def guess_and_try(learner: Seat, language: str) -> None:
    """The third step as it asks: guess, try, look again."""
    words = WORDS[language]
    learner.goto(f"{LESSON}/fence-in")
    learner.page.get_by_role("radio", name=words["guess"]).check()
    learner.press(words["commit"])
    learner.press(words["try"])
    expect(learner.page.get_by_text(words["after"])).to_be_visible(timeout=LONG_MS)


def set_units(learner: Seat, node: str, units: int) -> None:
    """Choose a card, type its number of units."""
    canvas = learner.page.get_by_role("application", name="The network")
    card = canvas.get_by_role("group", name=re.compile(rf"\({node}\), "))
    card.get_by_text("Dense", exact=True).click()
    box = learner.page.get_by_role("complementary", name="Inspector").get_by_label(
        "Units", exact=True
    )
    box.fill(str(units))
    box.press("Enter")
    shape = canvas.get_by_role("group", name=re.compile(rf"\({node}\), shape {units}$"))
    expect(shape).to_be_visible(timeout=LONG_MS)


def solve(learner: Seat) -> None:
    """The task of the fourth step: not yet with three and two units, then with four and three."""
    learner.goto(f"{LESSON}/bend")
    task = learner.page.get_by_role("region", name="Your task")
    learner.page.get_by_role("radio", name="bent borders").check()
    learner.press("That is my guess")
    learner.press("Insert a second layer, and play")
    canvas = learner.page.get_by_role("application", name="The network")
    expect(canvas.get_by_role("group", name=re.compile(r"\(dense\), "))).to_be_visible()
    set_units(learner, "dense", 7)  # 13 parameters become more than 31
    task.get_by_role("button", name="Check").click()
    expect(task).to_contain_text("not met yet", timeout=LONG_MS)
    set_units(learner, "h1", 4)
    set_units(learner, "dense", 3)
    task.get_by_role("button", name="Check").click()
    expect(task).to_contain_text("Task done.", timeout=LONG_MS)


def test_a_teacher_and_four_learners_go_through_the_first_lesson(seat, server, lesson_class):
    code = lesson_class["code"]
    teacher = sign_in(seat)
    teacher.goto(f"/teach/{lesson_class['id']}")

    otter, comet = seat(), seat(size=(1024, 768))
    hostile, maple = seat(size=(390, 844)), seat(size=(1024, 768))
    join(otter, code, "otter")
    join(comet, code, "comet")
    join(hostile, code, HOSTILE)
    word = join(maple, code, "maple")
    for learner in (comet, maple):
        learner.page.get_by_role("button", name="DE", exact=True).click()
    expect(teacher.page.get_by_role("listitem")).to_have_count(4)
    expect(tile(teacher, HOSTILE)).to_be_visible()

    for learner, language in ((otter, "en"), (comet, "de"), (hostile, "en"), (maple, "de")):
        guess_and_try(learner, language)
        expect(tile(teacher, "training").first).to_be_visible()
    for name in ("otter", "comet", HOSTILE, "maple"):
        expect(tile(teacher, name)).to_contain_text("2-3-1")
        expect(tile(teacher, name)).not_to_contain_text("step 0")

    comet.page.reload()
    comet.sees(WORDS["de"]["guessed"])
    comet.sees(WORDS["de"]["after"])

    maple.context.close()
    elsewhere = come_back(seat, code, "maple", word)
    elsewhere.page.get_by_role("link", name=re.compile("The first network")).click()
    expect(elsewhere.page.get_by_role("heading", name="Three lines make a fence")).to_be_visible()
    elsewhere.sees(WORDS["en"]["guessed"])
    canvas = elsewhere.page.get_by_role("application", name="The network")
    expect(canvas.get_by_role("group", name=re.compile(r"\(h1\), shape 3$"))).to_be_visible(
        timeout=LONG_MS
    )

    solve(otter)
    expect(tile(teacher, "otter")).to_contain_text("2-4-3-1")

    teacher.press("Freeze all")
    otter.sees(WORDS["en"]["frozen"])
    comet.sees(WORDS["de"]["frozen"])
    teacher.press("Release all")
    expect(comet.page.get_by_text(WORDS["de"]["frozen"])).to_have_count(0)
    push(teacher, "Spiral")
    for name in ("otter", "comet", HOSTILE, "maple"):
        expect(tile(teacher, name)).not_to_contain_text("2-3-1")

    server.stop()
    server.start()
    otter.goto(f"{LESSON}/bend")
    expect(otter.page.get_by_role("heading", name="Your task ✓")).to_be_visible()
    for one in (teacher, otter, comet, hostile, elsewhere):  # what they said while it was away
        one.troubles[:] = [said for said in one.troubles if "ERR_CONNECTION_REFUSED" not in said]
