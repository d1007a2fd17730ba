"""Every metric tells, over several batches, what Keras 3's metric of that name tells."""

from typing import Any

import jax
import jax.numpy as jnp
import keras
import numpy as np
import pytest

from engine import catalog
from engine.contracts import Chosen
from engine.errors import LearnerError
from engine.graph.fields import filled
from engine.learning._figures import figures

BATCHES, ROWS, CLASSES = 3, 25, 4
M: Any = keras.metrics
ALL_FORMS = ("classes", "one_hot", "zero_one", "signs", "values")


def rows(form) -> tuple[Any, Any]:
    """Targets as they are written and outputs, all batches in one."""
    rng = np.random.default_rng(3)
    count = BATCHES * ROWS
    numbers = rng.integers(0, CLASSES, count).astype(np.int32)
    shares = rng.dirichlet(np.ones(CLASSES), count).astype(np.float32)
    truth = rng.integers(0, 2, (count, 1)).astype(np.float32)
    chance = rng.uniform(size=(count, 1)).astype(np.float32)
    return {
        "classes": (numbers, shares),
        "one_hot": (np.eye(CLASSES, dtype=np.float32)[numbers], shares),
        "zero_one": (truth, chance),
        "signs": (2 * truth - 1, 2 * chance - 1),
        "values": tuple(rng.normal(size=(2, count, 3)).astype(np.float32)),
    }[form]


def ours(name, form, config):
    """What a metric tells of the batches as scoring adds them up."""
    kind = catalog.metrics()[name]
    full, problems = filled(kind.fields, config)
    assert not problems
    target, output = rows(form)
    chosen = Chosen(name, tuple(sorted(full.items())))
    shapes = [jax.ShapeDtypeStruct((2, *part.shape[1:]), part.dtype) for part in (target, output)]
    told, tables = figures([chosen], form, *shapes)
    measures = tables if kind.table else told
    part = measures.figures
    sums = np.zeros(part.width)
    for start in range(0, len(output), ROWS):
        here = slice(start, start + ROWS)
        found = measures.measure(jnp.asarray(target[here]), jnp.asarray(output[here]))
        assert found.shape == (ROWS, part.width)
        sums += np.asarray(jnp.sum(found, axis=0), np.float64)
    return part.told(sums if kind.table else sums / len(output))[name]


def theirs(metric, form, *, one_hot=False):
    """What Keras's metric tells; outputs from -1 to 1 are shown to it as from 0 to 1."""
    target, output = rows(form)
    if form == "classes" and one_hot:
        target = np.eye(CLASSES, dtype=np.float32)[target]
    if form == "signs" and one_hot:
        target, output = (target + 1) / 2, (output + 1) / 2
    with jax.numpy_dtype_promotion("standard"):
        for start in range(0, len(output), ROWS):
            metric.update_state(target[start : start + ROWS], output[start : start + ROWS])
        return np.asarray(metric.result())


BINARY = ("zero_one", "signs", "one_hot", "classes")
CASES = [
    *[("precision", form, {}, lambda: M.Precision()) for form in BINARY],
    *[("recall", form, {}, lambda: M.Recall()) for form in BINARY],
    ("precision", "one_hot", {"class_id": 2, "thresholds": 0.3},
     lambda: M.Precision(thresholds=0.3, class_id=2)),
    ("recall", "classes", {"class_id": 0, "thresholds": 0.2},
     lambda: M.Recall(thresholds=0.2, class_id=0)),
    *[("auc", form, {}, lambda: M.AUC()) for form in BINARY],
    *[("auc", form, {"curve": "PR", "num_thresholds": 50},
       lambda: M.AUC(num_thresholds=50, curve="PR")) for form in BINARY],
    *[("f1_score", "classes", {"average": average}, lambda average=average: M.F1Score(average))
      for average in ("micro", "macro", "weighted")],
    ("f1_score", "one_hot", {"threshold": 0.3}, lambda: M.F1Score("macro", threshold=0.3)),
    ("f1_score", "zero_one", {}, lambda: M.F1Score("macro", threshold=0.5)),
    ("f1_score_by_class", "one_hot", {}, lambda: M.F1Score()),
    ("f1_score_by_class", "classes", {"threshold": 0.3}, lambda: M.F1Score(threshold=0.3)),
    *[("mean_absolute_error", form, {}, lambda: M.MeanAbsoluteError()) for form in ALL_FORMS[1:]],
    ("mean_squared_error", "values", {}, lambda: M.MeanSquaredError()),
    ("root_mean_squared_error", "values", {}, lambda: M.RootMeanSquaredError()),
    ("r2_score", "values", {}, lambda: M.R2Score()),
    ("r2_score", "one_hot", {"class_aggregation": "variance_weighted_average"},
     lambda: M.R2Score("variance_weighted_average")),
    ("cosine_similarity", "values", {}, lambda: M.CosineSimilarity()),
    ("top_k_categorical_accuracy", "one_hot", {"k": 2}, lambda: M.TopKCategoricalAccuracy(2)),
    ("accuracy", "one_hot", {}, lambda: M.CategoricalAccuracy()),
    ("accuracy", "zero_one", {}, lambda: M.BinaryAccuracy()),
    ("accuracy", "signs", {}, lambda: M.BinaryAccuracy()),
]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "form", "config", "make"),
    [pytest.param(*case, id=f"{case[0]}-{case[1]}-{place}") for place, case in enumerate(CASES)],
)
def test_a_metric_tells_what_keras_tells(name, form, config, make):
    asks_yes_or_no = name not in ("mean_absolute_error", "r2_score", "mean_squared_error")
    found = np.asarray(ours(name, form, config))
    expected = theirs(make(), form, one_hot=asks_yes_or_no)
    np.testing.assert_allclose(found, expected, rtol=1e-5, atol=1e-5)


