"""Slow motion: one step in stages, whose drawn numbers are the server's and lead where it goes."""

import itertools
import json
import re
from typing import Any

import numpy as np
import pytest
from playwright.sync_api import expect
from workshop import ask, number

CLOSE = 0.00006  # numbers are written with four places


def strip(workshop):
    """The strip below the network."""
    return workshop.page.get_by_role("region", name="Slow motion")


def opened(workshop, steps=30):
    """Some steps are taken, then the key opens the strip; answers it once the step is told."""
    workshop.play_until(steps)
    workshop.page.keyboard.press("m")
    expect(strip(workshop).get_by_text("learns from")).to_be_visible(timeout=60_000)
    return strip(workshop)


def told(workshop, name):
    """A number as it is drawn, once it is known."""
    place = strip(workshop).locator(f'[data-told="{name}"]').first
    expect(place).not_to_have_text("…")
    return number(place.inner_text())


def go(workshop, stage):
    """Go to a stage by its numbered chip."""
    strip(workshop).get_by_role("button", name=re.compile(rf"^\d {stage}$")).click()


def values(client, workshop, probe):
    """What the server answers, as arrays."""
    return [part.values for part in ask(client(workshop.run), probe).parts]


def test_the_gradients_drawn_are_the_servers_and_stand_the_check(workshop, client):
    opened(workshop)
    go(workshop, "Backward")
    workshop.page.keyboard.press("ArrowRight")  # from the output to the layer before it
    expect(strip(workshop).get_by_text("At Dense (h2)")).to_be_visible()
    unit = {"probe": "told_unit", "node": "h2", "index": [0], "example": 0}
    _, arriving, _, gradient, local, _ = values(client, workshop, unit)
    assert told(workshop, "arriving") == pytest.approx(arriving[0], abs=CLOSE)
    assert told(workshop, "local") == pytest.approx(local[0], abs=CLOSE)
    assert told(workshop, "gradient") == pytest.approx(gradient[0], abs=CLOSE)
    assert arriving[0] * local[0] == pytest.approx(gradient[0], rel=1e-4)
    weight = {"probe": "told_weight", "node": "h2", "weight": "kernel", "index": [0, 0]}
    _, way, *_, shares = values(client, workshop, weight)
    assert told(workshop, "weight-gradient") == pytest.approx(way[0], abs=CLOSE)
    assert shares.sum() == pytest.approx(way[0], rel=1e-3, abs=1e-6)
    checks = strip(workshop).get_by_role("button", name="Check by nudging it")
    checks.last.click()
    assert told(workshop, "quotient") == pytest.approx(float(way[0]), rel=0.01, abs=CLOSE)
    expect(workshop.page.locator(".wire-flow.backward")).to_have_count(1)


def test_the_losses_drawn_are_those_of_the_batch(workshop, client):
    opened(workshop)
    go(workshop, "Loss")
    which, losses, facts, _ = values(
        client, workshop, {"probe": "told_batch", "node": "out", "example": 0}
    )
    bars = strip(workshop).get_by_role("button", name=re.compile(r"^Example \d+: loss"))
    expect(bars).to_have_count(len(which))
    drawn = [number(bar.get_attribute("aria-label").split("loss ")[1]) for bar in bars.all()]
    np.testing.assert_allclose(drawn, losses, atol=CLOSE)
    assert told(workshop, "mean") == pytest.approx(facts[0], abs=CLOSE)
    bars.nth(3).click()
    expect(strip(workshop).get_by_text("Example 4 of 10")).to_be_visible()
    workshop.wait(lambda: abs(told(workshop, "loss") - losses[3]) < CLOSE)


def test_the_step_taken_leads_to_the_weights_told(workshop, client):
    opened(workshop)
    before = workshop.step()
    go(workshop, "New weights")
    strip(workshop).get_by_label("Layer").select_option("h1")
    place = {"node": "h1", "weight": "kernel", "index": [0, 0]}
    shown = strip(workshop).locator('[data-told="after"]')
    expect(shown).not_to_have_text("…")
    after = np.float32(shown.get_attribute("title"))
    workshop.press("Take the step")
    workshop.wait(lambda: workshop.step() == before + 1)
    assert values(client, workshop, {"probe": "element", **place})[0][0] == after
    expect(strip(workshop).get_by_text(f"Step {before + 2} learns from")).to_be_visible()


def test_looking_changes_nothing_and_all_goes_by_keyboard(workshop, client):
    opened(workshop)
    step = workshop.step()
    weights = {"probe": "weights", "node": "h1", "weight": "kernel"}
    (before,) = values(client, workshop, weights)
    for _ in range(10):
        workshop.page.keyboard.press("ArrowRight")
    expect(strip(workshop).get_by_text("These are the weights after step")).to_be_visible()
    for _ in range(9):
        workshop.page.keyboard.press("ArrowLeft")
    expect(strip(workshop).get_by_text("The example enters the network")).to_be_visible()
    workshop.page.keyboard.press("Escape")
    expect(strip(workshop)).to_have_count(0)
    expect(workshop.page.locator(".node-card.faded")).to_have_count(0)
    assert workshop.step() == step
    np.testing.assert_array_equal(values(client, workshop, weights)[0], before)


