"""What programs are put together from computes what our own kinds compute."""

import re
from types import SimpleNamespace
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
import pytest
import torch

from engine import catalog
from engine.contracts import Chosen, EpochEnd
from engine.export._gather import Gathered, gather
from engine.export._keras_training import camel
from engine.export._parts import FOLDER, find, ours
from engine.export._torch_training import optimizer
from engine.graph.fields import filled, knobs, structure

ROWS = 40
WAYS = ("classes", "one_hot", "zero_one", "signs")


def space(code: Gathered) -> dict[str, Any]:
    """What gathered code defines."""
    found: dict[str, Any] = {}
    exec("\n".join(code.imports) + "\n\n" + code.source, found)
    return found


def part(file: str, name: str) -> Any:
    """A function of one of the files."""
    found = find((file,), name)
    assert found is not None
    return space(gather(found[0], [name]))[name]


def settings(kind: Any) -> list[dict[str, Any]]:
    """The defaults, and everything off its default."""
    fields = [field for field in kind.fields if field.type in ("boolean", "number", "integer")]
    other = {
        f.name: not f.default if f.type == "boolean" else f.maximum and min(0.7, f.maximum)
        for f in fields
        if f.type != "integer" and f.name not in ("thresholds",)
    }
    return [filled(kind.fields, given)[0] for given in ({}, {k: v for k, v in other.items() if v})]


def examples(kind: Any, config: Any) -> tuple[Any, Any]:
    """Targets and outputs that a loss may be given."""
    rng = np.random.default_rng(2)
    chances = rng.dirichlet(np.ones(4), ROWS).astype("float32")
    if config.get("from_logits"):
        chances = rng.normal(size=(ROWS, 4)).astype("float32")
    numbers = rng.integers(0, 4, ROWS).astype("int32")
    if kind.targets == "classes":
        return numbers, chances
    if kind.targets == "one_hot" or kind.wants is not None:
        return np.eye(4, dtype="float32")[numbers], chances
    return rng.normal(size=(ROWS, 4)).astype("float32"), rng.normal(size=(ROWS, 4)).astype(
        "float32"
    )


@pytest.mark.parametrize("name", catalog.losses())
def test_losses(name):
    kind = catalog.losses()[name]
    written, code = ours(kind.apply, name, kind.fields)
    for config in settings(kind):
        target, output = examples(kind, config)
        sliders = {k: jnp.float32(v) for k, v in knobs(kind.fields, config).items()}
        wanted = kind.apply(
            jnp.asarray(target), jnp.asarray(output), structure(kind.fields, config), sliders
        )
        given = {key: value for key, value in config.items() if key in written.parameters}
        found = space(code)[name](jnp.asarray(target), jnp.asarray(output), **given)
        np.testing.assert_allclose(found, wanted, rtol=1e-5, atol=1e-6)
        theirs = part("torch_losses.py", name)(
            torch.as_tensor(target), torch.as_tensor(output), **config
        )
        np.testing.assert_allclose(theirs, wanted, rtol=1e-4, atol=1e-5)


@pytest.mark.parametrize("name", catalog.schedules())
def test_schedules(name):
    kind = catalog.schedules()[name]
    written, code = ours(kind.rate, name, kind.fields)
    in_numpy = Gathered(
        ("import numpy as np",),
        tuple((n, re.sub(r"\bjnp\b", "np", text)) for n, text in code.pieces),
    )
    for config in settings(kind):
        sliders = {k: jnp.float32(v) for k, v in knobs(kind.fields, config).items()}
        given = {key: value for key, value in config.items() if key in written.parameters}
        for step in (0, 17, 999, 1000, 2500):
            plan = structure(kind.fields, config)
            wanted = float(kind.rate(jnp.float32(0.5), jnp.float32(step), plan, sliders))
            for each in (code, in_numpy):
                assert float(space(each)[name](0.5, step, **given)) == pytest.approx(
                    wanted, 1e-4, 1e-6
                )