@pytest.mark.parametrize(
    ("name", "config", "metric"),
    [
        ("accuracy", {}, M.SparseCategoricalAccuracy()),
        ("top_k_categorical_accuracy", {"k": 2}, M.SparseTopKCategoricalAccuracy(2)),
    ],
)
def test_class_numbers_are_read_as_keras_s_sparse_metrics_read_them(name, config, metric):
    np.testing.assert_allclose(ours(name, "classes", config), theirs(metric, "classes"), rtol=1e-6)


def test_every_metric_is_compared():
    curves = {"roc_curve", "precision_recall_curve", "confusion_matrix"}  # below
    assert {case[0] for case in CASES} | curves == set(catalog.metrics())


@pytest.mark.parametrize("form", BINARY)
def test_curves_run_through_keras_s_points(form):
    auc = M.AUC()
    theirs(auc, form, one_hot=True)
    tp, fp, tn, fn = (
        np.asarray(part)
        for part in (auc.true_positives, auc.false_positives, auc.true_negatives,
                     auc.false_negatives)
    )  # fmt: skip
    said = tp + fp
    precision = np.divide(tp, said, out=np.zeros_like(tp), where=said > 0)
    roc, curve = (np.asarray(ours(name, form, {})) for name in
                  ("roc_curve", "precision_recall_curve"))  # fmt: skip
    np.testing.assert_allclose(roc[:, :2], np.stack([fp / (fp + tn), tp / (tp + fn)], 1), atol=1e-6)
    np.testing.assert_allclose(curve[:, :2], np.stack([tp / (tp + fn), precision], 1), atol=1e-6)
    np.testing.assert_allclose(roc[1:-1, 2], auc.thresholds[1:-1], atol=1e-6)


@pytest.mark.parametrize("form", BINARY)
def test_a_confusion_matrix_counts(form):
    target, output = rows(form)
    if form in ("classes", "one_hot"):
        true = target if form == "classes" else target.argmax(1)
        said, classes = output.argmax(1), CLASSES
    else:
        split = 0.5 if form == "zero_one" else 0.0
        true, said = (target[:, 0] > split).astype(int), (output[:, 0] > split).astype(int)
        classes = 2
    expected = np.zeros((classes, classes), int)
    np.add.at(expected, (true, said), 1)
    assert ours("confusion_matrix", form, {}) == expected.tolist()


@pytest.mark.parametrize("name", ["precision", "recall", "f1_score", "auc"])
def test_nothing_found_is_zero_and_not_an_error(name):
    kind = catalog.metrics()[name]
    config, _ = filled(kind.fields, {})
    target, output = jnp.zeros((3, 1)), jnp.zeros((3, 1))
    means = np.asarray(kind.apply(target, output, "zero_one", config)).mean(axis=0)
    assert kind.finish(means, config) == 0


def test_a_metric_refuses_a_class_that_is_not_there():
    with pytest.raises(LearnerError, match="class 7"):
        ours("precision", "one_hot", {"class_id": 7})
