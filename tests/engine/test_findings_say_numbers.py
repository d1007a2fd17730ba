"""What is found wrong with a run is said with the numbers of each language."""

import re
from dataclasses import replace

import pytest

from engine import catalog
from engine.contracts import Aim, Column, Evidence, Finding, LayerHealth
from engine.contracts.probes import Ends
from engine.errors import LearnerError, decimal
from engine.messages import diagnosis

BOUNDED = Ends(-0.5, 0.75, off=False)
SOUND = {
    "units": 8.0, "dead": 0.0, "saturated": 0.0, "weight_norm": 1.5, "gradient_norm": 0.25,
    "update_ratio": 0.3125,
}  # fmt: skip


def layer(node: str, **figures: float) -> LayerHealth:
    return LayerHealth(node, BOUNDED, node == "out", {**SOUND, **figures})


def aim(loss: str, activation: str, classes: int) -> Aim:
    """An output with this loss, whose answers and targets sum to no whole numbers."""
    kind = catalog.losses()[loss]
    return Aim("out", "", kind, False, activation, "out", classes, 10, 2.345, (0.25, 1.75), 0.125)


EVIDENCE = Evidence(
    step=500,
    diverged=False,
    learning_rate=0.0375,
    layers=(layer("h", dead=4, saturated=8, gradient_norm=0.00012), layer("out")),
    losses=tuple((step, 0.5 if step < 400 else 1.25) for step in range(0, 500, 10)),
    inputs=(Column("age", 40.5, 12.25, 1, 90),),
    first_edge=("in", "h"),
    targets=(Column("y", 0, 1, -3.5, 4.25),),
    aims=(
        aim("mean_squared_error", "softmax", 10),
        aim("binary_crossentropy", "softmax", 10),
        aim("sparse_categorical_crossentropy", "sigmoid", 10),
        aim("mean_squared_error", "softmax", 0),
    ),
)
ILL = (
    EVIDENCE,
    replace(EVIDENCE, diverged=True),
    replace(EVIDENCE, losses=tuple((step, 0.6931) for step in range(0, 500, 10))),
    replace(EVIDENCE, layers=(layer("h", gradient_norm=1234.5), layer("out", gradient_norm=0.125))),
)


def found() -> dict[str, Finding]:
    """Everything that can be found, by its code."""
    kinds = catalog.diagnoses().values()
    every = [finding for ill in ILL for kind in kinds for finding in kind.find(ill)]
    return {finding.code: finding for finding in every}


@pytest.mark.parametrize("code", diagnosis.MESSAGES)
def test_a_finding_has_a_decimal_comma_in_german_and_a_point_in_english(code):
    finding = found()[code]
    message = LearnerError(finding.code, **finding.values).message
    assert not re.search(r"\d\.\d", message.de), message.de
    assert not re.search(r"\d,\d", message.en), message.en
    points, commas = (
        sorted(re.findall(rf"\d+{sign}\d+", text))
        for sign, text in ((r"\.", message.en), (",", message.de))
    )
    assert [number.replace(".", ",") for number in points] == commas


@pytest.mark.parametrize(
    ("value", "digits", "english", "german"),
    [
        (0.03751, 3, "0.0375", "0,0375"),
        (-1234.5, 5, "-1234.5", "-1234,5"),
        (1.25e-7, 3, "1.25e-07", "1,25e-07"),
        (7, 3, "7", "7"),
        (float("nan"), 3, "–", "–"),
        (float("-inf"), 3, "−∞", "−∞"),
    ],
)
def test_a_number_is_written_as_each_language_does(value, digits, english, german):
    written = decimal(value, digits)
    assert (written.en, written.de) == (english, german)
