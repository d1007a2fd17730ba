"""The one-time link that makes a teacher's account: printed at first start and by `invite`."""

import asyncio

from server.people import accounts
from server.settings import Settings
from server.store.database import Database

TEXT = (
    "Teacher's account, a link for one use within a day / "
    "Konto der Lehrkraft, ein Link für einmal, gilt einen Tag:\n{address}/welcome#{token}\n"
)


def first(settings: Settings, address: str) -> str:
    """The link to print while nobody has an account, else nothing."""
    return asyncio.run(_invite(settings, address, only_first=True))


def another(settings: Settings, address: str) -> str:
    """One more link, for a further teacher or one who has forgotten the password."""
    return asyncio.run(_invite(settings, address, only_first=False))


async def _invite(settings: Settings, address: str, *, only_first: bool) -> str:
    settings.home.mkdir(parents=True, exist_ok=True)
    database = Database(settings.database_url())
    try:
        await asyncio.to_thread(database.migrate)
        if only_first and await database.read(accounts.teacher_exists):
            return ""
        token = await database.do(accounts.invite)
    finally:
        database.close()
    # Behind the #, so that it is sent to no server and stands in no log.
    return TEXT.format(address=address, token=token)