LARGE: dict[str, Any] = {
    "format": 1,
    "name": "Wide",
    "data": {"dataset": "digits", "validation_split": 0.1, "seed": 0},
    "nodes": [
        {"id": "in", "kind": "input"},
        {"id": "maps", "kind": "conv2d", "config": {"filters": 600, "padding": "same"}},
        {"id": "pool", "kind": "global_average_pooling2d"},
        {"id": "out", "kind": "dense", "config": {"units": 10, "activation": "softmax"}},
    ],
    "edges": [["in", "maps"], ["maps", "pool"], ["pool", "out"]],
    "training": {
        "loss": {"kind": "sparse_categorical_crossentropy"},
        "optimizer": {"kind": "sgd"},
        "batch_size": 2048,
    },
}


def load(workshop, tmp_path, document):
    """The page on a document of its own."""
    file = tmp_path / "network.json"
    file.write_text(json.dumps(document), "utf-8")
    workshop.press("Open")
    with workshop.page.expect_file_chooser() as chooser:
        workshop.page.get_by_role("button", name="Load a file").click()
    chooser.value.set_files(file)
    names = [node["id"] for node in document["nodes"]]
    workshop.wait(lambda: [node["id"] for node in workshop.document()["nodes"]] == names)
    workshop.wait_ready()


def test_a_step_that_is_too_large_says_why_and_how_to_mend_it(workshop, tmp_path):
    load(workshop, tmp_path, LARGE)
    workshop.page.keyboard.press("m")
    said = strip(workshop).get_by_role("status")
    numbers = 4 * 2048 * (64 + 64 * 600 + 600 + 10)  # of each: output, sum and both gradients
    expect(said).to_contain_text(f"{numbers / 1e6:.0f} million numbers")
    expect(said).to_contain_text(re.compile("2,?048 examples"))
    workshop.page.get_by_role("button", name="DE", exact=True).click()
    refused = workshop.page.get_by_role("region", name="Zeitlupe").get_by_role("status")
    expect(refused).to_contain_text("Nimm einen kleineren Batch")
    refused.get_by_role("button", name="Ein Batch mit 1024").click()
    workshop.wait(lambda: workshop.document()["training"]["batch_size"] == 1024)
    expect(refused.get_by_role("button")).to_have_count(0)
    workshop.page.keyboard.press("Escape")


def enlarged():
    """A few maps, enlarged so that every number is a mixture."""
    nodes = [
        {"id": "in", "kind": "input"},
        {"id": "maps", "kind": "conv2d", "config": {"filters": 3, "activation": "tanh"}},
        {"id": "up", "kind": "up_sampling2d", "config": {"interpolation": "bilinear"}},
        {"id": "flat", "kind": "flatten"},
        LARGE["nodes"][-1],
    ]
    edges = [["in", "maps"], ["maps", "up"], ["up", "flat"], ["flat", "out"]]
    training = {**LARGE["training"], "batch_size": 8}
    return {**LARGE, "nodes": nodes, "edges": edges, "training": training}


def test_maps_and_their_gradients_stand_beside_one_another(workshop, client, tmp_path):
    load(workshop, tmp_path, enlarged())
    workshop.page.keyboard.press("m")
    expect(strip(workshop).get_by_text("learns from")).to_be_visible(timeout=60_000)
    go(workshop, "Backward")
    for _ in range(3):
        workshop.page.keyboard.press("ArrowRight")
    expect(strip(workshop).get_by_text("At Conv2D (maps)")).to_be_visible()
    slider = strip(workshop).get_by_role("slider")
    slider.press("End")
    expect(strip(workshop).get_by_text("Map 3 of 3")).to_be_visible()
    pictures = [("output", "What goes out"), ("output_gradient", "Incoming gradients"),
                ("sum_gradient", "Gradients of the sums")]  # fmt: skip
    boxes = []
    for what, label in pictures:
        question = {"probe": "told_node", "node": "maps", "what": what, "example": 0}
        (told_there,) = values(client, workshop, question)
        button = strip(workshop).get_by_role("button", name=f"{label}, [0, 0, 2]: ")
        workshop.wait(lambda button=button: "…" not in (button.get_attribute("aria-label") or "…"))
        said = number(button.get_attribute("aria-label").split("]: ")[1])
        assert said == pytest.approx(told_there.reshape(6, 6, 3)[0, 0, 2], abs=CLOSE)
        canvas = button.locator("canvas")
        workshop.wait(lambda canvas=canvas: workshop.pixels(canvas)[..., 3].any())
        boxes.append(button.bounding_box())
    assert len({round(box["y"]) for box in boxes}) == 1
    assert all(a["x"] + a["width"] < b["x"] for a, b in itertools.pairwise(boxes))


def test_a_view_whose_question_is_refused_says_why(workshop, tmp_path):
    """Inside a layer that mixes its numbers nothing has a place it came from."""
    load(workshop, tmp_path, enlarged())
    workshop.node("up").dblclick()
    why = workshop.page.locator(".inside .refused")
    expect(why).to_have_text("“up” mixes its numbers instead of moving them.")
    workshop.page.get_by_role("button", name="DE", exact=True).click()
    expect(why).to_have_text("„up“ mischt seine Zahlen, statt sie zu verschieben.")
