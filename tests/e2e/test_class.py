"""A class from the first name to the last sign-out: a teacher and learners at one real server."""

import re

import pytest
from playwright.sync_api import expect
from school import found_class
from visitors import PASSWORD, invitation
from workshop import READ_PIXELS, boxes, overlapping


@pytest.fixture
def teacher(seat, server):
    """A teacher in front of the list of classes."""
    one = seat(path=f"/welcome#{invitation(server)}")
    one.fill("Name", f"Teacher {one.page.evaluate('Math.random()')}")
    one.fill("Password", PASSWORD)
    one.fill("Password once more", PASSWORD)
    one.press("Make the account")
    one.page.wait_for_url("**/teach")
    return one


def make_class(teacher, name):
    """By the form on the left; answers the code that is shown."""
    box = teacher.page.get_by_label(re.compile("^(Your first|New) class$"))
    box.fill(name)
    teacher.press("Make")
    code = teacher.page.get_by_role("status", name="Code to join with")
    expect(code).to_have_text(re.compile("^[0-9A-Z]{4}-[0-9A-Z]{4}$"))
    return code.inner_text()


def test_codes_are_shown_renewed_and_revoked(teacher, seat):
    code = make_class(teacher, "9a")
    teacher.press("Show large")
    large = teacher.page.get_by_role("dialog", name="Code to join with")
    expect(large.get_by_text(code)).to_be_visible()
    large.get_by_role("button", name="Close").click()
    teacher.press("New code")
    shown = teacher.page.get_by_role("status", name="Code to join with")
    expect(shown).not_to_have_text(code)
    late = seat(path=f"/join/{code}")
    late.fill("Nickname", "late")
    late.press("Join")
    expect(late.page.locator(".refusal p")).to_be_visible()
    late.fill("Code of the class", shown.inner_text())
    late.press("Join")
    expect(late.page.get_by_role("status", name="Your private word")).to_be_visible()
    teacher.press("Revoke")
    teacher.sees("This class has no code")
    late.goto("/")
    late.ready()


def test_lessons_are_chosen_and_ordered(teacher):
    make_class(teacher, "9b")
    lessons = teacher.page.get_by_role("region", name="Lessons")
    for _ in range(2):
        lessons.get_by_role("button", name="Choose", exact=True).first.click()
        lessons.get_by_role("button", name="Take out").first.wait_for()
    expect(lessons.get_by_role("button", name="Take out")).to_have_count(2)
    chosen = lessons.locator("ol a")
    before = chosen.all_inner_texts()
    lessons.get_by_role("button", name="Earlier").nth(1).click()
    expect(chosen).to_have_text(before[::-1])
    teacher.page.reload()
    expect(chosen).to_have_text(before[::-1])


def test_the_wall_shows_who_trains_and_who_needs_help(teacher, seat):
    code = make_class(teacher, "9c")
    otter, lynx = seat(), seat(size=(1024, 768))
    otter.join(code, "otter")
    lynx.join(code, "<b>lynx</b>")
    teacher.page.get_by_role("link", name="Open the wall").click()
    expect(teacher.page.get_by_role("listitem")).to_have_count(2)
    expect(teacher.tile("<b>lynx</b>")).to_be_visible()
    expect(teacher.page.get_by_role("status").filter(has_text="2 here")).to_be_visible()

    picture = teacher.tile("otter").locator("canvas").first
    expect(picture).to_have_attribute("width", "32")
    before = pixels(picture)
    otter.press("Play")
    expect(teacher.tile("otter")).to_contain_text("training")
    expect(teacher.tile("otter")).not_to_contain_text("step 0")
    for _ in range(100):
        if pixels(picture) != before:
            break
        teacher.page.wait_for_timeout(200)
    assert pixels(picture) != before

    lynx.press("Raise your hand")
    expect(teacher.tile("lynx")).to_contain_text("hand up")
    teacher.page.get_by_role("button", name=re.compile("^hand up")).click()
    expect(teacher.page.get_by_role("listitem")).to_have_count(1)
    lynx.press("Raise your hand")
    expect(teacher.page.get_by_text("Nobody at the moment.")).to_be_visible()
    teacher.page.get_by_role("button", name=re.compile("^all")).click()
    otter.press("Pause")
    lynx.page.close()
    expect(teacher.tile("lynx")).to_contain_text("away")


def pixels(picture):
    """What a tile's canvas holds."""
    return picture.evaluate(READ_PIXELS)["bytes"]


