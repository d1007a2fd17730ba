"""What goes into one number of a layer with a window, and where a moved number came from."""

import numpy as np
import pytest

from tests.engine.probes.asking import SAMPLE, ask, forward, images
from tests.engine.train.runs import dense, session


def worked_out(index, *layers):
    """The last of the layers at a place: the working, every node's values, the input's name."""
    run = session(images(*layers, ("flatten", {}), dense(10, "softmax")))
    node = f"l{len(layers)}"
    (parts,) = ask(run, {"probe": "unit", "node": node, "index": index, "sample": SAMPLE})
    rows = run.plan.rows
    picture = rows.scaled(rows.data.training.inputs[rows.training[[4]]])
    values = forward(run, picture)
    before = values[f"l{len(layers) - 1}" if len(layers) > 1 else "in"][0]
    return parts, before, values[node][0][tuple(index)]


SEQUENCE = ("reshape", {"target_shape": [8, 8]})


@pytest.mark.parametrize(
    ("index", "layers", "terms"),
    [
        ([0, 1], [SEQUENCE, ("conv1d", {"filters": 3, "padding": "causal"})], 24),
        ([3, 0], [SEQUENCE, ("conv1d", {"filters": 2, "groups": 2, "kernel_size": 2})], 8),
        ([2, 1, 5], [("conv2d", {"filters": 3}),
                     ("depthwise_conv2d", {"depth_multiplier": 2, "kernel_size": 2})], 4),
    ],
    ids=["causal", "groups", "depthwise"],
)  # fmt: skip
def test_the_terms_of_a_window_add_up(index, layers, terms):
    (inputs, weights, bias, total, output), _, value = worked_out(index, *layers)
    assert len(inputs) == len(weights) == terms
    assert np.nansum(inputs * weights) + bias == pytest.approx(total[0], rel=1e-4, abs=1e-5)
    assert output[0] == pytest.approx(value, rel=1e-5, abs=1e-6)


def test_what_a_causal_window_has_not_seen_is_no_number():
    (inputs, *_), _, _ = worked_out([1, 0], SEQUENCE, ("conv1d", {"padding": "causal"}))
    assert np.isnan(inputs).tolist() == [True] * 8 + [False] * 16


def test_a_pooled_step_is_the_largest_of_its_window():
    parts, before, value = worked_out([2, 5], SEQUENCE, ("max_pooling1d", {}))
    np.testing.assert_allclose(parts[0], before[4:6, 5])
    assert parts[0].max() == parts[4][0] == value


@pytest.mark.parametrize(
    ("index", "layer"),
    [
        ([5, 2, 0], ("permute", {"dims": [2, 1, 3]})),
        ([5, 11, 0], ("up_sampling2d", {"size": [1, 2]})),
        ([3, 4, 0], ("zero_padding2d", {"padding": [1, 2]})),
        ([1, 1, 0], ("cropping2d", {"cropping": [2, 3]})),
        ([3, 8], ("reshape", {"target_shape": [4, 16]})),
    ],
    ids=lambda value: value[0] if isinstance(value, tuple) else "",
)
def test_a_moved_number_is_the_one_that_came_in(index, layer):
    (inputs, weights, *_, output), _, value = worked_out(index, layer)
    assert weights.shape == (0,)
    assert inputs.tolist() == [output[0]] == [pytest.approx(value)]


def test_a_new_border_comes_from_nowhere():
    (inputs, *_, output), _, _ = worked_out([0, 3, 0], ("zero_padding2d", {}))
    assert np.isnan(inputs).tolist() == [True]
    assert output[0] == 0


@pytest.mark.parametrize(
    ("index", "layer"),
    [
        ([4, 3, 1], ("conv2d_transpose", {"filters": 2})),
        ([1, 3, 1], ("separable_conv2d", {"filters": 2})),
        ([1, 3, 0], ("up_sampling2d", {"interpolation": "bilinear"})),
    ],
    ids=lambda value: value[0] if isinstance(value, tuple) else "",
)
def test_where_no_single_window_does_it_only_the_output_is_told(index, layer):
    (inputs, weights, *_, output), _, value = worked_out(index, layer)
    assert inputs.shape == weights.shape == (0,)
    assert output[0] == pytest.approx(value, rel=1e-5, abs=1e-6)


def test_where_chance_moves_a_picture_only_the_output_is_told():
    (inputs, weights, *_, output), before, _ = worked_out(
        [1, 0, 0], ("random_crop", {"height": 4, "width": 5})
    )
    assert inputs.shape == weights.shape == (0,)
    assert output[0] in before[..., 0]


@pytest.mark.parametrize(
    ("layer", "given"),
    [
        (("layer_normalization", {}), lambda x: x[2, 3]),
        (("layer_normalization", {"axis": 1}), lambda x: x[:, 3, 4]),
        (("rms_normalization", {}), lambda x: x[2, 3]),
        (("group_normalization", {"groups": 3}), lambda x: x[:, :, 4:6].ravel()),
        (("group_normalization", {"groups": -1}), lambda x: x[:, :, 4].ravel()),
        (("batch_normalization", {}), lambda x: x[2, 3, 4:5]),
    ],
    ids=lambda value: str(value) if isinstance(value, tuple) else "",
)
def test_a_normalized_number_was_compared_with_these(layer, given):
    (inputs, *_), before, value = worked_out([2, 3, 4], ("conv2d", {"filters": 6}), layer)
    np.testing.assert_allclose(inputs, given(before), rtol=1e-5, atol=1e-6)
    assert np.isfinite(value)


def test_a_dot_product_shows_both_of_its_vectors():
    source = images(("flatten", {}), dense(3), dense(3), ("dot", {}), dense(10, "softmax"))
    source["edges"] = [
        ["in", "l1"],
        ["l1", "l2"],
        ["l1", "l3"],
        ["l2", "l4"],
        ["l3", "l4"],
        ["l4", "l5"],
    ]
    run = session(source)
    (parts,) = ask(run, {"probe": "unit", "node": "l4", "index": [0], "sample": SAMPLE})
    first, second = parts[0][:3], parts[0][3:]
    assert first @ second == pytest.approx(parts[4][0], rel=1e-4, abs=1e-5)
    assert not np.allclose(first, second)
