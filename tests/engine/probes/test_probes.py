"""What a probe answers is what the network computes."""

import jax
import numpy as np
import pytest

from engine import catalog
from engine.train.plan import make_plan
from tests.engine.probes.asking import SAMPLE, ask, forward, images
from tests.engine.train.runs import changed, circle, compiled, dense, document, session
from tests.engine.train.runs import steps as take


def cnn():
    return images(
        ("conv2d", {"filters": 4, "kernel_size": 3, "padding": "same", "strides": 2,
                    "activation": "relu"}),
        ("max_pooling2d", {"pool_size": 2}),
        ("flatten", {}),
        dense(10, "softmax"),
    )  # fmt: skip


def restored(picture):
    """A picture's numbers, as the page works them out."""
    low, high = (picture.ranges[:, end].reshape(-1, 1, 1) for end in (0, 1))
    return low + picture.bytes / np.float32(255) * (high - low)


def test_every_probe_declares_its_parts_and_words():
    for kind in catalog.probes().values():
        assert kind.parts
        assert kind.label.en
        assert kind.label.de
        assert kind.summary.en != kind.summary.de


def test_the_plane_is_laid_out_as_the_protocol_says():
    run = session(circle())
    take(run, 100)
    ((maps,), (one,)) = ask(
        run,
        {"probe": "plane", "node": "l1", "size": 9, "unit": None},
        {"probe": "plane", "node": "l1", "size": 9, "unit": 2},
    )
    assert maps.bytes.shape == (4, 9, 9)
    corners = np.array([[-6, 6], [6, 6], [-6, -6], [0, 0]], np.float32)
    values = forward(run, corners)["l1"]
    pictures = restored(maps)
    step = (maps.ranges[:, 1] - maps.ranges[:, 0]) / 255
    for (row, column), expected in zip([(0, 0), (0, 8), (8, 0), (4, 4)], values, strict=True):
        assert np.all(np.abs(pictures[:, row, column] - expected) <= step * 0.51 + 1e-6)
    np.testing.assert_array_equal(one.bytes[0], maps.bytes[2])


def test_activations_of_a_vector_are_exact_and_carry_the_target():
    run = session(circle())
    take(run, 10)
    ((values, target), (point, unknown)) = ask(
        run,
        {"probe": "activation", "node": "l3", "sample": SAMPLE},
        {"probe": "activation", "node": "l2", "sample": {"point": [1.5, -2.0]}},
    )
    rows = run.plan.rows
    chosen = rows.training[4]
    expected = forward(run, rows.data.training.inputs[[chosen]])["l3"][0]
    np.testing.assert_allclose(values, expected, rtol=1e-6)
    assert target == [rows.data.training.targets[chosen]]
    expected = forward(run, np.array([[1.5, -2.0]], np.float32))["l2"][0]
    np.testing.assert_allclose(point, expected, rtol=1e-6)
    assert np.isnan(unknown).all()


def test_maps_of_an_image_and_the_drawn_sample():
    run = session(cnn())
    drawn = np.arange(64, dtype=np.float32) % 17
    run.draw(drawn.tolist())
    ((seen, _), (maps, _)) = ask(
        run,
        {"probe": "activation", "node": "in", "sample": {"drawn": True}},
        {"probe": "activation", "node": "l1", "sample": {"drawn": True}},
    )
    inputs = run.plan.rows.scaled(drawn.reshape(1, 8, 8, 1))
    np.testing.assert_allclose(restored(seen)[0], inputs[0, ..., 0], atol=1 / 255)
    expected = np.moveaxis(forward(run, inputs)["l1"][0], -1, 0)
    assert maps.bytes.shape == (4, 4, 4)
    step = (maps.ranges[:, 1] - maps.ranges[:, 0]).max() / 255
    assert np.abs(restored(maps) - expected).max() <= step * 0.51 + 1e-6


