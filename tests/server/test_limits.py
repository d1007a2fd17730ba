"""The slow and the far away: checks that take too long, data sets that have to be fetched."""

import itertools
import time

import pytest
from serving import circle, live


def test_a_check_that_takes_too_long_is_stopped_and_the_next_one_answered(tmp_path):  # R8
    with live(tmp_path, check_seconds=0.02) as server:
        server.get("/api/catalog")  # the checker is awake now
        long = circle()
        names = [f"d{number}" for number in range(190)]
        # Every layer has a shape of its own, so that none is remembered from the one before.
        long["nodes"][1:1] = [
            {"id": name, "kind": "dense", "config": {"units": 3 + number}}
            for number, name in enumerate(names)
        ]
        path = ["in", *names, "h1", "out"]
        long["edges"] = [list(pair) for pair in itertools.pairwise(path)]
        status, _, body = server.request("POST", "/api/check", {"document": long})
        assert status == 422
        assert b"too_slow" in body
        assert server.post("/api/check", {"document": circle()})["ok"]
        assert "Traceback" not in server.logged()


@pytest.mark.slow
def test_a_data_set_is_fetched_through_the_routes(tmp_path):
    """With the package manager that the page's own build uses, into a folder of its own."""
    with live(tmp_path, data=tmp_path / "data") as server:
        card = server.get("/api/datasets/mnist")
        assert card["missing"] > 10_000_000
        asked = {"options": {}, "seed": 0, "validation_split": 0.1, "part": "test"}
        asked |= {"offset": 0, "count": 3}
        status, _, body = server.request("POST", "/api/datasets/mnist/samples", asked)
        assert status == 422
        assert b"data_not_here" in body
        fetching = server.post("/api/datasets/mnist/fetch", {})["fetching"]
        assert fetching["problem"] is None
        until = time.monotonic() + 150
        while (card := server.get("/api/datasets/mnist"))["missing"]:
            assert card["fetching"]["problem"] is None
            assert time.monotonic() < until, card["fetching"]
            time.sleep(0.2)
        samples = server.post("/api/datasets/mnist/samples", asked)
        assert (samples["count"], samples["shape"]) == (10_000, [28, 28, 1])
        assert samples["targets"] == [7, 2, 1]
