"""The routes of lessons, on a real server with the lesson that the documentation shows."""

from collections.abc import Iterator

import pytest
from lesson_sample import example, folder
from serving import LiveServer, live


@pytest.fixture(scope="module")
def live_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveServer]:
    place = folder(tmp_path_factory.mktemp("lessons"), l01_bend=example())
    with live(tmp_path_factory.mktemp("home"), lessons=place) as server:
        yield server


def test_the_map_leads_to_the_lesson(live_server: LiveServer):
    (about,) = live_server.get("/api/lessons")["lessons"]
    lesson = live_server.get(f"/api/lessons/{about['slug']}")
    assert [step["id"] for step in lesson["steps"]] == about["steps"]
    assert lesson["title"] == about["title"]
    assert lesson["glossary"]["neuron"]["name"]["en"] == "Neuron"


def test_the_glossary(live_server: LiveServer):
    (term,) = live_server.get("/api/glossary")
    assert (term["id"], term["lesson"]) == ("neuron", "bend")
    assert term["text"]["de"][0]["type"] == "paragraph"


def test_teachers_notes(live_server: LiveServer):
    notes = live_server.get("/api/lessons/bend/notes")
    assert notes["minutes"] == 10
    assert len(notes["ask"]) == 3


@pytest.mark.parametrize("path", ["/api/lessons/none", "/api/lessons/none/notes"])
def test_a_lesson_that_does_not_exist(live_server: LiveServer, path: str):
    status, _, content = live_server.request("GET", path)
    assert status == 404
    assert b"lesson_unknown" in content
