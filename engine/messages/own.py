"""What is said about a learner's own data: files that cannot be read, and how to mend them."""

from engine.contracts import Text

_SETS: dict[str, Text] = {
    "own_not_chosen": Text(
        "Bring your own data first: choose a file in the data panel, or run: "
        "python -m engine own FILE",
        "Bring erst deine eigenen Daten mit: Wähl eine Datei im Datenbereich, oder starte: "
        "python -m engine own DATEI",
    ),
    "own_not_here": Text(
        "This network learns from somebody's own data, and they are not here (set {name}). Read "
        "the "
        "same file in, in the data panel or with python -m engine own FILE, or choose other data.",
        "Dieses Netz lernt aus eigenen Daten von jemandem, und die sind nicht hier (Satz {name}). "
        "Lies dieselbe Datei ein, im Datenbereich oder mit python -m engine own DATEI, oder wähl "
        "andere Daten.",
    ),
    "own_other_sort": Text(
        "These own data are of another kind: a table, points, images or texts. Choose them again "
        "in the data panel.",
        "Diese eigenen Daten sind von anderer Art: eine Tabelle, Punkte, Bilder oder Texte. Wähl "
        "sie im Datenbereich noch einmal.",
    ),
    "own_damaged": Text(
        "The kept copy of these data is damaged. Read the file in again.",
        "Die gespeicherte Fassung dieser Daten ist beschädigt. Lies die Datei noch einmal ein.",
    ),
    "own_bad_id": Text(
        "{value} is not the id of own data. It has 32 digits and letters from a to f; choose the "
        "data again in the data panel.",
        "{value} ist keine Kennung eigener Daten. Sie hat 32 Ziffern und Buchstaben von a bis f; "
        "wähl die Daten im Datenbereich noch einmal.",
    ),
    "own_no_column": Text(
        "The table has no column number {number}: they run from 0 to {last}. Choose again in the "
        "data panel.",
        "Die Tabelle hat keine Spalte Nummer {number}: Sie gehen von 0 bis {last}. Wähl im "
        "Datenbereich noch einmal.",
    ),
    "own_not_classes": Text(
        "The column “{name}” cannot be divided into classes: it has one value only, or more than "
        "{limit} different ones. Choose another target, or foretell it as a number.",
        "Die Spalte „{name}“ lässt sich nicht in Klassen teilen: Sie hat nur einen Wert oder mehr "
        "als {limit} verschiedene. Wähl ein anderes Ziel, oder sag sie als Zahl voraus.",
    ),
    "own_not_values": Text(
        "The column “{name}” cannot be foretold as a number: not every cell of it is one. Choose "
        "another target, or foretell it as a class.",
        "Die Spalte „{name}“ lässt sich nicht als Zahl vorhersagen: Nicht jede Zelle ist eine. "
        "Wähl ein anderes Ziel, oder sag sie als Klasse voraus.",
    ),
    "own_not_input": Text(
        "The column “{name}” cannot go in: it is the target, or neither numbers nor a few "
        "different words. Leave it out.",
        "Die Spalte „{name}“ kann nicht hinein: Sie ist das Ziel oder besteht weder aus Zahlen "
        "noch aus wenigen verschiedenen Wörtern. Lass sie weg.",
    ),
    "own_no_inputs": Text(
        "No column goes in, so there is nothing to learn from. Choose at least one besides the "
        "target.",
        "Keine Spalte geht hinein, also gibt es nichts, woraus das Netz lernen kann. Wähl außer "
        "dem Ziel mindestens eine.",
    ),
    "own_too_many_inputs": Text(
        "These columns make {count} inputs, and {limit} are allowed. Leave out columns with many "
        "different words.",
        "Diese Spalten ergeben {count} Eingaben, und {limit} sind erlaubt. Lass Spalten mit vielen "
        "verschiedenen Wörtern weg.",
    ),
    "own_too_few": Text(
        "There are {count} rows of examples, and at least {limit} are needed: some to learn from "
        "and some to test with. Add rows.",
        "Es gibt {count} Zeilen mit Beispielen, und mindestens {limit} müssen es sein: einige zum "
        "Lernen und einige zum Testen. Füg Zeilen hinzu.",
    ),
    "own_no_test": Text(
        "No row can be kept apart for testing: every class has fewer than three different rows. "
        "Add more examples.",
        "Es lässt sich keine Zeile zum Testen beiseitelegen: Jede Klasse hat weniger als drei "
        "verschiedene Zeilen. Füg Beispiele hinzu.",
    ),
}
_TABLES: dict[str, Text] = {
    "own_empty": Text(
        "The file is empty. Save it with your rows in it and choose it again.",
        "Die Datei ist leer. Speicher sie mit deinen Zeilen darin und wähl sie noch einmal.",
    ),
    "own_too_large": Text(
        "The file is larger than {limit} MB. Keep fewer rows, fewer columns or smaller pictures.",
        "Die Datei ist größer als {limit} MB. Behalt weniger Zeilen, weniger Spalten oder kleinere "
        "Bilder.",
    ),
    "own_not_text": Text(
        "This is not a table as text. In a spreadsheet, choose Save as and then CSV; pictures come "
        "as a zip file.",
        "Das ist keine Tabelle als Text. Wähl in der Tabellenkalkulation Speichern unter und dann "
        "CSV; Bilder kommen als Zip-Datei.",
    ),
    "own_encoding": Text(
        "Line {line} holds characters that cannot be read. Save the file again as CSV with the "
        "encoding UTF-8.",
        "In Zeile {line} stehen Zeichen, die sich nicht lesen lassen. Speicher die Datei noch "
        "einmal als CSV mit der Zeichenkodierung UTF-8.",
    ),
    "own_ragged": Text(
        "Line {line} has {count} cells, but line {first} has {wanted}. Add what is missing or put "
        "text that holds the separator in quotes.",
        "Zeile {line} hat {count} Zellen, Zeile {first} aber {wanted}. Ergänze, was fehlt, oder "
        "setz Text, der das Trennzeichen enthält, in Anführungszeichen.",
    ),
    "own_quote": Text(
        "From line {line} on, a quotation mark is opened and not closed as it should be. Close it, "
        "or remove it.",
        "Ab Zeile {line} ist ein Anführungszeichen offen und nicht richtig geschlossen. Schließ es "
        "oder entfern es.",
    ),
    "own_long_cell": Text(
        "A cell from line {line} on has more than {limit} characters. Is a quotation mark left "
        "open? Otherwise shorten it.",
        "Eine Zelle ab Zeile {line} hat mehr als {limit} Zeichen. Ist ein Anführungszeichen offen "
        "geblieben? Sonst kürz sie.",
    ),
    "own_too_wide": Text(
        "Line {line} has {count:,} columns, and {limit} are allowed. Keep those that matter.",
        "Zeile {line} hat {count:,} Spalten, und {limit} sind erlaubt. Behalt die, auf die es "
        "ankommt.",
    ),
    "own_too_long": Text(
        "The table has more than {limit:,} rows. Keep as many and choose the file again.",
        "Die Tabelle hat mehr als {limit:,} Zeilen. Behalt so viele und wähl die Datei noch "
        "einmal.",
    ),
    "own_name_twice": Text(
        "Line {line} names two columns “{name}”. Give each column a name of its own.",
        "Zeile {line} nennt zwei Spalten „{name}“. Gib jeder Spalte einen eigenen Namen.",
    ),
    "own_nothing_usable": Text(
        "No column can be learned from: each has one value only or more than {limit} different "
        "words. Add a column of numbers or of a few words.",
        "Aus keiner Spalte lässt sich lernen: Jede hat nur einen Wert oder mehr als {limit} "
        "verschiedene Wörter. Füg eine Spalte mit Zahlen oder wenigen Wörtern hinzu.",
    ),
}
_POINTS: dict[str, Text] = {
    "own_not_drawn": Text(
        "What was drawn did not arrive whole. Try it once more.",
        "Was du gezeichnet hast, ist nicht vollständig angekommen. Versuch es noch einmal.",
    ),
    "own_points_classes": Text(
        "Points are of {least} to {most} classes, each with a name.",
        "Punkte gehören zu {least} bis {most} Klassen, jede mit einem Namen.",
    ),
    "own_too_many_points": Text(
        "At most {limit:,} points are allowed. Remove some.",
        "Höchstens {limit:,} Punkte sind erlaubt. Nimm einige weg.",
    ),
    "own_few_points": Text(
        "The class “{name}” has {count} points, and at least {limit} are needed. Set more of them.",
        "Die Klasse „{name}“ hat {count} Punkte, und mindestens {limit} müssen es sein. Setz noch "
        "welche.",
    ),
    "own_bad_point": Text(
        "Point number {number} does not lie on the plane, which reaches from -{reach} to {reach}, "
        "or has no class. Set it again.",
        "Punkt Nummer {number} liegt nicht auf der Ebene, die von -{reach} bis {reach} reicht, "
        "oder hat keine Klasse. Setz ihn neu.",
    ),
}
_TEXTS: dict[str, Text] = {
    "own_no_label": Text(
        "There is only one column, and two are needed: a text and its label, such as: nice "
        "film,good. Choose another separator, or add the labels.",
        "Es gibt nur eine Spalte, und zwei müssen es sein: ein Text und seine Klasse, etwa: "
        "schöner Film,gut. Wähl ein anderes Trennzeichen, oder ergänze die Klassen.",
    ),
    "own_many_labels": Text(
        "There are {count:,} different labels, and {limit} are allowed. One column must hold a few "
        "labels that repeat.",
        "Es gibt {count:,} verschiedene Klassen, und {limit} sind erlaubt. In einer Spalte müssen "
        "sich wenige Klassen wiederholen.",
    ),
    "own_one_label": Text(
        "There are not two different labels, so there is nothing to tell apart. Bring texts of at "
        "least two classes.",
        "Es gibt keine zwei verschiedenen Klassen, also gibt es nichts zu unterscheiden. Bring "
        "Texte aus mindestens zwei Klassen mit.",
    ),
    "own_few_texts": Text(
        "The class “{name}” has {count} texts, and it needs at least {limit}: some to learn from "
        "and one to test with. Add texts or remove the class.",
        "Die Klasse „{name}“ hat {count} Texte und braucht mindestens {limit}: einige zum Lernen "
        "und einen zum Testen. Füg Texte hinzu oder entfern die Klasse.",
    ),
    "own_short_text": Text(
        "The text has {count} characters, and {least} are needed at least: some to learn from and "
        "some to test with. Take a longer one; a hundred thousand are a good beginning.",
        "Der Text hat {count} Zeichen, und mindestens {least} müssen es sein: einige zum Lernen "
        "und einige zum Testen. Nimm einen längeren; hunderttausend sind ein guter Anfang.",
    ),
    "own_long_text": Text(
        "The text has {count} characters, and {limit} are allowed. Take a part of it.",
        "Der Text hat {count} Zeichen, und {limit} sind erlaubt. Nimm einen Teil davon.",
    ),
    "own_one_character": Text(
        "The text is one character again and again, so there is nothing to learn. Take another "
        "text.",
        "Der Text ist immer dasselbe Zeichen, also gibt es nichts zu lernen. Nimm einen anderen "
        "Text.",
    ),
    "own_not_a_text_file": Text(
        "“{name}” in the zip file is not a .txt file. Put one text file for each class into the "
        "zip file, each line a text, and nothing else.",
        "„{name}“ in der Zip-Datei ist keine .txt-Datei. Leg eine Textdatei je Klasse in die "
        "Zip-Datei, jede Zeile ein Text, und sonst nichts.",
    ),
}
MESSAGES: dict[str, Text] = {**_SETS, **_TABLES, **_POINTS, **_TEXTS}
