"""A worker in a process of its own behind a Unix socket, as in the containers."""

import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest
from serving import ROOT, LiveServer, PageClient, circle, live


class Service:
    """`python -m server.work.service` on a socket in a folder."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "worker.sock"
        self.start()

    def start(self) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "server.work.service", str(self.path)], cwd=ROOT
        )
        until = time.monotonic() + 30
        while not self.path.exists():
            assert time.monotonic() < until, "the service did not start"
            assert self.process.poll() is None, "the service ended"
            time.sleep(0.02)

    def workers(self) -> list[psutil.Process]:
        return psutil.Process(self.process.pid).children()

    def stop(self, how: int = signal.SIGTERM) -> None:
        self.process.send_signal(how)
        self.process.wait(30)


@pytest.fixture
def service(tmp_path: Path) -> Iterator[Service]:
    started = Service(tmp_path)
    yield started
    if started.process.poll() is None:
        started.stop()


@pytest.fixture
def server(tmp_path: Path, service: Service) -> Iterator[LiveServer]:
    with live(tmp_path, worker=service.path, checkpoint_seconds=0.5, hang_seconds=3) as started:
        yield started


def playing(server: LiveServer) -> PageClient:
    client = server.page(server.run(circle()))
    client.ask("play")
    client.wait_status(lambda s: s["step"] > 200)
    return client


def comes_back(client: PageClient) -> None:
    client.wait(lambda n: n["type"] == "worker" and n["state"] == "lost", 10)
    client.wait(lambda n: n["type"] == "worker" and n["state"] == "ready", 30)
    step = client.wait_status(lambda s: s["state"] == "training")["step"]
    client.wait_status(lambda s: s["step"] > step)


def test_the_server_trains_in_it(server, service):
    with playing(server):
        (worker,) = service.workers()
        assert "server.work.worker" in worker.cmdline()


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGSTOP])
def test_a_worker_killed_or_hung_is_replaced(server, service, how):  # R5
    with playing(server) as client:
        service.workers()[0].send_signal(how)
        comes_back(client)


def test_a_service_that_was_restarted_is_found_again(server, service):
    with playing(server) as client:
        workers = service.workers()
        service.stop(signal.SIGKILL)  # as when a container is killed: everything in it at once
        for worker in workers:
            worker.kill()
        client.wait(lambda n: n["type"] == "worker" and n["state"] == "lost", 10)
        service.start()
        client.wait(lambda n: n["type"] == "worker" and n["state"] == "ready", 30)
        client.wait_status(lambda s: s["state"] == "training")


def test_without_the_server_its_worker_saves_and_ends(server, service):
    with playing(server) as client:
        run = client.run
    server.stop()
    until = time.monotonic() + 15
    while service.workers():
        assert time.monotonic() < until, "the worker outlived its server"
        time.sleep(0.1)
    assert (server.home / "runs" / f"{run}.safetensors").exists()
    server.start()
    with server.page(run) as client:
        assert client.wait_status(lambda s: s["step"] > 200)


def test_who_asks_for_something_else_gets_nothing(service):
    with socket.socket(socket.AF_UNIX) as stranger:
        stranger.connect(str(service.path))
        stranger.sendall(b"os\n{}")
        assert stranger.recv(1) == b""
    with socket.socket(socket.AF_UNIX) as stranger:
        stranger.connect(str(service.path))
        stranger.sendall(b"server.work.worker\nno json")
        assert stranger.recv(1) == b""
    assert service.process.poll() is None
    assert service.workers() == []


def test_it_says_how_it_is_started():
    ended = subprocess.run(
        [sys.executable, "-m", "server.work.service"], cwd=ROOT, capture_output=True, text=True
    )
    assert ended.returncode == 1
    assert "worker.sock" in ended.stderr
