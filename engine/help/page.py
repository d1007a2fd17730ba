"""The help page of one kind as JSON: words, formula, fields, code, examples and pictures."""

import difflib
import importlib
import inspect
import textwrap
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, cast

from engine import catalog
from engine.contracts import LayerKind
from engine.help.drawing import Picture
from engine.help.pictures import (
    activations,
    callbacks,
    datasets,
    initializers,
    layers,
    losses,
    metrics,
    optimizers,
    schedules,
)
from engine.help.running import alone

ROOT = Path(__file__).parents[1]
RUNS = ("apply", "draw", "update", "rate", "judge")
Pictures = Callable[[Any], list[Picture]]

# Each category of kinds with what finds its kinds and what draws them.
CATEGORIES: Mapping[str, tuple[Callable[[], Mapping[str, Any]], Pictures]] = {
    "layers": (catalog.layers, layers.pictures),
    "activations": (catalog.activations, activations.pictures),
    "losses": (catalog.losses, losses.pictures),
    "optimizers": (catalog.optimizers, optimizers.pictures),
    "schedules": (catalog.schedules, schedules.pictures),
    "callbacks": (catalog.callbacks, callbacks.pictures),
    "metrics": (catalog.metrics, metrics.pictures),
    "initializers": (catalog.initializers, initializers.pictures),
    "datasets": (catalog.datasets, datasets.pictures),
}


def page(category: str, name: str) -> dict[str, Any]:
    """Everything about one kind; ``KeyError`` where there is none of that name."""
    kinds, pictures = CATEGORIES[category]
    kind = kinds()[name]
    described = next(one for one in catalog.describe()[category] if one["name"] == name)
    return {
        **described,
        "category": category,
        "file": source_of(category, name).relative_to(ROOT.parent).as_posix(),
        "code": code_of(category, kind),
        "examples": examples(kind) if isinstance(kind, LayerKind) else [],
        "pictures": pictures(kind),
    }


def find(name: str) -> list[tuple[str, str]]:
    """Where kinds of that name stand: ``[(category, name)]``."""
    wanted = name.strip().lower().replace("-", "_").replace(" ", "_")
    return [(place, wanted) for place, (kinds, _) in CATEGORIES.items() if wanted in kinds()]


def near(name: str) -> list[str]:
    """Names that look like this one, the nearest first."""
    known = sorted({kind for kinds, _ in CATEGORIES.values() for kind in kinds()})
    wanted = name.lower().replace("-", "_")
    close = difflib.get_close_matches(wanted, known, n=5, cutoff=0.55)
    return close + [kind for kind in known if wanted in kind and kind not in close][:5]


def source_of(category: str, name: str) -> Path:
    """The file that declares the kind."""
    return next((ROOT / category).rglob(f"{name}.py"))


def code_of(category: str, kind: Any) -> str | None:
    """The function that runs, as it is written; of a data set, what makes its rows, if it is its
    own."""
    if category == "datasets":
        module = importlib.import_module(f"engine.datasets.{kind.name}")
        own = getattr(module, "make", None) or getattr(module, "load", None)
        return None if own is None else textwrap.dedent(inspect.getsource(inspect.unwrap(own)))
    function = next(getattr(kind, name) for name in RUNS if hasattr(kind, name))
    return catalog.source(function)


def examples(kind: LayerKind) -> list[dict[str, Any]]:
    """Shapes and counts of each example that the kind's file declares."""
    told: list[dict[str, Any]] = []
    if kind.name == "input":  # its shape comes from the data
        return told
    for config, shapes in kind.examples:
        seen = alone(kind, config, shapes)
        told.append(
            {
                "config": plain_config(config),
                "inputs": [list(shape) for shape in shapes],
                "output": list(seen.inferred.shape),
                "params": seen.inferred.params,
                "trainable": seen.inferred.trainable,
                "weights": {w.name: list(w.shape) for w in seen.inferred.weights},
            }
        )
    return told


def plain_config(config: Mapping[str, Any]) -> dict[str, Any]:
    """A config as documents write it."""
    listed = cast("Any", list)
    return {name: listed(v) if isinstance(v, tuple) else v for name, v in config.items()}
