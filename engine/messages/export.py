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
    "export_run_differs": Text(
        "The run does not train this very network, so its weights would not fit. Close this "
        "window, wait a moment and open it again.",
        "Der Lauf trainiert nicht genau dieses Netz, seine Gewichte würden also nicht passen. "
        "Schließ dieses Fenster, warte einen Moment und öffne es wieder.",
    ),
    "import_not_keras": Text(
        "This is no model of Keras 3. Write one with model.to_json(), from a Sequential or a "
        "functional model.",
        "Das ist kein Modell von Keras 3. Schreib eines mit model.to_json(), aus einem "
        "Sequential- oder einem funktionalen Modell.",
    ),
    "import_layer": Text(
        "“{layer}” was left out: there is no layer {name} here. What came into it goes on to the "
        "layers behind it.",
        "„{layer}“ wurde weggelassen: Eine Schicht {name} gibt es hier nicht. Was hineinging, geht "
        "an die Schichten dahinter.",
    ),
    "import_field": Text(
        "“{name}” of “{layer}” was left out: {value} is not possible here, so its default holds.",
        "„{name}“ von „{layer}“ wurde weggelassen: {value} ist hier nicht möglich, es gilt der "
        "Standardwert.",
    ),
    "import_training": Text(
        "{name} was left out: there is nothing like it here, so the default holds.",
        "{name} wurde weggelassen: Etwas Entsprechendes gibt es hier nicht, es gilt der Standard.",
    ),
}
