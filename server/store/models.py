"""The tables: people, classes and progress, saved networks, and runs with their documents."""

import datetime
import uuid
from typing import Any

from sqlalchemy import JSON, DateTime, ForeignKey, String
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    """The tables of this server; Alembic compares against its metadata."""


def now() -> datetime.datetime:
    """The time in UTC, without a zone as SQLite keeps it."""
    return datetime.datetime.now(datetime.UTC).replace(tzinfo=None)


def new_id() -> str:
    """An id nobody can guess."""
    return uuid.uuid4().hex


class Person(Base):
    """A teacher or a learner. ``key`` is the name as it must be unique: folded, with its class."""

    __tablename__ = "people"

    id: Mapped[str] = mapped_column(String(32), primary_key=True, default=new_id)
    role: Mapped[str] = mapped_column(String(8))
    name: Mapped[str] = mapped_column(String(64))
    key: Mapped[str] = mapped_column(String(200), unique=True)
    secret: Mapped[str] = mapped_column(String(200))
    course: Mapped[str | None] = mapped_column(
        ForeignKey("classes.id", ondelete="CASCADE", use_alter=True), index=True
    )
    # The class's pushed network has not reached this learner yet.
    awaits_push: Mapped[bool] = mapped_column(default=False)
    created: Mapped[datetime.datetime] = mapped_column(DateTime, default=now)


class SignIn(Base):
    """A session: who holds the token with this hash is this person until it expires."""

    __tablename__ = "sessions"

    token_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    person: Mapped[str] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"), index=True)
    expires: Mapped[datetime.datetime] = mapped_column(DateTime)


class Invitation(Base):
    """A one-time link that makes a teacher's account."""

    __tablename__ = "invitations"

    hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    expires: Mapped[datetime.datetime] = mapped_column(DateTime)


class Course(Base):
    """A school class. ``code`` is null when it was revoked."""

    __tablename__ = "classes"

    id: Mapped[str] = mapped_column(String(32), primary_key=True, default=new_id)
    teacher: Mapped[str] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"), index=True)
    name: Mapped[str] = mapped_column(String(64))
    code: Mapped[str | None] = mapped_column(String(8), unique=True)
    code_expires: Mapped[datetime.datetime | None] = mapped_column(DateTime)
    frozen: Mapped[bool] = mapped_column(default=False)
    pushed: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    created: Mapped[datetime.datetime] = mapped_column(DateTime, default=now)


class CourseLesson(Base):
    """A lesson that a class has chosen."""

    __tablename__ = "class_lessons"

    course: Mapped[str] = mapped_column(
        ForeignKey("classes.id", ondelete="CASCADE"), primary_key=True
    )
    lesson: Mapped[str] = mapped_column(String(64), primary_key=True)
    position: Mapped[int]


class Progress(Base):
    """How far somebody is in a lesson; ``person`` is empty where the server has no classes."""

    __tablename__ = "progress"

    person: Mapped[str] = mapped_column(String(32), primary_key=True)
    lesson: Mapped[str] = mapped_column(String(64), primary_key=True)
    step: Mapped[str] = mapped_column(String(64), default="")
    done: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    guesses: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    answers: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    hints: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    document: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    updated: Mapped[datetime.datetime] = mapped_column(DateTime, default=now)


class Network(Base):
    """A saved document. ``owner`` is a person, or empty as in ``Progress``."""

    __tablename__ = "networks"

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    owner: Mapped[str] = mapped_column(String(32), default="", index=True)
    name: Mapped[str] = mapped_column(String(200))
    document: Mapped[dict[str, Any]] = mapped_column(JSON)
    updated: Mapped[datetime.datetime] = mapped_column(DateTime, default=now, index=True)


class Run(Base):
    """A document being trained; its tensors lie in a checkpoint file beside the database."""

    __tablename__ = "runs"

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    owner: Mapped[str] = mapped_column(String(32), default="", index=True)
    document: Mapped[dict[str, Any]] = mapped_column(JSON)
    playing: Mapped[bool] = mapped_column(default=False)
    visited: Mapped[datetime.datetime] = mapped_column(DateTime, default=now, index=True)


class OwnSet(Base):
    """Data that somebody brought; equal data of several people share a file and its id."""

    __tablename__ = "own_sets"

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    owner: Mapped[str] = mapped_column(String(32), primary_key=True, default="", index=True)
    name: Mapped[str] = mapped_column(String(200))
    dataset: Mapped[str] = mapped_column(String(32))
    size: Mapped[int]
    about: Mapped[dict[str, Any]] = mapped_column(JSON)
    created: Mapped[datetime.datetime] = mapped_column(DateTime, default=now)
