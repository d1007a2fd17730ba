"""Values of a kind's fields: checked as declared, defaults filled in, structure set apart."""

import difflib
import math
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, cast

from engine import catalog
from engine.contracts import Chosen, Config, Field, Text
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
        values[field.name] = _default(field)
        if field.name in given:
            try:
                values[field.name] = checked(field, given[field.name], node, prefix)
            except LearnerError as problem:
                problems.append(problem)
        elif field.default is None and not field.nullable:
            place: dict[str, Any] = {"node": node, "field": prefix + field.name}
            problems.append(LearnerError("missing_field", name=field.name, **place))
    return values, problems


def _default(field: Field) -> Any:
    default = field.default
    if field.type in ("initializer", "layer") and default is not None:
        return checked(field, default)
    return tuple(cast("list[Any]", default)) if isinstance(default, list) else default


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
            return _shape(value, field.minimum or 1, place)
        case "choices":
            return _choices(field, value, place)
        case "regularizer":
            return _numbers(value, ("l1", "l2"), (0.0, 0.0), 100, place)
        case "constraint":
            return _numbers(value, ("max_norm",), (2.0,), 1000, place)
        case "initializer":
            return _whole(value, catalog.initializers(), place)
        case "layer":
            return _whole(value, {name: catalog.layers()[name] for name in field.choices}, place)
        case "own":
            return _own(value, place)
        case "places":
            return _places(field, value, place)
        case "columns":  # whether there are such columns, the data says
            return _columns(value, place)
        case "monitor":  # whether there is such a curve, the whole document says
            if not isinstance(value, str):
                raise LearnerError("not_a_string", value=shown(value), **place)
            return legible(value)
        case "activation":
            return _choice(value, tuple(catalog.activations()), place)
        case "choice":
            return _choice(value, field.choices, place)


def chosen(
    value: Any, kinds: Mapping[str, Any], place: dict[str, Any]
) -> tuple[Chosen, list[LearnerError]]:
    """A kind chosen by name or as ``{"kind", "config"}``, its fields filled in, and what is wrong
    with them; raises ``LearnerError`` where there is no such kind."""
    given: Mapping[str, Any] = {}
    if isinstance(value, Mapping):
        whole = cast("Mapping[str, Any]", value)
        for name in whole:
            if name not in ("kind", "config"):
                hint = did_you_mean(name, ("kind", "config"))
                place = {**place, "name": shown(name)}
                raise LearnerError("unknown_field", hint=hint, **place)
        value, config = whole.get("kind"), whole.get("config", {})
        if not isinstance(config, Mapping):
            raise LearnerError("not_an_object", value=shown(config), **place)
        given = cast("Mapping[str, Any]", config)
    name = _choice(value, tuple(kinds), place)
    values, problems = filled(kinds[name].fields, given, place["node"], f"{place['field']}.config.")
    return Chosen(name, tuple(sorted(values.items()))), problems


def _whole(value: Any, kinds: Mapping[str, Any], place: dict[str, Any]) -> Chosen:
    found, problems = chosen(value, kinds, place)
    if problems:
        raise problems[0]
    return found


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


_OWN = re.compile(r"[0-9a-f]{32}", re.ASCII)


def _own(value: Any, place: dict[str, Any]) -> str:
    if isinstance(value, str) and _OWN.fullmatch(value):
        return value
    raise LearnerError("own_bad_id", value=shown(value), **place)


def _places(field: Field, value: Any, place: dict[str, Any]) -> tuple[int, ...]:
    if not isinstance(value, list | tuple):
        raise LearnerError("not_a_list", value=shown(value), **place)
    items = cast("list[Any]", value)
    most = int(field.maximum or 0)
    chosen = tuple(integer(item, 0, most, **place) for item in items[: most + 2])
    if len(set(chosen)) < len(chosen):
        raise LearnerError("twice_in_list", **place)
    return chosen


