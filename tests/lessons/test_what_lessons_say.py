"""What the lessons tell their readers about networks happens in those networks."""

from itertools import pairwise

import numpy as np
import pytest
from lesson_runs import LIBRARY, by_hand, edits, finish, network, session, trained, weight

CIRCLE = ("hello-network", "play")
SLOPE = ("learning-rate", "tiny")
DIGITS = ("convolution", "window")


# hello-network


def test_the_loss_of_one_unit_falls_a_little_and_stands_still():
    losses = [row["loss"] for row in trained(network(*CIRCLE), 300).history.epochs]
    assert 1.1 < losses[0] < 1.3
    assert all(0.7 < loss < 0.8 for loss in losses[60:])


def test_without_the_weight_of_x1_the_answer_depends_on_the_height_alone():
    run = session(network(*CIRCLE))
    by_hand(run, edits(LIBRARY.lessons["hello-network"], "flat"))
    line = np.array([[x1, x2] for x2 in (-3, 0, 2) for x1 in (-4, 1, 5)], np.float32)
    rows = run.outputs(line).reshape(3, 3)
    assert np.ptp(rows, axis=1).max() < 1e-6
    assert np.ptp(rows[:, 0]) > 0.01


def test_three_units_close_the_fence():
    run = trained(network(*CIRCLE, "three-units"), 100)
    assert run.history.epochs[-1]["metrics"]["accuracy"] > 0.98
    angle = np.linspace(0, 2 * np.pi, 60, endpoint=False)
    ring = np.stack([5 * np.sin(angle), 5 * np.cos(angle)], axis=1).astype(np.float32)
    assert run.outputs(np.zeros((1, 2), np.float32)) > 0
    assert (run.outputs(ring) < 0).all()


@pytest.mark.parametrize("seed", range(6))
def test_two_units_leave_the_fence_open_and_a_corner_wrong(seed: int):
    for step in ("play", "corners"):
        document = network("hello-network", step)
        document["nodes"][1]["config"]["units"] = 2
        assert trained(document, 100, seed).score("test")["metrics"]["accuracy"] < 0.9


# learning-rate


def slope(button: str, steps: int) -> list[float]:
    """The loss at each step: all points are one batch, so a step is an epoch."""
    run = trained(network(*SLOPE, button), steps)
    return [row["loss"] for row in run.history.epochs]


def test_ten_seconds_of_tiny_steps_lead_from_12_to_8():
    run = session(network(*SLOPE, "crawl"))
    run.step(7500)
    rows = finish(run).rows()
    assert rows[0]["loss"] == pytest.approx(12, abs=0.1)
    assert rows[-1]["loss"] == pytest.approx(8.3, abs=0.1)


@pytest.mark.parametrize(
    ("button", "step"), [("one-hundredth", 19), ("three-hundredths", 5), ("seven-hundredths", 19)]
)
def test_the_step_at_which_the_loss_is_below_a_thousandth(button: str, step: int):
    losses = slope(button, 25)
    assert next(n for n, loss in enumerate(losses, 1) if loss < 0.001) == step


@pytest.mark.parametrize(("button", "crosses"), [("three-hundredths", 0), ("seven-hundredths", 6)])
def test_a_large_step_lands_on_the_other_side(button: str, crosses: int):
    run = session(network(*SLOPE, button))
    sides: list[bool] = []
    for _ in range(7):
        sides.append(bool(weight(run, "out", "kernel")[0, 0] > 0.1))
        run.step()
        finish(run)
    assert sum(one != other for one, other in pairwise(sides)) == crosses


def test_the_factor_of_a_step_is_about_1_minus_24_eta():
    inputs = session(network(*SLOPE)).plan.rows.data.training.inputs
    assert 2 * np.mean(np.square(inputs), axis=0) == pytest.approx([24, 24], abs=1.5)


def test_a_tenth_is_too_far():
    document = network(*SLOPE)
    document["training"]["optimizer"]["config"]["learning_rate"] = 0.1
    problem = trained(document, 120).problem
    assert problem is not None
    assert problem.code == "diverged"  # no layer is named: the squares overflow first
    assert problem.values["step"] == 96


@pytest.mark.parametrize("seed", range(3))
def test_on_the_circle_a_huge_rate_neither_stops_nor_arrives(seed: int):
    run = trained(network("learning-rate", "search", "rate-three"), 100, seed)
    assert run.problem is None
    assert min(row["loss"] for row in run.history.epochs) > 0.8


# convolution


def test_the_first_picture_of_the_test_part_is_a_seven():
    assert session(network(*DIGITS)).plan.rows.data.test.targets[0] == 7


def test_a_filter_lights_up_where_the_text_says():
    run = session(network(*DIGITS))
    by_hand(run, edits(LIBRARY.lessons["convolution"], "three-filters"))
    seven = run.plan.rows.data.test.inputs[0, :, :, 0] / 255
    kernel = weight(run, "edges", "kernel")[:, :, 0, :]
    windows = np.lib.stride_tricks.sliding_window_view(seven, (3, 3))
    maps = np.maximum(np.einsum("ijuv,uvf->ijf", windows, kernel), 0)
    assert maps.shape == (26, 26, 4)
    upper, left, lower, empty = (maps[:, :, place] for place in range(4))
    assert upper[6, 12] > 2 > 0.1 > upper[9, 12]  # the bar of the seven from above, from below
    assert lower[9, 12] > 2 > 0.1 > lower[6, 12]
    assert left[24, 9] > 2 > 0.1 > left[22, 13]  # its foot from the left, from the right
    assert not empty.any()


def test_a_filter_cancels_inside_a_stroke():
    for name in ("top", "three-filters"):
        (kernel, _) = edits(LIBRARY.lessons["convolution"], name)
        assert not np.array(kernel["values"]).sum(axis=(0, 1, 2)).any()


def test_one_epoch_reads_more_than_nine_of_ten():
    run = trained(network("convolution", "learned"), 1)
    assert run.score("test")["metrics"]["accuracy"] > 0.93


def test_without_the_convolution_about_92_of_100():
    document = network("convolution", "small")
    document["nodes"] = [node for node in document["nodes"] if node["id"] != "edges"]
    document["edges"] = [["in", "flat"], ["flat", "out"]]
    run = trained(document, 4)
    assert sum(weight(run, "out", name).size for name in ("kernel", "bias")) == 7850
    assert run.score("test")["metrics"]["accuracy"] == pytest.approx(0.92, abs=0.012)
