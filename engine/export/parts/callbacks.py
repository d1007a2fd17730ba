# pyright: basic
"""What watches over a training epoch by epoch and steps in."""

import copy


class EarlyStopping:
    """Ends the training when a figure is no better for ``patience`` epochs."""

    def __init__(
        self,
        monitor="val_loss",
        patience=0,
        restore_best_weights=False,
        min_delta=0.0,
        higher=False,
        baseline=None,
        start_from_epoch=0,
    ):
        self.monitor, self.patience, self.min_delta = monitor, patience, min_delta
        self.restore_best_weights, self.higher = restore_best_weights, higher
        self.baseline, self.start_from_epoch = baseline, start_from_epoch
        self.best, self.wait, self.best_weights = None, 0, None

    def ends(self, epoch, figures, weights):
        """Whether to stop behind this epoch, counted from 0."""
        if epoch < self.start_from_epoch:
            return False
        value, self.wait = figures[self.monitor], self.wait + 1
        if is_better(value, self.best, self.min_delta, self.higher):
            self.best = value
            if self.restore_best_weights:
                self.best_weights = copy.deepcopy(weights)
            if self.baseline is None or is_better(
                value, self.baseline, self.min_delta, self.higher
            ):
                self.wait = 0
            return False
        return self.wait >= self.patience and epoch > 0


class ReduceLROnPlateau:
    """Lowers the learning rate when a figure is no better for ``patience`` epochs."""

    def __init__(
        self,
        monitor="val_loss",
        factor=0.1,
        patience=10,
        min_delta=1e-4,
        higher=False,
        cooldown=0,
        min_lr=0.0,
    ):
        self.monitor, self.factor, self.patience = monitor, factor, patience
        self.min_delta, self.higher, self.cooldown = min_delta, higher, cooldown
        self.min_lr, self.best, self.wait, self.rest = min_lr, None, 0, 0

    def lowered(self, figures, rate):
        """The learning rate from now on."""
        value = figures[self.monitor]
        if self.rest > 0:
            self.rest, self.wait = self.rest - 1, 0
        if is_better(value, self.best, self.min_delta, self.higher):
            self.best, self.wait = value, 0
        elif self.rest <= 0:
            self.wait += 1
            if self.wait >= self.patience and rate > self.min_lr:
                self.rest, self.wait = self.cooldown, 0
                return max(rate * self.factor, self.min_lr)
        return rate


def is_better(value, than, min_delta, higher):
    """Whether a value is better than another by at least ``min_delta``; the first always is."""
    if than is None:
        return True
    return value - min_delta > than if higher else value + min_delta < than