def _columns(value: Any, place: dict[str, Any]) -> tuple[str, ...]:
    if not isinstance(value, list | tuple):
        raise LearnerError("not_a_list", value=shown(value), **place)
    items = cast("list[Any]", value)[:MAX_LENGTH]
    for item in items:
        if not isinstance(item, str):
            raise LearnerError("not_a_string", value=shown(item), **place)
    if len(set(items)) < len(items):
        raise LearnerError("twice_in_list", **place)
    if not items:
        raise LearnerError("too_few_chosen", limit="1", **place)
    return tuple(legible(item) for item in items)


def _integers(field: Field, value: Any, place: dict[str, Any]) -> int | tuple[int, ...]:
    if not isinstance(value, list | tuple):
        return integer(value, field.minimum, field.maximum, **place)
    items = cast("list[Any]", value)
    if len(items) != field.length:
        raise LearnerError("wrong_length", length=field.length, count=len(items), **place)
    return tuple(integer(item, field.minimum, field.maximum, **place) for item in items)


def _shape(value: Any, least: float, place: dict[str, Any]) -> tuple[int | None, ...]:
    if not isinstance(value, list | tuple):
        raise LearnerError("not_a_list", value=shown(value), **place)
    items = cast("list[Any]", value)
    if not 1 <= len(items) <= MAX_RANK:
        raise LearnerError("wrong_rank_stated", limit=MAX_RANK, count=len(items), **place)
    return tuple(
        None if item is None else integer(item, least, MAX_LENGTH, **place) for item in items
    )


def _numbers(
    value: Any, names: Sequence[str], defaults: Sequence[float], most: float, place: dict[str, Any]
) -> dict[str, float]:
    """An object of numbers from zero up, those left out as by default."""
    if not isinstance(value, Mapping):
        raise LearnerError("not_an_object", value=shown(value), **place)
    given = cast("Mapping[Any, Any]", value)
    for name in given:
        if name not in names:
            place["name"] = shown(name)
            raise LearnerError("unknown_field", hint=did_you_mean(name, names), **place)
    return {
        name: number(given.get(name, default), 0, most, **place)
        for name, default in zip(names, defaults, strict=True)
    }


def structure(fields: Sequence[Field], config: Config) -> dict[str, Any]:
    """What decides shapes and code: structural fields, hashable, integers spelled out per axis.

    Of something that may be left out and whose numbers are knobs, whether it is there.
    """
    plan: dict[str, Any] = {}
    for field in fields:
        value = config[field.name]
        if field.type == "layer":
            inner = structure(catalog.layers()[value.kind].fields, dict(value.config))
            plan[field.name] = Chosen(value.kind, tuple(sorted(inner.items())))
        elif field.type in _PARTS:
            if field.structural:
                plan[field.name] = value is not None
        elif not field.structural:
            if field.nullable:
                plan[field.name] = value is not None
        else:
            spread = field.type == "integers" and isinstance(value, int)
            plan[field.name] = (value,) * field.length if spread else value
    return plan


_PARTS = {"regularizer": ("l1", "l2"), "constraint": ("max_norm",)}


def knobs(fields: Sequence[Field], config: Config) -> dict[str, float]:
    """What a slider moves without recompiling; a regularizer gives ``field.l1``, ``field.l2``, and
    zeros where there is none and its sliders may be moved all the same."""
    plan: dict[str, float] = {}
    for field in fields:
        value = config[field.name]
        if field.type == "layer":
            inner = knobs(catalog.layers()[value.kind].fields, dict(value.config))
            plan |= {f"{field.name}.{name}": knob for name, knob in inner.items()}
        elif field.type in _PARTS:
            if value is not None or not field.structural:
                given = cast("Mapping[str, float]", value or {})
                parts = _PARTS[field.type]
                plan |= {f"{field.name}.{part}": given.get(part, 0.0) for part in parts}
        elif not field.structural and value is not None:
            plan[field.name] = float(value)
    return plan
