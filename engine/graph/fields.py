"""Values of a kind's fields: checked as declared, defaults filled in, structure set apart."""

import difflib
import math
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, cast

from engine import catalog
from engine.contracts import Config, Field, Text
from engine.errors import Fix, LearnerError

MAX_RANK = 6  # of a shape that a document states
MAX_LENGTH = 65_536  # of one axis of such a shape

_WORDS: dict[type, Text] = {
    bool: Text("a yes or no", "ein Ja oder Nein"),
    int: Text("a number", "eine Zahl"),
    float: Text("a number", "eine Zahl"),
    str: Text("a text", "ein Text"),
    type(None): Text("nothing (null)", "nichts (null)"),
}


def legible(name: object) -> str:
    """A name from a document, cut to 40 printable characters."""
    name = str(name)
    clean = "".join(c if c.isprintable() else "�" for c in name[:40])
    return f"{clean}…" if len(name) > 40 else clean


def shown(value: object) -> str | Text:
    """A value as a sentence may quote it: short, printable, never nested."""
    if isinstance(value, str):
        clean = legible(value)
        return Text(f"“{clean}”", f"„{clean}“")
    if isinstance(value, bool | int | float) and abs(value) < 1e15:
        return str(value).lower()
    if isinstance(value, Mapping):
        return Text("an object", "ein Objekt")
    if isinstance(value, list | tuple):
        return Text("a list", "eine Liste")
    return _WORDS.get(cast("type", type(value)), Text("something else", "etwas anderes"))


def nearest(name: object, names: Iterable[str]) -> str | None:
    """The name that was probably meant, or None when nothing is close."""
    if not isinstance(name, str):
        return None
    close = difflib.get_close_matches(name[:60].lower(), list(names), n=1)
    return close[0] if close else None


def did_you_mean(name: object, names: Iterable[str]) -> Text:
    """A question with the nearest name, or all names when none is near."""
    known = list(names)
    near = nearest(name, known)
    if near:
        return Text(f"Did you mean “{near}”?", f"Meinst du „{near}“?")
    listed = ", ".join(known)
    return Text(f"There are: {listed}.", f"Es gibt: {listed}.")


def number(value: object, minimum: float | None, maximum: float | None, **place: Any) -> float:
    """A finite number within limits; ``LearnerError`` names the place otherwise."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise LearnerError("not_a_number", value=shown(value), **place)
    try:
        given = float(value)
    except OverflowError:
        given = math.inf
    if not math.isfinite(given):
        raise LearnerError("not_finite", **place)
    low, high = minimum is not None and given < minimum, maximum is not None and given > maximum
    if low or high:
        code = "too_small" if low else "too_large"
        limit = minimum if low else maximum
        raise LearnerError(code, value=plain(given), limit=plain(limit), **place)
    return given


def integer(value: object, minimum: float | None, maximum: float | None, **place: Any) -> int:
    """A whole number within limits; 3.0 counts as 3."""
    given = number(value, minimum, maximum, **place)
    if not given.is_integer():
        raise LearnerError("not_whole", value=plain(given), **place)
    return int(given)


def plain(value: float | None) -> str:
    """A number without a needless ``.0``."""
    return "" if value is None else f"{value:.10g}"


def filled(
    fields: Sequence[Field], given: Mapping[str, Any], node: str | None = None, prefix: str = ""
) -> tuple[dict[str, Any], list[LearnerError]]:
    """Every field's value with defaults filled in, and what is wrong with those that were given.

    Nothing is wrong with the result when the list is empty; otherwise defaults stand in.
    """
    names = [field.name for field in fields]
    problems = [
        LearnerError(
            "unknown_field",
            node=node,
            field=prefix + legible(name),
            name=shown(name),
            hint=did_you_mean(name, names) if names else Text("", ""),
        )
        for name in given
        if name not in names
    ]
    values: dict[str, Any] = {}
    for field in fields:
        default = field.default
        listed = isinstance(default, list)
        values[field.name] = tuple(cast("list[Any]", default)) if listed else default
        if field.name in given:
            try:
                values[field.name] = checked(field, given[field.name], node, prefix)
            except LearnerError as problem:
                problems.append(problem)
        elif field.default is None and not field.nullable:
            place: dict[str, Any] = {"node": node, "field": prefix + field.name}
            problems.append(LearnerError("missing_field", name=field.name, **place))
    return values, problems


def checked(field: Field, value: Any, node: str | None = None, prefix: str = "") -> Any:
    """One field's value; raises ``LearnerError`` with node and field when it does not fit."""
    place: dict[str, Any] = {"node": node, "field": prefix + field.name, "name": field.name}
    if value is None:
        if field.nullable:
            return None
        raise LearnerError("null_value", **place)
    match field.type:
        case "integer":
            return integer(value, field.minimum, field.maximum, **place)
        case "number":
            return number(value, field.minimum, field.maximum, **place)
        case "boolean":
            if not isinstance(value, bool):
                raise LearnerError("not_a_boolean", value=shown(value), **place)
            return value
        case "integers":
            return _integers(field, value, place)
        case "shape":
            return _shape(value, place)
        case "choices":
            return _choices(field, value, place)
        case "regularizer":
            return _regularizer(value, place)
        case "choice" | "activation" | "initializer":
            return _choice(value, _names(field), place)


