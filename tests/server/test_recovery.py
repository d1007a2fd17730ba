"""What happens when a process is killed or hangs: nothing is lost, and the page is told."""

import json
import signal
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psutil
import pytest
from serving import LiveServer, PageClient, Refused, circle, live

from server.wire import frames

PLANE = {"probe": "plane", "node": "out", "size": 20, "unit": None}


@pytest.fixture
def server(tmp_path: Path) -> Iterator[LiveServer]:
    with live(tmp_path, checkpoint_seconds=0.5) as started:
        yield started


def playing(server: LiveServer) -> PageClient:
    client = server.page(server.run(circle()))
    client.watch(PLANE)
    client.ask("play")
    client.wait_status(lambda s: s["step"] > 500)
    return client


def saved_step(client: PageClient, server: LiveServer) -> int:
    """Waits for a checkpoint; answers a step that it holds at least."""
    path = server.home / "runs" / f"{client.run}.safetensors"
    before = path.stat().st_mtime if path.exists() else 0.0
    step = client.status["step"]
    until = time.monotonic() + 20
    while not path.exists() or path.stat().st_mtime == before:
        assert time.monotonic() < until, "no checkpoint"
        client.listen(0.1)
    return step


def test_a_killed_worker_is_told_at_once_and_training_goes_on(server):  # R5
    with playing(server) as client:
        step = saved_step(client, server)
        server.worker().kill()
        killed = time.monotonic()
        client.wait(lambda n: n["type"] == "worker" and n["state"] == "lost", 5)
        assert time.monotonic() - killed < 1
        assert client.wait_status(lambda s: s["state"] == "lost", 5)
        client.wait(lambda n: n["type"] == "worker" and n["state"] == "ready", 30)
        status = client.wait_status(lambda s: s["state"] == "training", 10)
        assert status["step"] >= step
        client.wait_status(lambda s: s["step"] > status["step"])
        while frames.decode(client.wait_picture(10))[0].step <= status["step"]:
            pass
        client.listen(0.5)
        steps = [row["step"] for row in client.rows]
        assert steps == sorted(steps)
        assert steps[0] < step < steps[-1]


def test_a_hanging_worker_is_replaced(tmp_path):
    quick = live(tmp_path, checkpoint_seconds=0.5, hang_seconds=3)
    with quick as server, playing(server) as client:
        worker = server.worker()
        worker.send_signal(signal.SIGSTOP)
        client.wait(lambda n: n["type"] == "worker" and n["state"] == "lost", 10)
        client.wait(lambda n: n["type"] == "worker" and n["state"] == "ready", 30)
        client.wait_status(lambda s: s["state"] == "training")
        assert not psutil.pid_exists(worker.pid)


def test_a_run_that_kills_the_worker_again_and_again_is_set_aside(server):
    with playing(server) as client:
        for _ in range(3):
            client.wait_status(lambda s: s["state"] == "training")
            client.listen(0.3)
            server.worker().kill()
            client.wait(lambda n: n["type"] == "worker" and n["state"] == "lost", 5)
            client.wait(lambda n: n["type"] == "worker" and n["state"] == "ready", 30)
        status = client.wait_status(lambda s: s["state"] == "failed", 10)
        assert status["problem"]["code"] == "run_quarantined"
        with pytest.raises(Refused):
            client.ask("play")
        other = circle()
        other["nodes"][1]["config"]["units"] = 3
        client.ask("edit", document=other)
        client.ask("play")
        client.wait_status(lambda s: s["state"] == "training")


def test_a_killed_server_leaves_no_orphans_and_runs_come_back(server):  # R6
    with playing(server) as client:
        run, step = client.run, saved_step(client, server)
        softer = circle(optimizer={"kind": "sgd", "config": {"learning_rate": 0.002}})
        client.ask("edit", document=softer)
        children = psutil.Process(server.process.pid).children()
        server.stop(signal.SIGKILL)
    _, alive = psutil.wait_procs(children, timeout=3)
    assert not alive
    server.start()
    with server.page(run) as client:
        opened = next(n for n in client.notices if n["type"] == "opened")
        assert opened["status"]["step"] >= step
        rate = opened["document"]["training"]["optimizer"]["config"]["learning_rate"]
        assert rate == 0.002
        client.wait_status(lambda s: s["state"] == "training")
        assert client.rows[0]["step"] < step


