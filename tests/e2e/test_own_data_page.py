"""One's own data on the page: a bad table is refused, points set by keys are trained on."""

from pathlib import Path

import numpy as np
from own_pictures import picture
from playwright.sync_api import expect
from workshop import Pixels, Workshop

TOKENS = """names => names.map(name =>
  getComputedStyle(document.documentElement).getPropertyValue(name).trim())"""


def test_a_bad_file_is_told_and_nothing_changes(workshop: Workshop, tmp_path: Path):
    page = workshop.page
    file = tmp_path / "bad.csv"
    file.write_text("a,b\n1,2\n3\n", "utf-8")
    workshop.open()
    workshop.wait_ready()
    before = workshop.document()["data"]
    page.get_by_role("tab", name="Tables").click()
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name="Choose a CSV file").click()
    chooser.value.set_files(file)
    expect(page.get_by_role("alert")).to_contain_text("Line 3 has 1 cells, but line 1 has 2")
    assert workshop.document()["data"] == before
    (refused,) = workshop.troubles  # the browser itself tells of the answer 422
    assert "422" in refused
    workshop.troubles.clear()


def test_another_target_asks_for_nothing_that_cannot_be(workshop: Workshop, tmp_path: Path):
    page = workshop.page
    file = tmp_path / "pets.csv"
    rows = [f"N{n},{n * 1.5},{[2, 4][n % 2]},{['cat', 'dog'][n % 2]}" for n in range(24)]
    file.write_text("\n".join(["name,weight,legs,kind", *rows]), "utf-8")
    page.get_by_role("tab", name="Tables").click()
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name="Choose a CSV file").click()
    chooser.value.set_files(file)
    dialog = page.get_by_role("dialog")
    for column in ("weight", "legs", "name"):
        dialog.get_by_label(f"Use: {column}").select_option("target")
        workshop.page.wait_for_timeout(400)  # what was asked for is answered
    expect(dialog.get_by_role("alert")).to_contain_text("No row can be kept apart for testing")
    dialog.get_by_label("Use: kind").select_option("target")
    expect(dialog.get_by_role("alert")).to_have_count(0)
    workshop.press("Learn from it")


def test_points_are_set_by_keys_and_learned_from(workshop: Workshop):
    page = workshop.page
    workshop.open()
    workshop.wait_ready()
    page.get_by_role("button", name="Set points").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("button", name="Add a class").click()
    for name, key in (("A", "ArrowLeft"), ("B", "ArrowRight"), ("C", "ArrowUp")):
        dialog.get_by_role("button", name=name, exact=True).click()
        dialog.get_by_role("button", name="Plane for setting points").focus()
        for _ in range(5):
            page.keyboard.press(key)
            page.keyboard.press("Space")
    expect(dialog).to_contain_text("5 points")
    dialog.get_by_role("button", name="Learn from it").click()
    workshop.press("Set units to 3")
    workshop.wait(lambda: workshop.document()["data"]["dataset"] == "own_points")
    workshop.play_until(100)
    legend = page.get_by_role("list", name="Colors of the classes")
    expect(legend.get_by_role("listitem")).to_have_text(["A", "B", "C"])
    workshop.press("only full colors")
    surface = page.get_by_test_id("surface")
    shown = page.evaluate(TOKENS, ["--negative", "--positive", "--class-2"])
    workshop.wait(lambda: len(colors(workshop.pixels(surface))) >= 2)
    assert colors(workshop.pixels(surface)) <= set(shown)


def colors(pixels: Pixels) -> set[str]:
    """The colors of a picture as style sheets write them."""
    found = np.unique(pixels[..., :3].reshape(-1, 3), axis=0).tolist()
    return {"#{:02x}{:02x}{:02x}".format(*color) for color in found}


