"""The catalog: finds every kind by walking its folder, and describes all of them as JSON.

A file holds one kind in the value ``KIND``, named like the file; ``_name.py`` is a shared helper.
Anything else stops start-up, so that a forgotten or doubled name never reaches a learner.
"""

import dataclasses
import dis
import functools
import importlib
import inspect
import json
import textwrap
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import ModuleType
from typing import Any, TypeVar, cast

from engine import contracts

K = TypeVar("K")


class CatalogError(Exception):
    """A folder of kinds that cannot be used as it is: a programmer's mistake, told at start-up."""


def discover(package: str, contract: type[K]) -> dict[str, K]:
    """Every kind below a package, by name, in the order the kinds ask for.

    Raises ``CatalogError`` for a file without ``KIND``, one of another type, one whose name is not
    its file's, and a name that occurs twice.
    """
    found: dict[str, K] = {}
    for module in _modules(package):
        kind = getattr(module, "KIND", None)
        if not isinstance(kind, contract):
            raise CatalogError(f"{module.__name__} must hold a {contract.__name__} named KIND.")
        name = str(getattr(kind, "name", ""))
        if name != module.__name__.rpartition(".")[2]:
            raise CatalogError(f"{module.__name__} holds the kind {name!r}; rename one of the two.")
        if name in found:
            raise CatalogError(f"{module.__name__} is the second kind named {name!r}.")
        found[name] = kind
    return dict(sorted(found.items(), key=lambda item: (getattr(item[1], "order", 0), item[0])))


def _modules(package: str) -> Iterator[ModuleType]:
    for root in importlib.import_module(package).__path__:
        for file in sorted(Path(root).rglob("*.py")):
            if not file.name.startswith("_"):
                parts = file.relative_to(root).with_suffix("").parts
                yield importlib.import_module(".".join((package, *parts)))


@functools.cache
def families() -> dict[str, contracts.Family]:
    """The families of layers, by folder name, in the palette's order."""
    found: dict[str, contracts.Family] = {}
    for name in {family_of(kind) for kind in _discovered_layers().values()}:
        family = getattr(importlib.import_module(f"engine.layers.{name}"), "FAMILY", None)
        if not isinstance(family, contracts.Family):
            raise CatalogError(f"engine/layers/{name}/__init__.py must hold a Family named FAMILY.")
        found[name] = family
    return dict(sorted(found.items(), key=lambda item: (item[1].order, item[0])))


def family_of(kind: contracts.LayerKind) -> str:
    """The folder that a layer's file lies in."""
    return kind.apply.__module__.split(".")[-2]


@functools.cache
def _discovered_layers() -> dict[str, contracts.LayerKind]:
    return discover("engine.layers", contracts.LayerKind)


@functools.cache
def layers() -> dict[str, contracts.LayerKind]:
    """The kinds of nodes, family by family."""
    place = {name: number for number, name in enumerate(families())}
    return dict(sorted(_discovered_layers().items(), key=lambda item: place[family_of(item[1])]))


@functools.cache
def activations() -> dict[str, contracts.ActivationKind]:
    """The kinds of activations."""
    return discover("engine.activations", contracts.ActivationKind)


@functools.cache
def initializers() -> dict[str, contracts.InitializerKind]:
    """The ways a tensor can start."""
    return discover("engine.initializers", contracts.InitializerKind)


@functools.cache
def losses() -> dict[str, contracts.LossKind]:
    """The kinds of losses."""
    return discover("engine.losses", contracts.LossKind)


@functools.cache
def optimizers() -> dict[str, contracts.OptimizerKind]:
    """The kinds of optimizers."""
    return discover("engine.optimizers", contracts.OptimizerKind)


@functools.cache
def schedules() -> dict[str, contracts.ScheduleKind]:
    """The ways a learning rate can move by itself."""
    return discover("engine.schedules", contracts.ScheduleKind)


@functools.cache
def callbacks() -> dict[str, contracts.CallbackKind]:
    """What may watch over a run and step in at the end of an epoch."""
    return discover("engine.callbacks", contracts.CallbackKind)


@functools.cache
def metrics() -> dict[str, contracts.MetricKind]:
    """The kinds of metrics."""
    return discover("engine.metrics", contracts.MetricKind)


