"""Settings: the environment, read once into one frozen value."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal

from platformdirs import user_data_path
from pydantic import BaseModel, ConfigDict, Field

PREFIX = "NETZWERKSTATT_"
HERE = Path(__file__).parent


def _lessons() -> Path:
    """The lessons that came with us: in the wheel beside this file, else in the repository."""
    packed = HERE / "lessons" / "content"
    return packed if packed.is_dir() else HERE.parent / "lessons"


class Settings(BaseModel):
    """Every field can be set as ``NETZWERKSTATT_<NAME>``; lists are separated by commas."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    host: str = "127.0.0.1"
    port: int = Field(default=8000, ge=0, le=65535)
    # Further names this server goes by; addresses of digits and localhost are always allowed,
    # because a foreign page cannot point those at us (DNS rebinding).
    hosts: tuple[str, ...] = ()
    site: str = (
        ""  # where people find this server, as https://workshop.example.org; a proxy's address
    )
    proxies: str = ""  # addresses of proxies whose word on the client's address is taken; * for all
    home: Path = Field(default_factory=lambda: user_data_path("netzwerkstatt"))
    database: str = ""  # an SQLAlchemy URL; SQLite in ``home`` if empty
    worker: str = ""  # the Unix socket of `python -m server.work.service`; a child process if empty
    lessons: Path = Field(default_factory=_lessons)  # a folder of lessons (docs/lessons.md)
    device: Literal["auto", "cpu", "gpu"] = "auto"
    log_level: Literal["debug", "info", "warning", "error"] = "warning"

    max_body: int = 2_000_000  # bytes of one request or socket message
    max_upload: int = 20_000_000  # bytes of a file of one's own
    max_own_sets: int = 50  # of one person
    max_own_bytes: int = 100_000_000  # of one person's own sets together
    own_seconds: float = 10  # of reading a file of one's own: then the importer is killed
    max_runs: int = 200  # kept in the worker's memory at once
    max_sockets: int = 400
    max_networks: int = 10_000
    max_learners: int = 200  # of one class
    max_classes: int = 100  # of one teacher
    keep_runs_days: float = 7
    learner_days: float = 30  # then a learner comes back with the private word
    teacher_hours: float = 12
    code_hours: float = 12  # how long a join code lets learners in
    check_seconds: float = 10  # then the checker is killed
    judge_seconds: float = 60  # of training to judge a task; then the judge is killed
    judge_missed_seconds: float = 5  # the same when a goal that needs no training is missed
    hang_seconds: float = 5  # without a heartbeat: then the worker is killed
    turn_seconds: float = 30  # of one turn of the worker's loop: then it is killed
    checkpoint_seconds: float = 5
    unseen_pause_minutes: float = 30  # a run nobody watches is paused
    unseen_unload_minutes: float = 10  # a paused run nobody watches leaves the worker's memory
    # One more than the 30 that a page shows at least: a late picture must not make them 29.
    frames_per_second: float = Field(default=31, gt=0)

    @classmethod
    def read(cls, environment: Mapping[str, str] = os.environ, **given: Any) -> Settings:
        """The environment's values; ``given`` ones that are not None win."""
        values: dict[str, Any] = {}
        for name in cls.model_fields:
            raw = environment.get(PREFIX + name.upper())
            if raw is not None:
                values[name] = tuple(filter(None, raw.split(","))) if name == "hosts" else raw
        values.update({name: value for name, value in given.items() if value is not None})
        return cls(**values)

    def database_url(self) -> str:
        """Where people, networks and runs are kept."""
        return self.database or f"sqlite:///{self.home / 'netzwerkstatt.db'}"

    def child_environment(self) -> dict[str, str]:
        """What the engine in our child processes must know: where own data lie."""
        return {f"{PREFIX}HOME": str(self.home.absolute())}

    def own_set(self, name: str) -> Path:
        """The file of data that somebody brought."""
        return self.home / "own" / f"{name}.safetensors"

    def checkpoint(self, run: str) -> Path:
        """The file that holds the last checkpoint of a run."""
        return self.home / "runs" / f"{run}.safetensors"
