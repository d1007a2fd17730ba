"""The thread that writes checkpoints: newest wins, failures are told, nothing is left behind."""

import threading
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from server.work.writer import Writer


@dataclass
class Pretend:
    """A snapshot that waits at a gate, then writes its text or fails."""

    text: str
    gate: threading.Event = field(default_factory=threading.Event)
    began: threading.Event = field(default_factory=threading.Event)

    def write(self, path: Path) -> None:
        self.began.set()
        assert self.gate.wait(30)
        if not self.text:
            raise OSError("no space left")
        path.write_text(self.text)


@pytest.fixture
def opened() -> threading.Event:
    gate = threading.Event()
    gate.set()
    return gate


def test_the_newest_of_those_that_wait_is_written(tmp_path, opened):
    writer, path, first = Writer(), tmp_path / "run", Pretend("1")
    writer.put(path, first)
    assert first.began.wait(30)
    second = Pretend("2", opened)
    writer.put(path, second)
    writer.put(path, Pretend("3", opened))
    first.gate.set()
    writer.finish(path)
    assert path.read_text() == "3"
    assert not second.began.is_set()
    assert writer.outcomes() == [(path, None)] * 2


def test_a_failure_is_told_and_the_next_one_is_written(tmp_path, opened):
    writer, path = Writer(), tmp_path / "run"
    writer.put(path, Pretend("", opened))
    writer.finish()
    ((told, error),) = writer.outcomes()
    assert told == path
    assert "no space" in str(error)
    writer.put(path, Pretend("1", opened))
    writer.finish()
    assert path.read_text() == "1"


def test_what_is_forgotten_is_not_written(tmp_path, opened):
    writer, path, other = Writer(), tmp_path / "run", Pretend("x")
    writer.put(tmp_path / "other", other)
    assert other.began.wait(30)
    writer.put(path, Pretend("1", opened))
    writer.forget(path)
    other.gate.set()
    writer.finish()
    assert not path.exists()
