"""A teacher and four learners go through the first lesson, each in a browser of their own."""

import re

import pytest
from playwright.sync_api import expect
from school import Seat, Seats
from serving import live
from visitors import PASSWORD, new_class
from visitors import teacher as new_teacher

LESSON = "/lessons/hello-network"
TEACHER = "Ms Noether"
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
    with live(tmp_path, checkpoint_seconds=1) as started:
        yield started


@pytest.fixture
def lesson_class(server):
    """A class that has chosen the lesson; its teacher signs in with the name and the password."""
    return new_class(new_teacher(server, TEACHER), "9b", lessons=["hello-network"])


def join(learner: Seat, code: str, nickname: str) -> str:
    """Into the class, as far as the map of its lessons; answers the private word."""
    word = learner.enter(code, nickname)
    expect(learner.page.get_by_role("link", name=re.compile("The first network"))).to_be_visible()
    return word


def sign_in(seat: Seats) -> Seat:
    """The teacher, in front of the list of classes."""
    teacher = seat(path="/sign-in")
    teacher.sign_in(TEACHER, PASSWORD)
    teacher.page.wait_for_url("**/teach")
    return teacher


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
    expect(teacher.tile(HOSTILE)).to_be_visible()

    for learner, language in ((otter, "en"), (comet, "de"), (hostile, "en"), (maple, "de")):
        guess_and_try(learner, language)
        expect(teacher.tile("training").first).to_be_visible()
    for name in ("otter", "comet", HOSTILE, "maple"):
        expect(teacher.tile(name)).to_contain_text("2-3-1")
        expect(teacher.tile(name)).not_to_contain_text("step 0")

    comet.page.reload()
    comet.sees(WORDS["de"]["guessed"])
    comet.sees(WORDS["de"]["after"])

    maple.context.close()
    elsewhere = seat(path="/join")
    elsewhere.come_back(code, "maple", word)
    elsewhere.page.get_by_role("link", name=re.compile("The first network")).click()
    expect(elsewhere.page.get_by_role("heading", name="Three lines make a fence")).to_be_visible()
    elsewhere.sees(WORDS["en"]["guessed"])
    canvas = elsewhere.page.get_by_role("application", name="The network")
    expect(canvas.get_by_role("group", name=re.compile(r"\(h1\), shape 3$"))).to_be_visible(
        timeout=LONG_MS
    )

    solve(otter)
    expect(teacher.tile("otter")).to_contain_text("2-4-3-1")

    teacher.press("Freeze all")
    otter.sees(WORDS["en"]["frozen"])
    comet.sees(WORDS["de"]["frozen"])
    teacher.press("Release all")
    expect(comet.page.get_by_text(WORDS["de"]["frozen"])).to_have_count(0)
    teacher.push("Spiral", "4 learners")
    teacher.sees("4 learners have the network now.")
    for name in ("otter", "comet", HOSTILE, "maple"):
        expect(teacher.tile(name)).not_to_contain_text("2-3-1")

    server.stop()
    server.start()
    otter.goto(f"{LESSON}/bend")
    expect(otter.page.get_by_role("heading", name="Your task ✓")).to_be_visible()
    for one in (teacher, otter, comet, hostile, elsewhere):  # what they said while it was away
        one.troubles[:] = [said for said in one.troubles if "ERR_CONNECTION_REFUSED" not in said]
