"""``train`` and ``predict`` as people and programs use them."""

import json

import numpy as np
import pytest

from engine.__main__ import main
from tests.engine.train.runs import changed, circle, dense, document


@pytest.fixture
def saved(tmp_path):
    """Writes a document to a file."""

    def save(source):
        path = tmp_path / "net.json"
        path.write_text(json.dumps(source), "utf-8")
        return str(path)

    return save


def lines(capsys):
    """What was printed, each line read as JSON."""
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_train_then_predict(saved, tmp_path, capsys):
    net, weights = saved(circle()), str(tmp_path / "w.safetensors")
    assert (
        main(["train", net, "--json", "--epochs", "3", "--device", "cpu", "--save", weights]) == 0
    )
    *epochs, last = lines(capsys)
    assert [row["epoch"] for row in epochs] == [1, 2, 3]
    for row in epochs:
        assert set(row) == {"epoch", "loss", "metrics", "validation", "seconds"}
        assert row["validation"]["rows"] == 250
    assert set(last) == {"test", "steps_per_second", "compile_seconds", "device"}
    assert last["test"]["rows"] == 500
    points = tmp_path / "points.csv"
    points.write_text("1.5,2\n-4,4\n", "utf-8")
    for given, count in (("test:0", 1), ("1.5,2", 1), (str(points), 2)):
        assert main(["predict", net, "--weights", weights, given, "--json"]) == 0
        (answer,) = lines(capsys)
        assert len(answer["outputs"]) == count
        assert answer["outputs"][0]["class"] in ("-1", "+1")


def test_seeds_change_the_result_and_repeat_it(saved, capsys):
    net, losses = saved(circle()), []
    for seed in ("1", "2", "1"):
        assert main(["train", net, "--json", "--seed", seed, "--device", "cpu"]) == 0
        losses.append(lines(capsys)[0]["loss"])
    assert losses[0] == losses[2] != losses[1]


def test_a_report_stands_alone(saved, tmp_path, capsys):
    net, report = saved(circle()), tmp_path / "report.html"
    assert main(["train", net, "--epochs", "2", "--device", "cpu", "--report", str(report)]) == 0
    page = report.read_text("utf-8")
    assert 'src="http' not in page
    for word in ("Plotly", "mean_squared_error", "Accuracy", "l3"):
        assert word in page
    assert "test loss" in capsys.readouterr().out


def test_a_document_that_cannot_be_used_exits_with_2(saved, capsys):
    net = saved(changed(circle(), "nodes.1.config.units", -3))
    assert main(["train", net, "--json"]) == 2
    (answer,) = lines(capsys)
    assert answer["problems"][0]["node"] == "l1"


def test_a_run_that_diverges_exits_with_1(saved, capsys):
    source = document(dense(30, "relu"), dense(1), optimizer_config={"learning_rate": 90.0})
    assert main(["train", saved(source), "--json", "--device", "cpu", "--epochs", "50"]) == 1
    assert lines(capsys)[-1]["problems"][0]["code"].startswith("diverged")


def test_numbers_that_do_not_fit_are_refused(saved, tmp_path, capsys):
    net, weights = saved(circle()), str(tmp_path / "w.safetensors")
    assert main(["train", net, "--json", "--device", "cpu", "--save", weights]) == 0
    np.save(tmp_path / "wrong.npy", np.zeros((2, 3), np.float32))
    for given in ("1,two", "1,2,3", str(tmp_path / "wrong.npy"), "test:100000"):
        assert main(["predict", net, "--weights", weights, given]) == 2
    assert capsys.readouterr().err


def test_a_device_that_is_not_there_exits_with_2_and_a_sentence(saved, capsys):
    assert main(["train", saved(circle()), "--json", "--device", "gpu"]) == 2
    (problem,) = lines(capsys)[0]["problems"]
    assert problem["code"] == "no_such_device"
    assert "“cpu”" in problem["message"]["en"]
