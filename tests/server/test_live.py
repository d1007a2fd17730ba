"""The socket: open, train, look, edit; several pages; slow pages; broken pages."""

import json
import time
import uuid

import hypothesis.strategies as st
import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from serving import Refused, circle

from server.wire import frames

PLANE = {"probe": "plane", "node": "out", "size": 20, "unit": None}
WEIGHTS = {"probe": "weights", "node": "h1", "weight": "kernel"}


def element(index):
    return {"probe": "element", "node": "h1", "weight": "kernel", "index": index}


def test_open_tells_document_status_and_history(live_server, page):
    run = live_server.run(circle())
    client = page(run)
    assert client.notices[0] == {"type": "hello", "version": 1}
    opened = next(n for n in client.notices if n["type"] == "opened")
    assert opened["run"] == run
    assert opened["document"]["name"] == "Circle"
    assert opened["status"]["state"] == "idle"
    assert opened["status"]["step"] == 0
    client.listen(0.2)
    history = next(n for n in client.notices if n["type"] == "history")
    assert history["from"] == 0
    assert history["rows"] == []


def test_an_untrained_network_shows_itself_before_play(live_server, page):
    client = page(live_server.run(circle()))
    client.watch(PLANE, WEIGHTS)
    seen = {}
    while len(seen) < 2:
        seen |= {frame.stream: frame for frame in frames.decode(client.wait_picture())}
    assert all(frame.step == 0 for frame in seen.values())


def test_play_moves_steps_curves_and_pictures(live_server, page):
    client = page(live_server.run(circle()))
    (stream,) = client.watch(PLANE)
    client.ask("play")
    client.wait_status(lambda s: s["step"] > 2000)
    while not client.rows:
        client.listen(0.1)
    first = client.rows[0]["loss"]
    client.listen(1)
    assert client.rows[-1]["loss"] < first
    assert client.rows[-1]["validation"] is None or client.rows[-1]["validation"]["loss"] > 0
    shown = [frame for message in client.pictures for frame in frames.decode(message)]
    steps = [frame.step for frame in shown]
    assert steps == sorted(steps)
    assert steps[-1] > 1000
    assert shown[-1].stream == stream
    assert shown[-1].parts[0].values.shape == (1, 20, 20)
    assert abs(shown[-1].made - time.time()) < 60
    client.ask("pause")
    client.wait_status(lambda s: s["state"] == "idle" and not s["playing"])


def test_frames_hold_the_engines_own_numbers(live_server, page):
    """A frame's bytes say what the engine computes for the same document and step."""
    from engine.train.compile_cache import Compiler
    from engine.train.session import Session

    client = page(live_server.run(circle()))
    client.ask("step", count=25)
    client.wait_status(lambda s: s["step"] == 25 and not s["playing"])
    client.watch(PLANE, WEIGHTS)
    seen = {}
    while len(seen) < 2:
        seen |= {f.stream: f for f in frames.decode(client.wait_picture()) if f.step == 25}
    plane, weights = (seen[stream] for stream in sorted(seen))

    session = Session(circle(), device="cpu", compiler=Compiler())
    session.step(25)
    session.watch([PLANE, WEIGHTS])
    until = time.monotonic() + 60
    own = {}
    while len(own) < 2 and time.monotonic() < until:
        session.advance()
        own |= {f.probe: f for f in session.frames() if f.step == 25}
    np.testing.assert_array_equal(weights.parts[0].values, own[1].parts[0])
    np.testing.assert_array_equal(plane.parts[0].values, own[0].parts[0].bytes)
    np.testing.assert_array_equal(plane.parts[0].ranges, own[0].parts[0].ranges)


def test_equal_probes_share_a_stream_and_its_bytes(live_server, page):
    run = live_server.run(circle())
    pages = [page(run) for _ in range(3)]
    streams = [client.watch(dict(reversed(PLANE.items()))) for client in pages]
    assert streams[0] == streams[1] == streams[2]
    pages[0].ask("step", count=50)
    for client in pages:
        client.wait_status(lambda s: s["step"] == 50)
        client.listen(0.5)
    last = {client.pictures[-1] for client in pages}
    assert len(last) == 1


def test_a_page_that_joins_a_paused_run_sees_it_at_once(live_server, page):
    run = live_server.run(circle())
    first = page(run)
    first.watch(PLANE)
    picture = pictured(first.wait_picture())
    second = page(run)
    second.watch(PLANE)
    assert pictured(second.wait_picture(5)) == picture


