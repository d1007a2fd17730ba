"""What a teacher does to all at once: freezing and pushing; sockets end with their session."""

from collections.abc import Iterator
from typing import Any

import pytest
from serving import LiveServer, PageClient, Refused, circle, live
from visitors import Visitor, join, new_class, teacher
from websockets.exceptions import ConnectionClosed


@pytest.fixture
def server(tmp_path) -> Iterator[LiveServer]:
    with live(tmp_path) as started:
        yield started


@pytest.fixture
def owner(server) -> Visitor:
    return teacher(server)


@pytest.fixture
def course(owner) -> dict[str, Any]:
    return new_class(owner)


def heard(page: PageClient, kind: str) -> dict[str, Any]:
    return page.wait(lambda notice: notice["type"] == kind, 10)


def ends(page: PageClient, seconds: float = 10) -> bool:
    """Whether the socket is closed in time, and the last that is said is why."""
    try:
        page.listen(seconds)
    except ConnectionClosed:
        return page.notices[-1] == {"type": "signed_out"}
    finally:
        page.close()
    return False


def test_a_frozen_class_stands_still_and_plays_on(server, owner, course):
    kim, lee = join(server, course, "Kim"), join(server, course, "Lee")
    path = f"/classes/{course['id']}/frozen"
    with kim.page(kim.run(circle())) as plays, lee.page(lee.run(circle())) as stands:
        plays.ask("play")
        plays.wait_status(lambda status: status["step"] > 100)
        owner.ask("PUT", path, {"frozen": True})
        assert heard(plays, "frozen")["frozen"]
        still = plays.wait_status(lambda status: not status["playing"])
        plays.listen(0.5)
        assert plays.status["step"] == still["step"]
        for kind, fields in (
            ("play", {}),
            ("step", {"count": 1}),
            ("epoch", {}),
            ("reset", {"seed": 1}),
            ("edit", {"document": circle()}),
            ("set_weight", {"node": "out", "weight": "bias", "index": [0], "value": 1.0}),
            ("draw", {"values": [0.0, 0.0]}),
            ("intervene", {"interventions": []}),
        ):
            with pytest.raises(Refused) as refused:
                stands.ask(kind, **fields)
            assert refused.value.problem["code"] == "class_frozen"
        assert lee.ask("GET", "/session")["class"]["frozen"]
        with lee.page() as late:
            assert heard(late, "frozen")["frozen"]
        owner.ask("PUT", path, {"frozen": False})
        assert not heard(stands, "frozen")["frozen"]
        plays.wait_status(lambda status: status["step"] > still["step"] + 100)
        stands.listen(0.3)
        assert stands.status["step"] == 0
        stands.ask("step", count=1)


def test_a_class_stays_frozen_when_the_server_starts_again(server, owner, course):
    kim = join(server, course, "Kim")
    run = kim.run(circle())
    with kim.page(run) as page:
        page.ask("play")
        page.wait_status(lambda status: status["step"] > 100)
    owner.ask("PUT", f"/classes/{course['id']}/frozen", {"frozen": True})
    server.stop()
    server.start()
    with kim.page(run) as page:
        page.listen(0.5)
        step = page.status["step"]
        assert not page.status["playing"]
        owner.ask("PUT", f"/classes/{course['id']}/frozen", {"frozen": False})
        page.wait_status(lambda status: status["step"] > step)


def test_a_pushed_network_reaches_all_now_or_when_they_come(server, owner, course):
    kim, lee = join(server, course, "Kim"), join(server, course, "Lee")
    pushed = {**circle(), "name": "From the teacher"}
    path = f"/classes/{course['id']}/push"
    mine, away = kim.run(circle()), lee.run(circle())
    with kim.page(mine) as page, kim.page(mine) as other, owner.page(mine) as watching:
        assert owner.ask("POST", path, {"document": pushed}) == {"reached": 1}
        for own in (page, other):
            assert heard(own, "pushed") == {"type": "pushed", "run": mine, "document": pushed}
        assert heard(watching, "edited")["document"] == pushed
    assert kim.ask("GET", f"/runs/{mine}")["document"]["name"] == pushed["name"]
    with lee.page(away) as page:
        assert [n["document"] for n in page.notices if n["type"] == "pushed"] == [pushed]
    with lee.page(away) as page:  # once is enough
        page.listen(0.5)
        assert "pushed" not in [notice["type"] for notice in page.notices]
    max_ = join(server, course, "Max")
    assert max_.facts["pushed"] == pushed
    assert lee.ask("GET", "/session")["pushed"] is None


def test_a_network_that_cannot_be_trained_is_not_pushed(server, owner, course):
    path = f"/classes/{course['id']}/push"
    broken = {**circle(), "edges": []}
    assert owner.refused("POST", path, {"document": broken})[0] == 422
    assert join(server, course, "Kim").facts["pushed"] is None


def test_signing_out_closes_all_sockets_of_the_session(server, owner, course):  # R16
    kim = join(server, course, "Kim")
    tablet = Visitor(server).enter(
        "/return", code=course["code"], nickname="Kim", word=kim.facts["word"]
    )
    run = kim.run(circle())
    pages = [kim.page(run), kim.page(run)]
    stays = tablet.page(run)
    kim.ask("DELETE", "/session")
    assert [ends(page) for page in pages] == [True, True]
    stays.ask("step", count=1)
    stays.close()


def test_a_socket_ends_with_its_session(tmp_path):
    with live(tmp_path, teacher_hours=3 / 3600) as server:
        assert ends(teacher(server).page())


def test_the_first_class_ends_the_local_persons_sockets(server, owner):
    stranger = Visitor(server).page()
    new_class(owner)
    assert ends(stranger)
