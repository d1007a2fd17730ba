"""The parts that need no process: turns, the plan, a viewer's slots, the database."""

import asyncio
import json
import socket

import msgspec
import pytest

from server.__main__ import listen
from server.live.plan import Plan
from server.live.room import Room
from server.live.viewer import CREDIT, MAX_NOTICES, Viewer
from server.settings import Settings
from server.store import networks, runs
from server.store.database import Database
from server.wire.messages import Done, Status
from server.wire.problems import MESSAGES, Refusal
from server.work.orders import News
from server.work.turns import LEAST, ROUND, SHARE, Turns


class Pretend:
    def __init__(self, cost, trains=True):
        self.cost, self.trains, self.turns = cost, trains, 0

    def ready(self):
        return self.trains


def spend(turns, runs, seconds):
    spent = 0.0
    while spent < seconds:
        for run in turns.round():
            more = True
            while more:
                more = turns.charge(run, run.cost)
                run.turns += 1
                spent += run.cost
    return [run.turns * run.cost / spent for run in runs]


def test_a_greedy_run_gets_no_more_time_than_the_others():  # R10
    turns, participants = Turns(), [Pretend(0.2), *(Pretend(0.005) for _ in range(4))]
    for run in participants:
        turns.add(run)
    shares = spend(turns, participants, 60)
    assert all(0.15 < share < 0.25 for share in shares)


def test_a_run_alone_uses_all_time_however_long_its_steps():
    turns, run = Turns(), Pretend(40 * SHARE)
    turns.add(run)
    turns.add(Pretend(1, trains=False))
    for _ in range(5):
        assert turns.round() == [run]
        turns.charge(run, run.cost)


def test_the_more_runs_play_the_shorter_their_turns_so_that_pictures_keep_coming():
    for count, share in ((1, SHARE), (2, SHARE), (10, ROUND / 10), (1000, LEAST)):
        turns = Turns()
        for _ in range(count):
            turns.add(Pretend(0.001))
        assert len(turns.round()) == count
        assert turns.share == pytest.approx(share)


def test_who_did_not_train_saves_nothing_up():
    turns, idle, busy = Turns(), Pretend(0.01, trains=False), Pretend(0.01)
    turns.add(idle)
    turns.add(busy)
    spend(turns, [busy], 5)
    idle.trains = True
    before = busy.turns
    spend(turns, [idle, busy], 1)
    assert abs(idle.turns - (busy.turns - before)) <= 2


def test_equal_probes_share_a_stream_until_nobody_watches():
    plan = Plan()
    first, changed = plan.watch("a", [{"probe": "plane", "node": "n"}])
    assert changed
    second, changed = plan.watch("b", [{"node": "n", "probe": "plane"}])
    assert not changed
    assert first == second
    assert plan.watch("a", [])[1] is False
    assert plan.watch("b", [])[1] is True
    assert plan.probes() == []
    assert plan.watch("b", [{"probe": "plane", "node": "n"}])[0] != first


def test_frames_of_other_data_cannot_pass_for_what_is_watched_anew():
    plan = Plan()
    (old,), _ = plan.watch("a", [{"probe": "activation", "node": "n"}])
    plan.watch("b", [{"probe": "activation", "node": "n"}])
    plan.latest[old] = b"of the data before"
    plan.renumber()
    (new,), _ = plan.watch("a", [{"probe": "activation", "node": "n"}])
    assert new != old
    assert plan.latest == {}
    assert plan.streams() == [old, new]  # b still looks at the old number
    assert plan.watch("b", [{"probe": "activation", "node": "n"}])[0] == (new,)
    assert plan.streams() == [new]


def status(**changes):
    known = Status("r", "training", True, 1, 0, 5, 1.0, 1.0, None, None, None, {}, None, None)
    return msgspec.structs.replace(known, **changes)


