"""Reduce on plateau: a smaller learning rate when a curve has not improved for a while."""

from engine.callbacks._monitor import (
    MODE,
    MONITOR,
    better,
    epochs,
    min_delta,
    number,
    patience,
)
from engine.contracts import CallbackKind, Config, EpochEnd, Field, Memory, Text, Verdict


def judge(memory: Memory, end: EpochEnd, config: Config) -> tuple[Memory, Verdict]:
    """The decisions of ``keras.callbacks.ReduceLROnPlateau``; ``best``, ``wait`` and the rest of
    the ``cooldown`` are remembered."""
    best, wait = memory.get("best"), memory.get("wait", 0)
    rest, rate = memory.get("cooldown", 0), end.learning_rate
    verdict = Verdict()
    if rest > 0:
        rest, wait = rest - 1, 0
    if better(end.value, best, end, config):
        best, wait = end.value, 0
    elif rest <= 0:
        wait += 1
        if wait >= config["patience"] and rate > config["min_lr"]:
            verdict = Verdict(learning_rate=max(rate * config["factor"], config["min_lr"]))
            rest, wait = config["cooldown"], 0
    return {"best": best, "wait": wait, "cooldown": rest}, verdict


KIND = CallbackKind(
    name="reduce_lr_on_plateau",
    label=Text("Smaller steps on a plateau", "Kleinere Schritte auf dem Plateau"),
    summary=Text(
        "Lowers the learning rate when a curve no longer improves.",
        "Senkt die Lernrate, wenn eine Kurve nicht mehr besser wird.",
    ),
    help=Text(
        "Near a minimum large steps jump to and fro across it. When the curve stays flat for some "
        "epochs, the learning rate is multiplied by the factor, and often the loss falls again.",
        "Nahe am Minimum springen große Schritte hin und her darüber hinweg. Bleibt die Kurve "
        "einige Epochen flach, wird die Lernrate mit dem Faktor multipliziert, und oft sinkt der "
        "Verlust dann weiter.",
    ),
    formula=r"\eta \leftarrow \max(f\, \eta, \eta_{min})",
    order=2,
    fields=(
        MONITOR,
        Field(
            "factor",
            "number",
            0.1,
            Text("Factor", "Faktor"),
            Text(
                "What the learning rate is multiplied by.",
                "Womit die Lernrate multipliziert wird.",
            ),
            minimum=0.0,
            maximum=0.999,
        ),
        patience(
            10,
            Text(
                "How many epochs without an improvement make the steps smaller.",
                "Nach wie vielen Epochen ohne Verbesserung die Schritte kleiner werden.",
            ),
        ),
        min_delta(1e-4),
        MODE,
        epochs(
            "cooldown",
            Text("Rest afterwards", "Ruhe danach"),
            Text(
                "So many epochs after a change it does not count.",
                "So viele Epochen nach einer Änderung zählt es nicht.",
            ),
        ),
        number(
            "min_lr",
            0.0,
            100.0,
            Text("Smallest learning rate", "Kleinste Lernrate"),
            Text("It goes no lower than this.", "Tiefer geht es nicht."),
        ),
    ),
    judge=judge,
    keywords=("plateau", "learning rate", "Lernrate", "ReduceLROnPlateau"),
)
