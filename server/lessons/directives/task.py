"""``task``: what the learner's network must do, judged by behavior, with staged hints."""

from collections.abc import Mapping
from typing import Any, cast

from server.lessons import goal
from server.lessons.directive import (
    DirectiveKind,
    fence,
    from_json,
    from_yaml,
    group,
    halves,
    network,
    optional_fence,
)
from server.lessons.markdown import Directive, Fence
from server.lessons.problems import Broken
from server.lessons.tree import Block, Task


def read(source: Directive) -> Block:
    """Goals as a list in YAML, a solution as a document, and hints in their order."""
    found = halves(source)
    goals = _goals(fence(source, "yaml", "- goal: ..."))
    solution = network(fence(source, "json", "the solution, a document of format 1"))
    weights = optional_fence(source, "json weights")
    hints = [group(hint) for hint in source.inner("hint")]
    shown = {
        "directive": "task",
        "id": source.id,
        "words": found.passage,
        "hints": [hint.passage for hint in hints],
    }
    hands: Mapping[str, Mapping[str, Any]] = from_json(weights) if weights else {}
    claims = found.claims() + tuple(claim for hint in hints for claim in hint.claims())
    return Block(
        "task",
        source.line,
        shown,
        id=source.id,
        passages=(found.passage, *(hint.passage for hint in hints)),
        claims=claims,
        nodes=tuple(g.values["node"] for g in goals if "node" in g.values),
        task=Task(source.id, source.line, tuple(goals), solution, hands),
    )


def _goals(data: Fence) -> list[goal.Goal]:
    found = from_yaml(data.text, data.line)
    given = cast("list[Any]", found) if isinstance(found, list) else []
    if not given:
        raise Broken("fence_missing", data.line, name="task", language="yaml", what="- goal: ...")
    starts = [n for n, line in enumerate(data.text.split("\n")) if line.startswith("- ")]
    at = [data.line + n for n in starts] if len(starts) == len(given) else [data.line] * len(given)
    return [goal.read(item, line) for item, line in zip(given, at, strict=True)]


KIND = DirectiveKind(
    "task",
    read,
    inside=("en", "de", "hint"),
    fences=("yaml", "json", "json weights"),
    identified=True,
)
