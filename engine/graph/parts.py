"""What every part of a document is read with: problems are collected, a wrong part is replaced by
a harmless one."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, cast

from engine.contracts import Chosen, Text
from engine.errors import LearnerError
from engine.graph.fields import chosen, did_you_mean, filled, integer, legible, shown

MAX_NAME = 200  # characters
MAX_SEED = 2**32 - 1

_SORTS = {
    "layer": Text("layer", "Schicht"),
    "dataset": Text("data set", "Datensatz"),
    "loss": Text("loss", "Verlust"),
    "optimizer": Text("optimizer", "Optimierer"),
    "metric": Text("metric", "Kennzahl"),
    "learning": Text("learning", "Lernen"),
    "schedule": Text("learning rate schedule", "Lernratenplan"),
    "callback": Text("callback", "Callback"),
}


class Parts:
    """Reads small things and notes what is wrong with them."""

    def __init__(self) -> None:
        self.problems: list[LearnerError] = []

    def note(self, code: str, **place: Any) -> None:
        """Something is wrong at a place."""
        self.problems.append(LearnerError(code, **place))

    def known(self, part: Mapping[Any, Any], names: Sequence[str], prefix: str) -> None:
        """Notes names that do not belong there."""
        for name in part:
            if name not in names:
                place = prefix + legible(name)
                hint = did_you_mean(name, names)
                self.note("unknown_field", field=place, name=shown(name), hint=hint)

    def an_object(self, value: Any, name: str, node: str | None = None) -> Mapping[str, Any]:
        """An object, or an empty one in place of something else."""
        if isinstance(value, Mapping):
            return cast("Mapping[str, Any]", value)
        self.note("not_an_object", name=name, field=name, node=node, value=shown(value))
        return {}

    def a_list(self, value: Any, name: str) -> Sequence[Any]:
        """A list, or an empty one in place of something else."""
        if isinstance(value, list | tuple):
            return cast("Sequence[Any]", value)
        self.note("not_a_list", name=name, field=name, value=shown(value))
        return ()

    def text(self, value: Any, name: str) -> str:
        """A text of at most ``MAX_NAME`` characters."""
        if not isinstance(value, str):
            self.note("not_a_string", name=name, field=name, value=shown(value))
            return ""
        if len(value) > MAX_NAME:
            self.note("too_long", name=name, field=name, count=len(value), limit=MAX_NAME)
        # A lone surrogate is valid JSON and cannot be written as UTF-8.
        return value[:MAX_NAME].encode("utf-8", "replace").decode()

    def whole(
        self, value: Any, name: str, low: float | None, high: float | None, instead: int
    ) -> int:
        """A whole number within limits, or the one to take instead."""
        try:
            return integer(value, low, high, name=name, field=name)
        except LearnerError as problem:
            self.problems.append(problem)
            return instead

    def kind(self, value: Any, sort: str, names: Iterable[str], **place: Any) -> str | None:
        """A known name, or None."""
        known = list(names)
        if isinstance(value, str) and value in known:
            return value
        hint = did_you_mean(value, known)
        self.note("unknown_kind", value=shown(value), sort=_SORTS[sort], hint=hint, **place)
        return None

    def one_of(self, value: Any, sort: str, kinds: Mapping[str, Any], field: str) -> Chosen | None:
        """A kind by its name, or as ``{"kind", "config"}``."""
        if isinstance(value, Mapping) or self.kind(value, sort, kinds, field=field):
            return self.chosen(value, kinds, field)
        return None

    def chosen(self, value: Any, kinds: Mapping[str, Any], field: str) -> Chosen | None:
        """A kind with its fields filled in, or None when there is none of that name."""
        place: dict[str, Any] = {"node": None, "field": field, "name": field}
        try:
            found, problems = chosen(value, kinds, place)
        except LearnerError as problem:
            self.problems.append(problem)
            return None
        self.problems += problems
        return found

    def configured(
        self, part: Mapping[str, Any], sort: str, known: Mapping[str, Any], default: str
    ) -> tuple[str, dict[str, Any]]:
        """A kind's name and config from ``{"kind", "config"}``."""
        place = f"training.{sort}"
        picked = self.an_object(part.get(sort, {"kind": default}), place)
        names = ("kind", "config", "schedule") if sort == "optimizer" else ("kind", "config")
        self.known(picked, names, f"{place}.")
        name = self.kind(picked.get("kind"), sort, known, field=f"{place}.kind")
        given = self.an_object(picked.get("config", {}), f"{place}.config")
        if name is None:
            return default, {}
        config, problems = filled(known[name].fields, given, prefix=f"{place}.config.")
        self.problems += problems
        return name, config
