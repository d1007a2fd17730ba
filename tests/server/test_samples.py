"""Rows of a data set by their numbers in a part."""

import pytest

from engine.errors import LearnerError
from server.work.checker import samples

ASKED = {"name": "digits", "options": {}, "seed": 0, "validation_split": 0.5, "part": "validation"}


def rows(*numbers: int):
    return samples({**ASKED, "offset": 0, "count": 0, "rows": list(numbers)})


def test_rows_come_in_the_order_they_are_asked_for():
    stretch = samples({**ASKED, "offset": 0, "count": 8, "rows": None})
    chosen = rows(5, 0, 7)
    assert chosen["targets"] == [stretch["targets"][row] for row in (5, 0, 7)]
    assert chosen["count"] == stretch["count"]
    assert rows(5)["inputs"] != rows(0)["inputs"]


def test_a_row_beyond_the_part_is_refused():
    count = rows()["count"]
    assert len(rows(count - 1)["targets"]) == 1
    with pytest.raises(LearnerError) as refused:
        rows(count)
    assert refused.value.code == "no_such_sample"
