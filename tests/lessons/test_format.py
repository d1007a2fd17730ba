"""The example of the documentation is read as the documentation says."""

import json
from pathlib import Path

import msgspec
import pytest
from lesson_sample import example, folder

from server.lessons.load import load
from server.lessons.problems import LessonProblems
from server.lessons.tree import Library


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    return load(folder(tmp_path_factory.mktemp("lessons"), l01_bend=example()))


@pytest.fixture(scope="module")
def tree(library: Library):
    return json.loads(msgspec.json.encode(library.tree(library.lessons["bend"], {})))


def blocks(tree, directive: str):
    found = [block for step in tree["steps"] for block in step["blocks"]]
    return [block for block in found if block["directive"] == directive]


def test_the_map_names_steps_and_tasks(library: Library):
    shown = json.loads(msgspec.json.encode(library.map()))
    assert shown["units"] == [
        {"name": "foundations", "title": {"en": "Foundations", "de": "Grundlagen"}}
    ]
    (about,) = shown["lessons"]
    assert about["steps"] == ["one-line", "bend"]
    assert about["tasks"] == ["enclose"]
    assert about["number"] == 1


def test_steps_have_titles_that_are_not_repeated(tree):
    assert [step["title"]["de"] for step in tree["steps"]] == [
        "Eine Gerade reicht nicht",
        "Mehrere Geraden geben einen Knick",
    ]
    assert "heading" not in json.dumps(tree)
    assert tree["steps"][0]["focus"] == ["h1", "out"]


def test_words_are_nodes_in_both_languages(tree):
    (first, _) = blocks(tree, "prose")
    (paragraph,) = first["words"]["de"]
    kinds = [node["type"] for node in paragraph["children"]]
    assert kinds == ["text", "term", "text", "math", "text"]
    assert paragraph["children"][1] == {
        "type": "term",
        "term": "neuron",
        "children": [{"type": "text", "text": "Neuron"}],
    }
    assert paragraph["children"][-1]["text"] == ". Dieses Netz lernt 5 Zahlen."


def test_terms_go_to_the_glossary(library: Library, tree):
    assert tree["terms"] == ["neuron"]
    assert tree["glossary"]["neuron"]["name"] == {"en": "Neuron", "de": "Neuron"}
    assert blocks(tree, "term") == []
    (term,) = library.terms()
    assert (term["id"], term["lesson"]) == ("neuron", "bend")


def test_a_guess_has_options_and_what_happened(tree):
    (predict,) = blocks(tree, "predict")
    assert len(predict["options"]["en"]) == len(predict["options"]["de"]) == 2
    assert predict["options"]["en"][0][0]["text"] == "Still a line"
    assert [node["type"] for node in predict["words"]["en"]] == ["paragraph"]
    assert "No single neuron" in json.dumps(predict["after"]["en"])


def test_both_kinds_of_quiz(tree):
    by_number, by_choice = blocks(tree, "quiz")
    assert by_number["choices"] is None
    assert by_number["number"]["value"] == 5
    assert by_number["number"]["wrong"]["de"][0]["children"][0]["text"].startswith("Zähl noch")
    assert by_choice["number"] is None
    assert [choice["right"] for choice in by_choice["choices"]] == [False, True]
    first = by_choice["choices"][0]
    assert first["text"]["en"] == [{"type": "text", "text": "The first neuron"}]
    assert first["feedback"]["en"][0]["type"] == "paragraph"


def test_buttons_pictures_and_formulas(tree):
    (button,) = blocks(tree, "try")
    assert button["label"]["de"] == "Gib ihm vier Neuronen"
    assert (button["play"], button["reset"]) == (True, True)
    assert button["edits"][0]["op"] == "set"
    (view,) = blocks(tree, "view")
    assert (view["picture"], view["node"], view["unit"]) == ("plane", "h1", 0)
    (formula,) = blocks(tree, "formula")
    assert r"\tanh({{w_1}}" in formula["tex"]
    assert formula["symbols"]["b"] == {"node": "h1", "weight": "bias", "index": [0]}
    assert formula["words"] is None


def test_a_task_tells_its_goals_but_not_its_solution(tree):
    (task,) = blocks(tree, "task")
    assert [goal["goal"] for goal in task["goals"]] == ["parameters_at_most", "loss_below"]
    assert task["goals"][1]["text"]["de"] == (
        "Verlust unter 0,2 auf verborgenen Daten, bei mindestens 5 von 8 Starts, die du nicht "
        "kennst, nach 40 Epochen"
    )
    assert len(task["hints"]) == 1
    assert "Four lines" not in json.dumps(task["words"]) + json.dumps(task["goals"])
    assert '"name": "Four lines"' not in json.dumps(tree)


def test_teachers_notes_do_not_travel_with_the_lesson(library: Library, tree):
    notes = library.lessons["bend"].notes
    assert len(notes["ask"]) == 3
    assert "walking round" not in json.dumps(tree)
    assert "Learners see" not in json.dumps(tree)


def test_an_empty_folder_of_units_is_no_mistake(tmp_path: Path):
    assert load(folder(tmp_path)).lessons == {}


def test_a_network_may_choose_the_example_that_is_looked_at(tmp_path: Path):
    def shown(sample: str) -> str | None:
        place = tmp_path / sample.replace(" ", "-")
        place.mkdir()
        text = example().replace('"units training"}', f'"units training" sample="{sample}"}}')
        library = load(folder(place, l01_bend=text))
        tree = json.loads(msgspec.json.encode(library.tree(library.lessons["bend"], {})))
        (network,) = blocks(tree, "network")
        return network["sample"]

    assert shown("test 0") == "test 0"
    for wrong in ("test", "test -1", "hidden 0"):
        with pytest.raises(LessonProblems, match="sample"):
            shown(wrong)


def test_without_a_choice_the_first_example_is_looked_at(tree):
    (network,) = blocks(tree, "network")
    assert network["sample"] is None
