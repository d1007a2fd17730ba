"""People, classes and progress in the database: the same on SQLite and on a real PostgreSQL."""

import asyncio
import datetime
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from postgres import Cluster, cluster, needs_postgres
from sqlalchemy import text
from sqlalchemy.orm import Session

from server.people import accounts, courses, erase, sessions
from server.people.actors import ANONYMOUS, LOCAL, Owner
from server.people.codes import hashed
from server.store import networks, progress, runs
from server.store.database import Database
from server.store.models import Base, Course, Person, SignIn
from server.wire.problems import Refusal


@pytest.fixture(scope="module")
def real() -> Iterator[Cluster]:
    with cluster() as started:
        yield started


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=needs_postgres)])
def database(request: pytest.FixtureRequest, tmp_path) -> Iterator[Database]:
    if request.param == "sqlite":
        kept = Database(f"sqlite:///{tmp_path / 'kept.db'}")
    else:
        kept = Database(request.getfixturevalue("real").url)
        with kept.engine.begin() as connection:
            connection.execute(text("DROP SCHEMA public CASCADE"))
            connection.execute(text("CREATE SCHEMA public"))
    kept.migrate()
    yield kept
    kept.close()


def do(database: Database, *works: Callable[[Session], Any]) -> list[Any]:
    """Each in a transaction of its own, all at the same time; refusals are answers."""

    async def all_of_them() -> list[Any]:
        return await asyncio.gather(*map(database.do, works), return_exceptions=True)

    outcomes = asyncio.run(all_of_them())
    for outcome in outcomes:
        if isinstance(outcome, Exception) and not isinstance(outcome, Refusal):
            raise outcome
    return outcomes


def make_class(session, name: str = "Emmy") -> Course:
    teacher = accounts.add_teacher(session, accounts.invite(session), name, "secret")
    course = courses.add(session, teacher.id, "8b", 10)
    courses.open_code(course, 1)
    session.flush()
    return course


def join(session, course: Course, name: str) -> Person:
    assert course.code is not None
    return accounts.add_learner(session, course.code, name, "secret", 100)


def test_the_migrations_make_what_the_models_say(database):
    with database.engine.connect() as connection:
        context = MigrationContext.configure(connection)
        found = compare_metadata(context, Base.metadata)
    kinds = [change[0] if isinstance(change, tuple) else change[0][0] for change in found]
    assert kinds == [], found


def test_of_many_who_want_one_nickname_one_gets_it(database):
    (course,) = do(database, make_class)
    outcomes = do(database, *[lambda s: join(s, course, "Kim")] * 8)
    assert sum(isinstance(outcome, Person) for outcome in outcomes) == 1
    refused = [outcome for outcome in outcomes if isinstance(outcome, Refusal)]
    assert {one.problems[0].code for one in refused} == {"nickname_taken"}


def test_a_link_that_many_use_makes_one_account(database):
    (link,) = do(database, accounts.invite)
    adding = [
        lambda s, n=n: accounts.add_teacher(s, link, f"Teacher {n}", "secret") for n in range(6)
    ]
    outcomes = do(database, *adding)
    assert sum(isinstance(outcome, Person) for outcome in outcomes) == 1


def test_notes_of_two_pages_at_once_are_both_kept(database):
    def guess(n: int):
        return lambda s: progress.merge(s, "", "hello-network", {"guesses": {f"q{n}": n}})

    do(database, *map(guess, range(20)))
    do(database, lambda s: progress.finish(s, "", "hello-network", "bend"))
    (first,) = do(database, lambda s: progress.get(s, "", "hello-network"))
    assert first.guesses == {f"q{n}": n for n in range(20)}
    do(database, lambda s: progress.finish(s, "", "hello-network", "bend"))
    (again,) = do(database, lambda s: progress.get(s, "", "hello-network"))
    assert again.done == first.done != {}


def test_a_session_is_found_by_its_token_until_it_expires(database):
    assert do(database, lambda s: sessions.actor(s, None)) == [LOCAL]
    (course,) = do(database, make_class)
    assert do(database, lambda s: sessions.actor(s, None)) == [ANONYMOUS]
    (kim,) = do(database, lambda s: join(s, course, "Kim"))
    (token,) = do(database, lambda s: sessions.begin(s, kim, datetime.timedelta(days=1)))
    (actor,) = do(database, lambda s: sessions.actor(s, token))
    assert (actor.role, actor.person, actor.course) == ("learner", kim.id, course.id)
    assert do(database, lambda s: s.get(SignIn, token)) == [None]
    (left,) = do(database, sessions.seconds_left(actor))
    assert 86_000 < left <= 86_400
    assert do(database, lambda s: sessions.owner(s, kim.id)) == [
        Owner(kim.id, course.id, course.teacher)
    ]

    def expire(session):
        session.get(SignIn, hashed(token)).expires -= datetime.timedelta(days=1)

    do(database, expire)
    assert do(database, lambda s: sessions.actor(s, token)) == [ANONYMOUS]
    assert do(database, sessions.seconds_left(actor)) == [0.0]


def test_erasing_somebody_leaves_the_others(database):
    (course,) = do(database, make_class)
    kim, lee = (do(database, lambda s, n=n: join(s, course, n))[0] for n in ("Kim", "Lee"))
    kept: dict[str, str] = {}
    for person in (kim, lee):
        do(database, lambda s, p=person: networks.add(s, p.id, {"name": "x"}, 10))
        do(database, lambda s, p=person: progress.finish(s, p.id, "hello-network", "bend"))
        do(database, lambda s, p=person: sessions.begin(s, p, datetime.timedelta(days=1)))
        (kept[person.id],) = do(database, lambda s, p=person: runs.add(s, p.id, {}))
    assert do(database, lambda s: erase.people(s, [kim.id])) == [erase.Files([kept[kim.id]], [])]
    assert do(database, lambda s: [p.name for p in courses.learners(s, course.id)]) == [["Lee"]]
    assert do(database, lambda s: progress.of(s, [kim.id])) == [[]]
    assert do(database, lambda s: networks.newest(s, kim.id)) == [[]]
    assert do(database, lambda s: s.query(SignIn).filter_by(person=kim.id).count()) == [0]
    assert do(database, lambda s: runs.newest(s, lee.id)) == [kept[lee.id]]
    last = do(database, lambda s: erase.course(s, courses.get(s, course.id)))
    assert last == [erase.Files([kept[lee.id]], [])]
    assert do(database, lambda s: s.query(Person).filter_by(role="learner").count()) == [0]


def test_a_pushed_document_waits_for_each_learner(database):
    (course,) = do(database, make_class)
    (kim,) = do(database, lambda s: join(s, course, "Kim"))
    assert do(database, lambda s: courses.waiting(s, kim.id)) == [None]
    do(database, lambda s: courses.push(s, course.id, {"format": 1}))
    (late,) = do(database, lambda s: join(s, courses.get(s, course.id), "Late"))
    do(database, lambda s: courses.received(s, kim.id))
    assert do(database, lambda s: courses.waiting(s, kim.id)) == [None]
    assert do(database, lambda s: courses.waiting(s, late.id)) == [{"format": 1}]
