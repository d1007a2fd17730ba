"""The tile shows a run at a glance: little, seldom, and without being told where to look."""

import numpy as np

from engine.contracts import Quantised
from engine.train import watching
from tests.engine.probes.test_probes import ask, cnn, forward, restored
from tests.engine.train.runs import changed, circle, compiled, dense, document, session, settle
from tests.engine.train.runs import steps as take

TILE = {"probe": "tile", "node": None}


def test_on_points_it_is_the_outputs_response():
    run = session(circle())
    ((picture,),) = ask(run, TILE)
    (values,) = forward(run, run.plan.rows.grid(32))[run.plan.views()[-1].node].T
    assert picture.bytes.shape == (1, 32, 32)
    np.testing.assert_allclose(
        restored(picture)[0], values.reshape(32, 32), atol=np.ptp(picture.ranges) / 255
    )


def test_on_images_it_is_maps_of_the_first_convolution():
    run = session(cnn())
    ((picture,),) = ask(run, TILE)
    node = next(view.node for view in run.plan.views() if view.kind == "conv2d")
    image, _ = run.plan.rows.sample({"part": "test", "index": 0}, None)
    maps = forward(run, image[None])[node][0]
    assert picture.bytes.shape == (4, 4, 4)
    np.testing.assert_allclose(
        restored(picture), np.moveaxis(maps, -1, 0), atol=np.ptp(picture.ranges) / 255 + 1e-6
    )


def test_without_maps_it_is_the_output_as_one_row():
    tables = document(
        dense(5, "relu"), dense(3, "softmax"), data={"dataset": "iris"},
        loss="sparse_categorical_crossentropy",
    )  # fmt: skip
    ((picture,),) = ask(session(tables), TILE)
    assert picture.bytes.shape == (1, 1, 3)


def test_it_stays_small_whatever_the_network():
    wide = document(
        ("conv2d", {"filters": 64, "kernel_size": 3}), ("flatten", {}), dense(10, "softmax"),
        data={"dataset": "mnist"}, loss="sparse_categorical_crossentropy",
    )  # fmt: skip
    for network in (circle(), cnn(), wide):
        ((picture,),) = ask(session(network), TILE)
        assert picture.bytes.size <= 1024


def test_it_is_drawn_at_most_once_a_second_and_never_forgotten(monkeypatch):
    clock = [100.0]
    monkeypatch.setattr(watching.time, "monotonic", lambda: clock[0])
    run = session(circle())
    plane = {"probe": "plane", "node": run.plan.views()[-1].node, "size": 8, "unit": None}
    assert run.watch([plane, TILE]) == [None, None]
    compiled(run)
    assert [frame.probe for frame in run.frames()] == [0, 1]
    take(run, 1)
    clock[0] += 0.5
    assert [frame.probe for frame in run.frames()] == [0]
    assert run.frames() == []
    clock[0] += 0.6
    (late,) = run.frames()
    assert (late.probe, late.step) == (1, 1)
    assert run.frames() == []


def test_another_network_is_looked_at_anew():
    run = session(circle())
    ask(run, TILE)
    run.edit(changed(circle(), "nodes.1.config.units", 7))
    settle(run)
    compiled(run)
    ((picture,),) = [frame.parts for frame in run.frames()]
    assert isinstance(picture, Quantised)
    assert picture.bytes.shape == (1, 32, 32)


def test_a_network_in_a_few_characters():
    assert session(circle()).plan.sketch() == "2-4-2-1"
    assert session(cnn()).plan.sketch() == "8×8-4-10"
