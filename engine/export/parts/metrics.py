# pyright: basic
"""Figures for people in NumPy: targets and outputs [rows, n], classes as ones in their column and
outputs as probabilities where a metric asks about classes."""

import numpy as np


def accuracy(target, output):
    """The share of rows whose class is right; a single output splits at one half."""
    if output.shape[-1] > 1:
        return float(np.mean(output.argmax(-1) == target.argmax(-1)))
    return float(np.mean((output > 0.5) == (target > 0.5)))


def top_k_categorical_accuracy(target, output, k=5):
    """The share of rows whose class is among the k largest outputs."""
    right = np.sum(target * output, axis=-1, keepdims=True)
    return float(np.mean(np.sum(output > right, axis=-1) < k))


def precision(target, output, thresholds=0.5, class_id=None):
    """The share of the yeses that are right; 0 without any."""
    target, output = of_class(target, output, class_id)
    said = output > thresholds
    return float(share(np.sum(target * said), np.sum(said)))


def recall(target, output, thresholds=0.5, class_id=None):
    """The share of the true cases that are found; 0 without any."""
    target, output = of_class(target, output, class_id)
    return float(share(np.sum(target * (output > thresholds)), np.sum(target)))


def of_class(target, output, class_id):
    """The columns of one class, or all."""
    if class_id is None:
        return target, output
    return target[:, [class_id]], output[:, [class_id]]


def share(part, whole):
    """Shares place by place; 0 of nothing."""
    part, whole = np.asarray(part, float), np.asarray(whole, float)
    return np.divide(part, whole, out=np.zeros_like(part), where=whole != 0)


def f1_score(target, output, average="macro", threshold=None):
    """One figure for precision and recall, the classes averaged."""
    right, said, true = f1_counts(target, output, threshold)
    if average == "micro":
        right, said, true = right.sum(), said.sum(), true.sum()
    by_class = share(2 * right, said + true)
    if average == "weighted":
        return float(by_class @ (true / max(true.sum(), 1e-7)))
    return float(by_class.mean())


def f1_score_by_class(target, output, threshold=None):
    """One figure for precision and recall of each class."""
    right, said, true = f1_counts(target, output, threshold)
    return share(2 * right, said + true).tolist()


def f1_counts(target, output, threshold):
    """Right yeses, all yeses and true cases by class; without a threshold the largest says yes."""
    if threshold is None and output.shape[-1] > 1:
        said = (output >= output.max(-1, keepdims=True)) & (np.abs(output) > 1e-9)
    else:
        said = output > (0.5 if threshold is None else threshold)
    return (target * said).sum(0), said.sum(0), target.sum(0)


def confusion_matrix(target, output):
    """How often each true class (row) is taken for each class (column)."""
    if output.shape[-1] == 1:
        target, output = (np.concatenate([1 - p, p], axis=1) for p in (target, output))
    found = np.zeros((output.shape[-1],) * 2, int)
    np.add.at(found, (target.argmax(-1), output.argmax(-1)), 1)
    return found.tolist()


def auc(target, output, num_thresholds=200, curve="ROC"):
    """The area under the ROC or the precision-recall curve."""
    right, wrong = positives(target, output, num_thresholds)
    if curve == "ROC":
        high, along = share(right, right[0] + 0 * right), share(wrong, wrong[0] + 0 * wrong)
        return float(np.sum((along[:-1] - along[1:]) * (high[:-1] + high[1:]) / 2))
    said = right + wrong
    more_right, more = right[:-1] - right[1:], said[:-1] - said[1:]
    slope = share(more_right, np.maximum(more, 0))
    start = right[1:] - slope * said[1:]
    both = (said[:-1] > 0) & (said[1:] > 0)
    growth = np.where(both, share(said[:-1], said[1:]), 1.0)
    gained = slope * (more_right + start * np.log(np.where(growth > 0, growth, 1.0)))
    return float(np.sum(share(gained, right[0] + 0 * gained)))


def roc_curve(target, output, num_thresholds=200):
    """[false positive rate, true positive rate, threshold] for each threshold."""
    right, wrong = positives(target, output, num_thresholds)
    return points(share(wrong, wrong[0] + 0 * wrong), share(right, right[0] + 0 * right))


def precision_recall_curve(target, output, num_thresholds=200):
    """[recall, precision, threshold] for each threshold."""
    right, wrong = positives(target, output, num_thresholds)
    return points(share(right, right[0] + 0 * right), share(right, right + wrong))


def positives(target, output, count):
    """How many outputs are rightly and wrongly called yes at each threshold from 0 to 1."""
    level = np.maximum(np.ceil(np.clip(output, 0, 1) * np.float32(count - 1)) - 1, 0).astype(int)
    right, wrong = np.zeros(count), np.zeros(count)
    np.add.at(right, level, target)
    np.add.at(wrong, level, 1 - target)
    return right[::-1].cumsum()[::-1], wrong[::-1].cumsum()[::-1]


def points(x, y):
    """A curve as lists."""
    return np.stack([x, y, np.linspace(0, 1, len(x))], axis=1).tolist()


def mean_absolute_error_metric(target, output):
    """How far outputs are from their targets on average."""
    return float(np.mean(np.abs(output - target)))


def mean_squared_error_metric(target, output):
    """The mean square of the deviations."""
    return float(np.mean((output - target) ** 2))


def root_mean_squared_error(target, output):
    """A typical deviation, in the target's own units."""
    return float(np.sqrt(np.mean((output - target) ** 2)))


def r2_score(target, output, class_aggregation="uniform_average"):
    """The share of the targets' variance that the outputs explain."""
    spread, gap = target.astype(float).var(0), np.mean((target - output) ** 2, axis=0)
    known = 1 - np.divide(gap, spread, out=np.ones_like(spread), where=spread > 0)
    if class_aggregation == "variance_weighted_average":
        return float(share(spread @ known, spread.sum()))
    return float(known.mean())


def cosine_similarity_metric(target, output):
    """The cosine of the angle between output and target."""
    lengths = [np.sqrt(np.sum(part**2, axis=-1)) for part in (target, output)]
    cosines = np.sum(target * output, axis=-1) / np.maximum(lengths[0] * lengths[1], 1e-7)
    return float(np.mean(cosines))
