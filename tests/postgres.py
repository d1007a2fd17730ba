"""A real PostgreSQL for as long as a test lasts, from Debian's package or from the PATH."""

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Generator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest


def programs() -> Path | None:
    """Where `initdb` and `postgres` lie, None where there is no PostgreSQL."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if found:
        return found[-1].parent
    initdb = shutil.which("initdb")
    return Path(initdb).parent if initdb else None


needs_postgres = pytest.mark.skipif(
    programs() is None, reason="PostgreSQL is not installed; on Debian: apt install postgresql"
)


def free_port() -> int:
    """A port of this machine that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Cluster:
    """One database server with one empty database, in a folder of its own."""

    def __init__(self, folder: Path, user: str, password: str, database: str) -> None:
        self.folder, self.user, self.database = folder, user, database
        self.password = password
        self.port = free_port()
        bin_folder = programs()
        assert bin_folder is not None
        self.programs = bin_folder

    @property
    def url(self) -> str:
        """What SQLAlchemy calls it."""
        address = f"{self.user}:{self.password}@127.0.0.1:{self.port}"
        return f"postgresql+psycopg://{address}/{self.database}"

    def make(self) -> None:
        """The files, as the container's image makes them at its first start."""
        word = self.folder / "password"
        word.write_text(self.password, "utf-8")
        self._own(word)
        data = str(self.folder / "data")
        self._run(
            "initdb", "-D", data, "-U", self.user, "-A", "scram-sha-256", "--pwfile", str(word)
        )

    def start(self, options: Sequence[str] = ()) -> None:
        """Start it and wait until it answers."""
        given = ["-p", str(self.port), "-k", str(self.folder), "-h", "127.0.0.1", *options]
        data, log = str(self.folder / "data"), str(self.folder / "log")
        self._run("pg_ctl", "-D", data, "-l", log, "-w", "-o", " ".join(given), "start")
        if self.database != "postgres":
            self._run("createdb", self.database)

    def stop(self) -> None:
        """End it at once; what was acknowledged is on the disk."""
        self._run("pg_ctl", "-D", str(self.folder / "data"), "-m", "immediate", "stop")

    def _run(self, program: str, *arguments: str) -> None:
        ended = subprocess.run(
            [str(self.programs / program), *arguments],
            cwd=self.folder,
            env=self._environment(),
            capture_output=program != "pg_ctl",  # its server would keep the pipes open
            text=True,
            user=_somebody(),
        )
        assert ended.returncode == 0, f"{program}: {ended.stderr}"

    def _environment(self) -> Mapping[str, str]:
        return {
            "PATH": os.environ["PATH"],
            "LC_ALL": "C.UTF-8",
            "PGHOST": "127.0.0.1",
            "PGPORT": str(self.port),
            "PGUSER": self.user,
            "PGPASSWORD": self.password,
        }

    def _own(self, path: Path) -> None:
        somebody = _somebody()
        if somebody is not None:
            shutil.chown(path, somebody)


@contextmanager
def cluster(
    user: str = "netzwerkstatt",
    password: str = "netzwerkstatt",
    database: str = "netzwerkstatt",
    options: Sequence[str] = (),
) -> Generator[Cluster]:
    """A started PostgreSQL, gone with all its files at the end."""
    folder = Path(tempfile.mkdtemp(prefix="netzwerkstatt-postgres-"))
    made = Cluster(folder, user, password, database)
    try:
        made._own(folder)
        made.make()
        made.start(options)
        try:
            yield made
        finally:
            made.stop()
    finally:
        shutil.rmtree(folder)


def _somebody() -> str | None:
    """PostgreSQL does not run as root: who it runs as then."""
    if os.geteuid() != 0:
        return None
    try:
        return pwd.getpwnam("postgres").pw_name
    except KeyError:
        return "nobody"
