"""The rows of the curves: means of the steps since the last one, told early and often enough."""

import numpy as np
import pytest

from engine.train.compile_cache import Compiler
from engine.train.plan import Plan
from engine.train.recorder import Recorder
from engine.train.session import Session
from tests.engine.train.runs import circle, session, settle
from tests.engine.train.runs import steps as take

BATCH = 10


def test_rows_hold_the_means_of_their_steps_and_validation():
    run = session(circle())
    take(run, 25)
    run.epoch()
    settle(run)
    rows = run.rows()
    assert rows[-1]["step"] == run.step_count
    assert rows[-1]["validation"]["rows"] == 250
    scored = run.score("validation")
    assert rows[-1]["validation"]["loss"] == pytest.approx(scored["loss"], rel=1e-6)
    assert set(rows[-1]["metrics"]) == {"accuracy"}


def test_steps_taken_at_once_have_rows_of_their_own(monkeypatch):
    monkeypatch.setattr(Recorder, "EVERY", 60.0)  # the clock would add some more
    run, slow = session(circle()), session(circle())
    take(run, 3000)
    ends = [0, *(row["step"] for row in run.rows())]
    gaps = np.diff(ends)
    assert ends[-1] == 3000
    least = Recorder.EXAMPLES / BATCH
    assert (gaps < 3 * np.maximum(np.array(ends[:-1]) / Recorder.FINE, least)).all()
    assert (gaps[1:-1] >= least).all()
    losses = []
    for _ in range(ends[8]):
        take(slow, 1)
        losses.append(slow.rows()[-1]["loss"])
    for row, start, end in zip(run.rows(), ends[:8], ends[1:], strict=False):
        assert row["loss"] == pytest.approx(np.mean(losses[start:end]), rel=1e-6)
        assert row["epoch"] == end * BATCH // 250


def test_a_run_that_is_paused_is_scored_even_where_its_row_is_written(monkeypatch):
    monkeypatch.setattr(Recorder, "EVERY", 0.0)
    run = Session(circle(), device="cpu", compiler=Compiler())
    run.ready()
    run.play()
    while run.step_count < 20:
        run.advance()
    run.pause()
    settle(run)
    newest = run.rows()[-1]
    assert newest["step"] == run.step_count
    assert newest["validation"]["loss"] == pytest.approx(run.score("validation")["loss"], rel=1e-6)


def test_a_number_set_while_scores_wait_is_not_of_their_row():
    run, other = session(circle()), session(circle())
    take(other, 1)
    run.step()
    while run.step_count < 1:
        run.advance()
    run.set_weight("l3", "bias", [0], 3.0)
    settle(run)
    assert run.rows() == other.rows()
    assert run.score("validation")["loss"] != run.rows()[0]["validation"]["loss"]


class Waiting:
    """A program that the compiler has not come to."""

    ready, error = False, None

    def drop(self) -> None:
        """Nobody wants it."""


def test_steps_wait_for_no_scores_that_are_being_compiled(monkeypatch):
    monkeypatch.setattr(Plan, "score_program", lambda *_: Waiting())
    run = session(circle())
    run.ready()
    run.step()
    while run.step_count < 1:
        run.advance()
    assert run.rows()[0]["step"] == 1
    assert run.rows()[0]["validation"] is None
    run.play()
    for _ in range(20):
        run.advance()
    assert run.step_count > 1
