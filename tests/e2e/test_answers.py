"""Instruments about many answers draw what scikit-learn makes of the server's numbers."""

import re
from typing import Any

import numpy as np
import pytest
from playwright.sync_api import expect
from sklearn import metrics
from sklearn.calibration import calibration_curve
from workshop import Workshop, ask, near, number

from tests.engine.probes.asking import images
from tests.engine.train.joins import two_towers
from tests.engine.train.runs import dense

ROWS = 1000
WITHIN = 0.0006  # three digits are written


def opened(workshop: Workshop, document: dict[str, Any]) -> None:
    """The page reloaded on this document."""
    places = {node["id"]: [230 * n, 0] for n, node in enumerate(document["nodes"])}
    named = {**document, "name": "Asked", "layout": places}
    workshop.show(named)


def instrument(workshop: Workshop, title: str):
    """Opens an instrument from the menu of the dock."""
    workshop.page.get_by_role("button", name="+ Instruments").click()
    workshop.page.get_by_role("checkbox", name=re.compile(f"^{title}")).check()
    workshop.page.keyboard.press("Escape")
    return workshop.page.get_by_role("region", name=title, exact=True)


def classifier() -> dict[str, Any]:
    return images(("flatten", {}), dense(8, "tanh"), dense(10, "softmax"))


@pytest.fixture
def digits(workshop, client):
    """A page on a network that tells digits apart after some steps, and the server's answers."""
    opened(workshop, classifier())
    workshop.play_until(150)
    return workshop, asked(client(workshop.run), "l3", "validation")


def asked(socket, node: str, part: str) -> list[np.ndarray]:
    """Outputs [n, k], targets, losses and row numbers, without padding."""
    probe = {"probe": "answers", "node": node, "part": part, "count": ROWS}
    parts = [part.values for part in ask(socket, probe).parts]
    here = parts[3] >= 0
    return [part[here] for part in parts]


def coordinates(pane, line: str = "path.answers-line", nth: int = 0) -> np.ndarray:
    """The points of a drawn line, from 0 to 1 with 0 below."""
    d = pane.locator(line).nth(nth).get_attribute("d") or ""
    numbers = re.findall(r"-?[\d.]+", d.replace("h0", ""))  # a dot is a line without length
    points = np.array([float(n) for n in numbers]).reshape(-1, 2) / 100
    return np.stack([points[:, 0], 1 - points[:, 1]], axis=1)


def test_the_matrix_counts_as_scikit_learn_does_and_opens_examples(digits):
    workshop, (outputs, targets, _, rows) = digits
    pane = instrument(workshop, "Confusion matrix")
    said = outputs.argmax(axis=1)
    wanted = metrics.confusion_matrix(targets, said, labels=range(10))

    def drawn():
        cells = pane.locator("tbody button").all_inner_texts()
        return np.array([int(text or 0) for text in cells]).reshape(-1, 10)

    pane.locator("tbody button").first.wait_for()
    workshop.wait(lambda: np.array_equal(drawn(), wanted))
    expect(pane.get_by_test_id("accuracy")).to_contain_text(f"{wanted.trace()} of {len(said)}")
    expect(pane.locator(".answers-count")).to_have_text(f"{len(said)} of {len(said)} rows")

    right, wrong = np.argwhere(wanted * (1 - np.eye(10)) > 0)[0]
    pane.locator("tbody button").first.focus()
    for key, times in (("ArrowDown", right), ("ArrowRight", wrong)):
        for _ in range(times):
            workshop.page.keyboard.press(key)
    workshop.page.keyboard.press("Enter")
    found = pane.get_by_role("list").get_by_role("button")
    expect(found).to_have_count(min(24, int(wanted[right, wrong])))
    row = int(rows[(targets == right) & (said == wrong)][0])
    found.first.click()
    chooser = workshop.node("in").get_by_role("button", name="Validation")
    expect(chooser).to_have_attribute("aria-pressed", "true")
    expect(workshop.node("in").locator(".live-stepper span")).to_have_text(str(row + 1))
    expect(workshop.node("in").locator(".live-target")).to_contain_text(str(right))
    picture = workshop.pixels(pane.locator("canvas").first)
    assert picture.shape[:2] == (8, 8)
    assert len(np.unique(picture.reshape(-1, 4), axis=0)) > 4


