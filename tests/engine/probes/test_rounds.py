"""Answers that take rounds: layouts that keep neighbors, and inputs that climb."""

import itertools
import time

import jax
import jax.numpy as jnp
import numpy as np
import pytest
from scipy.optimize import curve_fit
from scipy.signal import correlate
from sklearn.decomposition import PCA
from sklearn.manifold import trustworthiness

from engine.probes import _tsne, _umap
from tests.engine.probes.asking import ask, forward, images
from tests.engine.train.runs import circle, compiled, dense, document, session, settle
from tests.engine.train.runs import steps as take

ROWS = 300
SAMPLE = {"part": "training", "index": 3}
CLIMB = {
    "probe": "activation_maximization",
    "start": "noise",
    "sample": SAMPLE,
    "size": 100,
    "roughness": 200,
    "step": 50,
}
ASKED = itertools.count()


def answered(run, question):
    """Every frame of an answer that takes rounds, from the first to the last; a question that was
    answered before is asked anew."""
    assert run.watch([{**question, "again": next(ASKED)}]) == [None]
    compiled(run)
    frames, until = [], time.monotonic() + 60
    while run.going or not frames:
        assert time.monotonic() < until
        frames += run.frames()
    return frames


@pytest.fixture(scope="module")
def digits():
    """A convolution that has learned a little of the 8x8 digits."""
    convolution = {"filters": 3, "kernel_size": 3, "activation": "relu"}
    run = session(
        images(("conv2d", convolution), ("flatten", {}), dense(10, "softmax"), optimizer="adam")
    )
    take(run, 40)
    return run


@pytest.mark.parametrize("method", ["tsne", "umap"])
def test_a_layout_keeps_neighbors_far_better_than_principal_components(digits, method):
    question = {"probe": "layout", "node": "in", "part": "validation", "count": ROWS}
    question = {**question, "method": method, "dimensions": 2}
    frames = answered(digits, question)
    places, told, targets, which = frames[-1].parts
    examples, numbers = digits.plan.rows.part("validation")
    rows = numbers[which.astype(int)]
    values = digits.plan.rows.scaled(examples.inputs[rows]).reshape(ROWS, -1)
    np.testing.assert_array_equal(targets, examples.targets[rows])
    assert (places[:, 2] == 0).all()
    kept = trustworthiness(values, places[:, :2], n_neighbors=10)
    flat = trustworthiness(values, PCA(2).fit_transform(values), n_neighbors=10)
    mixed = np.random.default_rng(0).permutation(places[:, :2])
    assert kept > 0.95
    assert kept > flat + 0.1
    assert trustworthiness(values, mixed, n_neighbors=10) < 0.6
    done = [frame.parts[1][0] for frame in frames]
    assert done == sorted(done)
    assert done[0] == 0
    assert done[-1] == told[1] == 500
    losses = [frame.parts[1][2] for frame in frames]
    assert losses[-1] < 0.9 * losses[0]
    again = answered(digits, question)
    np.testing.assert_array_equal(again[-1].parts[0], places)


def test_a_layout_in_space_of_fewer_rows_than_asked_for(digits):
    first = len(digits.plan.rows.training) - 20
    question = {"probe": "layout", "node": "l3", "part": "training", "first": first, "count": 30}
    frames = answered(digits, {**question, "method": "tsne", "dimensions": 3})
    places, _, _, which = frames[-1].parts
    assert (which[20:] == -1).all()
    assert (places[20:] == 0).all()
    assert (np.abs(places[:20]).max(axis=0) > 0.1).all()


@pytest.mark.parametrize("method", [_tsne, _umap], ids=["tsne", "umap"])
def test_rounds_go_down_the_slope_of_what_is_told(method):
    random = np.random.default_rng(1)
    values = random.normal(size=(40, 6))
    places = np.indices((8, 5)).reshape(2, -1).T + random.uniform(-0.3, 0.3, size=(40, 2))
    present = jnp.ones(40).at[35:].set(0)
    layout = jax.jit(method.begin)(jnp.float32(values), present, jnp.float32(places))
    layout = layout._replace(places=jnp.float32(places) * present[:, None])

    def told(at):
        return method.loss(layout._replace(places=at), present)

    slope = jax.jit(jax.grad(told))(layout.places)

    rows = 35 if method is _umap else 1
    np.testing.assert_allclose(
        jax.jit(method.slopes)(layout, present), rows * slope, rtol=0.02, atol=2e-3
    )