def test_a_network_is_pushed_and_taken_back_and_everybody_is_frozen(teacher, seat):
    code = make_class(teacher, "9d")
    otter = seat()
    otter.join(code, "otter")
    name = otter.page.get_by_role("textbox", name="Name of this network")
    own = name.input_value()
    teacher.page.get_by_role("link", name="Open the wall").click()
    expect(teacher.tile("otter")).to_be_visible()
    teacher.push("Spiral", "1 learner")
    teacher.sees("1 learner has the network now.")
    expect(name).to_have_value("Spiral")
    otter.sees("Your teacher has sent a network")
    otter.page.get_by_role("button", name="Undo").click()
    expect(name).to_have_value(own)
    otter.press("Play")
    step = otter.page.get_by_role("status", name="Step", exact=True, include_hidden=True)
    expect(step).not_to_have_text("0")

    teacher.press("Freeze all")
    otter.sees("Your teacher has stopped everybody for a moment.")
    otter.page.wait_for_timeout(1000)
    stood = step.inner_text()
    otter.page.wait_for_timeout(1000)
    assert step.inner_text() == stood
    assert otter.page.locator("[inert] #network").count() == 1
    otter.page.keyboard.press("Control+z")
    expect(name).to_have_value(own)
    otter.page.reload()
    otter.sees("Your teacher has stopped everybody for a moment.")

    teacher.press("Release all")
    expect(otter.page.get_by_text("Your teacher has stopped everybody")).to_have_count(0)
    expect(step).not_to_have_text(stood)


def test_a_pushed_network_is_arranged_for_each_window(teacher, seat):
    code = make_class(teacher, "9p")
    wide, narrow = seat(), seat(size=(390, 844))
    wide.join(code, "otter")
    narrow.join(code, "lynx")
    teacher.page.get_by_role("link", name="Open the wall").click()
    expect(teacher.tile("lynx")).to_be_visible()
    teacher.push("Digits, small convolutional network", "2 learners")
    for one in (wide, narrow):
        drawn = one.page.locator(".react-flow__node[data-id=conv2] canvas")
        expect(drawn.first).to_be_visible()
    wide.page.wait_for_timeout(2000)  # the pictures have come, and the cards have grown with them
    assert overlapping(wide.page) == overlapping(narrow.page) == []
    rows = [len({round(box["y"]) for box in boxes(one.page).values()}) for one in (wide, narrow)]
    assert rows[0] < rows[1], "a narrow window breaks the network into more rows"


def test_the_teacher_looks_over_a_shoulder_and_changes_nothing(teacher, seat):
    code = make_class(teacher, "9e")
    otter = seat()
    otter.join(code, "otter")
    teacher.page.get_by_role("link", name="Open the wall").click()
    teacher.tile("otter").get_by_role("link").click()
    teacher.sees("You are looking at the work of otter. You cannot change anything here.")
    canvas = teacher.page.get_by_role("application", name="The network")
    cards = canvas.get_by_role("group", name=re.compile(r"\(\w+\), "))
    expect(cards.first).to_be_visible()
    shown = cards.count()
    expect(cards.first.locator("canvas").first).to_be_visible()
    otter.press("Step")
    expect(teacher.page.locator(".watch-standing")).to_contain_text("step 1")
    otter.page.get_by_role("button", name=re.compile("^Add Dropout:")).click()
    expect(cards).to_have_count(shown + 1)
    cards.nth(1).click()
    teacher.page.keyboard.press("Delete")
    teacher.page.wait_for_timeout(500)
    expect(cards).to_have_count(shown + 1)
    assert teacher.page.get_by_role("button", name="Play", exact=True).count() == 0
    teacher.page.get_by_role("link", name="Back to the wall").click()
    expect(teacher.tile("otter")).to_be_visible()


def test_who_is_removed_is_shown_out_and_forgotten(teacher, seat):
    code = make_class(teacher, "9f")
    otter = seat()
    otter.join(code, "otter")
    teacher.page.reload()
    row = teacher.page.get_by_role("row").filter(has_text="otter").first
    row.get_by_role("button", name="New word").click()
    word = teacher.page.get_by_role("dialog").get_by_role("status").inner_text()
    teacher.page.get_by_role("dialog").get_by_role("button", name="Close").last.click()
    teacher.page.get_by_role("button", name="Remove otter").click()
    teacher.sees("Everything of this learner is deleted for good")
    teacher.press("Delete everything of theirs")
    expect(teacher.page.get_by_role("row").filter(has_text="otter")).to_have_count(0)
    otter.page.wait_for_url("**/join")
    otter.sees("You were signed out.")
    otter.come_back(code, "otter", word)
    expect(otter.page.locator(".refusal p")).to_be_visible()


def test_progress_leaves_as_a_table(teacher, seat):
    code = make_class(teacher, "9g")
    seat().join(code, "otter")
    teacher.page.reload()
    with teacher.page.expect_download() as started:
        teacher.page.get_by_role("link", name="Save as a table (CSV)").click()
    text = started.value.path().read_text("utf-8-sig")
    assert started.value.suggested_filename.endswith(".csv")
    assert len(text.splitlines()) >= 1


def test_another_teachers_class_is_not_there(teacher, server):
    course = found_class(server, "Foreign class")
    teacher.goto(f"/teach/{course['id']}")
    expect(teacher.page.locator(".refusal p")).to_be_visible()
    assert "Foreign class" not in teacher.page.content()
