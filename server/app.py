"""The application as a function of its settings."""

import shutil
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

from fastapi import FastAPI

from server import log
from server.guard import Guard
from server.lessons.load import load
from server.lessons.tree import Library
from server.live.hub import Hub
from server.people import courses
from server.routes import (
    answers,
    catalog,
    classes,
    code,
    datasets,
    health,
    learners,
    lessons,
    live,
    networks,
    own,
    page,
    progress,
    runs,
    session,
    tasks,
)
from server.routes.answers import REFUSALS
from server.routes.services import Services
from server.settings import Settings
from server.store.database import Database
from server.work.checking import Checker, Helper
from server.work.importing import Importer
from server.work.judging import Judging

ROUTERS = (
    health.router,
    catalog.router,
    code.router,
    datasets.router,
    networks.router,
    own.router,
    session.router,
    classes.router,
    learners.router,
    progress.router,
    runs.router,
    lessons.router,
    tasks.router,
    live.router,
)


def create_app(settings: Settings) -> FastAPI:
    """The server; its processes and files are opened when it starts and closed when it ends.

    Raises ``LessonProblems`` when a lesson is broken.
    """
    library = load(settings.lessons)
    app = FastAPI(
        title="Netzwerkstatt",
        docs_url=None,  # its page would load scripts from elsewhere
        redoc_url=None,
        lifespan=lambda app: _life(app, settings, library),
    )
    answers.install(app, settings.max_body)
    for router in ROUTERS:
        app.include_router(router, prefix="/api", responses=REFUSALS)
    page.install(app)
    app.add_middleware(Guard, settings=settings)
    return app


@asynccontextmanager
async def _life(app: FastAPI, settings: Settings, library: Library) -> AsyncGenerator[None]:
    log.configure(settings.log_level)
    settings.home.mkdir(parents=True, exist_ok=True)
    for folder in ("uploads", "packs"):  # of a server that was killed
        shutil.rmtree(settings.home / folder, ignore_errors=True)
    database = Database(settings.database_url())
    database.migrate()
    tasks = {slug: list(lesson.tasks()) for slug, lesson in library.lessons.items()}
    hub = Hub(settings, database, tasks)
    checker = Checker(settings)
    helper = Helper(settings)
    judging = Judging(settings)
    app.state.services = served = Services(
        settings, database, checker, helper, hub, {}, library, judging, Importer(settings)
    )
    hub.frozen |= await database.read(courses.frozen)
    hub.start()
    hub.later(checker.start())
    try:
        yield
    finally:
        for fetch in served.fetches.values():
            fetch.task.cancel()
        await hub.close()
        await checker.close()
        await helper.close()
        await judging.close()
        await served.importer.close()
        database.close()
