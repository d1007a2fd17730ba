"""What is said about networks that another library cannot be made to compute, or brings along."""

from engine.contracts import Text

MESSAGES: dict[str, Text] = {
    "export_target": Text(
        "There is no export to {name}. {hint}",
        "Einen Export nach {name} gibt es nicht. {hint}",
    ),
    "export_learning": Text(
        "Networks that learn by “{name}” cannot be written as code yet; supervised ones can.",
        "Netze, die durch „{name}“ lernen, lassen sich noch nicht als Code schreiben; überwacht "
        "lernende schon.",
    ),
    "export_plateau": Text(
        "Keras cannot lower the learning rate on a plateau while a schedule moves it. Take out the "
        "callback or the schedule.",
        "Keras kann die Lernrate nicht bei einem Plateau senken, während ein Plan sie bewegt. Nimm "
        "den Callback oder den Plan heraus.",
    ),
    "export_kind": Text(
        "{layer} cannot be written for {target}: {reason} Choose another target or replace the "
        "layer.",
        "{layer} lässt sich nicht für {target} schreiben: {reason} Wähl ein anderes Ziel oder "
        "ersetz die Schicht.",
    ),
    "export_part": Text(
        "“{name}” cannot be written for {target} yet. Choose another target or leave it out.",
        "„{name}“ lässt sich noch nicht für {target} schreiben. Wähl ein anderes Ziel oder lass "
        "es weg.",
    ),
}
