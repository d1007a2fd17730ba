"""Early stopping: ends the training when a curve has not improved for a while."""

from engine.callbacks._monitor import MODE, MONITOR, better, epochs, min_delta, patience
from engine.contracts import CallbackKind, Config, EpochEnd, Field, Memory, Text, Verdict


def judge(memory: Memory, end: EpochEnd, config: Config) -> tuple[Memory, Verdict]:
    """The decisions of ``keras.callbacks.EarlyStopping``; ``best`` with its ``epoch`` and ``wait``
    are remembered."""
    if end.epoch < config["start_from_epoch"]:
        return memory, Verdict()
    best, wait = memory.get("best"), memory.get("wait", 0) + 1
    restore = config["restore_best_weights"]
    if better(end.value, best, end, config):
        if config["baseline"] is None or better(end.value, config["baseline"], end, config):
            wait = 0
        return {"best": end.value, "epoch": end.epoch, "wait": wait}, Verdict(keep=restore)
    stop = wait >= config["patience"] and end.epoch > 0
    return {**memory, "wait": wait}, Verdict(stop=stop, restore=stop and restore)


KIND = CallbackKind(
    name="early_stopping",
    label=Text("Early stopping", "Frühes Stoppen"),
    summary=Text(
        "Stops when a curve no longer improves.",
        "Hält an, wenn eine Kurve nicht mehr besser wird.",
    ),
    help=Text(
        "A network that learns for too long begins to learn by heart: the validation loss rises "
        "again. Early stopping waits some epochs for an improvement and then ends the training, "
        "if you like with the best weights it saw.",
        "Ein Netz, das zu lange lernt, fängt an auswendig zu lernen: Der Verlust auf dem "
        "Validierungsteil steigt wieder. Frühes Stoppen wartet einige Epochen auf eine "
        "Verbesserung und beendet dann das Training, auf Wunsch mit den besten Gewichten.",
    ),
    formula=r"\text{stop if } t - t_{best} \ge p",
    order=1,
    fields=(
        MONITOR,
        patience(
            0,
            Text(
                "How many epochs without an improvement end the training. 0 and 1 are the same: "
                "the first epoch that is no better ends it.",
                "Wie viele Epochen ohne Verbesserung das Training beenden. 0 und 1 sind gleich: "
                "Die erste Epoche, die nicht besser ist, beendet es.",
            ),
        ),
        Field(
            "restore_best_weights",
            "boolean",
            False,
            Text("Back to the best weights", "Zurück zu den besten Gewichten"),
            Text(
                "When it stops, the weights of the best epoch come back.",
                "Beim Anhalten kommen die Gewichte der besten Epoche zurück.",
            ),
        ),
        min_delta(0.0),
        MODE,
        Field(
            "baseline",
            "number",
            None,
            Text("At least as good as", "Mindestens so gut wie"),
            Text(
                "Only values better than this one make it wait again.",
                "Nur Werte, die besser sind als dieser, lassen es weiter warten.",
            ),
            start=0.5,
            nullable=True,
            advanced=True,
        ),
        epochs(
            "start_from_epoch",
            Text("Begins after epochs", "Beginnt nach Epochen"),
            Text(
                "So many epochs pass before it begins to watch.",
                "So viele Epochen vergehen, bevor es anfängt zu beobachten.",
            ),
        ),
    ),
    judge=judge,
    keywords=("overfitting", "Überanpassung", "Abbruch", "patience"),
)