def pictured(message):
    """What a picture shows and of which step; it may have been made anew for another page."""
    return [
        (frame.step, [np.array(part.values).tolist() for part in frame.parts])
        for frame in frames.decode(message)
    ]


def test_a_page_that_does_not_paint_gets_two_messages_and_harms_nobody(live_server, page):
    run = live_server.run(circle())
    slow, quick = page(run), page(run)
    slow.acknowledge = False
    slow.watch(PLANE)
    quick.watch(PLANE)
    quick.ask("play")
    quick.wait_status(lambda s: s["state"] == "training")
    before = len(quick.pictures)
    quick.listen(3)
    slow.listen(1)
    assert len(slow.pictures) == 2
    assert len(quick.pictures) - before > 45
    assert [row["step"] for row in slow.rows] == sorted(row["step"] for row in slow.rows)
    slow.send("credit", count=1)
    stale = frames.decode(slow.pictures[-1])[0].step
    assert frames.decode(slow.wait_picture(5))[0].step > stale
    quick.ask("pause")


def test_nothing_is_computed_for_pages_without_credit(live_server, page):
    client = page(live_server.run(circle()))
    client.acknowledge = False
    client.watch(PLANE)
    client.ask("play")
    client.wait_status(lambda s: s["step"] > 100)
    client.listen(1)
    assert len(client.pictures) == 2
    client.ask("pause")


def test_every_viewer_gets_all_rows(live_server, page):
    run = live_server.run(circle())
    first = page(run)
    first.ask("play")
    while len(first.rows) < 3:
        first.listen(0.1)
    first.ask("pause")
    first.wait_status(lambda s: not s["playing"])
    first.listen(0.5)
    second = page(run)
    second.listen(0.5)
    assert second.rows == first.rows


def test_a_knob_goes_on_and_a_structure_starts_anew(live_server, page):
    client = page(live_server.run(circle()))
    client.ask("play")
    client.wait_status(lambda s: s["step"] > 200)
    softer = circle(optimizer={"kind": "sgd", "config": {"learning_rate": 0.001}})
    client.ask("edit", document=softer)
    step = client.status["step"]
    client.wait_status(lambda s: s["step"] > step and s["state"] == "training")
    wider = circle()
    wider["nodes"][1]["config"]["units"] = 5
    client.ask("edit", document=wider)
    client.wait_status(lambda s: s["step"] == 0 and not s["playing"])
    client.listen(0.3)
    assert client.rows == []


def test_a_document_that_does_not_fit_is_refused_and_the_run_goes_on(live_server, page):
    client = page(live_server.run(circle()))
    client.ask("play")
    client.wait_status(lambda s: s["step"] > 0)
    wrong = circle()
    wrong["edges"].append(["out", "h1"])
    with pytest.raises(Refused) as refused:
        client.ask("edit", document=wrong)
    assert refused.value.problem["message"]["de"] != refused.value.problem["message"]["en"]
    step = client.status["step"]
    client.wait_status(lambda s: s["step"] > step)


def test_a_weight_set_by_hand_is_seen(live_server, page):
    client = page(live_server.run(circle()))
    client.watch(element([0, 1]))
    first = frames.decode(client.wait_picture())[0].parts[0].values.item()
    place = {"node": "h1", "weight": "kernel", "index": [0, 1]}
    assert client.ask("set_weight", value=3.25, **place)["before"] == first
    while frames.decode(client.wait_picture())[0].parts[0].values.tolist() != [3.25]:
        pass
    assert client.ask("set_weight", value=first, **place)["before"] == 3.25
    assert client.ask("pause")["before"] is None


def test_commands_that_cannot_be_carried_out_say_why(live_server, page):
    client = page(live_server.run(circle()))
    for kind, fields in [
        ("set_weight", {"node": "no", "weight": "kernel", "index": [0, 0], "value": 1}),
        ("set_weight", {"node": "h1", "weight": "kernel", "index": [99, 0], "value": 1}),
        ("draw", {"values": [1.0]}),
        ("open", {"run": "0" * 32}),
        ("play", {"run": "0" * 32}),
        ("step", {"count": 0}),
    ]:
        with pytest.raises(Refused) as refused:
            client.ask(kind, **fields)
        assert refused.value.problem["message"]["en"], kind
    assert client.watch(PLANE, {"probe": "plane", "node": "nobody"})[1] is None