def _names(field: Field) -> tuple[str, ...]:
    if field.type == "activation":
        return tuple(catalog.activations())
    if field.type == "initializer":
        return tuple(catalog.initializers())
    return field.choices


def _choice(value: Any, names: Sequence[str], place: dict[str, Any]) -> str:
    if isinstance(value, str) and value in names:
        return value
    near = nearest(value, names)
    fix = None
    if near and place["node"] is not None:
        edit = {"op": "set", "node": place["node"], "field": place["field"], "value": near}
        fix = Fix(Text(f"Use “{near}”", f"„{near}“ nehmen"), (edit,))
    hint = did_you_mean(value, names)
    raise LearnerError("unknown_choice", value=shown(value), hint=hint, fix=fix, **place)


def _choices(field: Field, value: Any, place: dict[str, Any]) -> tuple[str, ...]:
    if not isinstance(value, list | tuple):
        raise LearnerError("not_a_list", value=shown(value), **place)
    items = cast("list[Any]", value)[: len(field.choices) + 1]
    chosen = tuple(_choice(item, field.choices, place) for item in items)
    if len(set(chosen)) < len(chosen):
        raise LearnerError("twice_in_list", **place)
    if len(chosen) < (field.minimum or 0):
        raise LearnerError("too_few_chosen", limit=plain(field.minimum), **place)
    return chosen


def _integers(field: Field, value: Any, place: dict[str, Any]) -> int | tuple[int, ...]:
    if not isinstance(value, list | tuple):
        return integer(value, field.minimum, field.maximum, **place)
    items = cast("list[Any]", value)
    if len(items) != field.length:
        raise LearnerError("wrong_length", length=field.length, count=len(items), **place)
    return tuple(integer(item, field.minimum, field.maximum, **place) for item in items)


def _shape(value: Any, place: dict[str, Any]) -> tuple[int | None, ...]:
    if not isinstance(value, list | tuple):
        raise LearnerError("not_a_list", value=shown(value), **place)
    items = cast("list[Any]", value)
    if not 1 <= len(items) <= MAX_RANK:
        raise LearnerError("wrong_rank_stated", limit=MAX_RANK, count=len(items), **place)
    return tuple(None if item is None else integer(item, 1, MAX_LENGTH, **place) for item in items)


def _regularizer(value: Any, place: dict[str, Any]) -> dict[str, float]:
    if not isinstance(value, Mapping):
        raise LearnerError("not_an_object", value=shown(value), **place)
    given = cast("Mapping[Any, Any]", value)
    for name in given:
        if name not in ("l1", "l2"):
            hint = did_you_mean(name, ("l1", "l2"))
            place["name"] = shown(name)
            raise LearnerError("unknown_field", hint=hint, **place)
    return {name: number(given.get(name, 0.0), 0, 100, **place) for name in ("l1", "l2")}


def structure(fields: Sequence[Field], config: Config) -> dict[str, Any]:
    """What decides shapes and code: structural fields, hashable, integers spelled out per axis.

    A regularizer is no structure: its two numbers are knobs, zero where the document has none.
    """
    plan: dict[str, Any] = {}
    for field in fields:
        value = config[field.name]
        if field.structural and field.type != "regularizer":
            spread = field.type == "integers" and isinstance(value, int)
            plan[field.name] = (value,) * field.length if spread else value
    return plan


def knobs(fields: Sequence[Field], config: Config) -> dict[str, float]:
    """What a slider moves without recompiling; a regularizer gives ``field.l1``, ``field.l2``."""
    plan: dict[str, float] = {}
    for field in fields:
        value = config[field.name]
        if field.type == "regularizer":
            given = cast("Mapping[str, float]", value or {})
            plan |= {f"{field.name}.{name}": given.get(name, 0.0) for name in ("l1", "l2")}
        elif not field.structural:
            plan[field.name] = float(value)
    return plan