def test_small_weights_are_exact_and_large_ones_pictures():
    run = session(images(("flatten", {}), dense(100, "relu"), dense(10, "softmax")))
    ((kernel,), (small,)) = ask(
        run,
        {"probe": "weights", "node": "l2", "weight": "kernel"},
        {"probe": "weights", "node": "l3", "weight": "kernel"},
    )
    assert kernel.bytes.shape == (1, 64, 100)
    assert small.shape == (100, 10)
    standard = run.plan.names.standard["l3"]
    np.testing.assert_array_equal(small, run.tensors["params"][standard]["kernel"])


@pytest.mark.parametrize(("node", "index"), [("l1", [0, 0, 2]), ("l1", [3, 1, 0]), ("l4", [7])])
def test_a_unit_is_worked_out(node, index):
    run = session(cnn())
    take(run, 5)
    ((inputs, weights, bias, total, output),) = ask(
        run, {"probe": "unit", "node": node, "index": index, "sample": SAMPLE}
    )
    assert len(inputs) == len(weights)
    assert np.nansum(inputs * weights) + bias == pytest.approx(total[0], rel=1e-4, abs=1e-5)
    rows = run.plan.rows
    picture = rows.scaled(rows.data.training.inputs[rows.training[[4]]])
    assert output[0] == pytest.approx(forward(run, picture)[node][0][tuple(index)], rel=1e-5)
    if node == "l1":
        assert output[0] == max(total[0], 0)


def test_a_pooled_unit_is_the_largest_of_its_window():
    run = session(cnn())
    ((inputs, weights, _, total, output),) = ask(
        run, {"probe": "unit", "node": "l2", "index": [1, 0, 3], "sample": SAMPLE}
    )
    assert inputs.shape == (4,)
    assert weights.shape == (0,)
    assert np.nanmax(inputs) == output[0] == total[0]


def test_outside_the_image_there_is_no_number():
    run = session(images(
        ("conv2d", {"filters": 2, "kernel_size": 3, "padding": "same"}),
        ("global_average_pooling2d", {}),
        dense(10, "softmax"),
    ))  # fmt: skip
    ((inputs, *_), (pooled, *_)) = ask(
        run,
        {"probe": "unit", "node": "l1", "index": [0, 0, 0], "sample": SAMPLE},
        {"probe": "unit", "node": "l2", "index": [1], "sample": SAMPLE},
    )
    assert np.isnan(inputs).tolist() == [True] * 4 + [False] * 2 + [True] + [False] * 2
    assert pooled.shape == (64,)


def test_pointing_elsewhere_compiles_nothing():
    run = session(cnn())
    first = {"probe": "unit", "node": "l4", "index": [0], "sample": SAMPLE}
    ask(run, first)
    before = run._compiler.compiled
    sample = {"part": "test", "index": 7}
    ask(run, {**first, "index": [9], "sample": sample})
    assert run._compiler.compiled == before


def test_standing_views_go_on_while_others_compile():
    run = session(circle())
    shown = {"probe": "plane", "node": "l3", "size": 11}
    ask(run, shown)
    run.watch([{"probe": "weights", "node": "l2", "weight": "bias"}, shown])
    if run.compiling():
        places = {frame.probe for frame in run.frames()}
        assert places in ({1}, {0, 1})
    compiled(run)
    run.set_weight("l1", "bias", [0], 0.5)
    assert {frame.probe for frame in run.frames()} == {0, 1}


def test_nothing_new_no_frames():
    run = session(circle())
    ask(run, {"probe": "plane", "node": "l3", "size": 11})
    assert run.frames() == []
    take(run, 1)
    assert len(run.frames()) == 1


