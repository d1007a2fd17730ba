"""A broken lesson is told with its file, the line, and how to mend it, in both languages."""

import re
from pathlib import Path

import pytest
from lesson_sample import example, folder

from server.lessons.load import load
from server.lessons.problems import MESSAGES, LessonProblems, Problem

WORDS = " ".join(["word"] * 91)
GOAL = "- goal: parameters_at_most\n  count: 31\n"
NEAR = "- goal: output_near\n  node: h1\n  unit: [0]\n  values: [1, 2]\n"

# What is done to the example, the code it is told under, and words of the line it is told at.
BREAKS = [
    ("---\ntitle", "title", "no_front_matter", "title:"),
    ("minutes: 10", "minutes: 60", "field_wrong", "minutes: 60"),
    ("minutes: 10\n", "", "field_missing", "---"),
    ("minutes: 10", "minutes: [", "bad_yaml", "notes"),
    ("minutes: 10", "minutes: 10\ncolor: red", "field_unknown", "color: red"),
    ("needs: []", "needs: [nothing]", "needs_unknown", "needs: [nothing]"),
    ("  aim:\n", "  goal:\n", "field_unknown", "  goal:"),
    (":::::predict{#more}", ":::::guess{#more}", "directive_unknown", ":::::guess"),
    (":::::predict{#more}", ":::::predict{#more fast}", "attribute_unknown", ":::::predict"),
    (":::::predict{#more}", ":::::predict", "attribute_missing", ":::::predict"),
    (":::::predict{#more}", ":::::predict{#more !}", "bad_attributes", ":::::predict"),
    ("- Still a line\n", "", "too_few", ":::en"),
    ("- Immer noch", "- Nie\n- Immer noch", "counts_differ", ":::de"),
    ("::::after\n", ":::::after\n", "too_many_colons", ":::::after"),
    (":::::view", "::::::view", "too_many_colons", "::::::view"),
    ("- [x] All", "- [ ] All", "quiz_right", ":::en"),
    ("- [x] Alle", "- [ ] Alle", "quiz_right", ":::de"),
    ("- [x] All", "- All", "quiz_form", ":::en"),
    ("> Right: three", "Right: three", "quiz_feedback", ":::en"),
    ('number="5"', 'number="five"', "attribute_wrong", ":::::quiz{#count"),
    ('"format": 1', '"format": 2', "bad_document", "{"),
    ('"format": 1,', '"format": 1', "bad_json", '  "name": "One line"'),
    ("units training", "units colors", "attribute_wrong", ":::::network"),
    ("focus=\"h1 out\"}\n:::en", "focus=\"h9\"}\n:::en", "node_unknown", ":::::task"),
    ('node="h1" unit', 'node="h9" unit', "node_unknown", ":::::view"),
    ("picture=\"plane\"", "picture=\"photo\"", "attribute_wrong", ":::::view"),
    ("{{w_1}}", "{{w_9}}", "placeholder_unbound", "tex:"),
    ("+ {{b}}", "+ b", "symbol_unused", "tex:"),
    ("w_1: {node: h1, weight: kernel, ", "w_1: {node: h1, ", "binding_wrong", "tex:"),
    ("[neuron]{#neuron}", "[neuron]{#brain}", "term_unknown", ":::en"),
    ("**Neuron**\n\nIt", "Neuron\n\nIt", "term_form", ":::en"),
    ("goal: loss_below", "goal: loss_above", "goal_unknown", "- goal: loss_above"),
    ("  value: 0.2\n", "", "field_missing", "- goal: loss_below"),
    ("  value: 0.2\n", "  value: low\n", "field_wrong", "- goal: loss_below"),
    ("  reached_in: 5", "  reached_in: 9", "field_wrong", "- goal: loss_below"),
    ("  epochs: 40\n  hint", "  hint", "field_missing", "- goal: loss_below"),
    (GOAL, f"{NEAR}  inputs: [[0, 0]]\n", "field_wrong", "- goal: output_near"),
    (GOAL, f"{NEAR}  samples: [first, second]\n", "field_wrong", "- goal: output_near"),
    ("  seeds: 8\n", "  starts: 8\n", "field_unknown", "- goal: loss_below"),
    ('"op": "set"', '"op": "paint"', "edit_unknown", '[{"op": "paint"'),
    ("Give it four neurons", "Give *it* four neurons", "one_paragraph", ":::en"),
    ("Each neuron draws", "Each <b>neuron</b> draws", "raw_html", "Each <b>neuron"),
    ("Each neuron draws", "<script>x</script>", "raw_html", "<script>"),
    ("Each neuron draws", "![x](https://x.y/z.png) draws", "not_allowed", "![x]"),
    ("Each neuron draws", "[x](http://x.y) draws", "bad_link", "[x](http"),
    ("Each neuron draws", "[x](//x.y) draws", "bad_link", "[x](//"),
    ("Each neuron draws", ":fact[x]{y} draws", "role_unknown", ":fact"),
    ("Each neuron draws", f"{WORDS} draws", "too_many_words", ":::en"),
    ("Each neuron draws", "## Again\n\nEach", "title_twice", "## Again"),
    ("## Several lines make a bend\n", "", "title_missing", ":::en"),
    ("Each neuron draws", ":::\n\nEach neuron draws", "words_outside", "Each neuron draws"),
    ("{#bend", "{#one-line", "id_twice", "::::::step{#one-line focus"),
    (":::::quiz{#who}", ":::::quiz{#count}", "id_twice", ":::::quiz{#count}"),
    ("::::::step{#bend", "Words.\n\n::::::step{#bend", "only_steps", "Words."),
]  # fmt: skip


