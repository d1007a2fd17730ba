"""One's own data on the page: a bad table is refused, points set by keys are trained on."""

from pathlib import Path

from playwright.sync_api import expect
from workshop import Workshop


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


def test_points_are_set_by_keys_and_learned_from(workshop: Workshop):
    page = workshop.page
    workshop.open()
    workshop.wait_ready()
    page.get_by_role("button", name="Set points").click()
    dialog = page.get_by_role("dialog")
    for name, key in (("A", "ArrowLeft"), ("B", "ArrowRight")):
        dialog.get_by_role("button", name=name, exact=True).click()
        dialog.get_by_role("button", name="Plane for setting points").focus()
        for _ in range(5):
            page.keyboard.press(key)
            page.keyboard.press("Space")
    expect(dialog).to_contain_text("5 points")
    dialog.get_by_role("button", name="Learn from it").click()
    workshop.wait(lambda: workshop.document()["data"]["dataset"] == "own_points")
    workshop.play_until(5)
