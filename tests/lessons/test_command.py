"""`python -m server lessons` and the server's own start tell what is wrong with the lessons."""

import os
import subprocess
import sys
from pathlib import Path

from lesson_sample import ROOT, example, folder


def run(place: Path, *arguments: str, **environment: str) -> tuple[int, str]:
    given = {**os.environ, "LC_ALL": "C", "NETZWERKSTATT_LESSONS": str(place), **environment}
    answer = subprocess.run(
        [sys.executable, "-m", "server", *arguments],
        cwd=ROOT,
        env={**given, "NETZWERKSTATT_HOME": str(place / "home")},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    return answer.returncode, answer.stdout + answer.stderr


def test_a_good_folder(tmp_path: Path):
    code, said = run(folder(tmp_path, l01_bend=example()), "lessons")
    assert code == 0, said


def test_what_only_the_engine_knows_is_told_with_file_and_line(tmp_path: Path):
    text = example().replace(":value[5]{params} numbers", ":value[6]{params} numbers")
    text = text.replace('"field": "units", "value": 4', '"field": "unitz", "value": 4')
    text = text.replace('"circle"', '"cirle"', 1)
    code, said = run(folder(tmp_path, l01_bend=text), "lessons")
    assert code == 2
    lines = text.split("\n")
    told = [line.split(":", 2) for line in said.strip().split("\n")]
    assert all(file.endswith("01-bend.md") for file, _, _ in told)
    places = [(lines[int(number) - 1], message) for _, number, message in told]
    assert [":value[6]" in line for line, message in places if "says 6" in message] == [True]
    assert any("unitz" in message for _, message in places)
    assert any("cirle" in message for _, message in places)


def test_it_speaks_german(tmp_path: Path):
    text = example().replace(":value[5]{params} numbers", ":value[6]{params} numbers")
    code, said = run(folder(tmp_path, l01_bend=text), "lessons", LC_ALL="de_DE.UTF-8")
    assert code == 2
    assert "Im Text steht 6; berechnet ist 5." in said


def test_the_server_does_not_start_with_a_broken_lesson(tmp_path: Path):
    text = example().replace("minutes: 10", "minutes: 60")
    code, said = run(folder(tmp_path, l01_bend=text), "--port", "0")
    assert code == 1
    assert "01-bend.md:4: " in said
    assert "Traceback" not in said
    assert not (tmp_path / "home").exists()
