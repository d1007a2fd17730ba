"""What the server says about people, classes and who may do what."""

PEOPLE: dict[str, tuple[str, str]] = {
    "signed_out": (
        "You are not signed in. Join your class with its code, or sign in as a teacher.",
        "Du bist nicht angemeldet. Tritt deiner Klasse mit ihrem Code bei oder melde dich als "
        "Lehrkraft an.",
    ),
    "not_for_you": (
        "This is not for your role here. Ask your teacher if you need it.",
        "Das ist für deine Rolle hier nicht vorgesehen. Frag deine Lehrkraft, wenn du es brauchst.",
    ),
    "only_watching": (
        "This run belongs to a learner of your class: you may watch it, but only they change it.",
        "Dieser Lauf gehört jemandem aus deiner Klasse: Du kannst zusehen, aber nichts daran "
        "ändern.",
    ),
    "class_frozen": (
        "Your teacher has paused the whole class. Nothing is lost; you go on when it is released.",
        "Deine Lehrkraft hat die ganze Klasse angehalten. Nichts geht verloren; du machst weiter, "
        "sobald sie wieder freigibt.",
    ),
    "too_many_failures": (
        "Too many failed attempts. Wait {seconds} seconds, then try again.",
        "Zu viele Fehlversuche. Warte {seconds} Sekunden und versuch es dann noch einmal.",
    ),
    "sign_in_failed": (
        "Name and password do not belong together. Check both for typing mistakes.",
        "Name und Passwort passen nicht zusammen. Prüf beide auf Tippfehler.",
    ),
    "invitation_unknown": (
        "This link has been used, has expired or is incomplete. Print a new one on the server with "
        "“python -m server invite”.",
        "Dieser Link wurde schon benutzt, ist abgelaufen oder unvollständig. Erzeug auf dem Server "
        "mit „python -m server invite“ einen neuen.",
    ),
    "code_unknown": (
        "No class can be joined with this code: it has a typing mistake or is no longer valid. "
        "Compare it with your teacher's screen, or ask for a new one.",
        "Mit diesem Code kann man keiner Klasse beitreten: Er enthält einen Tippfehler oder gilt "
        "nicht mehr. Vergleich ihn mit dem Bild deiner Lehrkraft oder bitte um einen neuen.",
    ),
    "return_failed": (
        "Nickname and private word do not belong together in this class. Check both, or ask your "
        "teacher for a new private word.",
        "Spitzname und geheimes Wort passen in dieser Klasse nicht zusammen. Prüf beide oder bitte "
        "deine Lehrkraft um ein neues geheimes Wort.",
    ),
    "nickname_taken": (
        "Somebody in this class already has this nickname. Choose another one, or come back with "
        "your private word if it is yours.",
        "Diesen Spitznamen hat in der Klasse schon jemand. Wähl einen anderen, oder komm mit "
        "deinem geheimen Wort zurück, wenn es deiner ist.",
    ),
    "name_taken": (
        "A teacher with this name already has an account here. Choose another name, or sign in.",
        "Mit diesem Namen hat hier schon eine Lehrkraft ein Konto. Wähl einen anderen Namen oder "
        "melde dich an.",
    ),
    "name_missing": (
        "A name needs at least one letter or digit. Type one.",
        "Ein Name braucht mindestens einen Buchstaben oder eine Ziffer. Gib einen ein.",
    ),
    "name_too_long": (
        "This name is longer than {limit} characters. Shorten it.",
        "Dieser Name ist länger als {limit} Zeichen. Kürz ihn.",
    ),
    "password_too_short": (
        "A password needs at least {limit} characters. Four words that you make up are a good one.",
        "Ein Passwort braucht mindestens {limit} Zeichen. Vier ausgedachte Wörter sind ein gutes.",
    ),
    "class_full": (
        "This class already has {limit} learners. Ask your teacher to make another class.",
        "Diese Klasse hat schon {limit} Lernende. Bitte deine Lehrkraft um eine weitere Klasse.",
    ),
    "class_unknown": (
        "This class does not exist, or no longer.",
        "Diese Klasse gibt es nicht oder nicht mehr.",
    ),
    "classes_full": (
        "You already have {limit} classes. Delete one that you no longer need.",
        "Du hast schon {limit} Klassen. Lösch eine, die du nicht mehr brauchst.",
    ),
    "learner_unknown": (
        "This learner is not in the class, or no longer.",
        "Diese Person ist nicht oder nicht mehr in der Klasse.",
    ),
}