def test_neighborhoods_are_as_wide_as_the_papers_say():
    values = np.random.default_rng(2).normal(size=(120, 5)).astype(np.float32)
    apart = np.square(values[:, None] - values).sum(axis=-1)
    given = np.asarray(jax.jit(_tsne.neighborhoods)(jnp.asarray(values), jnp.ones(120)))
    np.testing.assert_allclose(given.sum(), 1, rtol=1e-4)
    np.testing.assert_allclose(given, given.T, rtol=1e-5)
    # scikit-learn's own search for the widths, in double precision.
    from scipy.spatial.distance import squareform
    from sklearn.manifold._t_sne import _joint_probabilities  # pyright: ignore

    wanted = squareform(_joint_probabilities(apart, _tsne.PERPLEXITY, 0))
    np.testing.assert_allclose(given, wanted, rtol=0.02, atol=1e-7)

    alike = np.asarray(jax.jit(_umap.neighborhoods)(jnp.asarray(values), jnp.ones(120)))
    np.testing.assert_allclose(alike, alike.T, atol=1e-6)
    away = np.sqrt(apart)
    for row in range(3):
        near = np.sort(away[row])[1 : _umap.NEIGHBORS + 1]

        def total(width, near=near):
            return np.exp(-(near - near[0]) / width).sum()

        low, high = 1e-3, 1e3
        for _ in range(60):
            middle = np.sqrt(low * high)
            low, high = (low, middle) if total(middle) > np.log2(15) else (middle, high)
        nearest = np.argsort(away[row])[1]
        np.testing.assert_allclose(alike[row, nearest], 1, atol=1e-5)
        assert total(low) == pytest.approx(np.log2(15))
        # Of two that hold each other near, each counts what the other leaves open.
        assert (
            alike[row][np.argsort(away[row])[1:16]] >= np.exp(-(near - near[0]) / low) - 1e-3
        ).all()


def test_the_curve_of_umap_is_the_one_of_its_paper():
    at = np.linspace(0, 3, 300)
    wanted = np.where(at < 0.1, 1.0, np.exp(-(at - 0.1)))
    (a, b), _ = curve_fit(lambda d, a, b: 1 / (1 + a * d ** (2 * b)), at, wanted)
    assert (pytest.approx(a, rel=2e-3), pytest.approx(b, rel=2e-3)) == (_umap.A, _umap.B)


def sums(run, given, node):
    """Sums of a convolution's maps or of the output for one picture, in NumPy and SciPy alone."""
    names, params = run.plan.names.standard, run.tensors["params"]
    kernel, bias = (
        np.asarray(params[names["l1"]][name], np.float64) for name in ("kernel", "bias")
    )
    given = given.astype(np.float64)  # SciPy warns of what stood in memory where it has to cast
    maps = [
        sum(correlate(given[:, :, channel], kernel[:, :, channel, unit], "valid")
            for channel in range(given.shape[2])) + bias[unit]
        for unit in range(kernel.shape[3])
    ]  # fmt: skip
    if node == "l1":
        return [np.sqrt(np.square(np.maximum(one - one.mean(), 0)).mean()) for one in maps]
    flat = np.maximum(np.stack(maps, axis=-1), 0).ravel()
    last = params[names["l3"]]
    return flat @ np.asarray(last["kernel"], np.float64) + np.asarray(last["bias"], np.float64)


@pytest.mark.parametrize(("node", "unit"), [("l3", 4), ("l1", 1)])
@pytest.mark.parametrize("start", ["noise", "sample"])
def test_the_climb_is_along_the_gradient_and_its_curve_is_true(digits, node, unit, start):
    frames = answered(digits, {**CLIMB, "node": node, "unit": unit, "start": start})
    first, second, last = (frames[at].parts for at in (0, 1, -1))
    assert [part[3][0] for part in (first, second, last)] == [0, 1, 200]
    if start == "sample":
        np.testing.assert_array_equal(first[0], digits.plan.rows.sample(SAMPLE, None)[0])
    for given, curve, said, told in (first, second, last):
        done = int(told[0])
        assert curve[done] == pytest.approx(sums(digits, given, node)[unit], rel=1e-3, abs=1e-3)
        np.testing.assert_allclose(said, forward(digits, given[None])["l3"][0], atol=1e-5)
        assert np.isnan(curve[done + 1 :]).all()
        assert told[2] == pytest.approx(np.square(given).mean(), rel=1e-4)
        assert told[3] == pytest.approx(roughness(given), rel=1e-3)
    curve = last[1]
    assert curve[-1] > 1.3 * curve[0] + 0.01
    assert curve[100] > curve[0] + 0.8 * (curve[-1] - curve[0])
    assert last[0].min() >= 0
    assert last[0].max() <= 1

    rising = slope_of(lambda given: sums(digits, given, node)[unit], first[0])
    scale = rising.size * np.sqrt(np.square(rising).mean())
    assert first[3][4] == last[3][4] == pytest.approx(scale, rel=2e-3)
    slope = rising - scale * slope_of(held, first[0])
    step = np.clip(first[0] + 0.05 * slope / np.sqrt(np.square(slope).mean()), 0, 1)
    np.testing.assert_allclose(second[0], step, atol=2e-3)