def test_a_server_that_ends_in_order_saves_everything(server):
    with playing(server) as client:
        run = client.run
        client.ask("pause")
        step = client.wait_status(lambda s: not s["playing"])["step"]
        client.ask("step", count=5)
        client.wait_status(lambda s: s["step"] == step + 5)
        server.stop()
    server.start()
    assert server.get(f"/api/runs/{run}")["step"] == step + 5


def test_a_server_that_stops_says_so_to_whom_it_leaves_without_an_answer(server):
    checker = next(
        child
        for child in psutil.Process(server.process.pid).children()
        if "server.work.checker" in child.cmdline()
    )
    checker.suspend()
    with ThreadPoolExecutor() as asking:
        waiting = asking.submit(server.request, "POST", "/api/check", {"document": circle()})
        time.sleep(1)
        server.stop()
        status, headers, body = waiting.result()
    assert (status, headers["retry-after"]) == (503, "2")
    assert json.loads(body)["problems"][0]["code"] == "stopping"
    assert "Traceback" not in server.logged()


def test_a_diverged_run_comes_back_with_its_problem_and_reset_heals(server):
    source = circle()
    source["nodes"][1]["config"]["activation"] = "linear"
    with server.page(server.run(source)) as client:
        run = client.run
        client.ask("set_weight", node="h1", weight="kernel", index=[0, 0], value=3e38)
        client.ask("play")
        problem = client.wait_status(lambda s: s["problem"] and s["problem"]["node"])["problem"]
        server.stop()
    server.start()
    with server.page(run) as client:
        assert client.status["state"] == "diverged"
        assert client.status["problem"] == problem
        client.ask("reset", seed=None)
        client.wait_status(lambda s: s["state"] == "idle" and s["problem"] is None)
        assert client.status["step"] == 0


def test_commands_during_a_restart_wait_for_the_worker(server):
    with server.page(server.run(circle())) as client:
        server.worker().kill()
        client.wait(lambda n: n["type"] == "worker" and n["state"] == "lost", 5)
        client.ask("step", count=4)
        client.wait_status(lambda s: s["step"] == 4)


def test_a_damaged_checkpoint_starts_the_run_anew(server):
    with playing(server) as client:
        run = client.run
    server.stop()
    (server.home / "runs" / f"{run}.safetensors").write_bytes(b"no checkpoint")
    server.start()
    assert server.get(f"/api/runs/{run}")["document"]["name"] == "Circle"


def test_a_full_disk_stops_no_training_and_heals(server):  # R7
    with playing(server) as client:
        saved_step(client, server)
        worker = server.worker()
        worker.rlimit(psutil.RLIMIT_FSIZE, (6_000, psutil.RLIM_INFINITY))
        path = server.home / "runs" / f"{client.run}.safetensors"
        client.listen(1)
        before = path.stat().st_mtime
        step = client.status["step"]
        client.listen(2)
        assert client.status["step"] > step
        assert client.status["state"] == "training"
        assert path.stat().st_mtime == before
        assert server.logged().count("no checkpoint can be written") == 1
        worker.rlimit(psutil.RLIMIT_FSIZE, (psutil.RLIM_INFINITY, psutil.RLIM_INFINITY))
        saved_step(client, server)
        assert server.worker().pid == worker.pid
        assert not list(path.parent.glob("*.part"))


def test_a_missing_device_is_said_once_and_runs_use_another(tmp_path, monkeypatch):
    monkeypatch.setenv("JAX_PLATFORMS", "cpu")
    with live(tmp_path, device="gpu") as server:
        assert server.get("/api/health")["device"] == "cpu"
        assert server.logged().count("the device is missing") == 1
        with playing(server) as client:
            client.ask("pause")