@pytest.mark.parametrize(
    ("probe", "code"),
    [
        ({"probe": "nothing", "node": "l1"}, "unknown_probe"),
        ({"probe": "plane", "node": "zz", "size": 5}, "no_such_node"),
        ({"probe": "plane", "node": "l1", "size": 100000}, "bad_probe"),
        ({"probe": "plane", "node": "l1", "size": 5, "unit": 4}, "bad_probe"),
        ({"probe": "weights", "node": "l1", "weight": "nope"}, "no_such_weight"),
        ({"probe": "activation", "node": "l1"}, "bad_probe"),
        ({"probe": "activation", "node": "l1", "sample": {"part": "x", "index": 0}}, "bad_probe"),
        (
            {"probe": "activation", "node": "l1", "sample": {"part": "test", "index": 10**6}},
            "no_such_sample",
        ),
        ({"probe": "unit", "node": "l1", "index": [99], "sample": SAMPLE}, "index_outside"),
        ({"probe": "element", "node": "l1", "weight": "bias", "index": "x"}, "bad_probe"),
    ],
)
def test_a_question_that_cannot_be_answered_is_refused_in_two_languages(probe, code):
    problem, fine = session(circle()).watch([probe, {"probe": "plane", "node": "l1", "size": 5}])
    assert fine is None
    assert problem is not None
    assert problem.code == code
    assert problem.message.en != problem.message.de


def test_not_a_number_is_said_in_the_range():
    run = session(document(dense(2), dense(1)))
    for row in range(2):
        for column in range(2):
            run.set_weight("l1", "kernel", [row, column], 3e38)
    ((maps,),) = ask(run, {"probe": "plane", "node": "l1", "size": 5})
    assert np.isnan(maps.ranges).all()
    assert not maps.bytes.any()


def test_the_grid_is_only_for_the_plane():
    problem = session(cnn()).watch([{"probe": "plane", "node": "l4", "size": 5}])[0]
    assert problem is not None
    assert problem.code == "probe_needs_plane"


def test_plans_name_what_they_see():
    plan = make_plan(changed(circle(), "nodes.0.id", "in"), jax.devices("cpu")[0])
    view = plan.view("l1")
    assert (view.inputs, view.output) == (((2,),), (4,))
    assert view.weights == {"kernel": (2, 4), "bias": (4,)}


def test_what_works_in_training_only_shows_a_draw_for_each_step():
    run = session(
        images(("random_flip", {"mode": "horizontal"}), ("flatten", {}), dense(10, "softmax"))
    )
    seen = set()
    for _ in range(12):
        ((whole, label), (picture, target), (flat, _)) = ask(
            run,
            {"probe": "activation", "node": "in", "sample": SAMPLE},
            {"probe": "activation", "node": "l1", "sample": SAMPLE},
            {"probe": "activation", "node": "l2", "sample": SAMPLE},
        )
        image = restored(whole)[0]
        near = {
            name: np.abs(restored(picture)[0] - one).max() < 0.01
            for name, one in (("as it is", image), ("mirrored", image[:, ::-1]))
        }
        assert sum(near.values()) == 1
        seen.add(next(name for name, is_near in near.items() if is_near))
        assert target == label
        np.testing.assert_allclose(flat, image.ravel(), atol=0.01)  # behind it nothing is drawn
        take(run, 1)
    assert seen == {"as it is", "mirrored"}


def test_dropout_shows_which_units_rest_and_the_unit_agrees():
    run = session(document(dense(8, "tanh"), ("dropout", {"rate": 0.5}), dense(1, "tanh")))
    ((whole, _), (left, _), (*_, unit)) = ask(
        run,
        {"probe": "activation", "node": "l1", "sample": SAMPLE},
        {"probe": "activation", "node": "l2", "sample": SAMPLE},
        {"probe": "unit", "node": "l2", "index": [3], "sample": SAMPLE},
    )
    rests = left == 0
    assert 0 < rests.sum() < 8
    np.testing.assert_allclose(left[~rests], 2 * whole[~rests], rtol=1e-6)
    np.testing.assert_allclose(unit, left[3:4], rtol=1e-6)
