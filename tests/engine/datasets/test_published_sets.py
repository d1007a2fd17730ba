"""The sets that somebody published: they are whole and unchanged."""

import hashlib
import time

import numpy as np
import pytest

from engine import catalog
from engine.contracts import Data
from engine.datasets import fashion_mnist, mnist
from engine.datasets._idx import read_idx
from engine.datasets.fetch._files import FileSet, folder_of

# Fashion-MNIST is for machines that have Debian's packages or reach its publisher.
FASHION = [fashion_mnist.FILES] if fashion_mnist.KIND.missing() is not None else []
MNIST_TRAINING = [5923, 6742, 5958, 6131, 5842, 5421, 5918, 6265, 5851, 5949]
MNIST_TEST = [980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009]


def load(name: str) -> Data:
    kind = catalog.datasets()[name]
    if kind.fetch and kind.missing():
        kind.fetch(lambda received, total: None)
    return kind.load({}, 0)


@pytest.mark.parametrize("files", [mnist.FILES, *FASHION], ids=lambda files: files.name)
def test_the_files_are_the_published_ones(files: FileSet):
    load(files.name)
    for file in files.files:
        content = (folder_of(files) / file.name).read_bytes()
        assert hashlib.sha256(content).hexdigest() == file.sha256


def test_mnist_has_its_canonical_counts():
    data = load("mnist")
    assert data.training.inputs.shape == (60_000, 28, 28, 1)
    assert data.test.inputs.shape == (10_000, 28, 28, 1)
    assert np.bincount(data.training.targets).tolist() == MNIST_TRAINING
    assert np.bincount(data.test.targets).tolist() == MNIST_TEST
    assert data.training.targets[:10].tolist() == [5, 0, 4, 1, 9, 2, 1, 3, 1, 4]


def test_mnist_pictures_look_like_their_numbers():
    """Each test picture's nearest class mean is right for 82 % of them, as is well known."""
    data = load("mnist")
    training = data.training.inputs.reshape(60_000, -1).astype(np.float32)
    means = np.stack([training[data.training.targets == n].mean(axis=0) for n in range(10)])
    test = data.test.inputs.reshape(10_000, -1).astype(np.float32)
    nearest = np.argmin((means**2).sum(axis=1) - 2 * test @ means.T, axis=1)
    assert np.mean(nearest == data.test.targets) == pytest.approx(0.8203, abs=0.001)


def test_mnist_loads_in_a_moment():
    load("mnist")
    start = time.perf_counter()
    data = [read_idx(folder_of(mnist.FILES) / file.name) for file in mnist.FILES.files]
    assert sum(array.nbytes for array in data) == 54_950_000
    assert time.perf_counter() - start < 0.3


@pytest.mark.parametrize("files", FASHION, ids=lambda files: files.name)
def test_fashion_has_as_many_of_each(files: FileSet):
    data = load(files.name)
    assert np.bincount(data.training.targets).tolist() == [6000] * 10
    assert np.bincount(data.test.targets).tolist() == [1000] * 10
    assert data.classes[9] == "Ankle boot"


@pytest.mark.parametrize(
    ("name", "counts"),
    [
        ("iris", [50, 50, 50]),
        ("wine", [59, 71, 48]),
        ("breast_cancer", [212, 357]),
        ("digits", [178, 182, 177, 183, 181, 182, 181, 179, 174, 180]),
    ],
)
def test_collections_are_whole_and_a_fifth_is_for_testing(name: str, counts: list[int]):
    data = load(name)
    training, test = np.bincount(data.training.targets), np.bincount(data.test.targets)
    assert (training + test).tolist() == counts
    np.testing.assert_allclose(test / (training + test), 0.2, atol=0.02)


@pytest.mark.parametrize("name", ["iris", "wine", "breast_cancer"])
def test_tables_are_standardized_with_training_rows_alone(name: str):
    data = load(name)
    rows = data.training.inputs.astype(np.float64)
    np.testing.assert_allclose(rows.mean(axis=0), 0, atol=1e-6)
    np.testing.assert_allclose(rows.std(axis=0), 1, atol=1e-5)
    assert np.abs(data.test.inputs.mean(axis=0)).max() > 1e-3
    assert {len(figures) for figures in data.steps[0].statistics.values()} == {*data.shape}


@pytest.mark.parametrize("name", ["iris", "wine", "breast_cancer"])
def test_names_are_those_of_scikit_learn(name: str):
    from sklearn import datasets

    bunch = getattr(datasets, f"load_{name}")()
    data = load(name)
    if name != "wine":  # scikit-learn calls them class_0, class_1, class_2
        assert data.classes == tuple(bunch.target_names)
        assert data.features == tuple(bunch.feature_names)
    standard = np.concatenate([data.training.inputs, data.test.inputs])
    figures = data.steps[0].statistics
    restored = standard * figures["deviation"] + figures["mean"]
    np.testing.assert_allclose(
        np.sort(restored, axis=0), np.sort(bunch.data, axis=0), rtol=1e-4, atol=1e-4
    )


def test_digits_are_scaled_from_sixteen():
    data = load("digits")
    assert data.training.inputs.max() == 16
    assert data.scale == 1 / 16
