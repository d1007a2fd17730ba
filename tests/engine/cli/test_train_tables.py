"""``train`` tells figures at every epoch, and tables with the test at the end."""

import json

import pytest

from engine.__main__ import main
from tests.engine.train.runs import changed, dense, document

METRICS = [
    "accuracy",
    {"kind": "precision", "config": {"thresholds": 0.4}},
    {"kind": "f1_score", "config": {"average": "weighted"}},
    {"kind": "auc", "config": {"num_thresholds": 20}},
    "confusion_matrix",
    {"kind": "roc_curve", "config": {"num_thresholds": 5}},
]


@pytest.fixture
def trained(tmp_path, capsys):
    def train(end, loss):
        source = document(dense(4, "tanh"), end, metrics=METRICS, class_weight="balanced")
        path = tmp_path / "net.json"
        path.write_text(json.dumps(changed(source, "training.loss", loss)))
        assert main(["train", str(path), "--json", "--device", "cpu"]) == 0
        return [json.loads(line) for line in capsys.readouterr().out.splitlines()]

    return train


@pytest.mark.parametrize(
    ("loss", "end", "config"),
    [
        ("binary_crossentropy", dense(1, "sigmoid"), {}),
        ("binary_crossentropy", dense(1), {"from_logits": True}),
        ("sparse_categorical_crossentropy", dense(2), {"from_logits": True}),
        ("hinge", dense(1, "tanh"), {}),
    ],
)
def test_tables_come_with_the_test(trained, loss, end, config):
    *epochs, last = trained(end, {"kind": loss, "config": config})
    told = {"accuracy", "precision", "f1_score", "auc"}
    assert set(epochs[0]["metrics"]) == told
    test = last["test"]
    assert set(test["metrics"]) == told
    counts = test["tables"]["confusion_matrix"]
    assert sum(map(sum, counts)) == test["rows"]
    right = (counts[0][0] + counts[1][1]) / test["rows"]
    assert test["metrics"]["accuracy"] == pytest.approx(right, abs=1e-6)
    curve = test["tables"]["roc_curve"]
    assert len(curve) == 5
    assert curve[0][:2] == [1, 1]
    assert curve[-1][:2] == [0, 0]
