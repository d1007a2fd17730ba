"""Accounts: a teacher's from a one-time link, a learner's from a join code."""

import datetime

from sqlalchemy import delete, exists, func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from server.people import names
from server.people.codes import hashed, new_token
from server.store.models import Course, Invitation, Person, now
from server.wire.problems import Refusal, refusal

INVITED = datetime.timedelta(days=1)
SHORTEST_PASSWORD = 10


def teacher_exists(session: Session) -> bool:
    """Whether anybody can make classes here."""
    return bool(session.scalar(select(exists(select(Person.id).where(Person.role == "teacher")))))


def invite(session: Session) -> str:
    """A new one-time link's secret."""
    session.execute(delete(Invitation).where(Invitation.expires < now()))
    token = new_token()
    session.add(Invitation(hash=hashed(token), expires=now() + INVITED))
    return token


def invited(session: Session, token: str) -> Invitation:
    """The invitation of a link, or a refusal."""
    found = session.get(Invitation, hashed(token))
    if found is None or found.expires < now():
        raise refusal("invitation_unknown", status=404)
    return found


def add_teacher(session: Session, token: str, name: str, secret: str) -> Person:
    """The account that a link makes; the link is used up."""
    invited(session, token)
    used = delete(Invitation).where(Invitation.hash == hashed(token)).returning(Invitation.hash)
    if session.scalar(used) is None:  # somebody else is using it at this very moment
        raise refusal("invitation_unknown", status=404)
    person = Person(role="teacher", name=name, key=names.key("", name), secret=secret)
    return _add(session, person, refusal("name_taken", status=409, field="name"))


def teacher(session: Session, name: str) -> Person | None:
    """The teacher who signs in under this name."""
    return session.scalar(select(Person).where(Person.key == names.key("", name)))


def joinable(session: Session, code: str) -> Course:
    """The class of a join code; wrong, expired and revoked are told alike (R16)."""
    found = session.scalar(select(Course).where(Course.code == code))
    if found is None or found.code_expires is None or found.code_expires < now():
        raise refusal("code_unknown", status=404, field="code")
    return found


def add_learner(session: Session, code: str, name: str, secret: str, limit: int) -> Person:
    """A new learner in the class of a code."""
    course = joinable(session, code)
    count = select(func.count()).select_from(Person).where(Person.course == course.id)
    if (session.scalar(count) or 0) >= limit:
        raise refusal("class_full", status=409, limit=limit)
    person = Person(
        role="learner",
        name=name,
        key=names.key(course.id, name),
        secret=secret,
        course=course.id,
        awaits_push=course.pushed is not None,
    )
    return _add(session, person, refusal("nickname_taken", status=409, field="nickname"))


def learner(session: Session, code: str, name: str) -> Person | None:
    """The learner who comes back under this nickname."""
    course = session.scalar(select(Course).where(Course.code == code))
    if course is None:
        return None
    return session.scalar(select(Person).where(Person.key == names.key(course.id, name)))


def known(session: Session, person: str) -> Person:
    """Somebody who has just proved who they are; a teacher may be removing them."""
    found = session.get(Person, person)
    if found is None:
        raise refusal("signed_out", status=401)
    return found


def _add(session: Session, person: Person, taken: Refusal) -> Person:
    session.add(person)
    try:
        session.flush()
    except IntegrityError as error:
        raise taken from error
    return person
