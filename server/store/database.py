"""The database: opened, migrated, and asked from threads so that no socket waits for a disk."""

import asyncio
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from alembic import command
from alembic.config import Config
from sqlalchemy import create_engine, event
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from server.wire.problems import refusal

T = TypeVar("T")


class Database:
    """Networks and runs behind one URL."""

    def __init__(self, url: str) -> None:
        self.engine = create_engine(url)
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
        try:
            return await asyncio.to_thread(self._transaction, work)
        except OperationalError as error:
            raise refusal("database_busy", status=503) from error

    def _transaction(self, work: Callable[[Session], T]) -> T:
        with Session(self.engine, expire_on_commit=False) as session, session.begin():
            return work(session)

    def close(self) -> None:
        """Give the files back."""
        self.engine.dispose()


def _on_connect(connection: sqlite3.Connection, _: Any) -> None:
    # The driver's own BEGIN is deferred; ours is IMMEDIATE, which ended every "locked" error
    # of two writers that both read first.
    connection.isolation_level = None
    for pragma in ("journal_mode=WAL", "busy_timeout=5000", "synchronous=NORMAL"):
        connection.execute(f"PRAGMA {pragma}").close()


def _on_begin(connection: Any) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")
