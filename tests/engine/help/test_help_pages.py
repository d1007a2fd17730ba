"""Help pages of kinds: everything is there, and every picture shows what the kind computes."""

import json

import numpy as np
import pytest

from engine import catalog
from engine.help import page
from engine.help.pictures import initializers
from tests.engine.keras_oracle import activation

FORMS = {"curves", "bars", "maps", "points", "table"}
ALL = [(place, name) for place, (kinds, _) in page.CATEGORIES.items() for name in kinds()]
# One of each way of drawing; all of them would take minutes of compiling.
DRAWN = [
    *(("layers", name) for name in ("input", "conv2d", "max_pooling2d", "dense", "embedding")),
    *(("layers", name) for name in ("random_rotation", "add", "lstm", "dropout")),
    *(("activations", name) for name in ("tanh", "softmax", "glu")),
    *(("losses", name) for name in ("huber", "hinge", "poisson", "cosine_similarity")),
    *(("losses", name) for name in ("binary_crossentropy", "sparse_categorical_crossentropy")),
    *(("optimizers", name) for name in ("sgd", "adam")),
    *(("schedules", name) for name in ("cosine_decay", "warm_up")),
    *(("callbacks", name) for name in ("early_stopping", "reduce_lr_on_plateau")),
    *(("metrics", name) for name in ("accuracy", "f1_score", "r2_score", "roc_curve")),
    *(("metrics", name) for name in ("confusion_matrix", "f1_score_by_class")),
    *(("initializers", name) for name in ("zeros", "he_normal", "orthogonal")),
    *(("datasets", name) for name in ("circle", "gauss_regression", "iris", "digits")),
]


@pytest.mark.parametrize(("category", "name"), ALL)
def test_each_kind_has_its_file_and_its_code(category, name):
    file = page.source_of(category, name)
    assert file.stem == name
    assert f'name="{name}"' in file.read_text("utf-8")
    kind = page.CATEGORIES[category][0]()[name]
    code = page.code_of(category, kind)
    if category != "datasets":
        assert code is not None
        assert code.startswith("def ")
        compile(code, str(file), "exec")


@pytest.mark.parametrize(("category", "name"), DRAWN)
def test_its_page_is_whole_and_can_travel(category, name):
    told = json.loads(json.dumps(page.page(category, name), allow_nan=False))
    assert told["pictures"]
    assert {picture["form"] for picture in told["pictures"]} <= FORMS
    for picture in told["pictures"]:
        assert picture["title"]["en"]
        assert picture["title"]["de"]
    if category == "layers" and name != "input":
        assert len(told["examples"]) == len(catalog.layers()[name].examples)


def test_a_curve_is_the_function_of_keras():
    line = page.page("activations", "tanh")["pictures"][0]["curves"][0]
    x = np.asarray(line["x"], np.float32)
    np.testing.assert_allclose(line["y"], activation("tanh")(x), atol=2e-4)


def test_a_histogram_counts_every_drawn_weight():
    bars, _ = initializers.pictures(catalog.initializers()["he_normal"])
    assert sum(bars["counts"]) == 256 * 256


def test_an_augmented_digit_moves_in_training_only():
    given, training, use = page.page("layers", "random_rotation")["pictures"]
    before = given["maps"][0]["values"]
    assert use["maps"][0]["values"] == before
    moved = [one["values"] for one in training["maps"]]
    assert all(one != before for one in moved)
    assert moved[0] != moved[1]


def test_a_misspelled_kind_has_names_nearby():
    assert page.near("lstn")[0] == "lstm"
    assert "max_pooling2d" in page.near("maxpooling2d")
    assert page.find("LSTM") == [("layers", "lstm")]
    assert {place for place, _ in page.find("cosine-similarity")} == {"losses", "metrics"}
