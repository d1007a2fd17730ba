"""What is said about a document that cannot be read, and about values that do not fit."""

from engine.contracts import Text

MESSAGES: dict[str, Text] = {
    "no_such_kind": Text(
        "There is nothing named “{name}”. {hint}",
        "Etwas namens „{name}“ gibt es nicht. {hint}",
    ),
    "not_json": Text(
        "This is not valid JSON: line {line}, column {column}: {reason}.",
        "Das ist kein gültiges JSON: Zeile {line}, Spalte {column}: {reason}.",
    ),
    "not_text": Text(
        "This file is not text in UTF-8. A network is saved as a JSON text file.",
        "Diese Datei ist kein Text in UTF-8. Ein Netz wird als JSON-Textdatei gespeichert.",
    ),
    "document_too_big": Text(
        "This document has {size} bytes; at most {limit} are read.",
        "Dieses Dokument hat {size} Bytes; gelesen werden höchstens {limit}.",
    ),
    "too_deep": Text(
        "The brackets of this document are nested too deeply. A network needs only a few levels.",
        "Die Klammern in diesem Dokument sind zu tief verschachtelt. Ein Netz braucht nur wenige "
        "Ebenen.",
    ),
    "not_an_object": Text(
        "“{name}” must be an object in curly braces, not {value}.",
        "„{name}“ muss ein Objekt in geschweiften Klammern sein, nicht {value}.",
    ),
    "not_a_list": Text(
        "“{name}” must be a list in square brackets, not {value}.",
        "„{name}“ muss eine Liste in eckigen Klammern sein, nicht {value}.",
    ),
    "not_a_string": Text(
        "“{name}” must be a text in quotation marks, not {value}.",
        "„{name}“ muss ein Text in Anführungszeichen sein, nicht {value}.",
    ),
    "not_a_boolean": Text(
        "“{name}” is either true or false, not {value}.",
        "„{name}“ ist entweder true oder false, nicht {value}.",
    ),
    "not_a_number": Text(
        "“{name}” must be a number, not {value}.",
        "„{name}“ muss eine Zahl sein, nicht {value}.",
    ),
    "not_whole": Text(
        "“{name}” must be a whole number, not {value}.",
        "„{name}“ muss eine ganze Zahl sein, nicht {value}.",
    ),
    "not_finite": Text(
        "“{name}” must be an ordinary number, neither infinite nor NaN (“not a number”).",
        "„{name}“ muss eine gewöhnliche Zahl sein, weder unendlich noch NaN („keine Zahl“).",
    ),
    "null_value": Text(
        "“{name}” cannot be empty (null). Leave it out to get its default.",
        "„{name}“ darf nicht leer (null) sein. Lass das Feld weg, dann gilt der Standardwert.",
    ),
    "too_small": Text(
        "“{name}” is {value}; it must be at least {limit}.",
        "„{name}“ ist {value}, muss aber mindestens {limit} sein.",
    ),
    "too_large": Text(
        "“{name}” is {value}; it may be at most {limit}.",
        "„{name}“ ist {value}, darf aber höchstens {limit} sein.",
    ),
    "too_long": Text(
        "“{name}” has {count} characters; at most {limit} are possible.",
        "„{name}“ hat {count} Zeichen; möglich sind höchstens {limit}.",
    ),
    "wrong_length": Text(
        "“{name}” must be one number or a list of {length} numbers; this list has {count}.",
        "„{name}“ muss eine Zahl oder eine Liste mit {length} Zahlen sein; diese Liste hat "
        "{count}.",
    ),
    "wrong_rank_stated": Text(
        "“{name}” must list between 1 and {limit} lengths, without the batch; this one has "
        "{count}.",
        "„{name}“ muss zwischen 1 und {limit} Längen nennen, ohne den Batch; hier sind es {count}.",
    ),
    "twice_in_list": Text(
        "“{name}” names the same thing twice. Once is enough.",
        "„{name}“ nennt dasselbe zweimal. Einmal genügt.",
    ),
    "too_few_chosen": Text(
        "“{name}” needs at least {limit} of its choices.",
        "Bei „{name}“ muss mindestens {limit} ausgewählt sein.",
    ),
    "not_a_class": Text(
        "{value} is not the number of a class. Weights are written by class, counted from 0: "
        "{{“0”: 1, “1”: 5}}.",
        "{value} ist keine Klassennummer. Gewichte stehen je Klasse, ab 0 gezählt: "
        "{{„0“: 1, „1“: 5}}.",
    ),
    "unknown_choice": Text(
        "{value} is not possible for “{name}”. {hint}",
        "{value} gibt es bei „{name}“ nicht. {hint}",
    ),
    "unknown_field": Text(
        "There is no field {name} here. {hint}",
        "Ein Feld {name} gibt es hier nicht. {hint}",
    ),
    "missing_field": Text(
        "The field “{name}” is missing here. Add it.",
        "Hier fehlt das Feld „{name}“. Ergänze es.",
    ),
    "unknown_kind": Text(
        "{value} is not a kind of {sort}. {hint}",
        "{value} ist keine bekannte Art von {sort}. {hint}",
    ),
    "newer_format": Text(
        "This document has format {value}, this program reads up to format {limit}. Update it to "
        "open the document.",
        "Dieses Dokument hat das Format {value}, dieses Programm liest bis Format {limit}. "
        "Aktualisiere es, um das Dokument zu öffnen.",
    ),
    "bad_id": Text(
        "{value} cannot be a node's id. Use up to {limit} letters, digits, “-” and “_”.",
        "{value} geht nicht als id eines Knotens. Nimm bis zu {limit} Buchstaben (ohne Umlaute), "
        "Ziffern, „-“ und „_“.",
    ),
    "too_many_outputs": Text(
        "There are {count} outputs, and no network may have more than {limit}.",
        "Es gibt {count} Ausgaben, mehr als {limit} darf ein Netz nicht haben.",
    ),
    "duplicate_id": Text(
        "Two nodes have the id “{name}”. Give one of them another id.",
        "Zwei Knoten haben die id „{name}“. Gib einem davon eine andere.",
    ),
    "too_many_nodes": Text(
        "This network has {count} nodes; at most {limit} are possible. Remove some.",
        "Dieses Netz hat {count} Knoten; möglich sind höchstens {limit}. Entferne einige.",
    ),
    "too_many_edges": Text(
        "This network has {count} connections; at most {limit} are possible. Remove some.",
        "Dieses Netz hat {count} Verbindungen; möglich sind höchstens {limit}. Entferne einige.",
    ),
    "bad_edge": Text(
        "Connection {number} must be a list of two node ids, [from, to].",
        "Verbindung {number} muss eine Liste aus zwei Knoten-ids sein, [von, nach].",
    ),
    "wrong_place": Text(
        "A node's place in “layout” is a list of two numbers, [x, y].",
        "Der Platz eines Knotens in „layout“ ist eine Liste aus zwei Zahlen, [x, y].",
    ),
}
