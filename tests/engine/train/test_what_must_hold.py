"""The promises: real digits, the starting networks, figures that everybody can check."""

import json
from pathlib import Path

import pytest

import engine
from tests.engine.train.runs import changed, session, settle

STARTERS = Path(engine.__file__).parent / "starters"


def starter(name):
    """The document of a starting network."""
    return json.loads((STARTERS / f"{name}.json").read_text("utf-8"))["document"]


def trained(source, epochs):
    """A run after whole epochs; generous with time, for shared machines are slow."""
    run = session(source)
    for _ in range(epochs):
        run.epoch()
        settle(run, seconds=1400)
        assert run.state == "idle", run.status()
    return run


@pytest.mark.parametrize("seed", [0, 1, 2])
def test_circle_is_solved(seed):
    source = changed(starter("circle"), "training.seed", seed)
    run = trained(source, 400)
    assert run.score("training")["loss"] < 0.02
    assert run.score("test")["loss"] < 0.02


def test_spiral_is_solved():
    run = trained(starter("spiral"), 1)
    run.step(20_000)
    settle(run, seconds=300)
    assert run.score("test")["metrics"]["accuracy"] > 0.95


@pytest.mark.slow
def test_dense_digits_reach_97_8_percent():
    run = trained(changed(starter("dense_digits"), "data.validation_split", 0.0), 5)
    assert run.score("test")["metrics"]["accuracy"] >= 0.978


@pytest.mark.slow
@pytest.mark.timeout(3000)
def test_small_cnn_reaches_98_5_percent():
    run = trained(changed(starter("small_cnn"), "data.validation_split", 0.0), 2)
    assert run.score("test")["metrics"]["accuracy"] >= 0.985
