"""The tables: networks a person saved, and runs with the document they train."""

import datetime
from typing import Any

from sqlalchemy import JSON, DateTime, String
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    """The tables of this server; Alembic compares against its metadata."""


def now() -> datetime.datetime:
    """The time in UTC, without a zone as SQLite keeps it."""
    return datetime.datetime.now(datetime.UTC).replace(tzinfo=None)


class Network(Base):
    """A saved document."""

    __tablename__ = "networks"

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    name: Mapped[str] = mapped_column(String(200))
    document: Mapped[dict[str, Any]] = mapped_column(JSON)
    updated: Mapped[datetime.datetime] = mapped_column(DateTime, default=now, index=True)


class Run(Base):
    """A document being trained; its tensors lie in a checkpoint file beside the database."""

    __tablename__ = "runs"

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    document: Mapped[dict[str, Any]] = mapped_column(JSON)
    playing: Mapped[bool] = mapped_column(default=False)
    visited: Mapped[datetime.datetime] = mapped_column(DateTime, default=now, index=True)
