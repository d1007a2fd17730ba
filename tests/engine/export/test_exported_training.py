"""A whole exported program trains as we do: the same rows, steps and figures."""

import ast
import itertools

import numpy as np
import pytest

from engine import catalog
from engine.export import weights
from engine.export._facts import facts
from engine.export.data import data_code
from engine.export.export import TARGETS, target
from engine.graph.build import build
from engine.graph.canonical import canonical
from engine.graph.check import check
from engine.graph.read import read
from engine.train import rows
from tests.engine.documents import circle, digits
from tests.engine.export.programs import run
from tests.engine.train.joins import two_towers
from tests.engine.train.runs import session, settle

TRAINED = {
    "points": circle(
        data={"dataset": "circle", "options": {"noise": 10}, "validation_split": 0.2, "seed": 4},
        training={
            "loss": {"kind": "mean_squared_error"},
            "optimizer": {"kind": "adam", "config": {"learning_rate": 0.01}},
            "metrics": ["accuracy"],
            "shuffle": False,
        },
    ),
    "digits": {
        **digits(
            ("conv", "conv2d", {"filters": 4, "strides": 2, "activation": "relu"}),
            ("flat", "flatten", {}),
            ("out", "dense", {"units": 10, "kernel_constraint": {"max_norm": 1.0}}),
            loss={"kind": "sparse_categorical_crossentropy", "config": {"from_logits": True}},
            optimizer={
                "kind": "sgd",
                "config": {"learning_rate": 0.2, "momentum": 0.5},
                "schedule": {"kind": "warm_up", "config": {"warmup_steps": 30}},
            },
            class_weight={"3": 2.0},
            metrics=["accuracy", "confusion_matrix"],
            batch_size=64,
            shuffle=False,
        ),
        "data": {"dataset": "digits", "validation_split": 0.1},
    },
    "everything": {
        **digits(
            (
                "conv",
                "conv2d",
                {
                    "filters": 3,
                    "activation": "relu",
                    "kernel_regularizer": {"l1": 0.001, "l2": 0.01},
                },
            ),
            ("norm", "batch_normalization", {"momentum": 0.9}),
            ("drop", "dropout", {"rate": 0.0}),
            ("pool", "max_pooling2d", {"padding": "same"}),
            ("flat", "flatten", {}),
            ("fixed", "dense", {"units": 12, "activation": "tanh", "trainable": False}),
            ("h", "dense", {"units": 8, "activity_regularizer": {"l1": 0.0, "l2": 0.01}}),
            ("out", "dense", {"units": 10, "activation": "softmax"}),
            loss={"kind": "categorical_crossentropy", "config": {"label_smoothing": 0.1}},
            optimizer={
                "kind": "adam",
                "config": {"learning_rate": 0.01, "weight_decay": 0.1, "global_clipnorm": 1.0},
            },
            callbacks=[
                {"kind": "reduce_lr_on_plateau", "config": {"patience": 1, "min_delta": 0.5}},
                {
                    "kind": "early_stopping",
                    "config": {"patience": 3, "restore_best_weights": True},
                },
            ],
            metrics=["accuracy", "f1_score"],
            batch_size=64,
            epochs=4,
            shuffle=False,
        ),
        "data": {"dataset": "digits", "validation_split": 0.2},
    },
    "towers": two_towers(sample_weight="ash", shuffle=False) | {"name": 'Two "towers"'},
}


def first_weights(known):
    """What training starts from, as ``--weights`` writes it."""
    names = canonical(known.checked)
    first = build(names.checked).init(known.document.training.seed)
    both = {
        name: {**first["params"].get(other, {}), **first["state"].get(other, {})}
        for name, other in names.standard.items()
    }
    return weights.by_node(known, both)


@pytest.fixture(scope="module", params=list(TARGETS))
def printed(request, tmp_path_factory):
    """The last line that each program prints."""
    folder = tmp_path_factory.mktemp(request.param)
    for name, document in TRAINED.items():
        known = facts(check(read(document)))
        target(request.param).write(known, first_weights(known), folder / f"{name}.safetensors")
        source = target(request.param).source(known, f"{name}.safetensors")
        (folder / f"{name}.py").write_text(source, "utf-8")
    run("main", folder)
    return {name: (folder / f"{name}.txt").read_text("utf-8") for name in TRAINED}


@pytest.mark.parametrize("name", TRAINED)
def test_an_epoch_like_ours(printed, name):
    trained = session(TRAINED[name], whole_epochs=True)
    for _ in range(read(TRAINED[name]).training.epochs):
        trained.epoch()
        settle(trained)
    ours = trained.score("test")
    theirs = ast.literal_eval(printed[name].strip().split("\n")[-1])
    assert abs(theirs["loss"] - ours["loss"]) < 1e-3
    told = {key: value for key, value in ours["metrics"].items() if isinstance(value, float)}
    assert told
    for key, value in told.items():
        assert abs(theirs[key] - value) < 1e-2, key


@pytest.mark.parametrize("name", TRAINED)
@pytest.mark.parametrize("to", TARGETS)
def test_lines_fit_a_page(to, name):
    source = target(to).source(facts(check(read(TRAINED[name]))), "weights.safetensors")
    assert [line for line in source.split("\n") if len(line) > 100] == []


# The longer reviews go the way of the short ones, which are loaded in a tenth of the time.
HERE = [
    name
    for name, kind in catalog.datasets().items()
    if kind.missing() == 0 and not kind.own and name != "imdb"
]


@pytest.mark.parametrize("name", HERE)
def test_the_same_rows(name, tmp_path, monkeypatch):
    kind = catalog.datasets()[name]
    shape, classes = kind.signature({field.name: field.default for field in kind.fields})
    units = len(classes) if len(classes) > 2 else 1
    flat = [{"id": "flat", "kind": "flatten"}] if len(shape) > 1 else []
    nodes = [{"id": "in", "kind": "input"}, *flat]
    nodes += [{"id": "out", "kind": "dense", "config": {"units": units}}]
    names = [node["id"] for node in nodes]
    edges = [list(pair) for pair in itertools.pairwise(names)]
    data = {"dataset": name, "validation_split": 0.3, "seed": 3}
    known = facts(check(read(circle(nodes=nodes, edges=edges, data=data, layout={}))))
    assert known.document.data is not None
    ours = rows.load(known.document.data)
    # The file that a program reads where no public loader has the rows; the others ignore it.
    (x, y), (x_test, y_test) = [
        (part.inputs, part.targets) for part in (ours.data.training, ours.data.test)
    ]
    np.savez(tmp_path / f"{name}.npz", x_train=x, y_train=y, x_test=x_test, y_test=y_test)
    monkeypatch.chdir(tmp_path)
    code, space = data_code(known), {}
    exec("\n".join(code.imports) + "\n\n" + code.source, space)
    for part, (inputs, targets) in zip(
        ("training", "validation", "test"), space["load_data"](), strict=True
    ):
        examples, numbers = ours.part(part)
        scaled = ours.scaled(examples.inputs[numbers])
        np.testing.assert_allclose(inputs, scaled, rtol=1e-6)
        assert len(targets) == len(numbers)
