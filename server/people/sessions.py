"""Sessions: begun with a token that only the cookie holds, found by its hash, ended."""

import datetime
from collections.abc import Callable
from typing import cast

from sqlalchemy import delete, exists, select
from sqlalchemy.orm import Session

from server.people.actors import ANONYMOUS, LOCAL, Actor, Owner, Role
from server.people.codes import hashed, new_token
from server.store.models import Course, Person, SignIn, now


def begin(session: Session, person: Person, lasts: datetime.timedelta) -> str:
    """A new session; answers the token for the cookie."""
    session.execute(delete(SignIn).where(SignIn.expires < now()))
    token = new_token()
    session.add(SignIn(token_hash=hashed(token), person=person.id, expires=now() + lasts))
    return token


def end(session: Session, token_hash: str) -> None:
    """Sign out."""
    session.execute(delete(SignIn).where(SignIn.token_hash == token_hash))


def actor(session: Session, token: str | None) -> Actor:
    """Who holds this token; without a session the local person until there is a class."""
    if token:
        holder = select(Person).join(SignIn, SignIn.person == Person.id)
        alive = (SignIn.token_hash == hashed(token), SignIn.expires > now())
        found = session.scalar(holder.where(*alive))
        if found is not None:
            role = cast("Role", found.role)
            return Actor(role, found.id, found.course or "", hashed(token))
    return ANONYMOUS if session.scalar(select(exists(select(Course.id)))) else LOCAL


def seconds_left(actor: Actor) -> Callable[[Session], float | None]:
    """Asks how long the actor may stay: 0 when no longer, None without end."""

    def ask(session: Session) -> float | None:
        if not actor.session:
            taken = session.scalar(select(exists(select(Course.id))))
            return 0.0 if taken else None
        alive = select(SignIn.expires).where(SignIn.token_hash == actor.session)
        expires = session.scalar(alive)
        return 0.0 if expires is None else max(0.0, (expires - now()).total_seconds())

    return ask


def owner(session: Session, person: str) -> Owner:
    """What somebody's things are marked with: the person, and a learner's class and teacher."""
    if not person:
        return Owner()
    taught = select(Course.id, Course.teacher).join(Person, Person.course == Course.id)
    found = session.execute(taught.where(Person.id == person)).one_or_none()
    return Owner(person, *found) if found is not None else Owner(person)
