"""A layer to look into: chains on the small digits, and the panel of one of their layers."""

import re
from collections.abc import Mapping
from typing import Any

from playwright.sync_api import expect
from workshop import Workshop

from tests.engine.train.runs import document

CLASSES = ("dense", {"units": 10, "activation": "softmax"})


def digits(*layers: tuple[str, Mapping[str, Any]], **changes: Any) -> dict[str, Any]:
    """The layers one behind the other, called l1, l2 and so on; the last one tells ten classes."""
    usual: dict[str, Any] = {
        "data": {"dataset": "digits"},
        "loss": "sparse_categorical_crossentropy",
        "optimizer_config": {"learning_rate": 0.1},
        "batch_size": 32,
    }
    return document(*layers, **{**usual, **changes})


def mapped(*layers: tuple[str, Mapping[str, Any]], **changes: Any) -> dict[str, Any]:
    """Layers of images or sequences, behind which everything is flattened and classified."""
    return digits(*layers, ("flatten", {}), CLASSES, **changes)


def look_into(workshop: Workshop, source: dict[str, Any], node: str) -> Any:
    """The panel of a layer of this document."""
    workshop.show(source, f"/?inside={node}")
    return panel_of(workshop, node)


def panel_of(workshop: Workshop, node: str) -> Any:
    """The panel of the layer that is open, by its name."""
    panel = workshop.page.get_by_role("region", name=re.compile(rf"\({node}\)"))
    expect(panel).to_be_visible()
    return panel