def slope_of(function, given):
    """Its gradient by differences."""
    given = given.astype(np.float64)
    slope = np.zeros_like(given)
    for place in np.ndindex(slope.shape):
        nudge = np.zeros_like(slope)
        nudge[place] = 1e-4
        slope[place] = (function(given + nudge) - function(given - nudge)) / 2e-4
    return slope


def held(given):
    return 0.1 * np.square(given).mean() + 0.2 * roughness(given)


def roughness(given):
    return sum(np.sqrt(np.square(np.diff(given, axis=axis)) + 1e-6).mean() for axis in (0, 1))


@pytest.mark.parametrize(
    "source", [circle(), document(dense(5, "tanh"), dense(3, "softmax"), data={"dataset": "iris"},
                                  loss="sparse_categorical_crossentropy")],
    ids=["points", "table"],
)  # fmt: skip
def test_few_numbers_climb_as_well_and_rounds_do_not_disturb_training(source):
    run = session(source)
    take(run, 20)
    frames = answered(run, {**CLIMB, "size": 0, "node": "l1", "unit": 2})
    given, curve, _, told = frames[-1].parts
    name = run.plan.names.standard["l1"]
    weights = {key: np.asarray(value) for key, value in run.tensors["params"][name].items()}
    assert curve[-1] == pytest.approx(
        given @ weights["kernel"][:, 2] + weights["bias"][2], rel=1e-4
    )
    assert curve[-1] > curve[0]
    assert told[3] == 0
    # The answer is about the moment it was asked in, whatever is trained meanwhile.
    (frame,) = run.frames() or frames[-1:]
    assert frame.step == 20
    assert run.watch([{**CLIMB, "node": "l1", "unit": 1}]) == [None]
    assert run.compiling() is None, "pointing at another unit compiles nothing"
    run.frames()
    take(run, 5)
    while run.going:
        frames = run.frames() or frames
    assert frames[-1].step == 20
    changed = frames[-1].parts[0] @ weights["kernel"][:, 1] + weights["bias"][1]
    assert frames[-1].parts[1][-1] == pytest.approx(changed, rel=1e-4)
    settle(run)


def test_a_list_sent_anew_begins_nothing_anew_and_what_is_not_asked_stops(digits):
    question = {**CLIMB, "node": "l3", "unit": 7}
    assert digits.watch([question]) == [None]
    compiled(digits)
    while not (found := digits.frames()) or found[0].parts[3][0] < 3:
        pass
    done = found[0].parts[3][0]
    assert digits.going
    plain = {"probe": "activation", "node": "l3", "sample": SAMPLE}
    assert digits.watch([plain, question]) == [None, None]
    compiled(digits)
    more = {frame.probe: frame.parts for frame in digits.frames()}
    assert more[1][3][0] > done
    ask(digits, plain)
    assert not digits.going
    assert answered(digits, question)[0].parts[3][0] == 0


def test_words_are_refused_with_the_reason_and_bad_questions_too(digits):
    layers = (("embedding", {"input_dim": 60, "output_dim": 4}), ("gru", {"units": 5}), dense(1))
    run = session(document(*layers, data={"dataset": "names"}, loss="mean_squared_error"))
    (problem,) = run.watch([{**CLIMB, "node": "l3", "unit": 0}])
    assert problem is not None
    assert problem.code == "no_picture_of_words"
    for bad in ({"unit": 10}, {"start": "nothing"}, {"step": -1}):
        (problem,) = digits.watch([{**CLIMB, "node": "l3", "unit": 1, **bad}])
        assert problem is not None
        assert problem.code == "bad_probe"
    (problem,) = digits.watch(
        [{"probe": "layout", "node": "l1", "part": "test", "count": 9, "method": "pca"}]
    )
    assert problem is not None
    assert problem.code == "bad_probe"