@functools.cache
def datasets() -> dict[str, contracts.DatasetKind]:
    """The data sets."""
    return discover("engine.datasets", contracts.DatasetKind)


@functools.cache
def preprocessing() -> dict[str, contracts.StepKind]:
    """The steps that prepare data."""
    return discover("engine.preprocessing", contracts.StepKind)


@functools.cache
def probes() -> dict[str, contracts.ProbeKind]:
    """The questions that can be asked about the inside of a run."""
    return discover("engine.probes", contracts.ProbeKind)


@functools.cache
def diagnoses() -> dict[str, contracts.DiagnosisKind]:
    """What can be wrong with a run, the gravest first."""
    return discover("engine.diagnoses", contracts.DiagnosisKind)


@functools.cache
def learning() -> dict[str, contracts.LearningKind]:
    """The ways a network can learn."""
    return discover("engine.learning", contracts.LearningKind)


@functools.cache
def starters() -> dict[str, Mapping[str, Any]]:
    """The starting networks: title, summary and document, by file name."""
    folder = Path(__file__).parent / "starters"
    read = {file.stem: json.loads(file.read_text("utf-8")) for file in folder.glob("*.json")}
    return dict(sorted(read.items(), key=lambda item: (item[1]["order"], item[0])))


def describe() -> dict[str, Any]:
    """Every kind as JSON: a list for each sort of kind, in the palette's order.

    Texts are ``{"en", "de"}``; ``code`` is the source of the function that runs.
    """
    kinds = {
        "activations": activations(),
        "initializers": initializers(),
        "losses": losses(),
        "optimizers": optimizers(),
        "schedules": schedules(),
        "callbacks": callbacks(),
        "metrics": metrics(),
        "preprocessing": preprocessing(),
        "probes": probes(),
        "learning": learning(),
    }
    return {
        "families": [{"name": name, **_json(family)} for name, family in families().items()],
        "layers": [{**_kind(kind), "family": family_of(kind)} for kind in layers().values()],
        **{sort: [_kind(kind) for kind in found.values()] for sort, found in kinds.items()},
        "datasets": [_dataset(kind) for kind in datasets().values()],
        "starters": [{"name": name, **starter} for name, starter in starters().items()],
    }


def _kind(kind: Any) -> dict[str, Any]:
    described = cast("dict[str, Any]", _json(kind))
    names = [name for name in ("apply", "draw", "update", "rate", "judge") if hasattr(kind, name)]
    if names:
        described["code"] = source(getattr(kind, names[0]))
    return described


def source(function: Any) -> str:
    """A function as it is written, and below it those of its own file that it uses."""
    found = [function]
    for one in found:  # grows on the way
        steps = dis.get_instructions(inspect.unwrap(one))
        named = [step.argval for step in steps if step.opname == "LOAD_GLOBAL"]
        used = [getattr(inspect.getmodule(function), name, None) for name in named]
        own = [other for other in used if getattr(other, "__module__", "") == function.__module__]
        found += [other for other in own if inspect.isfunction(other) and other not in found]
    return "\n\n".join(textwrap.dedent(inspect.getsource(one)) for one in found)


def _dataset(kind: contracts.DatasetKind) -> dict[str, Any]:
    standard = {field.name: field.default for field in kind.fields}
    shape, classes = ((), ()) if kind.own else kind.signature(standard)
    code = {} if kind.embed is None else {"code": source(kind.embed)}
    return {**_json(kind), "shape": list(shape), "classes": list(classes), **code}


def _json(value: Any) -> Any:
    """Plain JSON of a frozen value; its functions are left out."""
    if dataclasses.is_dataclass(value):
        pairs = ((field.name, getattr(value, field.name)) for field in dataclasses.fields(value))
        return {name: _json(part) for name, part in pairs if not callable(part)}
    if isinstance(value, Mapping):
        entries = cast("Mapping[str, Any]", value)
        return {key: _json(part) for key, part in entries.items()}
    if isinstance(value, tuple | list):
        parts = cast("tuple[Any, ...]", value)
        return [_json(part) for part in parts]
    return value
