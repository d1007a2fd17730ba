"""Several outputs, several inputs and shared weights on the page: named, set and trained."""

import re
from typing import Any

from playwright.sync_api import expect
from workshop import Workshop

from tests.engine.train.joins import two_towers


def towers() -> dict[str, Any]:
    callbacks = [{"kind": "early_stopping", "config": {"patience": 1000}}]
    layout = {name: [230 * place, 0] for place, name in enumerate(["left", "h", "both", "kind"])}
    layout |= {"right": [0, 320], "h2": [230, 320], "guess": [690, 200], "back": [690, 400]}
    network = two_towers(
        kind="supervised", loss={"kind": "mean_squared_error"}, callbacks=callbacks
    )
    return {**network, "name": "Two towers", "layout": layout}


def test_each_output_has_its_curves_and_settings_by_name(workshop: Workshop):
    workshop.show(towers())
    workshop.play_until(20)
    curves = workshop.page.get_by_role("tablist", name="Curves")
    names = [tab.inner_text() for tab in curves.get_by_role("tab").all()]
    assert names[:2] == ["Loss", "Loss of kind"]
    assert {"Loss of back", "Accuracy of kind", "Mean squared error of guess"} <= set(names)
    curves.get_by_role("tab", name="Accuracy of kind").click()
    expect(workshop.page.get_by_role("img", name=re.compile("Accuracy of kind"))).to_be_visible()

    inspector = workshop.inspector()
    watched = inspector.get_by_role("combobox", name="Watches")
    watched.select_option(label="Loss of kind, validation")
    workshop.wait(
        lambda: (
            workshop.document()["training"]["callbacks"][0]["config"].get("monitor")
            == "val_kind_loss"
        )
    )
    workshop.node("guess").get_by_role("heading").click()
    inspector.get_by_role("combobox", name=re.compile("^loss$", re.IGNORECASE)).select_option(
        label="Huber"
    )
    expect(inspector.get_by_role("slider", name="Delta")).to_be_visible()
    workshop.wait(
        lambda: workshop.document()["training"]["outputs"]["guess"]["loss"]["kind"] == "huber"
    )


def test_a_setting_for_all_layers_leaves_shared_weights_shared(workshop: Workshop):
    """Every tick of the slider goes to the server at once: none may be refused."""
    workshop.show(towers())
    slider = workshop.inspector().get_by_role("slider", name=re.compile("all layers: L2"))
    for _ in range(3):
        slider.press("ArrowRight")

    def regularized() -> bool:
        nodes = {node["id"]: node for node in workshop.document()["nodes"]}
        return "kernel_regularizer" in nodes["h"]["config"] and "config" not in nodes["h2"]

    workshop.wait(regularized)