def test_roc_and_precision_are_scikit_learns(digits):
    workshop, (outputs, targets, _, _) = digits
    pane = instrument(workshop, "ROC and precision")
    pane.get_by_role("combobox", name="Which class").select_option(label="8")
    truth, scores = targets == 8, outputs[:, 8]
    area = metrics.roc_auc_score(truth, scores)
    average = metrics.average_precision_score(truth, scores)
    expect(pane).to_contain_text(f"area {area:.3f}")
    expect(pane).to_contain_text(f"precision {average:.3f}")
    assert_drawn(workshop, pane, "path.answers-line", truth, scores)
    expect(pane.locator("path.answers-faint")).to_have_count(18)
    expect(pane.locator("path.answers-faint[d]")).to_have_count(18)
    for other in (0, 9):
        line = f"path.answers-faint[data-class='{other}']"
        assert_drawn(workshop, pane, line, targets == other, outputs[:, other])


def assert_drawn(workshop, pane, line: str, truth: np.ndarray, scores: np.ndarray) -> None:
    """A class's line in both drawings has the corners of scikit-learn's curves."""
    for nth, wanted in enumerate(separations(truth, scores)):
        workshop.wait(
            lambda nth=nth, wanted=wanted: near(coordinates(pane, line, nth), wanted, 1e-4)
        )


