"""Everything the server itself says to a person; the engine has a table of its own."""

from typing import Any

import msgspec

from server.wire.messages import Problem, Words
from server.wire.problems_people import PEOPLE


class Refusal(Exception):
    """Something a person can mend; ``status`` is the HTTP status it travels under.

    ``retry_after`` are the seconds after which the same may succeed.
    """

    def __init__(
        self, *problems: Problem, status: int = 422, retry_after: int | None = None
    ) -> None:
        self.problems = problems
        self.status = status
        self.retry_after = retry_after if retry_after or status != 503 else 2
        super().__init__(problems[0].message.en)


def problem(code: str, /, field: str | None = None, **values: object) -> Problem:
    """A problem from the table, with the numbers and names that explain it."""
    english, german = MESSAGES[code]
    return Problem(
        code,
        Words(english.format(field=field, **values), german.format(field=field, **values)),
        field=field,
    )


def refusal(code: str, /, status: int = 422, field: str | None = None, **values: object) -> Refusal:
    """A refusal with one problem from the table."""
    return Refusal(problem(code, field=field, **values), status=status)


def from_engine(problems: list[dict[str, Any]]) -> list[Problem]:
    """The engine's problems as they came over the pipe."""
    return msgspec.convert(problems, list[Problem])


MESSAGES: dict[str, tuple[str, str]] = {
    **PEOPLE,
    "server_error": (
        "The server made a mistake of its own. Your network is safe; try that again.",
        "Dem Server ist ein eigener Fehler passiert. Dein Netz ist sicher; versuch es noch einmal.",
    ),
    "stopping": (
        "The server is just stopping and did not finish this. Try again when it is back.",
        "Der Server wird gerade beendet und ist damit nicht fertig geworden. Versuch es noch "
        "einmal, wenn er wieder da ist.",
    ),
    "not_found": (
        "There is nothing at this address. Check it for a typing mistake.",
        "Unter dieser Adresse gibt es nichts. Prüf sie auf Tippfehler.",
    ),
    "not_allowed": (
        "This address does not understand {method}.",
        "Diese Adresse versteht {method} nicht.",
    ),
    "run_unknown": (
        "This run is no longer on the server. Start a new one from your network.",
        "Diesen Lauf gibt es auf dem Server nicht mehr. Starte mit deinem Netz einen neuen.",
    ),
    "run_not_open": (
        "This page is not attached to that run. Open it first.",
        "Diese Seite ist mit dem Lauf nicht verbunden. Öffne ihn zuerst.",
    ),
    "run_quarantined": (
        "This network has brought the training process down {times} times within a minute and is "
        "set aside. Make it smaller or change it, then it may train again.",
        "Dieses Netz hat den Trainingsprozess innerhalb einer Minute {times}-mal zum Absturz "
        "gebracht und ist stillgelegt. Mach es kleiner oder ändere es, dann darf es wieder "
        "trainieren.",
    ),
    "runs_full": (
        "This server already holds {limit} runs. Close one, or ask for a higher limit.",
        "Dieser Server hält schon {limit} Läufe. Schließ einen oder bitte um eine höhere Grenze.",
    ),
    "network_unknown": (
        "This saved network does not exist, or no longer.",
        "Dieses gespeicherte Netz gibt es nicht oder nicht mehr.",
    ),
    "lesson_unknown": (
        "There is no such lesson. The map of lessons shows those that exist.",
        "Diese Lektion gibt es nicht. Die Übersicht zeigt alle, die es gibt.",
    ),
    "task_unknown": (
        "This lesson has no such task.",
        "Diese Aufgabe gibt es in der Lektion nicht.",
    ),
    "task_waiting": (
        "Your network is being judged already. Wait for the answer.",
        "Dein Netz wird schon geprüft. Warte auf die Antwort.",
    ),
    "task_too_slow": (
        "Judging this network took longer than {seconds} seconds and was stopped. A smaller "
        "network, or a larger batch size, trains faster.",
        "Dieses Netz zu prüfen dauerte länger als {seconds} Sekunden und wurde abgebrochen. Ein "
        "kleineres Netz oder eine größere Batch-Größe trainiert schneller.",
    ),
    "task_judge_lost": (
        "The process that judges networks stopped over this one. Make it smaller and try again.",
        "Der Prozess, der Netze prüft, ist an diesem gescheitert. Mach es kleiner und versuch es "
        "noch einmal.",
    ),
    "task_run_differs": (
        "Your run does not train this network yet. Wait a moment and check again.",
        "Dein Lauf trainiert dieses Netz noch nicht. Warte einen Moment und prüfe noch einmal.",
    ),
    "task_other_data": (
        "This task is about the data set “{name}” as the lesson gives it. Choose it again, with "
        "its first settings.",
        "In dieser Aufgabe geht es um den Datensatz „{german}“, wie ihn die Lektion vorgibt. Wähl "
        "ihn wieder, mit seinen ersten Einstellungen.",
    ),
    "task_no_metric": (
        "Your run does not measure “{name}”. Choose it among the metrics, train and check again.",
        "Dein Lauf misst „{german}“ nicht. Wähl sie bei den Metriken, trainiere und prüfe noch "
        "einmal.",
    ),
    "task_no_rows": (
        "No rows are kept for validation, so nothing can be measured on them. Raise their share.",
        "Für die Validierung sind keine Beispiele zurückgelegt, darum lässt sich nichts messen. "
        "Erhöhe ihren Anteil.",
    ),
    "program_waiting": (
        "This run is being packed already. Wait for the file.",
        "Dieser Lauf wird schon gepackt. Warte auf die Datei.",
    ),
    "program_no_weights": (
        "The weights of this run cannot be had just now. Try once more in a moment.",
        "Die Gewichte dieses Laufs sind gerade nicht zu haben. Versuch es gleich noch einmal.",
    ),
    "networks_full": (
        "This server already keeps {limit} networks. Delete one that you no longer need.",
        "Dieser Server verwahrt schon {limit} Netze. Lösch eines, das du nicht mehr brauchst.",
    ),
    "dataset_unknown": (
        "There is no data set named “{name}”. The catalog lists those that exist.",
        "Einen Datensatz namens „{name}“ gibt es nicht. Der Katalog zählt die vorhandenen auf.",
    ),
    "kind_unknown": (
        "There is nothing named “{name}” here. The help lists everything there is.",
        "Etwas namens „{name}“ gibt es hier nicht. Die Hilfe zählt auf, was es gibt.",
    ),
    "dataset_not_to_be_had": (
        "The data set “{name}” cannot be fetched on this machine. Choose another one.",
        "Der Datensatz „{name}“ lässt sich auf diesem Rechner nicht holen. Wähl einen anderen.",
    ),
    "own_unknown": (
        "These own data are not here any more, or they belong to somebody else: only they, their "
        "class if they teach it, and their teacher can use them. Choose other data.",
        "Diese eigenen Daten sind nicht mehr hier, oder sie gehören jemand anderem: Nur die Person "
        "selbst, ihre Klasse, wenn sie unterrichtet, und ihre Lehrkraft können sie benutzen. Wähl "
        "andere Daten.",
    ),
    "own_full": (
        "You keep {count} own sets or {limit} MB already. Delete one that you no longer need.",
        "Du hast schon {count} eigene Sätze oder {limit} MB. Lösch einen, den du nicht mehr "
        "brauchst.",
    ),
    "own_too_slow": (
        "Reading this file took longer than {seconds} seconds and was stopped. Keep fewer rows or "
        "pictures.",
        "Diese Datei zu lesen dauerte länger als {seconds} Sekunden und wurde abgebrochen. Behalt "
        "weniger Zeilen oder Bilder.",
    ),
    "own_too_heavy": (
        "Reading this file takes more memory than there is for it. Keep fewer rows, or smaller "
        "pictures.",
        "Diese Datei zu lesen braucht mehr Speicher, als dafür da ist. Behalt weniger Zeilen oder "
        "kleinere Bilder.",
    ),
    "own_not_kept": (
        "Your data could not be kept: the server's disk is full or may not be written to. Tell "
        "whoever runs it.",
        "Deine Daten ließen sich nicht speichern: Der Datenträger des Servers ist voll oder darf "
        "nicht beschrieben werden. Sag es der Person, die ihn betreibt.",
    ),
    "fetch_failed": (
        "Fetching the data set “{name}” did not work. Check the connection and try again.",
        "Der Datensatz „{name}“ ließ sich nicht holen. Prüf die Verbindung und versuch es "
        "noch einmal.",
    ),
    "too_slow": (
        "Checking this network took longer than {seconds} seconds and was stopped. Use fewer or "
        "smaller layers.",
        "Die Prüfung dieses Netzes dauerte länger als {seconds} Sekunden und wurde abgebrochen. "
        "Nimm weniger oder kleinere Schichten.",
    ),
    "checker_lost": (
        "The process that checks networks stopped over this one. Make it smaller and try again.",
        "Der Prozess, der Netze prüft, ist an diesem gescheitert. Mach es kleiner und versuch es "
        "noch einmal.",
    ),
    "worker_lost": (
        "The process that trains is just starting again. Try once more in a few seconds.",
        "Der Prozess, der trainiert, startet gerade neu. Versuch es in ein paar Sekunden "
        "noch einmal.",
    ),
    "out_of_memory": (
        "This network does not fit into the memory of the device. Use fewer units or a smaller "
        "batch size.",
        "Dieses Netz passt nicht in den Speicher des Geräts. Nimm weniger Einheiten oder eine "
        "kleinere Batch-Größe.",
    ),
    "training_failed": (
        "Training stopped because of a mistake inside the workshop, not in your network ({kind}). "
        "Reset the run or change the network.",
        "Das Training brach wegen eines Fehlers in der Werkstatt ab, nicht in deinem Netz "
        "({kind}). Setz den Lauf zurück oder ändere das Netz.",
    ),
    "bad_message": (
        "The server did not understand this message: it is not one of the documented commands.",
        "Der Server versteht diese Nachricht nicht: Sie ist keiner der beschriebenen Befehle.",
    ),
    "bad_request": (
        "The part “{field}” of this request is missing or has the wrong form.",
        "Der Teil „{field}“ dieser Anfrage fehlt oder hat die falsche Form.",
    ),
    "bad_document": (
        "This document holds a number or a character that cannot travel. Use smaller numbers and "
        "plain text.",
        "Dieses Dokument enthält eine Zahl oder ein Zeichen, das sich nicht übertragen lässt. Nimm "
        "kleinere Zahlen und einfachen Text.",
    ),
    "bad_json": (
        "The body of this request is not JSON. Send JSON with the type application/json.",
        "Der Inhalt dieser Anfrage ist kein JSON. Schick JSON mit dem Typ application/json.",
    ),
    "too_large": (
        "This request is larger than {limit} bytes. Make the network smaller.",
        "Diese Anfrage ist größer als {limit} Bytes. Mach das Netz kleiner.",
    ),
    "foreign_origin": (
        "This request comes from another website and was refused. Open the page on this server.",
        "Diese Anfrage kommt von einer fremden Website und wurde abgelehnt. Öffne die Seite auf "
        "diesem Server.",
    ),
    "foreign_host": (
        "This server does not go by the name {host}. Add it to NETZWERKSTATT_HOSTS to allow it.",
        "Dieser Server heißt nicht {host}. Trag den Namen in NETZWERKSTATT_HOSTS ein, um ihn zu "
        "erlauben.",
    ),
    "database_busy": (
        "The disk is full or the database is locked, so nothing was saved. Training goes on; try "
        "again in a moment.",
        "Die Platte ist voll oder die Datenbank gesperrt, darum wurde nichts gespeichert. Das "
        "Training läuft weiter; versuch es gleich noch einmal.",
    ),
}