def descent(name: str, config: Any) -> Any:
    """Weights after some steps of ours towards [1, -2, 3], the learning rate as it stands."""
    kind = catalog.optimizers()[name]
    plan = structure(kind.fields, config)
    sliders = {k: jnp.float32(v) for k, v in knobs(kind.fields, config).items()}
    weights = {"w": jnp.zeros(3)}
    memory = kind.init(weights, plan)
    for _ in range(8):
        grads = {"w": weights["w"] - GOAL}
        change, memory = kind.update(grads, memory, weights, plan, sliders)
        weights = jax.tree.map(jnp.add, weights, change)
    return weights["w"]


GOAL = np.array([1.0, -2.0, 3.0], "float32")
SWITCHED = {
    "sgd": {"momentum": 0.5, "nesterov": True},
    "rmsprop": {"momentum": 0.5, "centered": True},
    "adam": {"amsgrad": True},
}


def descents() -> list[tuple[str, dict[str, Any]]]:
    """Every optimizer as it is, and with everything on."""
    return [*((name, {}) for name in catalog.optimizers()), *SWITCHED.items()]


@pytest.mark.parametrize(("name", "given"), descents())
def test_optimizers(name, given):
    kind = catalog.optimizers()[name]
    config, _ = filled(kind.fields, {"learning_rate": 0.05, **given})
    wanted = descent(name, config)
    update, code = ours(kind.update, name, kind.fields)
    init, more = ours(kind.init, f"{name}_memory", kind.fields)
    made = space(code + more)
    own = {key: value for key, value in config.items() if key in update.parameters}
    first = {key: value for key, value in config.items() if key in init.parameters}
    weights = {"w": jnp.zeros(3)}
    memory = made[f"{name}_memory"](weights, **first)
    for _ in range(8):
        grads = {"w": weights["w"] - GOAL}
        change, memory = made[name](grads, memory, weights, **own)
        weights = jax.tree.map(jnp.add, weights, change)
    np.testing.assert_allclose(weights["w"], wanted, rtol=2e-5)


@pytest.mark.parametrize("moves", [False, True])
@pytest.mark.parametrize(("name", "given"), descents())
def test_optimizers_of_pytorch(name, given, moves):
    config, _ = filled(catalog.optimizers()[name].fields, {"learning_rate": 0.05, **given})
    # Its decay would come on top, and in our programs it is the step's business.
    config = {**config, "weight_decay": 0.0} if name == "adamw" else config
    wanted = descent(name, config)
    text, code = optimizer(
        SimpleNamespace(optimizer=name, optimizer_config=config),  # pyright: ignore[reportArgumentType]
        moves=moves,
    )
    model = torch.nn.ParameterList([torch.zeros(3)])
    made = eval(text, {"torch": torch, **space(code), "model": model})
    for _ in range(8):
        made.zero_grad()
        ((model[0] - torch.as_tensor(GOAL)) ** 2 / 2).sum().backward()
        made.step()
    np.testing.assert_allclose(model[0].detach(), wanted, rtol=1e-3)


@pytest.mark.parametrize("form", WAYS)
@pytest.mark.parametrize("name", catalog.metrics())
def test_metrics(name, form):
    kind = catalog.metrics()[name]
    several = form in ("classes", "one_hot")
    if kind.ranks and not several:
        return  # one output has nothing to be ranked among
    rng = np.random.default_rng(5)
    width = 6 if several else 1
    numbers = rng.integers(0, width if several else 2, ROWS).astype("int32")
    output = rng.dirichlet(np.ones(width), ROWS) if several else rng.random((ROWS, 1))
    ones = (
        np.eye(width, dtype="float32")[numbers] if several else numbers[:, None].astype("float32")
    )
    if form == "signs":
        ones, output = ones * 2 - 1, output * 2 - 1
    target, output = numbers if form == "classes" else ones, output.astype("float32")
    found = find(("metrics.py",), name) or find(("metrics.py",), f"{name}_metric")
    assert found is not None
    function = space(gather(found[0], [found[1].name]))[found[1].name]
    stretched = form == "signs" and kind.tasks == ("classification",)
    pair = ((ones + 1) / 2, (output + 1) / 2) if stretched else (ones, output)
    choices = [{}, *({f.name: choice} for f in kind.fields for choice in f.choices)]
    choices += [{"class_id": 0}] if any(f.name == "class_id" for f in kind.fields) else []
    choices += [{"threshold": 0.3}] if any(f.name == "threshold" for f in kind.fields) else []
    for given in choices:
        config, _ = filled(kind.fields, given)
        own = structure(kind.fields, config)
        each = np.asarray(kind.apply(jnp.asarray(target), jnp.asarray(output), form, own))  # pyright: ignore[reportArgumentType]
        each = each.reshape(ROWS, -1)
        wanted = kind.finish(each.sum(0) if kind.table else each.mean(0), own)
        np.testing.assert_allclose(function(*pair, **config), wanted, rtol=1e-4, atol=1e-5)


