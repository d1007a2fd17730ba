"""`python -m server`: starts the workshop and prints its address."""

import argparse
import json
import os
import socket
import sys
import threading
import urllib.request
import webbrowser
from collections.abc import Sequence

import uvicorn

from server import invitation, lessons_command
from server.app import create_app
from server.lessons.problems import LessonProblems
from server.settings import Settings

DEAD_AFTER_MS = 15_000  # a client that no longer acknowledges is let go (R3)


def main(arguments: Sequence[str] | None = None) -> None:
    """Serve until Ctrl-C; 1 when the port is taken."""
    parser = argparse.ArgumentParser("netzwerkstatt", description=__doc__)
    parser.add_argument("--host", help="address to listen on (127.0.0.1; 0.0.0.0 for a class)")
    parser.add_argument("--port", type=int, help="port to listen on (8000)")
    parser.add_argument("--open", action="store_true", help="open the browser")
    parser.add_argument("--healthy", action="store_true", help="0 if a server runs at that port")
    parser.add_argument("--openapi", action="store_true", help="print the routes' description")
    parser.add_argument(
        "command",
        nargs="?",
        choices=("lessons", "invite"),
        help="instead of serving: check the lessons, print a link for a teacher's account",
    )
    given = parser.parse_args(arguments)
    settings = Settings.read(host=given.host, port=given.port)
    if given.command == "lessons":
        sys.exit(lessons_command.main(settings))
    if given.command == "invite":
        sys.stdout.write(invitation.another(settings, address_of(settings, settings.port)))
        return
    if given.healthy:
        sys.exit(not healthy(settings))
    try:
        serving = server(settings)
    except LessonProblems as problems:
        sys.exit(f"{problems}\nNothing was started: mend the lessons first.")
    if given.openapi:
        sys.stdout.write(json.dumps(create_app(settings).openapi(), indent=2))
        return
    try:
        listening = listen(settings)
    except OSError as error:
        sys.exit(
            f"Cannot listen on {settings.host}:{settings.port}: {error.strerror}. "
            "Choose another port with --port."
        )
    address = address_of(settings, listening.getsockname()[1])
    sys.stdout.write(f"Netzwerkstatt: {address}\n{invitation.first(settings, address)}")
    sys.stdout.flush()
    if given.open and _has_screen():
        threading.Timer(1.0, webbrowser.open, [address]).start()
    serving.run(sockets=[listening])


def address_of(settings: Settings, port: int) -> str:
    """Where people find it; who listens everywhere is found here too."""
    everywhere = {"0.0.0.0": "127.0.0.1", "::": "::1"}
    host = everywhere.get(settings.host, settings.host)
    return settings.site or f"http://{f'[{host}]' if ':' in host else host}:{port}"


def server(settings: Settings) -> uvicorn.Server:
    """uvicorn with our limits: small messages, no compression (it triples the server's work)."""
    return uvicorn.Server(
        uvicorn.Config(
            create_app(settings),
            log_level="warning",
            ws="websockets-sansio",
            ws_max_size=settings.max_body,
            ws_per_message_deflate=False,
            timeout_graceful_shutdown=3,
            server_header=False,
            proxy_headers=bool(settings.proxies),
            forwarded_allow_ips=settings.proxies,
        )
    )


def listen(settings: Settings) -> socket.socket:
    """Our own listening socket; what it accepts inherits the time after which a client is dead."""
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    # With the protocol named, asyncio turns Nagle's algorithm off on what is accepted; otherwise it
    # held every second picture back for 40 ms, and pages painted 21 of 30.
    listening = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    if hasattr(socket, "TCP_USER_TIMEOUT"):
        listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, DEAD_AFTER_MS)
    listening.bind((settings.host, settings.port))
    listening.listen(1024)
    return listening


def healthy(settings: Settings) -> bool:
    """Whether a server answers at its port of this machine; for a container's health check."""
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{settings.port}/api/health", timeout=5):
            return True
    except OSError:
        return False


def _has_screen() -> bool:
    return sys.platform != "linux" or bool(
        os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    )


if __name__ == "__main__":
    main()