def test_a_viewer_gets_the_newest_picture_and_every_row():
    room, viewer = Room("r", {}, playing=True), Viewer()
    room.viewers.add(viewer)
    viewer.attach(room)
    streams, _ = room.plan.watch(viewer, [{"probe": "plane"}])
    viewer.watch(room, set(streams))
    for step in range(5):
        room.take(News("r", status(step=step), "2-1", 3 * step, [b'{"step":%d}' % step] * 3))
        room.picture(streams[0], b"%d" % step)
    texts = [json.loads(text) for text in viewer.texts()]
    assert [text["step"] for text in texts if text["type"] == "status"] == [4]
    (history,) = (text for text in texts if text["type"] == "history")
    assert (history["from"], len(history["rows"])) == (0, 15)
    assert viewer.picture() == b"4"
    assert viewer.picture() is None
    assert list(viewer.texts()) == []
    room.take(News("r", status(step=9), "2-1", 15, [b'{"step":9}']))
    history = json.loads(list(viewer.texts())[-1])
    assert (history["from"], history["rows"]) == (15, [{"step": 9}])
    room.take(News("r", status(step=0), "2-1", 0, []))
    history = json.loads(list(viewer.texts())[-1])
    assert (history["from"], history["rows"]) == (0, [])


def test_a_viewer_has_only_so_much_credit():
    room, viewer = Room("r", {}, playing=True), Viewer()
    room.viewers.add(viewer)
    viewer.attach(room)
    streams, _ = room.plan.watch(viewer, [{"probe": "plane"}])
    viewer.watch(room, set(streams))
    taken = 0
    for _ in range(10):
        room.picture(streams[0], b"x")
        taken += viewer.picture() is not None
    assert taken == CREDIT
    assert not room.wants_pictures()


def test_a_viewer_that_never_reads_does_not_fill_the_memory():
    viewer = Viewer()
    for number in range(2 * MAX_NOTICES):
        viewer.say(Done(number))
    assert viewer.overflowed
    assert len(list(viewer.texts())) == MAX_NOTICES


def test_the_database_keeps_networks_and_runs(tmp_path):
    database = Database(f"sqlite:///{tmp_path / 'kept.db'}")
    database.migrate()
    database.migrate()

    async def use():
        network = await database.do(lambda s: networks.add(s, "", {"name": "x" * 300}, 1))
        assert len(network.name) == 200
        with pytest.raises(Refusal):
            await database.do(lambda s: networks.add(s, "", {}, 1))
        run = await database.do(lambda s: runs.add(s, "", {"a": 1}))
        await database.do(lambda s: runs.note(s, run, playing=True, document={"a": 2}))
        kept = await database.do(lambda s: runs.get(s, run))
        assert kept is not None
        assert (kept.playing, kept.document) == (True, {"a": 2})
        assert await database.do(lambda s: runs.remove_unvisited(s, 1)) == []
        assert await database.do(lambda s: runs.remove_unvisited(s, -1)) == [run]
        assert await database.do(lambda s: runs.get(s, run)) is None

    asyncio.run(use())
    database.close()


def test_many_writers_never_meet_a_locked_database(tmp_path):
    database = Database(f"sqlite:///{tmp_path / 'kept.db'}")
    database.migrate()

    async def use():
        run = await database.do(lambda s: runs.add(s, "", {}))
        writes = (
            database.do(lambda s, n=n: runs.note(s, run, document={"n": n})) for n in range(200)
        )
        await asyncio.gather(*writes)

    asyncio.run(use())
    database.close()


def test_a_full_disk_is_a_sentence(tmp_path):  # R7
    database = Database(f"sqlite:///{tmp_path / 'kept.db'}")
    database.migrate()
    database.close()
    gone = Database(f"sqlite:///{tmp_path / 'no-folder' / 'kept.db'}")
    with pytest.raises(Refusal) as refused:
        asyncio.run(gone.do(lambda s: runs.add(s, "", {})))
    assert refused.value.status == 503


def test_every_sentence_stands_in_both_languages():
    for code, (english, german) in MESSAGES.items():
        assert english != german, code
        assert english[0].isupper(), code
        assert english.endswith((".", ")")), code


def test_a_status_travels_without_loss():
    sent = status(steps_per_second=float("nan"))
    assert json.loads(msgspec.json.encode(sent))["steps_per_second"] is None


def test_pictures_are_not_held_back_by_nagle():
    """asyncio turns it off only where the listening socket names its protocol."""

    async def accepted() -> int:
        listening = listen(Settings(host="127.0.0.1", port=0))
        seen: asyncio.Queue[int] = asyncio.Queue()

        async def answer(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            connection = writer.get_extra_info("socket")
            seen.put_nowait(connection.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY))
            writer.close()

        async with await asyncio.start_server(answer, sock=listening):
            _, writer = await asyncio.open_connection(*listening.getsockname())
            value = await seen.get()
            writer.close()
            return value

    assert asyncio.run(accepted()) != 0
