"""Starts the services of docker-compose.yml as processes: their commands, our ports."""

from __future__ import annotations

import os
import re
import shutil
import ssl
import subprocess
import sys
import time
from collections.abc import Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import yaml
from postgres import Cluster, cluster, free_port
from serving import Site

ROOT = Path(__file__).parents[2]
FILE = ROOT / "docker-compose.yml"
SITE = "localhost"


def services() -> dict[str, dict[str, Any]]:
    """The file's services with its variables at their defaults."""

    def default(found: re.Match[str]) -> str:
        return found[2] or ""

    text = re.sub(r"\$\{(\w+)(?::-([^}]*))?\}", default, FILE.read_text("utf-8"))
    return yaml.safe_load(text)["services"]


class Stack(Site):
    """All services, started in the file's order of dependence, behind the proxy's address."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.services = services()
        self.server_port, self.https, self.http = free_port(), free_port(), free_port()
        self._ended = ExitStack()
        self.processes: dict[str, subprocess.Popen[bytes]] = {}
        self.database: Cluster | None = None

    @property
    def url(self) -> str:
        return f"https://{SITE}:{self.https}"

    def __enter__(self) -> Stack:
        try:
            self._start_database()
            for name in ("worker", "server", "proxy"):
                self.start(name)
            self._wait()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        for name in ("proxy", "server", "worker"):
            self.stop(name)
        self._ended.close()

    def start(self, name: str) -> None:
        """Start one service."""
        service = self.services[name]
        program, *arguments = (self._here(part) for part in service["command"])
        found = sys.executable if program == "python" else shutil.which(program)
        assert found, f"{program} is not installed"
        environment = {
            **{key: os.environ[key] for key in ("PATH", "NETZWERKSTATT_DATA") if key in os.environ},
            "HOME": os.environ.get("HOME", "/"),
            "NETZWERKSTATT_HOME": str(self.folder / "home"),
            "NETZWERKSTATT_DEVICE": "cpu",
            "XDG_DATA_HOME": str(self.folder / "certificates"),
            "NETZWERKSTATT_HTTP_PORT": str(self.http),
            "NETZWERKSTATT_HTTPS_PORT": str(self.https),
            **{key: self._here(str(value)) for key, value in self._environment(service).items()},
        }
        with (self.folder / f"{name}.log").open("ab") as log:
            self.processes[name] = subprocess.Popen(
                [found, *arguments], cwd=ROOT, env=environment, stdout=log, stderr=log
            )

    def stop(self, name: str) -> None:
        """Stop one as an engine of containers does: SIGTERM, then wait."""
        process = self.processes.pop(name, None)
        if process is not None:
            process.terminate()
            process.wait(30)

    def logged(self, name: str) -> str:
        """What a service has written."""
        return (self.folder / f"{name}.log").read_text("utf-8", errors="replace")

    def _trust(self) -> ssl.SSLContext:
        """Trusts the authority that the proxy made for itself."""
        root = self.folder / "certificates" / "caddy" / "pki" / "authorities" / "local" / "root.crt"
        return ssl.create_default_context(cafile=str(root))

    def _environment(self, service: Mapping[str, Any]) -> dict[str, Any]:
        site = (
            {"NETZWERKSTATT_SITE": self.url} if "WORKER" in str(service.get("environment")) else {}
        )
        return {**service.get("environment", {}), **site}

    def _here(self, text: str) -> str:
        """A name or place inside a container as it is called on this machine."""
        assert self.database is not None
        places = {
            "/etc/caddy/Caddyfile": str(ROOT / "deploy" / "Caddyfile"),
            "/run/netzwerkstatt": str(self.folder),
            "server:8000": f"127.0.0.1:{self.server_port}",
            "@database/": f"@127.0.0.1:{self.database.port}/",
        }
        for inside, outside in places.items():
            text = text.replace(inside, outside)
        return str(self.server_port) if text == "8000" else text

    def _start_database(self) -> None:
        service = self.services["database"]
        program, *options = service["command"]
        assert program == "postgres"
        given = service["environment"]
        self.database = self._ended.enter_context(
            cluster(
                given["POSTGRES_USER"], given["POSTGRES_PASSWORD"], given["POSTGRES_DB"], options
            )
        )

    def _wait(self) -> None:
        until = time.monotonic() + 120
        while time.monotonic() < until:
            dead = [name for name, process in self.processes.items() if process.poll() is not None]
            assert not dead, f"{dead[0]} ended: {self.logged(dead[0])[-2000:]}"
            try:
                self.tls = self._trust()
                if self.get("/api/health")["worker"] == "ready":
                    return
            except (OSError, AssertionError):
                pass
            time.sleep(0.2)
        logs = {name: self.logged(name)[-1000:] for name in self.processes}
        raise AssertionError(f"the services did not come up: {logs}")
