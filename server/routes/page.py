"""The page itself: built files, from the wheel or from `web/dist`."""

from pathlib import Path

from fastapi import FastAPI
from fastapi.responses import HTMLResponse
from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

SERVER = Path(__file__).parents[1]
PLACES = (SERVER / "static", SERVER.parent / "web" / "dist")
MISSING = """<!doctype html><meta charset="utf-8"><title>Netzwerkstatt</title>
<main style="max-width:34rem;margin:15vh auto;font:1.1rem/1.6 system-ui">
<h1>The server is running; its page has not been built yet.</h1>
<p>Stop the server and type <code>make run</code>, or build the page alone:
<code>cd web &amp;&amp; npm ci &amp;&amp; npm run build</code>. Then reload.</p>
<h1 lang="de">Der Server läuft; seine Seite ist noch nicht gebaut.</h1>
<p lang="de">Beende den Server und tippe <code>make run</code>, oder baue nur die Seite:
<code>cd web &amp;&amp; npm ci &amp;&amp; npm run build</code>. Dann lade neu.</p></main>
"""


# Addresses that the page itself understands: the first part of their path.
PAGES = {"lessons", "glossary", "help", "join", "welcome", "sign-in", "teach"}


class Page(StaticFiles):
    """Files whose names carry a hash are kept by browsers for ever, the rest is asked for anew."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        """One file with its caching; `index.html` for every address of the page."""
        if path.partition("/")[0] in PAGES:
            path = "index.html"
        response = await super().get_response(path, scope)
        hashed = path.startswith("assets/")
        response.headers["cache-control"] = (
            "public, max-age=31536000, immutable" if hashed else "no-cache"
        )
        return response


def install(app: FastAPI) -> None:
    """Serve the first place that holds a built page, else say how to build it."""
    for place in PLACES:
        if (place / "index.html").exists():
            app.mount("/", Page(directory=place, html=True), name="page")
            return

    @app.get("/", include_in_schema=False)
    async def missing() -> HTMLResponse:
        return HTMLResponse(MISSING, 503)
