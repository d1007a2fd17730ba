"""Forecasts: a series cut into windows, each with the value that comes some moments later."""

from collections.abc import Callable
from typing import Unpack

import numpy as np

from engine.contracts import AnyArray, Config, Data, DatasetKind, Examples, Field, Part, Text
from engine.datasets._cache import cached
from engine.datasets._card import SourcedCard, extended
from engine.datasets._split import TEST_SHARE
from engine.datasets.fetch._fetch import fetched
from engine.datasets.fetch._files import FileSet
from engine.preprocessing import standardize
from engine.preprocessing._steps import prepared

KEYWORDS = ("forecast", "regression", "sequence", "Vorhersage", "Zeitreihe", "Folge")
KEPT = Text(
    "The last fifth of the time is for testing, so the network is asked for what came after all it "
    "has learned from. One unit is a standard deviation of the time before.",
    "Das letzte Fünftel der Zeit ist zum Testen, das Netz wird also nach dem gefragt, was nach "
    "allem kam, woraus es gelernt hat. Eine Einheit ist eine Standardabweichung der Zeit davor.",
)


def forecast_set(
    files: FileSet,
    read: Callable[[], AnyArray],
    column: str,
    window: int,
    **card: Unpack[SourcedCard],
) -> DatasetKind:
    """The kind of a series [n] that ``read`` answers, of which the network sees ``window`` values.

    ``column`` names what was measured, with its unit.
    """

    def load(options: Config, seed: int) -> Data:
        del seed
        return _load(read(), column, int(options["window"]), int(options["ahead"]))

    return DatasetKind(
        **extended(card, KEPT, KEYWORDS),
        sample_type="sequence",
        task="regression",
        fields=_fields(window),
        signature=lambda options: ((int(options["window"]), 1), ()),
        load=cached(load),
        **fetched(files),
    )


def _load(series: AnyArray, column: str, window: int, ahead: int) -> Data:
    """Windows float32 [n, window, 1] with targets [n, 1], in the order of time.

    Windows of the test part may reach back into the time before: nothing in them is a target there.
    """
    border = len(series) - round(TEST_SHARE * len(series))
    column_of = series.astype(np.float64)[:, np.newaxis]
    standard, scaling = prepared(
        standardize.KIND, (column_of[:border], column_of[border:]), columns=[column]
    )
    values = np.concatenate(standard)
    windows = np.lib.stride_tricks.sliding_window_view(values[:-ahead, 0], window)
    targets = values[window + ahead - 1 :]
    first = border - (window + ahead - 1)  # the first one whose target is in the test part
    inputs = np.ascontiguousarray(windows)[..., np.newaxis]

    def raw(part: Part, row: int) -> AnyArray:
        start = row + (first if part == "test" else 0)
        return column_of[start : start + window]

    return Data(
        training=Examples(inputs[:first], targets[:first]),
        test=Examples(inputs[first:], targets[first:]),
        shape=(window, 1),
        classes=(),
        steps=(scaling,),
        raw=raw,
    )


def _fields(window: int) -> tuple[Field, ...]:
    return (
        Field(
            "window", "integer", window,
            Text("Values seen", "Gesehene Werte"),
            Text("How many values, up to now, the network sees.",
                 "Wie viele Werte bis zu diesem Moment das Netz sieht."),
            minimum=2, maximum=60,
        ),
        Field(
            "ahead", "integer", 1,
            Text("Steps ahead", "Schritte voraus"),
            Text("Which value is asked for: 1 is the next one. The further ahead, the less helps "
                 "the last value alone.",
                 "Welcher Wert gefragt ist: 1 ist der nächste. Je weiter voraus, desto weniger "
                 "hilft der letzte Wert allein."),
            minimum=1, maximum=30,
        ),
    )  # fmt: skip
