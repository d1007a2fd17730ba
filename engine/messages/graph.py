"""What is said about a network: its wires, shapes, output and size."""

from engine.contracts import Text

MESSAGES: dict[str, Text] = {
    # --- the graph ------------------------------------------------------------------------------
    "no_nodes": Text(
        "This network is empty. Drag an input and a layer onto the canvas.",
        "Dieses Netz ist leer. Zieh eine Eingabe und eine Schicht auf die Fläche.",
    ),
    "no_input_node": Text(
        "This network has no input, so no examples can get in. Add an Input.",
        "Dieses Netz hat keine Eingabe, also kommen keine Beispiele hinein. Füg eine Eingabe "
        "hinzu.",
    ),
    "edge_to_unknown": Text(
        "A connection leads to or from “{name}”, but there is no such node.",
        "Eine Verbindung führt zu oder von „{name}“, aber diesen Knoten gibt es nicht.",
    ),
    "cycle": Text(
        "The connections run in a circle: {circle}. Values could never be worked out. Remove one "
        "of these connections.",
        "Die Verbindungen laufen im Kreis: {circle}. So ließe sich nie ein Wert ausrechnen. "
        "Entferne eine dieser Verbindungen.",
    ),
    "no_incoming": Text(
        "Nothing flows into {layer} yet. Connect a layer to it.",
        "In {layer} fließt noch nichts hinein. Verbinde eine Schicht damit.",
    ),
    "input_has_incoming": Text(
        "An input takes its values from the data. Remove the connection that leads into it.",
        "Eine Eingabe bekommt ihre Werte aus den Daten. Entferne die Verbindung, die hineinführt.",
    ),
    "too_few_incoming": Text(
        "{layer} needs at least {fewest} incoming connections and has {count}.",
        "{layer} braucht mindestens {fewest} eingehende Verbindungen und hat {count}.",
    ),
    "too_many_incoming": Text(
        "{count} connections lead into {layer}, and it takes no more than {most}. Join them with "
        "Add or Concatenate first.",
        "In {layer} führen {count} Verbindungen hinein, mehr als {most} geht nicht. Führ sie "
        "vorher mit Add oder Concatenate zusammen.",
    ),
    "input_without_shape": Text(
        "The shape of this input is not known: choose data, or state the shape here.",
        "Die Form dieser Eingabe ist nicht bekannt: Wähl Daten aus oder gib die Form hier an.",
    ),
    "input_shape_differs": Text(
        "This input states the shape {stated}, but the data “{data}” has the shape {given}.",
        "Diese Eingabe nennt die Form {stated}, die Daten „{data}“ haben aber die Form {given}.",
    ),
    "no_data": Text(
        "There is no data to train on yet. Choose a data set.",
        "Es gibt noch keine Daten zum Trainieren. Wähl einen Datensatz aus.",
    ),
    # --- shared weights -------------------------------------------------------------------------
    "shares_unknown": Text(
        "This layer uses the weights of {name}, but there is no such node. {hint}",
        "Diese Schicht benutzt die Gewichte von {name}, aber diesen Knoten gibt es nicht. {hint}",
    ),
    "shares_chain": Text(
        "This layer uses the weights of “{owner}”, which has none of its own: they belong to "
        "“{root}”.",
        "Diese Schicht benutzt die Gewichte von „{owner}“, das selbst keine hat: Sie gehören zu "
        "„{root}“.",
    ),
    "shares_other_kind": Text(
        "This layer cannot use the weights of “{owner}”: that is a layer of another kind.",
        "Diese Schicht kann die Gewichte von „{owner}“ nicht benutzen: Das ist eine Schicht "
        "anderer Art.",
    ),
    "shares_other_config": Text(
        "This layer uses the weights of “{owner}” and is set up differently. Layers that share "
        "weights are one layer, so both need the same settings.",
        "Diese Schicht benutzt die Gewichte von „{owner}“ und ist anders eingestellt. Schichten "
        "mit gemeinsamen Gewichten sind eine einzige, also brauchen beide dieselben Einstellungen.",
    ),
    "shares_other_shapes": Text(
        "This layer cannot use the weights of “{owner}”: {here} comes in here and {there} there, "
        "and the weights would not fit both.",
        "Diese Schicht kann die Gewichte von „{owner}“ nicht benutzen: Hier kommt {here} herein "
        "und dort {there}, und beidem könnten die Gewichte nicht passen.",
    ),
    "shares_nothing": Text(
        "“{owner}” has no weights, so there is nothing to share.",
        "„{owner}“ hat keine Gewichte, also gibt es nichts zu teilen.",
    ),
    # --- shapes ---------------------------------------------------------------------------------
    "needs_steps": Text(
        "{layer} takes a sequence, steps × features, but {shape} comes in. Texts go through an "
        "Embedding first.",
        "{layer} nimmt eine Folge, Schritte × Merkmale, herein kommt aber {shape}. Texte gehen "
        "vorher durch ein Embedding.",
    ),
    "backwards_twice": Text(
        "Bidirectional reads both ways already. Switch “Backwards” off in its inner layer.",
        "Bidirectional liest schon in beide Richtungen. Schalte „Rückwärts“ in der inneren "
        "Schicht aus.",
    ),
    "needs_tokens": Text(
        "{layer} takes a list of word numbers, but {shape} comes in. Connect it to an input of "
        "text.",
        "{layer} nimmt eine Liste von Wortnummern, herein kommt aber {shape}. Verbinde es mit "
        "einer Eingabe für Text.",
    ),
    "attention_shapes": Text(
        "{layer} cannot compare these sequences: {shapes}. Keys and values must be equally long, "
        "and without projections queries and keys equally wide.",
        "{layer} kann diese Folgen nicht vergleichen: {shapes}. Schlüssel und Werte müssen gleich "
        "lang sein, und ohne Projektionen Anfragen und Schlüssel gleich breit.",
    ),
    "unknown_length": Text(
        "{layer} must know how long its input is, but the input states a length as null.",
        "{layer} muss wissen, wie lang die Eingabe ist, dort steht aber null als Länge.",
    ),
    "needs_image": Text(
        "{layer} slides over images: height × width × channels. Here {shape} comes in.",
        "{layer} gleitet über Bilder: Höhe × Breite × Kanäle. Hier kommt {shape} herein.",
    ),
    "needs_sequence": Text(
        "{layer} slides along sequences: steps × features. Here {shape} comes in.",
        "{layer} gleitet an Folgen entlang: Schritte × Merkmale. Hier kommt {shape} herein.",
    ),
    "needs_vector": Text(
        "{layer} repeats a plain list of numbers. Here {shape} comes in. A Flatten layer before it "
        "makes a list.",
        "{layer} wiederholt eine einfache Liste von Zahlen. Hier kommt {shape} herein. Eine "
        "Flatten-Schicht davor macht eine Liste daraus.",
    ),
    "window_too_large": Text(
        "The window of {layer} is {window}, but only {image} comes in. Use a smaller window, or "
        "padding “same”.",
        "Das Fenster von {layer} ist {window}, herein kommt aber nur {image}. Nimm ein kleineres "
        "Fenster oder den Rand „same“.",
    ),
    "output_padding_too_large": Text(
        "The rest at the edge (output padding) is {rest}, but must be smaller than the stride "
        "{strides}: more places than that are never in doubt.",
        "Der Rest am Rand (output padding) ist {rest}, muss aber kleiner als die Schrittweite "
        "{strides} sein: Mehr Stellen sind nie offen.",
    ),
    "nothing_left": Text(
        "{layer} would leave nothing of {shape}. Choose smaller numbers, or a larger input.",
        "{layer} ließe von {shape} nichts übrig. Nimm kleinere Zahlen oder eine größere Eingabe.",
    ),
    "reshape_differs": Text(
        "{shape} comes in, which is {count} numbers; they do not fill {target} exactly. One length "
        "may be −1: it is then worked out.",
        "Herein kommt {shape}, das sind {count} Zahlen; sie füllen {target} nicht genau aus. Eine "
        "Länge darf −1 sein: Sie wird dann ausgerechnet.",
    ),
    "no_permutation": Text(
        "“{dims}” does not put {rank} axes into another order: name each axis from 1 to {rank} "
        "once.",
        "„{dims}“ ordnet {rank} Achsen nicht um: Nenn jede Achse von 1 bis {rank} einmal.",
    ),
    "strides_and_dilation": Text(
        "Steps larger than 1 and gaps in the window (dilation) do not go together. Set one of them "
        "to 1.",
        "Schritte größer als 1 und Lücken im Fenster (Dilatation) gehen nicht zusammen. Setz eins "
        "von beiden auf 1.",
    ),
    "groups_do_not_divide": Text(
        "{groups} groups do not divide {channels} channels evenly. Choose a number that "
        "divides it.",
        "{channels} Kanäle lassen sich nicht gleichmäßig auf {groups} Gruppen verteilen. Wähl eine "
        "Zahl, die aufgeht.",
    ),
    "shapes_differ": Text(
        "{layer} works number by number, so all inputs need one shape. Here {shapes} come in.",
        "{layer} rechnet Zahl für Zahl, also brauchen alle Eingaben dieselbe Form. Hier kommen "
        "{shapes} herein.",
    ),
    "shapes_do_not_stretch": Text(
        "{layer} works number by number: on each axis all inputs need one length, or the length 1, "
        "which is repeated. Here {shapes} come in.",
        "{layer} rechnet Zahl für Zahl: An jeder Achse brauchen alle Eingaben dieselbe Länge oder "
        "die Länge 1, die dann wiederholt wird. Hier kommen {shapes} herein.",
    ),
    "dot_lengths_differ": Text(
        "The dot product pairs number by number along one axis of each input, but these axes have "
        "the lengths {first} and {second}. Choose other axes, or make the lengths equal.",
        "Das Skalarprodukt läuft Zahl für Zahl an einer Achse jeder Eingabe entlang, hier sind die "
        "beiden Achsen aber {first} und {second} lang. Wähl andere Achsen oder mach die Längen "
        "gleich.",
    ),
    "crop_too_large": Text(
        "{layer} should cut out {crop}, but the image that comes in is only {image}. Choose a "
        "smaller piece.",
        "{layer} soll {crop} ausschneiden, das Bild, das hereinkommt, ist aber nur {image} groß. "
        "Wähl ein kleineres Stück.",
    ),
    "cannot_concatenate": Text(
        "{layer} joins along axis {axis}; all other lengths must agree. Here {shapes} come in.",
        "{layer} reiht entlang der Achse {axis} auf; alle anderen Längen müssen gleich sein. Hier "
        "kommen {shapes} herein.",
    ),
    "glu_needs_pairs": Text(
        "GLU halves the units: one half gates the other. {count} cannot be halved; choose an even "
        "number.",
        "GLU halbiert die Neuronen: Die eine Hälfte steuert die andere. {count} lässt sich nicht "
        "halbieren; wähl eine gerade Zahl.",
    ),
    "initializer_rank": Text(
        "“{initializer}” makes a table of numbers, so it cannot start {weight}, which has "
        "{axes} axes. Choose another start, for example {default}.",
        "„{initializer}“ erzeugt eine Tabelle aus Zahlen und kann deshalb {weight} nicht füllen: "
        "Dieser Tensor hat {axes} Achsen. Wähl andere Startwerte, zum Beispiel {default}.",
    ),
    "axis_out_of_range": Text(
        "There is no axis {axis} in inputs of {rank} axes. Axis 0 is the batch; −1 is the last.",
        "Eingaben mit {rank} Achsen haben keine Achse {axis}. Achse 0 ist der Batch, −1 die "
        "letzte.",
    ),
    "cannot_apply": Text(
        "{layer} cannot work with these inputs: {reason}.",
        "{layer} kann mit diesen Eingaben nicht rechnen: {reason}.",
    ),
    # --- the output, the loss and the data -------------------------------------------------------
    "only_input": Text(
        "Nothing happens to the examples yet: connect a layer behind the input.",
        "Mit den Beispielen passiert noch nichts: Häng eine Schicht hinter die Eingabe.",
    ),
    "dead_end": Text(
        "This layer leads nowhere: the output of the network is “{output}”. Connect it, remove it, "
        "or make it an output with a loss of its own.",
        "Diese Schicht führt nirgendwohin: Die Ausgabe des Netzes ist „{output}“. Verbinde oder "
        "entferne sie, oder mach sie zu einer Ausgabe mit eigenem Verlust.",
    ),
    "output_not_flat": Text(
        "The output has the shape {shape}, but the answer to one example must be a plain list of "
        "numbers. A Flatten layer before the last Dense layers makes it one.",
        "Die Ausgabe hat die Form {shape}, die Antwort auf ein Beispiel muss aber eine einfache "
        "Liste von Zahlen sein. Eine Flatten-Schicht vor den letzten Dense-Schichten sorgt dafür.",
    ),
    "units_not_classes": Text(
        "The output has {units} units, but “{data}” has {classes} classes: {wanted} are needed.",
        "Die Ausgabe hat {units} Neuronen, „{data}“ hat aber {classes} Klassen: Nötig sind "
        "{wanted}.",
    ),
    "units_not_values": Text(
        "The output has {units} units, but a target of “{data}” has {wanted}. Both must agree.",
        "Die Ausgabe hat {units} Neuronen, ein Zielwert von „{data}“ aber {wanted}. Beides muss "
        "übereinstimmen.",
    ),
    "units_not_columns": Text(
        "The output has {units} units and is to learn {columns}: {wanted} are needed.",
        "Die Ausgabe hat {units} Neuronen und soll {columns} lernen: Nötig sind {wanted}.",
    ),
    "units_not_input": Text(
        "The output has {units} units and is to give back a sample of the shape {shape}: {wanted} "
        "are needed, or that shape.",
        "Die Ausgabe hat {units} Neuronen und soll ein Beispiel der Form {shape} wiedergeben: "
        "Nötig sind {wanted} oder diese Form.",
    ),
    "output_without_loss": Text(
        "Nothing follows behind this layer, and it has no loss either, so it would learn nothing. "
        "Say what this output learns, connect it, or remove it.",
        "Hinter dieser Schicht folgt nichts, und einen Verlust hat sie auch nicht, also würde sie "
        "nichts lernen. Sag, was diese Ausgabe lernt, verbinde sie oder entferne sie.",
    ),
    "output_unknown": Text(
        "{name} is to be an output, but there is no such node. {hint}",
        "{name} soll eine Ausgabe sein, aber diesen Knoten gibt es nicht. {hint}",
    ),
    "class_weight_several": Text(
        "Class weights are for networks with a single output, as in Keras. Leave them out.",
        "Klassengewichte gibt es wie in Keras nur für Netze mit einer einzigen Ausgabe. Lass sie "
        "weg.",
    ),
    "no_columns": Text(
        "The data “{data}” has no columns with names, so none can be picked out.",
        "Die Daten „{data}“ haben keine Spalten mit Namen, also lässt sich keine herausgreifen.",
    ),
    "no_such_column": Text(
        "The data “{data}” has no column {name}. {hint}",
        "Die Daten „{data}“ haben keine Spalte {name}. {hint}",
    ),
    "needs_activation": Text(
        "“{loss}” needs probabilities. Let the output end with {wanted}.",
        "„{loss}“ braucht Wahrscheinlichkeiten. Lass die Ausgabe mit {wanted} enden.",
    ),
    "needs_positive": Text(
        "“{loss}” needs outputs that are never negative. Let the output end with {wanted}.",
        "„{loss}“ braucht Ausgaben, die nie negativ sind. Lass die Ausgabe mit {wanted} enden.",
    ),
    "needs_signs": Text(
        "“{loss}” needs outputs on both sides of zero: −1 for one class, +1 for the other. Let the "
        "output end with {wanted}.",
        "„{loss}“ braucht Ausgaben auf beiden Seiten der Null: −1 für die eine Klasse, +1 für die "
        "andere. Lass die Ausgabe mit {wanted} enden.",
    ),
    "needs_logits": Text(
        "“{loss}” makes probabilities of plain sums itself here (from_logits). Let the output end "
        "with {wanted}, or switch from_logits off.",
        "„{loss}“ macht hier selbst Wahrscheinlichkeiten aus bloßen Summen (from_logits). Lass die "
        "Ausgabe mit {wanted} enden oder schalte from_logits aus.",
    ),
    "softmax_of_one": Text(
        "Softmax of a single unit is always exactly 1, so nothing could be learned. Use {wanted}.",
        "Softmax über ein einziges Neuron ist immer genau 1, da gäbe es nichts zu lernen. Nimm "
        "{wanted}.",
    ),
    "loss_task": Text(
        "The loss “{loss}” does not fit the data “{data}”: classes and plain values are measured "
        "in different ways.",
        "Der Verlust „{loss}“ passt nicht zu den Daten „{data}“: Klassen und Zahlenwerte werden "
        "verschieden gemessen.",
    ),
    "metric_task": Text(
        "The metric “{metric}” does not fit the data “{data}”. Leave it out.",
        "Die Kennzahl „{metric}“ passt nicht zu den Daten „{data}“. Lass sie weg.",
    ),
    "negative_weights": Text(
        "The column “{name}” says how much each row counts, and {data} has values down to {least} "
        "in it. A weight is never negative; choose another column.",
        "Die Spalte „{name}“ sagt, wie viel jede Zeile zählt, und darin gehen die Werte von "
        "{data} bis {least} hinunter. Ein Gewicht ist nie negativ; wähl eine andere Spalte.",
    ),
    "negative_targets": Text(
        "“{loss}” needs targets that are never negative; “{data}” has some down to {least}. Choose "
        "another loss.",
        "„{loss}“ braucht Zielwerte, die nie negativ sind; „{data}“ hat welche bis {least}. Wähl "
        "einen anderen Verlust.",
    ),
    "class_weight_task": Text(
        "Class weights need classes, and “{data}” has plain values as targets. Leave them out.",
        "Klassengewichte brauchen Klassen, „{data}“ hat aber Zahlen als Ziele. Lass sie weg.",
    ),
    "class_weight_unknown": Text(
        "There is a weight for class {number}, but the classes of “{data}” are numbered from 0 to "
        "{last}.",
        "Es gibt ein Gewicht für Klasse {number}, die Klassen von „{data}“ gehen aber von 0 bis "
        "{last}.",
    ),
    "metric_needs_several": Text(
        "“{metric}” ranks several outputs, one for each class. This network has a single one; "
        "leave the metric out.",
        "„{metric}“ vergleicht mehrere Ausgaben, eine je Klasse. Dieses Netz hat nur eine; lass "
        "die Kennzahl weg.",
    ),
    "metric_no_such_class": Text(
        "“{metric}” asks for class {number}, but the outputs are numbered from 0 to {last}.",
        "„{metric}“ fragt nach Klasse {number}, die Ausgaben gehen aber von 0 bis {last}.",
    ),
    # --- limits ---------------------------------------------------------------------------------
    "too_many_parameters": Text(
        "This layer alone would have {count:,} parameters; at most {limit:,} are possible. Make it "
        "or its input smaller.",
        "Allein diese Schicht hätte {count:,} Parameter; möglich sind höchstens {limit:,}. Mach "
        "sie oder ihre Eingabe kleiner.",
    ),
    "network_parameters": Text(
        "The network would have {count:,} parameters; at most {limit:,} are possible. The largest "
        "layer is this {layer}.",
        "Das Netz hätte {count:,} Parameter; möglich sind höchstens {limit:,}. Die größte Schicht "
        "ist diese hier ({layer}).",
    ),
    "too_many_values": Text(
        "For each example {count:,} numbers would leave this layer; at most {limit:,} are "
        "possible. Shrink the image before, or use fewer filters.",
        "Für jedes Beispiel kämen {count:,} Zahlen aus dieser Schicht; möglich sind höchstens "
        "{limit:,}. Verkleinere vorher das Bild oder nimm weniger Filter.",
    ),
    "network_values": Text(
        "For each example the network would hold {count:,} numbers; at most {limit:,} are "
        "possible. Most are in this {layer}.",
        "Für jedes Beispiel müsste das Netz {count:,} Zahlen halten; möglich sind höchstens "
        "{limit:,}. Die meisten stecken hier ({layer}).",
    ),
}