VALUES = (1.0, 0.9, 0.95, 0.91, 0.92, 0.85, 0.86, 0.86, 0.86, 0.86, 0.86, 0.86)


@pytest.mark.parametrize("patience", [0, 1, 2, 4])
@pytest.mark.parametrize("more", [{}, {"baseline": 0.95}, {"start_from_epoch": 3}])
def test_early_stopping(patience, more):
    kind = catalog.callbacks()["early_stopping"]
    given = {"patience": patience, "restore_best_weights": True, "min_delta": 0.01, **more}
    config, _ = filled(kind.fields, given)
    made = part("callbacks.py", camel(kind.name))(**given)
    memory, kept = {}, None
    for epoch, value in enumerate(VALUES):
        end = EpochEnd(epoch, value, "lower", 0.1)
        memory, verdict = kind.judge(memory, end, config)
        kept = epoch if verdict.keep else kept
        assert made.ends(epoch, {"val_loss": value}, {"epoch": epoch}) == verdict.stop
        if verdict.stop:
            assert made.best_weights == {"epoch": kept}
            return


@pytest.mark.parametrize("patience", [1, 2, 4])
def test_smaller_steps_on_a_plateau(patience):
    kind = catalog.callbacks()["reduce_lr_on_plateau"]
    given = {"patience": patience, "factor": 0.5, "cooldown": 1, "min_lr": 0.02}
    config, _ = filled(kind.fields, given)
    made = part("callbacks.py", camel(kind.name))(**given)
    memory, rate = {}, 0.1
    for epoch, value in enumerate(VALUES):
        memory, verdict = kind.judge(memory, EpochEnd(epoch, value, "lower", rate), config)
        lowered = made.lowered({"val_loss": value}, rate)
        rate = rate if verdict.learning_rate is None else verdict.learning_rate
        assert lowered == rate


def test_no_two_pieces_of_one_name():
    """Whatever a program is put together from, a name stands for one thing in it."""
    own = Gathered()
    for kinds, entry in (
        (catalog.losses(), "apply"),
        (catalog.activations(), "apply"),
        (catalog.initializers(), "draw"),
    ):
        for name, kind in kinds.items():
            own += ours(getattr(kind, entry), name, getattr(kind, "fields", ()))[1]
    libraries = {
        "jax": own + each("jax_layers.py", "jax_images.py", "jax_sequences.py", "jax_training.py"),
        "torch": each(*(p.name for p in FOLDER.glob("torch_*.py") if "activ" not in p.name)),
    }
    for code in libraries.values():
        found: dict[str, str] = {}
        for name, text in (code + each("metrics.py", "callbacks.py", "start.py")).pieces:
            assert found.setdefault(name, text) == text, name


def each(*files: str) -> Gathered:
    """All that some files define."""
    found = Gathered()
    for file in files:
        names = re.findall(
            r"^(?:def|class) (\w+)", (FOLDER / file).read_text("utf-8"), re.MULTILINE
        )
        found += gather(FOLDER / file, names)
    return found


def test_every_chosen_kind_may_be_called():
    """Settings that a document states reach the text, those it leaves out do not."""
    kind = catalog.initializers()["random_normal"]
    written, _ = ours(kind.draw, kind.name, kind.fields)
    chosen = Chosen("random_normal", (("mean", 0.0), ("stddev", 2.0)))
    given = {name: str(value) for name, value in dict(chosen.config).items()}
    assert written.call({"rng": "rng", "shape": "(2,)", **given}) == (
        "random_normal(rng, (2,), stddev=2.0)"
    )
