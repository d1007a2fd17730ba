"""What is told about own sets, as `/openapi.json` describes it."""

from typing import Any

from pydantic import BaseModel


class OwnSetFacts(BaseModel):
    """A set that somebody brought: ``about`` is what was found in it; ``created`` in UTC."""

    id: str
    name: str
    dataset: str
    size: int
    about: dict[str, Any]
    created: str