def test_drawings_are_added_by_keys_and_learned_from(workshop: Workshop):
    page = workshop.page
    workshop.start_from("Digits, one hidden layer")
    page.get_by_role("button", name="Draw …").click()
    dialog = page.get_by_role("dialog")
    for name, key in (("0", "ArrowRight"), ("1", "ArrowDown")):
        dialog.get_by_role("radio", name=f"Draw for class {name}").check()
        dialog.get_by_role("button", name="Drawing pad").focus()
        for length in range(4):
            for _ in range(5 + length):
                page.keyboard.press(f"Shift+{key}")
            page.keyboard.press("Enter")
    thumbnails = dialog.get_by_role("region", name="1", exact=True).locator("img")
    expect(thumbnails).to_have_count(4)
    dialog.get_by_role("button", name="Delete picture 4 of 1").click()
    expect(thumbnails).to_have_count(3)
    workshop.press("Look at them")
    expect(dialog).to_contain_text("7 pictures in 2 classes")
    expect(dialog.get_by_role("combobox", name="Size in pixels")).to_have_value("28")
    workshop.press("Learn from it")
    workshop.press("Set units to 2")
    workshop.wait(lambda: workshop.document()["data"]["dataset"] == "own_images")
    assert workshop.document()["data"]["options"]["size"] == 28
    workshop.play_until(5)


def test_pictures_of_a_class_are_chosen_and_a_bad_one_is_named(workshop: Workshop, tmp_path: Path):
    page = workshop.page
    workshop.start_from("Digits, one hidden layer")
    dialog = page.get_by_role("dialog")
    page.get_by_role("button", name="Draw …").click()
    expect(dialog).to_be_visible()
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    page.get_by_role("button", name="By class").click()
    (tmp_path / "note.png").write_text("no picture")
    for place, name in enumerate("AB"):
        files = [tmp_path / f"{name}{number}.png" for number in range(3)]
        for number, file in enumerate(files):
            file.write_bytes(picture(10 * place + number))
        with page.expect_file_chooser() as chooser:
            dialog.get_by_role("button", name="Choose pictures").nth(place).click()
        chooser.value.set_files([*files, *([tmp_path / "note.png"] if name == "B" else [])])
    expect(dialog.get_by_role("region", name="B", exact=True)).to_contain_text("4 pictures")
    workshop.press("Look at them")
    expect(dialog.get_by_role("alert")).to_contain_text("“B/note.png” is not a picture")
    (refused,) = workshop.troubles
    assert "422" in refused
    workshop.troubles.clear()
    dialog.get_by_role("button", name="Delete picture 4 of B").click()
    workshop.press("Look at them")
    expect(dialog).to_contain_text("6 pictures in 2 classes")
    expect(dialog.locator("canvas")).to_have_count(4)  # what is for testing is not shown
    workshop.press("Discard")
    expect(dialog).to_have_count(0)
    workshop.wait(lambda: "A, B" not in [kept["name"] for kept in workshop.server.get("/api/own")])


def test_texts_are_seen_before_they_are_learned_from(workshop: Workshop, tmp_path: Path):
    page = workshop.page
    story = tmp_path / "story.txt"
    story.write_text("behind the green door a cat sat on the mat. " * 60, "utf-8")
    films = tmp_path / "films.csv"
    rows = [f"{word} film {n},{word}" for n in range(6) for word in ("good", "bad")]
    films.write_text("\n".join(["text,label", *rows]), "utf-8")
    page.get_by_role("tab", name="Texts").click()
    dialog = page.get_by_role("dialog")
    for zone, file, found in (
        ("one long text", story, "behind the green door"),
        ("Choose a CSV file of texts", films, "good film 0"),
    ):
        with page.expect_file_chooser() as chooser:
            page.get_by_role("button", name=zone).click()
        chooser.value.set_files(file)
        expect(dialog).to_contain_text(found)
        workshop.press("Learn from it")
        kept = page.get_by_role("button", name=file.name)
        expect(kept).to_have_attribute("aria-pressed", "true")
    expect(workshop.node("in").locator(".live-words")).to_be_visible()
