"""The bodies of what is asked about networks as code."""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, Field

from server.routes.answers import ProblemShape
from server.routes.shapes import Body, Document

Target = Annotated[str, Field(pattern="^[a-z0-9_]{1,40}$")]
Form = Literal["source", "notebook"]
Language = Literal["en", "de"]


class ProgramBody(Body):
    """Which document, for which library; a notebook's words have a language."""

    document: Document
    target: Target = "keras"
    language: Language = "en"


class CodeBody(ProgramBody):
    """The same in one of its forms."""

    form: Form = "source"


class Code(BaseModel):
    """A program, the name of its file, the packages that pip must have installed, and the file
    that it reads its examples from, where it cannot make or fetch them."""

    file: str
    text: str
    packages: list[str]
    reads: str | None


class ModelBody(Body):
    """What Keras's ``model.to_json()`` answered."""

    model: str


class TakenOver(BaseModel):
    """A document, and notes on what of the model could not come along."""

    document: dict[str, Any]
    notes: list[ProblemShape]
