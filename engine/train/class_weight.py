"""How much the rows of each class weigh in training."""

import numpy as np

from engine.contracts import FloatArray
from engine.graph.spec import ClassWeight
from engine.train.rows import Rows


def class_weights(given: ClassWeight, rows: Rows) -> dict[str, FloatArray]:
    """``{"classes": float32 [classes]}`` for compiled code, empty without weights.

    Balanced classes weigh rows / (classes * rows of the class), so that each counts the same in
    sum; classes without rows, and those that a document leaves out, weigh 1.
    """
    if given is None:
        return {}
    weights = np.ones(len(rows.data.classes), np.float32)
    if given == "balanced":
        labels = rows.data.training.targets[rows.training]
        counts = np.bincount(labels, minlength=len(weights))
        there = counts > 0
        weights[there] = len(labels) / (len(weights) * counts[there])
    else:
        for number, weight in given:
            weights[number] = weight
    return {"classes": weights}
