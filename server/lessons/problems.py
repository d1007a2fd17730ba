"""What can be wrong with a lesson file: where, and how to mend it, in both languages."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from server.wire.messages import Words


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to mend."""

    file: Path
    line: int
    code: str
    message: Words

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.message.en}"


class Broken(Exception):
    """Raised where a lesson is read: what is wrong on which line."""

    def __init__(self, code: str, line: int, **values: object) -> None:
        self.code = code
        self.line = line
        self.message = words(code, **values)
        super().__init__(self.message.en)

    def at(self, file: Path) -> Problem:
        """The problem as it is told, with its file."""
        return Problem(file, self.line, self.code, self.message)


class LessonProblems(Exception):
    """Everything that is wrong with the lessons; never empty."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = sorted(problems, key=lambda problem: (problem.file, problem.line))
        super().__init__("\n".join(map(str, self.problems)))


def words(code: str, **values: Any) -> Words:
    """A sentence of the table with its values."""
    english, german = MESSAGES[code]
    return Words(english.format(**values), german.format(**values))


MESSAGES: dict[str, tuple[str, str]] = {
    # The file as a whole.
    "no_folder": (
        "There is no folder with lessons here. Set NETZWERKSTATT_LESSONS to one.",
        "Hier gibt es keinen Ordner mit Lektionen. Nenne einen in NETZWERKSTATT_LESSONS.",
    ),
    "not_text": (
        "This file is not UTF-8 text. Save it as UTF-8.",
        "Diese Datei ist kein UTF-8-Text. Speichere sie als UTF-8.",
    ),
    "file_name": (
        "Lessons are named NN-slug.md in a folder NN-unit, both in lower case with hyphens.",
        "Lektionen heißen NN-name.md und liegen in einem Ordner NN-einheit, beides klein mit "
        "Bindestrichen.",
    ),
    "no_unit": (
        "The unit's folder needs a file unit.yaml with its title: {{en: ..., de: ...}}.",
        "Der Ordner der Einheit braucht eine Datei unit.yaml mit ihrem Titel: "
        "{{en: ..., de: ...}}.",
    ),
    "number_twice": (
        "“{other}” has the same number. Give one of them another.",
        "„{other}“ hat dieselbe Nummer. Gib einer von beiden eine andere.",
    ),
    "slug_twice": (
        "“{other}” is called the same. A lesson's name occurs once in all units.",
        "„{other}“ heißt genauso. Jeden Namen einer Lektion gibt es nur einmal.",
    ),
    "no_front_matter": (
        "A lesson begins with its front matter: YAML between two lines of three hyphens.",
        "Eine Lektion beginnt mit ihrem Vorspann: YAML zwischen zwei Zeilen aus drei Strichen.",
    ),
    "bad_yaml": (
        "This is not YAML: {reason}.",
        "Das ist kein YAML: {reason}.",
    ),
    "bad_json": (
        "This is not JSON: {reason}.",
        "Das ist kein JSON: {reason}.",
    ),
    "field_missing": (
        "“{field}” is missing. Add it; it should be {expected}.",
        "„{field}“ fehlt. Ergänze es: {expected}.",
    ),
    "field_wrong": (
        "“{field}” should be {expected}.",
        "„{field}“ sollte so aussehen: {expected}.",
    ),
    "field_unknown": (
        "There is no “{field}” here. Known are: {known}.",
        "„{field}“ gibt es hier nicht. Bekannt sind: {known}.",
    ),
    "needs_unknown": (
        "There is no lesson “{slug}”. Name one by its file name without number and ending.",
        "Eine Lektion „{slug}“ gibt es nicht. Nenne sie wie ihre Datei, ohne Nummer und Endung.",
    ),
    "needs_later": (
        "The lesson “{slug}” comes later, so this one cannot need it.",
        "Die Lektion „{slug}“ kommt später, also kann diese sie nicht voraussetzen.",
    ),
    # Markdown.
    "not_a_directive": (
        'This line is no directive. Write :::name[label]{{#id key="value"}}.',
        'Diese Zeile ist keine Direktive. Schreib :::name[label]{{#id key="wert"}}.',
    ),
    "bad_attributes": (
        '“{text}” cannot be read. Write attributes as {{#id key="value" flag}}.',
        '„{text}“ lässt sich nicht lesen. Schreib Attribute als {{#id key="wert" schalter}}.',
    ),
    "not_closed": (
        "“{name}” is not closed: a line of {count} colons is missing.",
        "„{name}“ wird nicht geschlossen: Eine Zeile mit {count} Doppelpunkten fehlt.",
    ),
    "too_many_colons": (
        "“{name}” needs fewer colons than “{outer}” around it, or it closes that one.",
        "„{name}“ braucht weniger Doppelpunkte als „{outer}“ außen herum, sonst schließt es das.",
    ),
    "stray_colons": (
        "These colons close nothing. Remove them, or give the outer directive more colons.",
        "Diese Doppelpunkte schließen nichts. Lösch sie oder gib der äußeren Direktive mehr davon.",
    ),
    "raw_html": (
        "Lessons hold no HTML. Use Markdown and directives.",
        "Lektionen enthalten kein HTML. Nimm Markdown und Direktiven.",
    ),
    "not_allowed": (
        "Lessons have no {what} here. {instead}",
        "So etwas ({what}) steht hier nicht in einer Lektion. {instead}",
    ),
    "bad_link": (
        "Links lead to a page of this site (/lessons/...) or to https://.",
        "Links führen zu einer Seite hier (/lessons/...) oder zu https://.",
    ),
    "role_unknown": (
        "There is no inline directive “{name}”. Known are: term, value.",
        "Eine Direktive „{name}“ im Text gibt es nicht. Bekannt sind: term, value.",
    ),
    # Directives.
    "directive_unknown": (
        "There is no directive “{name}” here. Known are: {known}.",
        "Eine Direktive „{name}“ gibt es hier nicht. Bekannt sind: {known}.",
    ),
    "attribute_unknown": (
        "“{name}” has no attribute “{attribute}”. Known are: {known}.",
        "„{name}“ hat kein Attribut „{attribute}“. Bekannt sind: {known}.",
    ),
    "attribute_missing": (
        "“{name}” needs {attribute}.",
        "„{name}“ braucht {attribute}.",
    ),
    "attribute_wrong": (
        "“{attribute}” of “{name}” should be {expected}.",
        "„{attribute}“ von „{name}“ sollte so aussehen: {expected}.",
    ),
    "half_missing": (
        "The half :::{language} is missing. Words stand in both languages, one after the other.",
        "Die Hälfte :::{language} fehlt. Worte stehen in beiden Sprachen, eine nach der anderen.",
    ),
    "half_twice": (
        "There are two halves :::{language} here. Put one into the other.",
        "Hier gibt es zwei Hälften :::{language}. Setz sie zusammen.",
    ),
    "half_empty": (
        "The half :::{language} is empty.",
        "Die Hälfte :::{language} ist leer.",
    ),
    "words_outside": (
        "Words stand inside :::en and :::de.",
        "Worte stehen innerhalb von :::en und :::de.",
    ),
    "fence_missing": (
        "“{name}” needs a block ```{language} with {what}.",
        "„{name}“ braucht einen Block ```{language}: {what}.",
    ),
    "fence_unknown": (
        "“{name}” takes no block ```{language} here.",
        "„{name}“ nimmt hier keinen Block ```{language}.",
    ),
    "bad_document": (
        "This is no network document: {reason}. docs/network-format.md describes them.",
        "Das ist kein Netz-Dokument: {reason}. docs/network-format.md beschreibt sie.",
    ),
    "counts_differ": (
        "English has {english} {what}, German {german}. Both need the same, in the same order.",
        "Englisch hat {english} ({what}), Deutsch {german}. Beide brauchen gleich viele in "
        "gleicher Reihenfolge.",
    ),
    "too_few": (
        "“{name}” needs at least {count} {what}.",
        "„{name}“ braucht mindestens {count} ({what}).",
    ),
    "quiz_form": (
        "A choice is “- [x] answer” or “- [ ] answer”, with “> feedback” below it, indented.",
        "Eine Antwort ist „- [x] Antwort“ oder „- [ ] Antwort“, darunter eingerückt "
        "„> Rückmeldung“.",
    ),
    "quiz_right": (
        "Exactly one answer is right, the same in both languages; {count} are marked [x].",
        "Genau eine Antwort ist richtig, in beiden Sprachen dieselbe; mit [x] markiert sind "
        "{count}.",
    ),
    "quiz_feedback": (
        "A number quiz has two “> ...” below the question: when right, when wrong.",
        "Ein Zahlenquiz hat zwei „> ...“ unter der Frage: wenn richtig, wenn falsch.",
    ),
    "one_paragraph": (
        "This is a button's label: one short line of plain text.",
        "Das ist die Aufschrift eines Knopfes: eine kurze Zeile einfacher Text.",
    ),
    "edit_unknown": (
        "An edit is an object with “op”, one of: {known}.",
        "Eine Änderung ist ein Objekt mit „op“, eines von: {known}.",
    ),
    "edit_misses": (
        "After the buttons before it, the network has nothing this edit could change ({what}).",
        "Nach den Knöpfen davor hat das Netz nichts, was diese Änderung treffen könnte ({what}).",
    ),
    "placeholder_unbound": (
        "The placeholder {{{{{name}}}}} is bound to nothing. Name it under symbols.",
        "Der Platzhalter {{{{{name}}}}} ist an nichts gebunden. Nenne ihn unter symbols.",
    ),
    "symbol_unused": (
        "The symbol “{name}” does not occur in the formula as {{{{{name}}}}}.",
        "Das Symbol „{name}“ kommt in der Formel nicht als {{{{{name}}}}} vor.",
    ),
    "binding_wrong": (
        "The symbol “{name}” is bound by {{node, weight, index}}, {{node, unit}} or {{knob}}.",
        "Das Symbol „{name}“ wird gebunden durch {{node, weight, index}}, {{node, unit}} oder "
        "{{knob}}.",
    ),
    "term_form": (
        "A term is **its name** in a paragraph of its own, then what it means.",
        "Ein Begriff ist **sein Name** in einem eigenen Absatz, danach seine Bedeutung.",
    ),
    "goal_unknown": (
        "There is no goal “{name}”. Known are: {known}.",
        "Ein Ziel „{name}“ gibt es nicht. Bekannt sind: {known}.",
    ),
    # Rules about whole steps and lessons.
    "steps_count": (
        "A lesson has two to five steps; this one has {count}.",
        "Eine Lektion hat zwei bis fünf Schritte; diese hat {count}.",
    ),
    "only_steps": (
        "Outside of steps only terms may stand.",
        "Außerhalb von Schritten dürfen nur Begriffe (term) stehen.",
    ),
    "title_missing": (
        "The first words of a step begin with its title: ## Title, in both languages.",
        "Die ersten Worte eines Schritts beginnen mit seinem Titel: ## Titel, in beiden Sprachen.",
    ),
    "title_twice": (
        "A step has one title, as the first line of its first words.",
        "Ein Schritt hat einen Titel: die erste Zeile seiner ersten Worte.",
    ),
    "too_many_words": (
        "The step “{step}” has {count} words of prose in :::{language}; 90 are the most.",
        "Der Schritt „{step}“ hat {count} Wörter Text in :::{language}; höchstens 90 sind erlaubt.",
    ),
    "too_many_terms": (
        "This lesson defines {count} terms; three are the most.",
        "Diese Lektion definiert {count} Begriffe; höchstens drei sind erlaubt.",
    ),
    "term_twice": (
        "The term “{id}” is defined in {other} too. Define it once.",
        "Der Begriff „{id}“ wird auch in {other} definiert. Definiere ihn einmal.",
    ),
    "term_unknown": (
        "The term “{id}” is defined in no lesson. Define it with ::::term{{#{id}}}.",
        "Der Begriff „{id}“ wird in keiner Lektion definiert. Definiere ihn mit ::::term{{#{id}}}.",
    ),
    "id_twice": (
        "The id “{id}” is used twice in this lesson.",
        "Die Kennung „{id}“ kommt in dieser Lektion zweimal vor.",
    ),
    "node_unknown": (
        "The network of this step has no node “{node}”. It has: {known}.",
        "Das Netz dieses Schritts hat keinen Knoten „{node}“. Es hat: {known}.",
    ),
    "no_network": (
        "The first step needs a network to start with.",
        "Der erste Schritt braucht ein Netz, mit dem er beginnt.",
    ),
    "no_tasks": (
        "A lesson has one to three tasks; this one has {count}.",
        "Eine Lektion hat eine bis drei Aufgaben; diese hat {count}.",
    ),
    # Checked with the engine: by the tests and by `python -m server lessons`.
    "engine_says": (
        "{place}: {english}",
        "{place}: {german}",
    ),
    "value_wrong": (
        "The text says {told}; computed is {computed}.",
        "Im Text steht {told}; berechnet ist {computed}.",
    ),
    "value_form": (
        "A value is :value[number]{{params}}, {{params node=...}}, {{shape node=...}} or "
        '{{calc="28 - 3 + 1"}}.',
        "Ein Wert ist :value[Zahl]{{params}}, {{params node=...}}, {{shape node=...}} oder "
        '{{calc="28 - 3 + 1"}}.',
    ),
}
