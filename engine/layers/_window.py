"""Arithmetic of sliding windows: how far they reach, where they stand, how wide the border is."""

from collections.abc import Sequence

from engine.contracts import Field, Text

MAX_WINDOW = 64


def integers(
    name: str,
    default: int | None,
    label: Text,
    help_: Text,
    *,
    advanced: bool = True,
    axes: int = 2,
    minimum: int = 1,
) -> Field:
    """A field with one number for all axes or a list of as many."""
    return Field(
        name,
        "integers",
        default,
        label,
        help_,
        minimum=minimum,
        maximum=MAX_WINDOW,
        length=axes,
        nullable=default is None,
        advanced=advanced,
    )


def reach(window: Sequence[int], dilation: Sequence[int]) -> tuple[int, ...]:
    """How many pixels a window spans, its gaps included."""
    return tuple((size - 1) * gap + 1 for size, gap in zip(window, dilation, strict=True))


def border(
    lengths: Sequence[int], reaches: Sequence[int], strides: Sequence[int], padding: str
) -> tuple[tuple[int, int], ...]:
    """Empty pixels before and after each axis; "same" puts the odd one behind, as Keras does."""
    if padding == "valid":
        return tuple((0, 0) for _ in lengths)
    totals = [
        max((-(-length // stride) - 1) * stride + span - length, 0)
        for length, span, stride in zip(lengths, reaches, strides, strict=True)
    ]
    return tuple((total // 2, total - total // 2) for total in totals)