def broken(place: Path, text: str) -> list[Problem]:
    with pytest.raises(LessonProblems) as caught:
        load(folder(place, l01_bend=text))
    return caught.value.problems


@pytest.mark.parametrize(("old", "new", "code", "line"), BREAKS)
def test_a_mistake_is_told_where_it_is(tmp_path: Path, old: str, new: str, code: str, line: str):
    assert old in example()
    text = example().replace(old, new, 1)
    (problem,) = broken(tmp_path, text)[:1]
    assert problem.code == code
    assert text.split("\n")[problem.line - 1].startswith(line), (problem.line, str(problem))
    assert problem.file.name == "01-bend.md"


def test_a_missing_half_is_refused(tmp_path: Path):
    text = example()
    german = text[text.index(":::de\nWas das erste") : text.index(":::::quiz{#who}")]
    (problem,) = broken(tmp_path, text.replace(german, ":::::\n"))
    assert problem.code == "half_missing"
    assert "de" in problem.message.en


def test_a_directive_that_is_never_closed(tmp_path: Path):
    text = example().rstrip().removesuffix("::::::")
    (problem,) = broken(tmp_path, text)
    assert problem.code == "not_closed"
    assert text.split("\n")[problem.line - 1].startswith("::::::step{#bend")


def test_lessons_must_not_share_names_numbers_or_terms(tmp_path: Path):
    place = folder(tmp_path, l01_bend=example())
    (place / "02-more").mkdir()
    (place / "02-more/unit.yaml").write_text("title: {en: More, de: Mehr}", "utf-8")
    (place / "02-more/01-bend.md").write_text(example(), "utf-8")
    (place / "01-foundations/01-again.md").write_text(
        example().replace("{#neuron}", "{#unit}"), "utf-8"
    )
    with pytest.raises(LessonProblems) as caught:
        load(place)
    codes = {problem.code for problem in caught.value.problems}
    assert codes == {"slug_twice", "number_twice", "term_twice"}


def test_a_lesson_cannot_need_a_later_one(tmp_path: Path):
    early = example().replace("needs: []", "needs: [again]").replace("{#neuron}", "{#unit}")
    with pytest.raises(LessonProblems) as caught:
        load(folder(tmp_path, l01_bend=early, l02_again=example()))
    assert [problem.code for problem in caught.value.problems] == ["needs_later"]


def test_folders_and_files_have_names_that_say_their_place(tmp_path: Path):
    place = folder(tmp_path, l01_bend=example())
    (place / "01-foundations/Bend.md").write_text(example(), "utf-8")
    (place / "Rest").mkdir()
    (place / "02-more").mkdir()
    (place / "01-foundations/02-latin.md").write_bytes(b"\xff\xfe")
    with pytest.raises(LessonProblems) as caught:
        load(place)
    codes = sorted(problem.code for problem in caught.value.problems)
    assert codes == ["file_name", "file_name", "no_unit", "not_text"]


def test_there_must_be_a_folder(tmp_path: Path):
    with pytest.raises(LessonProblems, match="NETZWERKSTATT_LESSONS"):
        load(tmp_path / "nowhere")


def test_every_problem_speaks_both_languages_with_the_same_values():
    def values(text: str) -> set[str]:
        return set(re.findall(r"(?<!{){(\w+)}(?!})", text))

    for code, (english, german) in MESSAGES.items():
        assert english != german or code == "engine_says", code
        if code != "engine_says":
            assert values(english) == values(german), code
