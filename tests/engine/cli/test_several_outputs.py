"""Several outputs from the command line: figures, kept weights, predictions, report, monitors."""

import json

from engine.__main__ import main
from tests.engine.train.joins import two_towers


def test_train_predict_and_report(tmp_path, capsys):
    watch = {"kind": "early_stopping", "config": {"monitor": "val_guess_loss", "patience": 50}}
    net, weights, report = (tmp_path / name for name in ("net.json", "w.safetensors", "r.html"))
    net.write_text(json.dumps(two_towers(callbacks=[watch])))
    kept = ["--save", str(weights), "--report", str(report)]
    assert main(["train", str(net), "--json", *kept]) == 0
    first, _, last = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    names = [
        *("kind_loss", "guess_loss", "back_loss"),
        *("kind_accuracy", "guess_mean_squared_error"),
    ]
    for row in (first, first["validation"], last["test"]):
        assert list(row["metrics"]) == names
        figures = row["metrics"]
        whole = figures["kind_loss"] + 0.25 * figures["guess_loss"] + 0.5 * figures["back_loss"]
        assert abs(row["loss"] - whole) < 1e-5
    assert "kind: " in report.read_text("utf-8")
    assert "Mean squared error of guess" in report.read_text("utf-8")
    assert main(["predict", str(net), "--weights", str(weights), "test:0", "--json"]) == 0
    (sample,) = json.loads(capsys.readouterr().out)["outputs"]
    assert list(sample) == ["kind", "guess", "back"]
    assert len(sample["back"]["output"]) == 13
    assert ["class" in answer for answer in sample.values()] == [True, False, False]
