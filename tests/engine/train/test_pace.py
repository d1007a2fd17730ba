"""How many steps a call takes, from calls whose durations are made up."""

import pytest

from engine.train.pace import Pace


def after_calls(pace: Pace, call: float, step: float, calls: int = 40) -> int:
    """Steps of the next call when each call costs ``call`` seconds and ``step`` for each step."""
    for _ in range(calls):
        steps = pace.wanted(0.0)
        pace.took(steps, steps, call + steps * step)
    return pace.wanted(0.0)


@pytest.mark.parametrize("call", [0.0, 0.0005, 0.0015])
def test_what_a_call_costs_by_itself_is_not_laid_to_its_steps(call):
    pace = Pace(2048)
    pace.aim = 0.0006  # one run among thirty
    assert 60 <= after_calls(pace, call, 5e-6) <= 240


def test_a_slow_step_is_taken_alone():
    assert after_calls(Pace(16), 0.0005, 0.040) == 1


def test_calls_stay_near_their_aim():
    steps = after_calls(Pace(2048), 0.0003, 0.001)
    assert 7 <= steps <= 14