def separations(truth: np.ndarray, scores: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """ROC, and precision over recall up to where all are found; corners [n, 2] of each."""
    false, true, _ = metrics.roc_curve(truth, scores, drop_intermediate=False)
    precision, recall, _ = metrics.precision_recall_curve(truth, scores)
    return corners(np.stack([false, true], 1)), corners(np.stack([recall, precision], 1)[::-1])


def corners(points: np.ndarray) -> np.ndarray:
    """Without points that lie on the straight way up or across from the one before to the next."""
    before, after = np.diff(points[:-1], axis=0), np.diff(points[1:], axis=0)
    alike = (before == 0) & (after == 0)
    onward = np.abs(np.sign(before) + np.sign(after)).max(axis=1) == 2
    straight = (alike[:, 0] | alike[:, 1]) & onward
    return points[np.concatenate([[True], ~straight, [True]])]


def test_calibration_is_scikit_learns(digits):
    workshop, (outputs, targets, _, _) = digits
    pane = instrument(workshop, "Calibration")
    sure, right = outputs.max(axis=1), outputs.argmax(axis=1) == targets
    share, mean = calibration_curve(right, sure, n_bins=10)
    counts = np.histogram(sure, 10, (0, 1))[0]
    pane.locator("tbody tr").first.wait_for()
    lines = [row.split("\t") for row in pane.locator("tbody tr").all_inner_texts()]
    told = [[number(cell) for cell in line] for line in lines]
    wanted = np.stack([mean, share], axis=1)
    np.testing.assert_allclose([row[:2] for row in told], wanted, atol=WITHIN)
    assert [row[2] for row in told] == counts[counts > 0].tolist()
    error = (np.abs(share - mean) * counts[counts > 0]).sum() / len(sure)
    expect(pane).to_contain_text(f"calibration error {error:.3f}")


def test_mistakes_and_losses_are_the_servers(digits):
    workshop, (outputs, targets, losses, rows) = digits
    pane = instrument(workshop, "Surest mistakes")
    said, sure = outputs.argmax(axis=1), outputs.max(axis=1)
    wrong = np.flatnonzero(said != targets)
    surest = wrong[np.argsort(-sure[wrong], kind="stable")][:3]
    first = pane.get_by_role("list").get_by_role("button")
    for place, row in enumerate(surest):
        text = f"said {said[row]} ({sure[row]:.2f}), right {targets[row]:.0f}"
        expect(first.nth(place)).to_have_text(text)
        expect(first.nth(place)).to_have_accessible_name(re.compile(rf"^Row {rows[row] + 1:.0f},"))

    pane = instrument(workshop, "Loss of each example")
    told = pane.get_by_test_id("losses")
    expect(told).to_contain_text(f"Mean {losses.mean():.3f}")
    expect(told).to_contain_text(f"greatest {losses.max():.3f}")
    bars = pane.locator("rect").all()
    counts = np.histogram(losses, 24)[0]
    drawn = np.array([int(bar.get_attribute("data-count") or 0) for bar in bars])
    assert np.abs(drawn - counts).sum() <= 4, "a loss on an edge may fall to either side"
    slider = pane.get_by_role("slider")
    slider.focus()
    slider.press("ArrowRight")
    second = np.sort(losses)[-2]
    expect(pane.get_by_role("list").get_by_role("button").first).to_have_text(f"{second:.3f}")


def test_of_several_outputs_one_is_chosen_and_values_are_a_scatter(workshop, client):
    opened(workshop, two_towers(kind="supervised", loss={"kind": "mean_squared_error"}))
    workshop.play_until(20)
    pane = instrument(workshop, "Confusion matrix")
    pane.get_by_role("button", name="Training").click()
    expect(pane.locator("tbody button")).to_have_count(9)
    pane.get_by_role("combobox", name="Which output").select_option(label="guess")
    outputs, targets, _, _ = asked(client(workshop.run), "guess", "training")
    spread = np.square(targets[:, 0] - targets[:, 0].mean()).sum()
    fit = 1 - np.square(outputs[:, 0] - targets[:, 0]).sum() / spread
    expect(pane.get_by_test_id("fit")).to_contain_text(f"R² {fit:.3f}".replace("-", "−"))
    dots = coordinates(pane, "path.answers-dots")
    both = np.concatenate([outputs[:, 0], targets[:, 0]])
    ends = [both.min(), both.max()]
    order = np.argsort(targets[:, 0], kind="stable")
    wanted = (np.stack([targets[:, 0], outputs[:, 0]], axis=1) - ends[0]) / (ends[1] - ends[0])
    np.testing.assert_allclose(np.sort(dots[:, 1]), np.sort(wanted[order, 1]), atol=1e-3)
    np.testing.assert_allclose(dots[:, 0], wanted[order, 0], atol=1e-3)
    expect(instrument(workshop, "Calibration")).to_contain_text("learns values, not classes")


def test_the_projector_tells_the_servers_share_and_shows_the_row_reached(digits, client):
    workshop, _ = digits
    pane = instrument(workshop, "Projector")
    pane.get_by_role("combobox", name="Which layer").select_option(label="l2")
    probe = {"probe": "projection", "node": "l2", "part": "validation", "count": 500}
    _, shares, targets, which = [part.values for part in ask(client(workshop.run), probe).parts]
    told = pane.get_by_test_id("explained")
    expect(told).to_contain_text(f"{100 * shares[:2].sum():.1f} %")
    pane.get_by_role("button", name="in space").click()
    expect(told).to_contain_text(f"{100 * shares.sum():.1f} %")
    cloud = pane.get_by_role("img", name=re.compile("^500 examples in 3"))
    before = workshop.pixels(cloud)
    cloud.focus()
    cloud.press("ArrowRight")
    workshop.wait_change(cloud, before)
    slider = pane.get_by_role("slider")
    slider.focus()
    slider.press("ArrowRight")
    shown = pane.get_by_role("list", name="examples reached").get_by_role("button")
    expect(shown).to_have_accessible_name(
        re.compile(f"^Row {which[1] + 1:.0f}, {targets[1]:.0f}\\.")
    )
