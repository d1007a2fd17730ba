"""Sweep tiles: what each network of a sweep answers over the plane, as small pictures."""

from collections.abc import Mapping
from typing import Any

from engine.contracts import NodeView, ProbeKind, Quantised, Question, Text


def ask(asked: Mapping[str, Any], view: NodeView) -> Question:
    """It is asked of no node."""
    del asked, view
    return Question()


def answer(sweep: Any, static: tuple[Any, ...], traced: Any) -> tuple[Quantised] | None:
    """Maps [n, 32, 32], row 0 at the top of the plane; the range of one whose network is not ready
    yet is NaN. Nothing [0, 32, 32] where the data lie in no plane or an output is more than one
    number. None: none of them is ready."""
    del static, traced
    maps = sweep.planes()
    return None if maps is None else (maps,)


KIND = ProbeKind(
    name="sweep_tiles",
    label=Text("Pictures of a sweep", "Bilder vieler Läufe"),
    summary=Text(
        "What each network of a sweep answers over the plane.",
        "Was jedes Netz von vielen über der Ebene antwortet.",
    ),
    parts=("maps",),
    ask=ask,
    answer=answer,
    every=0.4,
    swept=True,
)
