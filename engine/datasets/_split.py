"""Divides small collections into training and test rows, the same way on every machine."""

import numpy as np

from engine.contracts import AnyArray

TEST_SHARE = 0.2
SPLIT_SEED = 0  # fixed, so that everybody is tested on the same rows


def split(inputs: AnyArray, classes: AnyArray) -> tuple[AnyArray, AnyArray]:
    """Row numbers of the training and the test part, both mixed.

    A fifth of every class is for testing. Rows that occur twice stay together: a test on a row
    that was learned by heart would prove nothing.
    """
    flat = inputs.reshape(len(inputs), -1)
    _, first, group = np.unique(flat, axis=0, return_index=True, return_inverse=True)
    return split_groups(group.reshape(-1), first, classes)


def split_groups(group: AnyArray, first: AnyArray, classes: AnyArray) -> tuple[AnyArray, AnyArray]:
    """The same where ``group`` [n] numbers what stays together and ``first`` is a row of each."""
    random = np.random.Generator(np.random.Philox(SPLIT_SEED))
    chosen = [_fifth(random.permutation(members)) for members in _by_class(classes[first])]
    is_test = np.isin(group, np.concatenate(chosen))
    rows = random.permutation(len(group))
    return rows[~is_test[rows]], rows[is_test[rows]]


def _by_class(classes: AnyArray) -> list[AnyArray]:
    return [np.flatnonzero(classes == number) for number in np.unique(classes)]


def _fifth(members: AnyArray) -> AnyArray:
    return members[: round(TEST_SHARE * len(members))]
