"""What is said about training and about looking inside a run."""

from engine.contracts import Text

MESSAGES: dict[str, Text] = {
    "no_training_rows": Text(
        "No example is left to learn from. Make the validation part smaller.",
        "Zum Lernen bleibt kein Beispiel übrig. Mach den Validierungsteil kleiner.",
    ),
    "metric_needs_classes": Text(
        "“{metric}” does not fit this data: it counts right classes, or measures numbers. Choose "
        "another metric.",
        "„{metric}“ passt nicht zu diesen Daten: Die Kennzahl zählt richtige Klassen oder misst "
        "Zahlen. Wähle eine andere.",
    ),
    "two_clippings": Text(
        "Gradients can be clipped in one way only, but both “{first}” and “{second}” are set. "
        "Leave one of them out.",
        "Gradienten lassen sich nur auf eine Weise begrenzen, aber „{first}“ und „{second}“ sind "
        "beide gesetzt. Lass eine davon weg.",
    ),
    "no_such_curve": Text(
        "“{label}” watches {name}, but this network has no such curve. {hint}",
        "„{label}“ beobachtet {name}, doch so eine Kurve hat dieses Netz nicht. {hint}",
    ),
    "no_validation": Text(
        "“{label}” watches “{name}”, but no examples are held back for validation. Hold some back, "
        "or let it watch a curve of the training.",
        "„{label}“ beobachtet „{name}“, aber es werden keine Beispiele zum Validieren "
        "zurückgehalten. Halte welche zurück oder lass es eine Kurve des Trainings beobachten.",
    ),
    "stopped_early": Text(
        "Early stopping: “{name}” has not improved since epoch {best}, so training ended after "
        "epoch {epoch}.",
        "Frühes Stoppen: „{name}“ ist seit Epoche {best} nicht besser geworden, darum endete das "
        "Training nach Epoche {epoch}.",
    ),
    "stopped_early_restored": Text(
        "Early stopping: “{name}” has not improved since epoch {best}, so training ended after "
        "epoch {epoch}. The weights of epoch {best} are back.",
        "Frühes Stoppen: „{name}“ ist seit Epoche {best} nicht besser geworden, darum endete das "
        "Training nach Epoche {epoch}. Die Gewichte aus Epoche {best} sind wieder da.",
    ),
    "diverged": Text(
        "The loss is no longer a number at step {step}. The usual cause is a learning rate that is "
        "too large: the steps grow until the numbers overflow. Make it smaller, then reset.",
        "In Schritt {step} ist der Verlust keine Zahl mehr. Meist ist die Lernrate zu groß: Die "
        "Schritte wachsen, bis die Zahlen überlaufen. Verkleinere sie und setz das Netz zurück.",
    ),
    "diverged_at": Text(
        "At step {step} “{name}” is the first layer whose output is no longer a number. The usual "
        "cause is a learning rate that is too large: the weights grow until the numbers overflow. "
        "Make it smaller, then reset.",
        "In Schritt {step} ist „{name}“ die erste Schicht, deren Ausgabe keine Zahl mehr ist. "
        "Meist ist die Lernrate zu groß: Die Gewichte wachsen, bis die Zahlen überlaufen. "
        "Verkleinere sie und setz das Netz zurück.",
    ),
    "no_such_device": Text(
        "This machine has no “{name}” that JAX can use, only “{there}”. Check the driver and that "
        "JAX is installed for it, or choose the device “auto”.",
        "Auf diesem Rechner findet JAX kein Gerät „{name}“, nur „{there}“. Prüfe den Treiber und "
        "ob JAX dafür installiert ist, oder wähle als Gerät „auto“.",
    ),
    "cannot_compile": Text(
        "This network could not be made ready for training: {reason}",
        "Dieses Netz ließ sich nicht zum Training vorbereiten: {reason}",
    ),
    "out_of_memory": Text(
        "This network needs more memory than there is. Make the largest layer or the batch "
        "smaller.",
        "Dieses Netz braucht mehr Speicher, als da ist. Verkleinere die größte Schicht oder den "
        "Batch.",
    ),
    "no_such_node": Text(
        "There is no node “{name}” in this network.",
        "In diesem Netz gibt es keinen Knoten „{name}“.",
    ),
    "no_such_weight": Text(
        "“{name}” has no weights called “{weight}”.",
        "„{name}“ hat keine Gewichte namens „{weight}“.",
    ),
    "index_outside": Text(
        "The place {index} does not exist; the sizes here are {shape}.",
        "Die Stelle {index} gibt es nicht; die Größen hier sind {shape}.",
    ),
    "value_not_finite": Text(
        "A weight must be an ordinary number, neither infinite nor NaN (“not a number”).",
        "Ein Gewicht muss eine gewöhnliche Zahl sein, weder unendlich noch NaN („keine Zahl“).",
    ),
    "sample_size": Text(
        "This sample has {count} numbers; this data needs {expected}.",
        "Dieses Beispiel hat {count} Zahlen; diese Daten brauchen {expected}.",
    ),
    "no_such_moment": Text(
        "Step {step} of this run can no longer be seen; its past is known from step {first} to "
        "step {last}.",
        "Schritt {step} dieses Laufs lässt sich nicht mehr zeigen; bekannt ist die Vergangenheit "
        "von Schritt {first} bis Schritt {last}.",
    ),
    "no_such_sample": Text(
        "There is no example {index} in the part “{part}”; it has {count}.",
        "Ein Beispiel {index} gibt es im Teil „{part}“ nicht; er hat {count}.",
    ),
    "unknown_probe": Text(
        "There is no view “{name}” into a network. There are: {names}.",
        "Einen Einblick „{name}“ in ein Netz gibt es nicht. Es gibt: {names}.",
    ),
    "bad_probe": Text(
        "The question to “{probe}” cannot be used: “{name}” is missing or wrong.",
        "Die Frage an „{probe}“ ist so nicht brauchbar: „{name}“ fehlt oder stimmt nicht.",
    ),
    "probe_needs_plane": Text(
        "A response over the plane exists only for data on the plane and for layers of "
        "single units.",
        "Eine Antwort über der Ebene gibt es nur bei Daten in der Ebene und bei Schichten aus "
        "einzelnen Einheiten.",
    ),
    "probe_needs_window": Text(
        "“{name}” slides no single window, so there are no windows to show.",
        "„{name}“ schiebt kein einzelnes Fenster, also gibt es keine Fenster zu zeigen.",
    ),
    "probe_moves_nothing": Text(
        "“{name}” mixes its numbers instead of moving them.",
        "„{name}“ mischt seine Zahlen, statt sie zu verschieben.",
    ),
    "probe_needs_maps": Text(
        "“{name}” has no maps: this looks at layers of pictures or sequences.",
        "„{name}“ hat keine Karten: Hier geht es um Schichten aus Bildern oder Folgen.",
    ),
    "probe_too_large": Text(
        "This view would hold {count} numbers; at most {limit} can be shown at once.",
        "Dieser Einblick hätte {count} Zahlen; auf einmal lassen sich höchstens {limit} zeigen.",
    ),
    "told_too_large": Text(
        "Slow motion would hold {count} million numbers of this step at once: for each of {rows} "
        "examples all that leaves the layers, with its gradients. At most {limit} million fit. "
        "Choose a smaller batch, or layers that put out less.",
        "Die Zeitlupe hätte auf einmal {count} Millionen Zahlen dieses Schritts zu halten: für "
        "jedes von {rows} Beispielen alles, was die Schichten ausgeben, mit den Gradienten. "
        "Höchstens {limit} Millionen haben Platz. Nimm einen kleineren Batch oder Schichten, die "
        "weniger ausgeben.",
    ),
    "not_numbers": Text(
        "“{name}” does not hold numbers in rows of equal length.",
        "„{name}“ enthält keine Zahlen in gleich langen Zeilen.",
    ),
    "bad_checkpoint": Text(
        "These saved weights do not belong to this network, or the file is damaged.",
        "Diese gespeicherten Gewichte gehören nicht zu diesem Netz, oder die Datei ist beschädigt.",
    ),
}
