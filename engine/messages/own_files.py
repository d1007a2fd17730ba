"""What is said about zip files and pictures that somebody brings: which one is bad, what to do."""

from engine.contracts import Text

_ARCHIVES: dict[str, Text] = {
    "own_not_zip": Text(
        "This is not a zip file. Put your folders of pictures, one for each class, into a zip file "
        "and choose that.",
        "Das ist keine Zip-Datei. Pack deine Bilderordner, einen je Klasse, in eine Zip-Datei und "
        "wähl diese.",
    ),
    "own_zip_damaged": Text(
        "This zip file is damaged or was not copied to its end. Make it anew and choose it again.",
        "Diese Zip-Datei ist beschädigt oder nicht bis zum Ende kopiert. Pack sie neu und wähl sie "
        "noch einmal.",
    ),
    "own_zip_entry": Text(
        "“{name}” in the zip file is damaged. Take it out, or make the zip file anew.",
        "„{name}“ in der Zip-Datei ist beschädigt. Nimm es heraus, oder pack die Zip-Datei neu.",
    ),
    "own_zip_locked": Text(
        "“{name}” in the zip file is locked with a password. Make the zip file without one.",
        "„{name}“ in der Zip-Datei ist mit einem Passwort geschützt. Pack die Zip-Datei ohne.",
    ),
    "own_zip_path": Text(
        "“{name}” in the zip file leads out of its folder. Make the zip file anew from your "
        "folders.",
        "„{name}“ in der Zip-Datei führt aus ihrem Ordner hinaus. Pack die Zip-Datei neu aus "
        "deinen Ordnern.",
    ),
    "own_zip_nested": Text(
        "“{name}” is an archive inside the zip file. Unpack it and put its files there instead.",
        "„{name}“ ist ein Archiv in der Zip-Datei. Pack es aus und leg seine Dateien dorthin.",
    ),
    "own_zip_method": Text(
        "“{name}” is packed in a way that is not read here. Make the zip file anew with the usual "
        "settings.",
        "„{name}“ ist auf eine Art gepackt, die hier nicht gelesen wird. Pack die Zip-Datei neu "
        "mit den üblichen Einstellungen.",
    ),
    "own_zip_many": Text(
        "The zip file holds more than {limit:,} files. Keep as many.",
        "Die Zip-Datei enthält mehr als {limit:,} Dateien. Behalt so viele.",
    ),
    "own_zip_much": Text(
        "Unpacked, the files in the zip file would take more than {limit} MB. Keep fewer, or "
        "smaller ones.",
        "Ausgepackt wären die Dateien in der Zip-Datei größer als {limit} MB. Behalt weniger oder "
        "kleinere.",
    ),
    "own_zip_bomb": Text(
        "Unpacked, “{name}” would be more than {limit} times as large as in the zip file, which "
        "no photo is. Take it out, or save it as PNG or JPEG.",
        "Ausgepackt wäre „{name}“ mehr als {limit}-mal so groß wie in der Zip-Datei; das ist bei "
        "keinem Foto so. Nimm es heraus, oder speicher es als PNG oder JPEG.",
    ),
}
_IMAGES: dict[str, Text] = {
    "own_not_image": Text(
        "“{name}” is not a picture that can be read here. Save it as PNG or JPEG, or take it out.",
        "„{name}“ ist kein Bild, das sich hier lesen lässt. Speicher es als PNG oder JPEG, oder "
        "nimm es heraus.",
    ),
    "own_image_huge": Text(
        "The picture “{name}” says that it has {width:,} × {height:,} pixels, and {limit} million "
        "are allowed. Make it smaller or take it out.",
        "Das Bild „{name}“ hat nach eigener Angabe {width:,} × {height:,} Pixel, und {limit} "
        "Millionen sind erlaubt. Verkleiner es oder nimm es heraus.",
    ),
    "own_image_no_class": Text(
        "“{name}” lies in no folder. Put every picture into a folder with the name of its class.",
        "„{name}“ liegt in keinem Ordner. Leg jedes Bild in einen Ordner mit dem Namen seiner "
        "Klasse.",
    ),
    "own_few_images": Text(
        "The class “{name}” has {count} pictures, and it needs at least {limit}: some to learn "
        "from and one to test with. Add pictures or remove the class.",
        "Die Klasse „{name}“ hat {count} Bilder und braucht mindestens {limit}: einige zum Lernen "
        "und eins zum Testen. Füg Bilder hinzu oder entfern die Klasse.",
    ),
    "own_one_class": Text(
        "With pictures of one class alone there is nothing to tell apart. Bring at least two "
        "classes, each in a folder of its own.",
        "Mit Bildern nur einer Klasse gibt es nichts zu unterscheiden. Bring mindestens "
        "zwei Klassen mit, jede in einem eigenen Ordner.",
    ),
    "own_many_classes": Text(
        "There are {count} folders with pictures, and {limit} classes are allowed. Each folder is "
        "a class: keep fewer.",
        "Es gibt {count} Ordner mit Bildern, und {limit} Klassen sind erlaubt. Jeder Ordner ist "
        "eine Klasse: Behalt weniger.",
    ),
    "own_many_images": Text(
        "There are more than {limit:,} pictures. Keep as many.",
        "Es sind mehr als {limit:,} Bilder. Behalt so viele.",
    ),
}
MESSAGES: dict[str, Text] = {**_ARCHIVES, **_IMAGES}
