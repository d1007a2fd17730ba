"""What is found wrong with a run, in its own numbers, and what to try."""

from engine.contracts import Text

MESSAGES: dict[str, Text] = {
    "rate_too_high_diverged": Text(
        "The learning rate of {rate} is too high: the loss was {low} at step {low_at} and {now} at "
        "step {now_at}, then it was no number any more. One step would move the weights of "
        "“{name}” by {ratio} % of their length; about 0.1 % is healthy. Make it smaller, then "
        "reset.",
        "Die Lernrate {rate} ist zu hoch: Der Verlust war {low} in Schritt {low_at} und {now} in "
        "Schritt {now_at}, danach war er keine Zahl mehr. Ein Schritt würde die Gewichte von "
        "„{name}“ um {ratio} % ihrer Länge bewegen; gesund sind etwa 0,1 %. Verkleinere sie und "
        "setz das Netz zurück.",
    ),
    "rate_too_high": Text(
        "The learning rate of {rate} is probably too high: the loss was down to {low} at step "
        "{low_at} and is {now} at step {now_at}. One step moves the weights of “{name}” by {ratio} "
        "% of their length; about 0.1 % is healthy. Try a smaller one.",
        "Die Lernrate {rate} ist wohl zu hoch: Der Verlust war in Schritt {low_at} schon bei {low} "
        "und ist in Schritt {now_at} bei {now}. Ein Schritt bewegt die Gewichte von „{name}“ um "
        "{ratio} % ihrer Länge; gesund sind etwa 0,1 %. Versuch es mit einer kleineren.",
    ),
    "values_for_classes": Text(
        "“{name}” is to tell {classes} classes apart, but “{loss}” compares numbers: of {classes} "
        "numbers to be learned all are 0 but one, so answering 0 to everything already has a loss "
        "of only {nothing} (now it is {now}), and mistakes hardly count. Its answers sum to {sum} "
        "on average; shares of the classes sum to 1. A crossentropy on softmax fits.",
        "„{name}“ soll {classes} Klassen unterscheiden, „{loss}“ vergleicht aber Zahlen: Von "
        "{classes} zu lernenden Zahlen sind alle 0 bis auf eine, darum hat schon die Antwort 0 auf "
        "alles nur einen Verlust von {nothing} (jetzt ist er {now}), und Fehler zählen kaum. Die "
        "Antworten ergeben im Mittel zusammen {sum}; Anteile der Klassen ergeben 1. Eine "
        "Kreuzentropie auf Softmax passt.",
    ),
    "softmax_for_yes_or_no": Text(
        "“{loss}” asks each of the {classes} classes alone, yes or no, but the softmax of “{name}” "
        "ties them: its answers sum to {sum}, so no class can change without the others. Of "
        "{classes} classes one is right, and a categorical crossentropy asks for that one.",
        "„{loss}“ fragt jede der {classes} Klassen einzeln, ja oder nein, doch die Softmax von "
        "„{name}“ bindet sie aneinander: Ihre Antworten ergeben zusammen {sum}, keine Klasse kann "
        "sich ohne die anderen ändern. Von {classes} Klassen ist eine richtig, und nach dieser "
        "einen fragt eine kategoriale Kreuzentropie.",
    ),
    "sigmoid_for_classes": Text(
        "“{loss}” takes the answers of “{name}” for shares of {classes} classes, which sum to 1, "
        "but each sigmoid answers for itself: here they sum to {sum} on average. With softmax the "
        "classes compete.",
        "„{loss}“ nimmt die Antworten von „{name}“ für Anteile von {classes} Klassen, die zusammen "
        "1 ergeben, doch jede Sigmoid antwortet für sich: Hier ergeben sie im Mittel {sum}. Mit "
        "Softmax stehen die Klassen im Wettbewerb.",
    ),
    "softmax_for_values": Text(
        "The answers of “{name}” always sum to {sum}, because softmax makes shares of them, but "
        "the values to be learned sum to {low} at least and {high} at most. It cannot reach them.",
        "Die Antworten von „{name}“ ergeben zusammen immer {sum}, weil Softmax Anteile aus ihnen "
        "macht, die zu lernenden Werte ergeben aber mindestens {low} und höchstens {high}. Sie "
        "sind nicht zu erreichen.",
    ),
    "gradients_vanish": Text(
        "The gradients vanish on their way back: they are {last_norm} long in “{last}” and only "
        "{first_norm} in “{first}”, so the first layers hardly learn. Bounded activations shrink "
        "them in every layer. Try ReLU, fewer layers, a normalization or a connection that skips "
        "layers.",
        "Die Gradienten verschwinden auf dem Rückweg: In „{last}“ sind sie {last_norm} lang, in "
        "„{first}“ nur {first_norm}, darum lernen die ersten Schichten kaum. Begrenzte "
        "Aktivierungen verkleinern sie in jeder Schicht. Versuch es mit ReLU, weniger Schichten, "
        "einer Normalisierung oder einer Verbindung, die Schichten überspringt.",
    ),
    "gradients_explode": Text(
        "The gradients explode on their way back: they are {last_norm} long in “{last}” and "
        "{first_norm} in “{first}”. Try smaller first weights, a normalization or a limit for the "
        "gradients (clipping).",
        "Die Gradienten explodieren auf dem Rückweg: In „{last}“ sind sie {last_norm} lang, in "
        "„{first}“ {first_norm}. Versuch es mit kleineren Anfangsgewichten, einer Normalisierung "
        "oder einer Grenze für die Gradienten (Clipping).",
    ),
    "dead_units": Text(
        "{dead} of {units} units of “{name}” are dead: they answer 0 to every one of 64 examples, "
        "so no gradient reaches their weights. Often a step was too large or a bias is very "
        "negative. Try Leaky ReLU or a smaller learning rate, then reset.",
        "{dead} von {units} Neuronen von „{name}“ sind tot: Sie antworten auf jedes von 64 "
        "Beispielen mit 0, darum erreicht kein Gradient ihre Gewichte. Oft war ein Schritt zu groß "
        "oder ein Bias ist stark negativ. Versuch es mit Leaky ReLU oder einer kleineren Lernrate "
        "und setz das Netz zurück.",
    ),
    "saturated_units": Text(
        "{saturated} of {units} units of “{name}” are saturated: nine of ten answers to 64 "
        "examples lie within 2 % of an end of the activation, where hardly any gradient comes "
        "through. Try smaller first weights, scaled inputs or another activation.",
        "{saturated} von {units} Neuronen von „{name}“ sind gesättigt: Neun von zehn Antworten "
        "auf 64 Beispiele liegen höchstens 2 % von einem Ende der Aktivierung entfernt, wo kaum "
        "ein Gradient durchkommt. Versuch es mit kleineren Anfangsgewichten, skalierten Eingaben "
        "oder einer anderen Aktivierung.",
    ),
    "unscaled_inputs": Text(
        "Inputs are not scaled: “{column}” has mean {mean} and standard deviation {deviation} "
        "({far} of {columns} columns are far from 1). First weights are drawn for inputs of about "
        "1. Standardize the data or insert a normalization.",
        "Eingaben sind nicht skaliert: „{column}“ hat den Mittelwert {mean} und die "
        "Standardabweichung {deviation} ({far} von {columns} Spalten sind weit von 1 entfernt). "
        "Anfangsgewichte sind für Eingaben um 1 gedacht. Standardisiere die Daten oder füg eine "
        "Normalisierung ein.",
    ),
    "targets_out_of_reach": Text(
        "“{name}” can only answer from {low} to {high}, but the values to be learned run from "
        "{least} to {greatest}. Take no activation at the end, or scale the values.",
        "„{name}“ kann nur von {low} bis {high} antworten, die zu lernenden Werte reichen aber von "
        "{least} bis {greatest}. Nimm am Ende keine Aktivierung oder skaliere die Werte.",
    ),
    "loss_stands_still": Text(
        "The loss does not move: it began around {before} and is around {now} after {steps} steps. "
        "The largest change of a layer in one step is {ratio} of its length (0.001 is healthy). If "
        "that is small, raise the learning rate; else look at the other findings, or give the "
        "network more units.",
        "Der Verlust bewegt sich nicht: Er begann um {before} und liegt nach {steps} Schritten um "
        "{now}. Die größte Änderung einer Schicht in einem Schritt ist {ratio} ihrer Länge "
        "(gesund: 0,001). Ist das wenig, erhöhe die Lernrate; sonst sieh dir die anderen Befunde "
        "an oder gib dem Netz mehr Neuronen.",
    ),
}
