"""The one-time links of teachers: for an account, or for a new password."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from urllib.parse import quote

from server.people import accounts
from server.settings import Settings
from server.store.database import Database

TEXT = (
    "Teacher's account, a link for one use within a day / "
    "Konto der Lehrkraft, ein Link für einmal, gilt einen Tag:\n{address}/welcome#{token}\n"
)
RENEWED = (
    "New password for {name}, a link for one use within a day / "
    "Neues Passwort für {name}, ein Link für einmal, gilt einen Tag:\n"
    "{address}/welcome#{token}/{quoted}\n"
)
UNKNOWN = (
    "No teacher here is called {name}. / Eine Lehrkraft namens {name} gibt es hier nicht.\n{known}"
)


def first(settings: Settings, address: str) -> str:
    """The link to print while nobody has an account, else nothing."""
    return asyncio.run(_invite(settings, address, only_first=True))


def another(settings: Settings, address: str) -> str:
    """One more link, for a further teacher."""
    return asyncio.run(_invite(settings, address, only_first=False))


def renewal(settings: Settings, address: str, name: str) -> str:
    """A link for a new password; ``LookupError`` with those there are if nobody has the name."""
    return asyncio.run(_renew(settings, address, name))


async def _invite(settings: Settings, address: str, *, only_first: bool) -> str:
    async with _database(settings) as database:
        if only_first and await database.read(accounts.teacher_exists):
            return ""
        token = await database.do(accounts.invite)
    # Behind the #, so that it is sent to no server and stands in no log.
    return TEXT.format(address=address, token=token)


async def _renew(settings: Settings, address: str, name: str) -> str:
    async with _database(settings) as database:
        found = await database.read(lambda session: accounts.teacher(session, name.strip()))
        if found is None:
            known = ", ".join(sorted(await database.read(accounts.teachers)))
            raise LookupError(UNKNOWN.format(name=name, known=known))
        token = await database.do(lambda session: accounts.invite(session, found.id))
    quoted = quote(found.name, safe="")
    return RENEWED.format(address=address, token=token, name=found.name, quoted=quoted)


@asynccontextmanager
async def _database(settings: Settings) -> AsyncGenerator[Database]:
    settings.home.mkdir(parents=True, exist_ok=True)
    database = Database(settings.database_url())
    try:
        await asyncio.to_thread(database.migrate)
        yield database
    finally:
        database.close()