def test_a_command_that_comes_again_after_a_break_is_not_repeated(live_server, page):  # R4
    run, name = live_server.run(circle()), uuid.uuid4().hex
    step = {"type": "step", "id": 100, "run": run, "count": 3}
    with live_server.page(run, name) as client:
        client.socket.send(json.dumps(step))  # gone before any answer
    for _ in range(2):
        with live_server.page(run, name) as client:
            client.socket.send(json.dumps(step))
            client.wait(lambda n: n["type"] == "done" and n["id"] == 100)
            client.wait_status(lambda s: s["step"] == 3 and not s["playing"])
            bad = {"type": "draw", "id": 101, "run": run, "values": [1.0]}
            client.socket.send(json.dumps(bad))
            client.wait(lambda n: n["type"] == "refused" and n["id"] == 101)
    stranger = page(run)
    stranger.socket.send(json.dumps(step))
    stranger.wait_status(lambda s: s["step"] == 6 and not s["playing"])


def test_an_edit_reaches_the_other_pages_and_not_its_author(live_server, page):
    run = live_server.run(circle())
    author, other = page(run), page(run)
    softer = circle(optimizer={"kind": "sgd", "config": {"learning_rate": 0.002}})
    author.ask("edit", document=softer)
    heard = other.wait(lambda n: n["type"] == "edited")
    assert (heard["run"], heard["document"]) == (run, softer)
    wrong = circle()
    wrong["edges"] = []
    with pytest.raises(Refused):
        other.ask("edit", document=wrong)
    author.listen(0.3)
    assert not any(n["type"] == "edited" for n in author.notices)


def test_reset_step_epoch_and_speed(live_server, page):
    client = page(live_server.run(circle()))
    client.ask("step", count=3)
    client.wait_status(lambda s: s["step"] == 3 and not s["playing"])
    client.ask("epoch")
    per_epoch = client.status["steps_per_epoch"]
    client.wait_status(lambda s: s["step"] == per_epoch and s["epoch"] == 1 and not s["playing"])
    client.ask("speed", steps_per_second=20)
    client.ask("play")
    start = client.status["step"]
    client.listen(2)
    assert 10 <= client.status["step"] - start <= 60
    client.ask("reset", seed=7)
    client.wait_status(lambda s: s["step"] == 0 and not s["playing"])


def test_a_learning_rate_that_diverges_stops_with_one_sentence(live_server, page):
    wild = circle(optimizer={"kind": "sgd", "config": {"learning_rate": 100.0}})
    wild["nodes"][1]["config"]["activation"] = wild["nodes"][2]["config"]["activation"] = "linear"
    client = page(live_server.run(wild))
    client.ask("play")
    status = client.wait_status(lambda s: s["state"] == "diverged")
    assert status["problem"]["message"]["de"]
    assert not status["playing"]
    assert all(row["loss"] is not None for row in client.rows)


def test_broken_messages_are_answered_and_hurt_nobody(live_server, page):
    client = page(live_server.run(circle()))
    for text in ["", "{", "[]", '{"type":"nothing","id":7}', '{"id":8}', '"x"', "[" * 50_000]:
        client.socket.send(text)
        answer = client.wait(lambda n: n["type"] == "refused", 10)
        assert answer["problem"]["code"] == "bad_message"
    client.socket.send(b"\x00\x01")
    client.wait(lambda n: n["type"] == "refused", 10)
    huge = json.dumps({"type": "edit", "id": 99, "run": client.run, "document": {"a": 10**400}})
    client.socket.send(huge)
    client.wait(lambda n: n["type"] == "refused" and n["id"] == 99, 10)
    client.ask("pause")


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3)
    ),
    max_leaves=8,
)
FIELDS = [
    "count",
    "document",
    "index",
    "interventions",
    "node",
    "probes",
    "seed",
    "value",
    "values",
    "weight",
]
KINDS = (
    "open close edit play pause step epoch reset speed seek cancel set_weight draw diagnose watch "
    "credit intervene"
)


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    kind=st.sampled_from(KINDS.split()),
    fields=st.dictionaries(
        st.sampled_from(
            ["count", "document", "index", "node", "probes", "seed", "value", "values", "weight"]
        ),
        JSON,
    ),
)
def test_no_command_kills_the_worker(live_server, kind, fields):
    worker = live_server.worker().pid
    with live_server.page(FUZZED.setdefault("run", live_server.run(circle()))) as client:
        number = client.send(kind, **fields)
        client.wait(lambda n: n.get("id") == number, 30)
        client.ask("open")
    assert live_server.worker().pid == worker


FUZZED: dict[str, str] = {}
