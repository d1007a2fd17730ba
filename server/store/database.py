"""The database: opened, migrated, and asked from threads so that no socket waits for a disk."""

import asyncio
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from server.wire.problems import refusal

T = TypeVar("T")
PRAGMAS = ("journal_mode=WAL", "busy_timeout=5000", "synchronous=NORMAL", "foreign_keys=ON")


class Database:
    """Everything that is kept, behind one URL."""

    def __init__(self, url: str) -> None:
        self.engine = create_engine(url)
        self._reading = self.engine.execution_options(reading=True)
        if self.engine.dialect.name == "sqlite":
            event.listen(self.engine, "connect", _on_connect)
            event.listen(self.engine, "begin", _on_begin)

    def migrate(self) -> None:
        """Bring the tables to the newest form; a new file is made."""
        config = Config()
        config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
        with self.engine.connect() as connection, connection.begin():
            config.attributes["connection"] = connection
            command.upgrade(config, "head")

    async def do(self, work: Callable[[Session], T]) -> T:
        """Run ``work`` in a thread and one transaction; a full disk is a sentence (R7)."""
        return await self._in_thread(self.engine, work)

    async def read(self, work: Callable[[Session], T]) -> T:
        """The same for work that only looks: it waits for no writer."""
        return await self._in_thread(self._reading, work)

    async def _in_thread(self, engine: Engine, work: Callable[[Session], T]) -> T:
        try:
            return await asyncio.to_thread(_transaction, engine, work)
        except OperationalError as error:
            raise refusal("database_busy", status=503) from error

    def close(self) -> None:
        """Give the files back."""
        self.engine.dispose()


def _transaction(engine: Engine, work: Callable[[Session], T]) -> T:
    with Session(engine, expire_on_commit=False) as session, session.begin():
        return work(session)


def _on_connect(connection: sqlite3.Connection, _: Any) -> None:
    # The driver's own BEGIN is deferred; ours is IMMEDIATE, which ended every "locked" error
    # of two writers that both read first.
    connection.isolation_level = None
    for pragma in PRAGMAS:
        connection.execute(f"PRAGMA {pragma}").close()


def _on_begin(connection: Connection) -> None:
    reading = connection.get_execution_options().get("reading", False)
    connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")
