"""What is said about data sets and fetching them."""

from engine.contracts import Text

MESSAGES: dict[str, Text] = {
    "dataset_unknown": Text(
        "There is no data set called {name!r}.",
        "Es gibt keinen Datensatz namens {name!r}.",
    ),
    "data_not_here": Text(
        "The data set {name} is not on this machine yet. Fetch it in the data panel, or run: "
        "python -m engine.datasets.fetch {name}",
        "Der Datensatz {name} ist noch nicht auf diesem Rechner. Hol ihn im Datenbereich, oder "
        "starte: python -m engine.datasets.fetch {name}",
    ),
    "data_no_source": Text(
        "The data set {name} cannot be had on this machine: none of its sources is in reach "
        "({sources}). Connect to the internet and try again, or choose another data set.",
        "Der Datensatz {name} ist hier nicht zu bekommen: Keine seiner Quellen ist "
        "erreichbar ({sources}). Stell eine Internetverbindung her und versuch es noch einmal, "
        "oder wähl einen anderen Datensatz.",
    ),
    "data_fetch_failed": Text(
        "Fetching the data set {name} from {source} failed: {reason}. Nothing was kept; try again.",
        "Der Datensatz {name} ließ sich nicht von {source} holen: {reason}. Nichts Halbes bleibt "
        "zurück; versuch es noch einmal.",
    ),
    "data_damaged": Text(
        "The data set {name} from {source} is damaged: {file} is not the published file. "
        "Nothing of it is used; fetch it again.",
        "Der Datensatz {name} von {source} ist beschädigt: {file} ist nicht die veröffentlichte "
        "Datei. Nichts davon wird verwendet; hol ihn noch einmal.",
    ),
    "data_no_room": Text(
        "The data set {name} could not be kept: the disk with the folder {folder} is full. Make "
        "room there, or start the server with NETZWERKSTATT_DATA set to another folder.",
        "Der Datensatz {name} ließ sich nicht speichern: Der Datenträger mit dem Ordner {folder} "
        "ist voll. Schaff dort Platz, oder starte den Server mit einem anderen Ordner in "
        "NETZWERKSTATT_DATA.",
    ),
    "data_not_saved": Text(
        "The data set {name} could not be kept: the server may not write to the folder {folder}. "
        "Allow it, or start the server with NETZWERKSTATT_DATA set to another folder.",
        "Der Datensatz {name} ließ sich nicht speichern: Der Server darf nicht in den Ordner "
        "{folder} schreiben. Erlaube es ihm, oder starte ihn mit einem anderen Ordner in "
        "NETZWERKSTATT_DATA.",
    ),
    "vocabulary_larger": Text(
        "The texts hold {tokens} different word numbers, but this Embedding has only {rows} rows: "
        "all larger numbers would share the last one. Give it {tokens} rows, or make the "
        "vocabulary of the data smaller.",
        "Die Texte enthalten {tokens} verschiedene Wortnummern, dieses Embedding hat aber nur "
        "{rows} Zeilen: Alle größeren Nummern teilten sich die letzte. Gib ihm {tokens} Zeilen, "
        "oder verkleinere den Wortschatz der Daten.",
    ),
    "features_empty": Text(
        "No input is chosen, so the network would see nothing of the points. Choose at least one, "
        "for example x1.",
        "Du hast keine Eingabe gewählt, also sähe das Netz nichts von den Punkten. Wähl "
        "mindestens eine, zum Beispiel x1.",
    ),
}
