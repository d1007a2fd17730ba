"""What callbacks that watch a curve share: their fields, and when a value is an improvement."""

import numpy as np

from engine.contracts import Better, Config, EpochEnd, Field, Text

MONITOR = Field(
    "monitor",
    "monitor",
    "val_loss",
    Text("Watches", "Beobachtet"),
    Text(
        "The curve that decides: the loss or a metric, of training or (with “val_”) of the "
        "validation part.",
        "Die Kurve, die entscheidet: der Verlust oder eine Kennzahl, vom Training oder (mit "
        "„val_“) vom Validierungsteil.",
    ),
)

MODE = Field(
    "mode",
    "choice",
    "auto",
    Text("Better is", "Besser ist"),
    Text(
        "“auto” knows it from the curve: a loss should fall, an accuracy rise.",
        "„auto“ weiß es von der Kurve: Ein Verlust soll sinken, eine Genauigkeit steigen.",
    ),
    choices=("auto", "min", "max"),
    advanced=True,
)


def patience(default: int, help: Text) -> Field:
    """How many epochs without an improvement are borne."""
    return _epochs("patience", default, Text("Patience", "Geduld"), help)


def epochs(name: str, label: Text, help: Text) -> Field:
    """A number of epochs, at first none."""
    return _epochs(name, 0, label, help, advanced=True)


def _epochs(name: str, default: int, label: Text, help: Text, *, advanced: bool = False) -> Field:
    return Field(
        name, "integer", default, label, help, minimum=0, maximum=100_000, advanced=advanced
    )


def number(name: str, default: float, maximum: float, label: Text, help: Text) -> Field:
    """A number from zero up."""
    return Field(name, "number", default, label, help, minimum=0.0, maximum=maximum, advanced=True)


def min_delta(default: float) -> Field:
    """How much counts as an improvement."""
    return number(
        "min_delta",
        default,
        1000.0,
        Text("Smallest gain", "Kleinster Gewinn"),
        Text(
            "An improvement by less than this counts as none.",
            "Eine kleinere Verbesserung zählt nicht.",
        ),
    )


def better(value: float, than: float | None, end: EpochEnd, config: Config) -> bool:
    """Whether a value is better than another by the smallest gain; the first always is."""
    if than is None:
        return True
    # Rounded to float32 before they are compared, as in Keras: it decides what a tie is.
    gain, known = config["min_delta"], np.float32(than)
    if _way(end, config) == "higher":
        return bool(np.float32(value - gain) > known)
    return bool(np.float32(value + gain) < known)


def _way(end: EpochEnd, config: Config) -> Better:
    ways: dict[str, Better] = {"min": "lower", "max": "higher"}
    return ways.get(config["mode"], end.better)
