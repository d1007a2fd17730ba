"""The wall shows a teacher everybody in the class: little, once a second, and nobody else's."""

import json

import pytest
from serving import Refused, circle
from visitors import database, join, new_class, teacher

from server.lessons.load import load
from server.live.wall import stuck
from server.settings import Settings
from server.store.models import Person, Progress
from server.wire import frames


def tile_of(page, name: str, wanted=lambda tile: True, seconds: float = 20):
    """The newest tile of somebody, now or later, for which ``wanted(tile)`` holds."""
    heard = [n for n in page.notices if n["type"] == "tile" and n["name"] == name]
    if heard and wanted(heard[-1]):
        return heard[-1]
    return page.wait(lambda n: n["type"] == "tile" and n["name"] == name and wanted(n), seconds)


@pytest.fixture(scope="module")
def leader(live_server):
    return teacher(live_server)


def test_everybody_of_the_class_is_on_it(live_server, leader):
    course = new_class(leader)
    otter, comet = join(live_server, course, "otter"), join(live_server, course, "comet")
    with leader.page() as wall, otter.page(otter.run(circle())) as page:
        wall.ask("wall", course=course["id"])
        tile = tile_of(wall, "otter", lambda t: t["here"])
        assert (tile["network"], tile["state"], tile["step"]) == ("2-4-1", "idle", 0)
        away = tile_of(wall, "comet")
        assert not away["here"]
        assert (away["run"], away["stream"], away["losses"]) == (None, None, [])
        page.ask("play")
        tile = tile_of(wall, "otter", lambda t: t["step"] > 500)
        assert tile["state"] == "training"
        assert tile["loss"] > 0
        assert 1 < len(tile["losses"]) <= 40
        assert tile["losses"][-1] == pytest.approx(tile["loss"], rel=1e-3)
        comet.ask("DELETE", "/session")
    with database(live_server) as session:
        session.delete(session.get(Person, comet.facts["person"]))
    with leader.page() as wall:
        wall.ask("wall", course=course["id"])
        tile_of(wall, "otter")
        assert "comet" not in [n["name"] for n in wall.notices if n["type"] == "tile"]


def test_a_tile_is_small_and_comes_once_a_second(live_server, leader):
    course = new_class(leader)
    otter = join(live_server, course, "otter")
    with leader.page() as wall, otter.page(otter.run(circle())) as page:
        wall.ask("wall", course=course["id"])
        tile_of(wall, "otter", lambda t: t["stream"] is not None)
        page.ask("play")
        tile = tile_of(wall, "otter", lambda t: t["step"] > 0)
        wall.notices.clear()
        wall.pictures.clear()
        wall.listen(4)
        tiles = [n for n in wall.notices if n["type"] == "tile"]
        assert 3 <= len(tiles) <= 5
        assert 3 <= len(wall.pictures) <= 5
        largest = max(len(json.dumps(n).encode()) for n in tiles)
        assert largest + max(map(len, wall.pictures)) <= 2048
        (frame,) = frames.decode(wall.pictures[-1])
        assert frame.stream == tile["stream"]
        (picture,) = frame.parts
        assert picture.values.shape == (1, 32, 32)


def test_whoever_looks_away_costs_nothing(live_server, leader):
    course = new_class(leader)
    otter = join(live_server, course, "otter")
    run = otter.run(circle())
    with otter.page(run) as page:
        page.ask("play")
        with leader.page() as wall:
            wall.ask("wall", course=course["id"])
            wall.wait_picture()
            wall.ask("wall", course=None)
            wall.listen(1.5)
            wall.pictures.clear()
            wall.listen(2.5)
            assert wall.pictures == []
            wall.ask("wall", course=course["id"])
            assert wall.wait_picture()


def test_another_network_is_shown_without_being_asked_for(live_server, leader):
    course = new_class(leader)
    otter = join(live_server, course, "otter")
    with leader.page() as wall, otter.page(otter.run(circle())) as page:
        wall.ask("wall", course=course["id"])
        wall.wait_picture()
        wall.pictures.clear()
        other = circle()
        other["nodes"][1]["config"]["units"] = 7
        page.ask("edit", document=other)
        tile_of(wall, "otter", lambda t: t["network"] == "2-7-1")
        assert wall.pictures or wall.wait_picture()


def test_a_worker_that_was_killed_does_not_end_it(live_server, leader):
    course = new_class(leader)
    otter = join(live_server, course, "otter")
    with leader.page() as wall, otter.page(otter.run(circle())) as page:
        wall.ask("wall", course=course["id"])
        page.ask("play")
        tile_of(wall, "otter", lambda t: t["step"] > 0)
        live_server.worker().kill()
        # Tiles are told once a second, and a new worker may be there sooner than that.
        wall.wait(lambda n: n["type"] == "worker" and n["state"] == "lost", 5)
        wall.wait(lambda n: n["type"] == "worker" and n["state"] == "ready", 40)
        tile = tile_of(wall, "otter", lambda t: t["state"] == "training")
        tile_of(wall, "otter", lambda t: t["step"] > tile["step"])
        wall.pictures.clear()
        assert wall.wait_picture()


def test_hands(live_server, leader):
    course = new_class(leader)
    otter = join(live_server, course, "otter")
    with leader.page() as wall:
        wall.ask("wall", course=course["id"])
        with otter.page() as page:
            page.ask("hand", up=True)
            tile_of(wall, "otter", lambda t: t["hand"])
            page.ask("hand", up=False)
            tile_of(wall, "otter", lambda t: not t["hand"])
            page.ask("hand", up=True)
            tile_of(wall, "otter", lambda t: t["hand"])
        tile_of(wall, "otter", lambda t: not t["hand"] and not t["here"])


def test_how_far_they_are(live_server, leader):
    course = new_class(leader)
    otter = join(live_server, course, "otter")
    lesson = next(iter(load(Settings().lessons).lessons.values()))
    person = otter.facts["person"]
    with leader.page() as wall:
        wall.ask("wall", course=course["id"])
        assert tile_of(wall, "otter")["task"] == "none"
        step = lesson.steps[0].id
        with database(live_server) as session:
            session.add(Progress(person=person, lesson=lesson.slug, step=step))
        tile = tile_of(wall, "otter", lambda t: t["lesson"] == lesson.slug)
        assert (tile["lesson_step"], tile["task"]) == (step, "open")
        done = {task: {"at": "2026-11-21T12:00:00Z"} for task in lesson.tasks()}
        with database(live_server) as session:
            session.get_one(Progress, (person, lesson.slug)).done = done
        tile_of(wall, "otter", lambda t: t["task"] == "done")


def test_only_the_class_s_teacher_sees_it(live_server, leader):  # R14
    course = new_class(leader)
    otter = join(live_server, course, "otter")
    other = teacher(live_server, "Mr Gauss")
    for visitor in (otter, other):
        with visitor.page() as page:
            with pytest.raises(Refused):
                page.ask("wall", course=course["id"])
            page.listen(1.5)
            assert [n for n in page.notices if n["type"] == "tile"] == []
    with leader.page() as page:
        with pytest.raises(Refused):
            page.ask("hand", up=True)
        with pytest.raises(Refused):
            page.ask("wall", course="0" * 32)


def test_who_counts_as_stuck():
    falling = [1 / (1 + step) for step in range(60)]
    flat = [*falling[:20], *[0.4] * 40]
    assert stuck(31, flat)
    assert not stuck(29, flat)
    assert not stuck(31, falling)
    assert not stuck(31, [])
    assert not stuck(31, [None, None, None])
