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
    "same_weight_twice": Text(
        "Choose two different numbers: a map needs two directions.",
        "Wähle zwei verschiedene Zahlen: Eine Karte braucht zwei Richtungen.",
    ),
    "value_not_finite": Text(
        "A weight must be an ordinary number, neither infinite nor NaN (“not a number”).",
        "Ein Gewicht muss eine gewöhnliche Zahl sein, weder unendlich noch NaN („keine Zahl“).",
    ),
    "no_such_unit": Text(
        "“{name}” has {count} units; there is no unit number {unit}.",
        "„{name}“ hat {count} Neuronen; ein Neuron Nummer {unit} gibt es nicht.",
    ),
    "no_such_edge": Text(
        "No connection leads from “{first}” to “{second}”, so none can be dropped.",
        "Von „{first}“ führt keine Verbindung zu „{second}“, also lässt sich keine trennen.",
    ),
    "factor_not_finite": Text(
        "A unit is multiplied by an ordinary number: 0 switches it off, −1 turns its sign, 2 "
        "doubles it; infinity and NaN (“not a number”) are none.",
        "Ein Neuron wird mit einer gewöhnlichen Zahl malgenommen: 0 schaltet es aus, −1 dreht "
        "sein Vorzeichen um, 2 verdoppelt es; unendlich und NaN („keine Zahl“) sind keine.",
    ),
    "factor_of_words": Text(
        "Numbers of words leave “{name}”, and a multiple of one would be another word. Use 0: then "
        "the filler stands there instead of the word.",
        "Aus „{name}“ kommen Wortnummern, und das Vielfache einer Wortnummer wäre ein anderes "
        "Wort. Nimm 0: Dann steht dort die Füllung statt des Wortes.",
    ),
    "units_without_weights": Text(
        "“{name}” has no weights to learn, so there is nothing to freeze.",
        "„{name}“ hat keine lernbaren Gewichte; einzufrieren gibt es da nichts.",
    ),
    "units_share_weights": Text(
        "Weights of “{name}” serve several units at once, so none of them can be frozen alone. "
        "Freeze the whole layer in its settings.",
        "Gewichte von „{name}“ dienen mehreren Neuronen zugleich, darum lässt sich keins allein "
        "einfrieren. Friere die ganze Schicht in ihren Einstellungen ein.",
    ),
    "intervention_unclear": Text(
        "An intervention names a node, a unit and a factor; or a node, a unit and that it is "
        "frozen; or an edge and that it is dropped. Use one of these three forms.",
        "Ein Eingriff nennt einen Knoten, ein Neuron und einen Faktor; oder einen Knoten, ein "
        "Neuron und dass es eingefroren ist; oder eine Verbindung und dass sie getrennt ist. "
        "Nimm eine dieser drei Formen.",
    ),
    "interventions_lapsed": Text(
        "Your interventions at {what} are gone, because that is no longer in the network.",
        "Deine Eingriffe bei {what} sind weg, denn das gibt es im Netz nicht mehr.",
    ),
    "sample_size": Text(
        "This sample has {count} numbers; this data needs {expected}.",
        "Dieses Beispiel hat {count} Zahlen; diese Daten brauchen {expected}.",
    ),
    "sweep_knobs": Text(
        "Choose one or two settings, each with at least one value.",
        "Wähle eine oder zwei Einstellungen, jede mit mindestens einem Wert.",
    ),
    "sweep_too_many": Text(
        "These values make {count} networks; at most {limit} are trained at once. Take fewer "
        "values.",
        "Diese Werte ergeben {count} Netze; höchstens {limit} werden zugleich trainiert. Nimm "
        "weniger Werte.",
    ),
    "sweep_no_field": Text(
        "{name} is no setting of this network that can be varied. Choose another one.",
        "{name} ist keine Einstellung dieses Netzes, die sich variieren lässt. Wähle eine andere.",
    ),
    "sweep_value": Text(
        "With the value {values} the network cannot be trained. {reason}",
        "Mit dem Wert {values} lässt sich das Netz nicht trainieren. {reason}",
    ),
    "sweep_callbacks": Text(
        "Many runs are all trained to the same step, and callbacks would end or slow some of them. "
        "Take the callbacks away first.",
        "Viele Läufe werden alle bis zum selben Schritt trainiert, und Callbacks würden manche "
        "beenden oder bremsen. Nimm die Callbacks vorher weg.",
    ),
    "sweep_memory": Text(
        "The weights of these {count} networks would take {need} MB; there is room for {room} MB. "
        "Take fewer values or a smaller network.",
        "Die Gewichte dieser {count} Netze bräuchten {need} MB; Platz ist für {room} MB. Nimm "
        "weniger Werte oder ein kleineres Netz.",
    ),
    "no_such_member": Text(
        "Network {number} of these {count} is not there, or not ready yet. Wait a moment or choose "
        "another one.",
        "Netz {number} von diesen {count} gibt es nicht, oder es ist noch nicht bereit. Warte kurz "
        "oder wähle ein anderes.",
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
        "einzelnen Neuronen.",
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
    "no_picture_of_words": Text(
        "What goes into this network are the numbers of words. A word cannot become a little more "
        "of another, so there is no slope to climb: a text has no such picture.",
        "In dieses Netz gehen die Nummern von Wörtern. Ein Wort kann nicht ein wenig mehr zu einem "
        "anderen werden, also gibt es hier keine Steigung, der man folgen kann: Von einem Text "
        "gibt es kein solches Bild.",
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
