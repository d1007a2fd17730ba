"""What the web process asks of the worker, and what the worker tells it."""

from typing import Any, Literal

from msgspec import Struct

from server.wire.messages import AnyCommand, Document, Probe, Problem, Status


class Order(Struct, tag=True):
    """Something to do; answered under its ``token`` unless it is 0."""

    token: int


class Start(Order):
    """Hold a run: from its checkpoint where the file exists, else from the document at step 0."""

    run: str
    document: Document
    checkpoint: str
    carry: bool = False  # another structure takes over what fits of the checkpoint


class Stop(Order):
    """Save a run and let it go."""

    run: str
    save: bool


class Ask(Order):
    """Carry out a page's command on its run."""

    run: str
    command: AnyCommand


class Plan(Order):
    """Answer these probes, each under its stream, in place of the ones before."""

    run: str
    streams: list[int]
    probes: list[Probe]


class Hungry(Order):
    """Whether any viewer of the run can take a picture now."""

    run: str
    hungry: bool


class Save(Order):
    """Write the run as it is now to a file of its own; answered when it is on the disk.

    ``shown``: as its pages see it, which may be a moment of its past.
    """

    run: str
    path: str
    shown: bool = False


class Quit(Order):
    """Save everything and end."""


AnyOrder = Start | Stop | Ask | Plan | Hungry | Save | Quit


class Report(Struct, tag=True):
    """Something that the worker tells."""


class Ready(Report):
    """The device is there; orders are obeyed from now on."""

    device: str


class Beat(Report):
    """The worker lives; its loop has been in the same turn for so many seconds."""

    turn: float


class Answer(Report):
    """What became of an order: done when there are no problems."""

    token: int
    problems: list[Problem] = []
    result: Any = None


class News(Report):
    """How a run stands, and its rows from number ``start`` on, each as JSON.

    ``start`` 0 replaces all rows; None: there are none to tell. ``sketch``: the network as 2-4-1.
    """

    run: str
    status: Status
    sketch: str
    start: int | None = None
    rows: list[bytes] = []


class Picture(Struct, array_like=True):
    """One encoded frame of a stream of a run."""

    run: str
    stream: int
    frame: bytes


class Pictures(Report):
    """All frames of one tick, of all runs together."""

    pictures: list[Picture]


class Compiles(Report):
    """A compilation of a run lasts."""

    run: str
    what: Literal["step", "observe"]
    seconds: float


AnyReport = Ready | Beat | Answer | News | Pictures | Compiles


Method = Literal[
    "catalog", "check", "dataset", "fetch", "samples", "help", "measure", "own",
    "code", "pack", "keras",
]  # fmt: skip


class Request(Struct):
    """Something the checker or the judge is asked; it answers with ``Answer``."""

    token: int
    method: Method
    params: dict[str, Any]


class Progress(Report):
    """A fetch has received so many of so many bytes."""

    received: int
    total: int
