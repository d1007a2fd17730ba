"""What no program can be written for is refused by name, never left out of the code."""

import pytest

from engine.errors import LearnerError, LearnerErrors
from engine.export._facts import facts
from engine.export.export import TARGETS
from engine.graph.check import check
from engine.graph.read import read
from engine.messages.export import MESSAGES
from tests.engine.documents import circle


def test_these_and_no_others():
    refusals = {code for code in MESSAGES if code.startswith("export_")}
    # The first is about a run whose weights do not fit: tests/server/test_code.py.
    others = {"export_target", "export_learning", "export_plateau"}
    assert refusals == {"export_run_differs"} | others


def test_a_plateau_under_a_schedule_is_too_much_for_keras_alone():
    known = facts(
        check(
            read(
                circle(
                    training={
                        "loss": {"kind": "mean_squared_error"},
                        "optimizer": {"kind": "sgd", "schedule": {"kind": "warm_up"}},
                        "callbacks": [
                            {"kind": "reduce_lr_on_plateau", "config": {"monitor": "loss"}}
                        ],
                    }
                )
            )
        )
    )
    with pytest.raises(LearnerError) as caught:
        TARGETS["keras"].source(known, None)
    assert caught.value.code == "export_plateau"
    assert caught.value.message.de != caught.value.message.en
    for name in TARGETS.keys() - {"keras"}:
        compile(TARGETS[name].source(known, None), name, "exec")


def test_what_is_wrong_is_told_as_ever():
    document = circle()
    document["edges"] = []
    with pytest.raises(LearnerErrors):
        facts(check(read(document)))
