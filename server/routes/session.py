"""`/api/session` and the ways to get one: a teacher's account, a class's code, a private word."""

import datetime
from collections.abc import Callable, Sequence
from typing import Any

from fastapi import APIRouter, Request, Response
from sqlalchemy.orm import Session

from server.live import classroom
from server.people import accounts, codes, courses, names, sessions
from server.people.actors import Actor
from server.people.failures import ACCOUNT, JOINS, SIGN_INS, Counter
from server.routes import cookies
from server.routes.services import Served, Services, Who, json
from server.routes.shapes_people import (
    JoinBody,
    Joined,
    ReturnBody,
    SessionFacts,
    SignInBody,
    TeacherBody,
    facts,
)
from server.store import runs
from server.store.models import Course, Person
from server.wire.problems import Refusal, refusal

router = APIRouter()


@router.get("/session", response_model=SessionFacts)
async def get(served: Served, who: Who) -> Response:
    """Who is asking, and where they go on."""
    return json(await served.database.read(lambda session: _facts(session, who)))


@router.post("/session", response_model=SessionFacts)
async def sign_in(body: SignInBody, request: Request, served: Served, who: Who) -> Response:
    """A teacher signs in with name and password."""
    key = names.key("", body.name.strip())
    counters = (Counter(SIGN_INS, f"sign-in {_address(request)}"), Counter(ACCOUNT, key))
    found = await served.database.read(lambda session: accounts.teacher(session, body.name.strip()))
    person = await _prove(served, counters, found, body.password, "sign_in_failed")
    return await _enter(served, request, who, lambda session: accounts.known(session, person))


@router.delete("/session", status_code=204)
async def sign_out(request: Request, response: Response, served: Served, who: Who) -> None:
    """Sign out; every socket of the session closes."""
    await served.database.do(lambda session: sessions.end(session, who.session))
    classroom.show_out(served.hub, lambda actor: actor.session == who.session)
    cookies.take_back(request, response)


@router.post("/teachers", status_code=201, response_model=SessionFacts)
async def add_teacher(body: TeacherBody, request: Request, served: Served, who: Who) -> Response:
    """Make a teacher's account from a one-time link, and sign in."""
    name = names.clean(body.name)
    if len(body.password) < accounts.SHORTEST_PASSWORD:
        limit = accounts.SHORTEST_PASSWORD
        raise refusal("password_too_short", field="password", limit=limit)
    counters = (Counter(SIGN_INS, f"invitation {_address(request)}"),)
    await _look(served, counters, lambda session: accounts.invited(session, body.invitation))
    secret = await served.passwords.hash(body.password)
    return await _enter(
        served,
        request,
        who,
        lambda session: accounts.add_teacher(session, body.invitation, name, secret),
        status=201,
    )


@router.post("/join", status_code=201, response_model=Joined)
async def join(body: JoinBody, request: Request, served: Served, who: Who) -> Response:
    """A new learner, with code and nickname."""
    name, code, limit = (
        names.clean(body.nickname),
        codes.read_code(body.code),
        served.settings.max_learners,
    )
    counters = (Counter(JOINS, f"join {_address(request)}"),)
    await _look(served, counters, lambda session: accounts.joinable(session, code))
    word = codes.new_word()
    secret = await served.passwords.hash(word)
    return await _enter(
        served,
        request,
        who,
        lambda session: accounts.add_learner(session, code, name, secret, limit),
        status=201,
        word=word,
    )


@router.post("/return", response_model=SessionFacts)
async def come_back(body: ReturnBody, request: Request, served: Served, who: Who) -> Response:
    """A learner on another device, with the private word; the code may be an old one."""
    name, code = body.nickname.strip(), codes.read_code(body.code)
    counters = (
        Counter(SIGN_INS, f"return {_address(request)}"),
        Counter(ACCOUNT, names.key(code, name)),
    )
    found = await served.database.read(lambda session: accounts.learner(session, code, name))
    word = codes.read_word(body.word)
    person = await _prove(served, counters, found, word, "return_failed")
    return await _enter(served, request, who, lambda session: accounts.known(session, person))


async def _prove(
    served: Services, counters: Sequence[Counter], found: Person | None, secret: str, wrong: str
) -> str:
    """Refuse whoever does not know the secret, else the person's id.

    The count is asked twice, because many may try at the same time.
    """
    served.failures.check(counters)
    right = await served.passwords.right(found.secret if found else None, secret)
    served.failures.check(counters)
    if found is None or not right:
        served.failures.count(counters)
        raise refusal(wrong, status=403)
    return found.id


async def _look(
    served: Services, counters: Sequence[Counter], find: Callable[[Session], object]
) -> None:
    """Look up a code or link; one that is none counts as a failure."""
    served.failures.check(counters)
    try:
        await served.database.read(find)
    except Refusal as refused:
        if refused.status == 404:
            served.failures.count(counters)
        raise


async def _enter(
    served: Services,
    request: Request,
    before: Actor,
    person: Callable[[Session], Person],
    status: int = 200,
    **more: Any,
) -> Response:
    """Begin a session in place of the one before; answers its facts and the cookie."""
    settings = served.settings

    def begin(session: Session) -> tuple[str, datetime.timedelta, dict[str, Any]]:
        entered = person(session)
        teaches = entered.role == "teacher"
        hours = settings.teacher_hours if teaches else 24 * settings.learner_days
        lasts = datetime.timedelta(hours=hours)
        sessions.end(session, before.session)
        token = sessions.begin(session, entered, lasts)
        session.flush()
        return token, lasts, _facts(session, sessions.actor(session, token))

    token, lasts, told = await served.database.do(begin)
    if before.session:
        classroom.show_out(served.hub, lambda actor: actor.session == before.session)
    response = json({**told, **more}, status)
    cookies.give(request, response, token, lasts)
    return response


def _facts(session: Session, who: Actor) -> dict[str, Any]:
    person = session.get(Person, who.person) if who.person else None
    course = session.get(Course, who.course) if who.course else None
    run = runs.newest(session, who.person) if who.person else None
    return facts(
        role=who.role,
        person=who.person,
        name=person.name if person else "",
        course=course
        and {
            "id": course.id,
            "name": course.name,
            "frozen": course.frozen,
            "lessons": courses.lessons(session, course.id),
        },
        run=run,
        pushed=course.pushed if course and run is None else None,
        teacher_exists=accounts.teacher_exists(session),
    )


def _address(request: Request) -> str:
    return request.client.host if request.client else ""
