"""The bodies of requests and answers, as `/openapi.json` describes them."""

from typing import Annotated, Any, Literal

import msgspec
from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from server.routes.answers import ProblemShape


def _travels(document: dict[str, Any]) -> dict[str, Any]:
    try:
        msgspec.json.encode(document)
    except (OverflowError, UnicodeError, RecursionError) as error:
        raise ValueError("cannot travel") from error
    return document


Document = Annotated[dict[str, Any], AfterValidator(_travels)]
Id = Annotated[str, Field(pattern="^[0-9a-f]{32}$")]


class Body(BaseModel):
    """What a page sends; unknown fields are refused."""

    model_config = ConfigDict(extra="forbid")


class DocumentBody(Body):
    """A document to check, keep or train."""

    document: Document


class SamplesBody(Body):
    """Which rows of a data set to show."""

    options: Document = {}
    seed: int = Field(default=0, ge=0, le=2**31 - 1)
    validation_split: float = Field(default=0.0, ge=0, lt=1, allow_inf_nan=False)
    part: Literal["training", "validation", "test"] = "training"
    offset: int = Field(default=0, ge=0, le=10**9)
    count: int = Field(default=100, ge=0, le=2000)
    rows: list[Annotated[int, Field(ge=0)]] | None = Field(default=None, max_length=200)
    """These rows of the part, in this order, instead of ``count`` from ``offset`` on."""
    raw: bool = False
    """Whether they are told as the set has them, too."""


class Health(BaseModel):
    """Whether the server and its worker live."""

    status: Literal["ok"]
    worker: Literal["ready", "starting", "lost"]
    device: str | None


class NodeFacts(BaseModel):
    """What is known of a node whose inputs are right."""

    shape: list[int | None]
    params: int
    trainable: int
    weights: dict[str, list[int]]
    no_freezing: ProblemShape | None
    """Why none of its units can be frozen alone; null where each can."""
    no_factor: ProblemShape | None
    """Why its units can be switched off, but not multiplied; null where each factor makes sense."""


class Checked(BaseModel):
    """What is right and wrong about a document."""

    ok: bool
    document: dict[str, Any] | None
    problems: list[ProblemShape]
    nodes: dict[str, NodeFacts]
    params: int
    trainable: int
    fingerprint: str | None


class Catalog(BaseModel):
    """Every kind with its words and fields."""

    model_config = ConfigDict(extra="allow")

    families: list[dict[str, Any]]
    layers: list[dict[str, Any]]
    activations: list[dict[str, Any]]
    initializers: list[dict[str, Any]]
    losses: list[dict[str, Any]]
    optimizers: list[dict[str, Any]]
    metrics: list[dict[str, Any]]
    datasets: list[dict[str, Any]]
    preprocessing: list[dict[str, Any]]
    probes: list[dict[str, Any]]
    starters: list[dict[str, Any]]
    targets: list[dict[str, str]]


HelpCategory = Literal[
    "layers",
    "activations",
    "losses",
    "optimizers",
    "schedules",
    "callbacks",
    "metrics",
    "initializers",
    "datasets",
]


class HelpPage(BaseModel):
    """What the catalog says of one kind, with examples and pictures that were computed for it."""

    model_config = ConfigDict(extra="allow")

    category: HelpCategory
    name: str
    file: str
    code: str | None
    examples: list[dict[str, Any]]
    pictures: list[dict[str, Any]]


class Fetching(BaseModel):
    """A data set on its way."""

    received: int
    total: int
    problem: ProblemShape | None


class Dataset(BaseModel):
    """A data set's card; ``missing`` bytes to fetch, 0: here, null: not to be had."""

    model_config = ConfigDict(extra="allow")

    name: str
    missing: int | None
    fetching: Fetching | None


class StepDone(BaseModel):
    """A step of preparing the data: its settings and its statistics of the training rows."""

    step: str
    config: dict[str, Any]
    statistics: dict[str, Any]
    columns: list[str]


class Samples(BaseModel):
    """Rows of a data set; ``count`` is the size of the whole part, arrays are base64."""

    count: int
    shape: list[int]
    classes: list[str]
    features: list[str]
    inputs: str
    dtype: Literal["uint8", "int32", "float32"]
    targets: list[Any]
    points: str | None
    words: list[list[str | None]] | None  # the tokens as they stood in the text, null: filled up
    raw: list[dict[str, Any]] | None  # as the set has them, where they were prepared
    steps: list[StepDone]


class Network(BaseModel):
    """A saved document; ``updated`` in UTC."""

    id: str
    name: str
    document: dict[str, Any]
    updated: str


class Created(BaseModel):
    """The id of what was made."""

    id: str


class RunFacts(BaseModel):
    """How a run stands."""

    id: str
    document: dict[str, Any]
    state: str
    step: int
    epoch: int
