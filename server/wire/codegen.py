"""Writes the page's types from the server's declarations: `python -m server.wire.codegen`."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import cast

import msgspec
from msgspec import inspect

from server.wire import facts, messages

TARGET = Path(__file__).parents[2] / "web" / "src" / "wire" / "messages.gen.ts"
_HEAD = f"""\
// Generated from server/wire/messages.py by `make gen`; changes belong there.

export const VERSION = {messages.VERSION};

export type Document = Record<string, unknown>;

export type Intervention =
  | {{ node: string; unit: number; times: number }}
  | {{ node: string; unit: number; frozen: true }}
  | {{ edge: [string, string]; dropped: true }};

export type Probe = {{ probe: string; node?: string | null }} & Record<string, unknown>;
"""


def typescript() -> str:
    """The whole of messages.gen.ts."""
    commands = _members(messages.AnyCommand)
    notices = _members(messages.AnyNotice)
    parts = [facts.Words, facts.Fix, facts.Problem, facts.Findings]
    parts += [facts.Validation, facts.Row, facts.Measured, facts.Effect]
    parts += [facts.SweepKnob, facts.SweepState]
    blocks = [_HEAD, f"export type State = {_states()};\n"]
    blocks += [_interface(struct) for struct in [*parts, *commands, *notices]]
    blocks.append(_union("Command", commands))
    blocks.append(_union("Notice", notices))
    return "\n".join(blocks)


def _members(union: object) -> list[type[msgspec.Struct]]:
    return list(getattr(union, "__args__"))  # noqa: B009  pyright cannot see a union's members


def _states() -> str:
    info = inspect.type_info(messages.State)
    assert isinstance(info, inspect.Metadata)
    return _type(info.type)


def _union(name: str, structs: Sequence[type[msgspec.Struct]]) -> str:
    lines = "".join(f"\n  | {struct.__name__}" for struct in structs)
    return f"export type {name} ={lines};\n"


def _interface(struct: type[msgspec.Struct]) -> str:
    info = inspect.type_info(struct)
    assert isinstance(info, inspect.StructType)
    lines = [f"/** {(struct.__doc__ or '').splitlines()[0]} */"]
    lines.append(f"export interface {struct.__name__} {{")
    if info.tag_field:
        lines.append(f"  {info.tag_field}: {json.dumps(info.tag)};")
    lines += [f"  {field.encode_name}: {_type(field.type)};" for field in info.fields]
    return "\n".join([*lines, "}\n"])


def _type(kind: inspect.Type) -> str:
    match kind:
        case inspect.Metadata():
            named = cast(str | None, (kind.extra or {}).get("ts"))
            return named or _type(kind.type)
        case inspect.NoneType():
            return "null"
        case inspect.BoolType():
            return "boolean"
        case inspect.IntType() | inspect.FloatType():
            return "number"
        case inspect.StrType():
            return "string"
        case inspect.LiteralType():
            return " | ".join(json.dumps(value) for value in kind.values)
        case inspect.StructType():
            return kind.cls.__name__
        case inspect.ListType():
            return _array(_type(kind.item_type))
        case inspect.TupleType():
            return f"[{', '.join(map(_type, kind.item_types))}]"
        case inspect.DictType():
            return f"Record<string, {_type(kind.value_type)}>"
        case inspect.UnionType():
            return " | ".join(dict.fromkeys(map(_type, kind.types)))
        case _:
            return "unknown"


def _array(item: str) -> str:
    return f"({item})[]" if " " in item and not item.startswith("Record") else f"{item}[]"


if __name__ == "__main__":
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    TARGET.write_text(typescript(), encoding="utf-8")
