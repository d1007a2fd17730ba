"""Fields that several schedules have, worded once."""

from engine.contracts import Field, Text


def steps(name: str, default: int, label: Text, help: Text, *, least: int = 1) -> Field:
    """A number of steps."""
    return Field(
        name=name,
        type="integer",
        default=default,
        label=label,
        help=help,
        minimum=least,
        maximum=10_000_000,
        structural=False,
    )


DECAY_STEPS = steps(
    "decay_steps",
    1000,
    Text("Decay steps", "Abnahme über"),
    Text(
        "How many training steps the decay takes. An epoch has as many steps as there are batches.",
        "Über wie viele Trainingsschritte die Lernrate abnimmt. Eine Epoche hat so viele Schritte, "
        "wie es Batches gibt.",
    ),
)


def number(name: str, default: float, maximum: float, label: Text, help: Text) -> Field:
    """A number from zero up."""
    return Field(
        name=name,
        type="number",
        default=default,
        label=label,
        help=help,
        minimum=0.0,
        maximum=maximum,
        structural=False,
    )


def switch(name: str, label: Text, help: Text) -> Field:
    """On or off, off at first."""
    return Field(name, "boolean", False, label, help, advanced=True)


STAIRCASE = switch(
    "staircase",
    Text("In steps", "In Stufen"),
    Text(
        "Change only after whole numbers of decay steps, like a staircase, instead of smoothly.",
        "Ändert sich nur nach jeweils so vielen Schritten, wie eine Treppe, statt gleitend.",
    ),
)
