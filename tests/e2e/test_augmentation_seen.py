"""Augmentation is seen at work: another draw at every step, the input and its label as they are."""

import json
import re

import numpy as np
from playwright.sync_api import expect

BOTH = {"height_factor": 0.3, "width_factor": 0.3}
SETTINGS = {
    "flip": {},
    "rotation": {"factor": 0.3},
    "zoom": BOTH,
    "translation": BOTH,
    "contrast": {"factor": 0.5},
    "crop": {"height": 6, "width": 6},
}
KINDS = list(SETTINGS)


def varied():
    """Each of the six on the digits, all behind the input, so that none hides another."""
    layers = [{"id": kind, "kind": f"random_{kind}", "config": SETTINGS[kind]} for kind in KINDS]
    flat = [{"id": f"f{kind}", "kind": "flatten"} for kind in KINDS]
    return {
        "format": 1,
        "name": "Six ways to vary",
        "data": {"dataset": "digits"},
        "nodes": [
            {"id": "in", "kind": "input"},
            *layers,
            *flat,
            {"id": "both", "kind": "concatenate"},
            {"id": "out", "kind": "dense", "config": {"units": 10, "activation": "softmax"}},
        ],
        "edges": [
            *(["in", kind] for kind in KINDS),
            *([kind, f"f{kind}"] for kind in KINDS),
            *([f"f{kind}", "both"] for kind in KINDS),
            ["both", "out"],
        ],
        "training": {
            "loss": {"kind": "sparse_categorical_crossentropy"},
            "optimizer": {"kind": "sgd", "config": {"learning_rate": 0.01}},
        },
    }


def test_each_kind_draws_anew_and_the_label_stays(workshop, tmp_path):
    file = tmp_path / "six.json"
    file.write_text(json.dumps(varied()), "utf-8")
    workshop.press("Open")
    with workshop.page.expect_file_chooser() as chooser:
        workshop.page.get_by_role("button", name="Load a file").click()
    chooser.value.set_files(file)
    workshop.wait(lambda: "crop" in workshop.nodes())
    label = workshop.node("in").locator(".live-target b")
    expect(label).to_have_text(re.compile(r"^\d$"))
    said = label.inner_text()

    def picture(node):
        return workshop.pixels(workshop.node(node).locator("canvas").first)

    workshop.wait(lambda: len(np.unique(picture("crop"))) > 1)
    whole = picture("in")
    seen = {kind: [picture(kind)] for kind in KINDS}
    for step in range(1, 9):
        workshop.press("Step")
        workshop.wait(lambda at=step: workshop.step() == at)
        workshop.rest()
        for kind in KINDS:
            seen[kind].append(picture(kind))
    for kind, pictures in seen.items():
        assert len({one.tobytes() for one in pictures}) > 1, kind
        expect(workshop.node(kind).get_by_text("as in training")).to_be_visible()
    assert np.array_equal(picture("in"), whole)
    expect(label).to_have_text(said)
