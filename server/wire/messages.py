"""Every command a page may send and every notice the server may send, declared once."""

import re
from typing import Annotated, Any, Literal

from msgspec import Meta, Raw, Struct, field

from server.wire.facts import Effect, Findings, Name, Problem, SweepKnob, SweepState
from server.wire.facts import Fix as Fix
from server.wire.facts import Row as Row
from server.wire.facts import Validation as Validation
from server.wire.facts import Words as Words

VERSION = 1

# ``ts`` is the name under which the page knows a type.
Document = Annotated[dict[str, Any], Meta(extra={"ts": "Document"})]
Probe = Annotated[dict[str, Any], Meta(extra={"ts": "Probe"})]
Intervention = Annotated[dict[str, Any], Meta(extra={"ts": "Intervention"})]
Count = Annotated[int, Meta(ge=1, le=1_000_000)]
State = Annotated[
    Literal["compiling", "idle", "training", "diverged", "lost", "failed"],
    Meta(extra={"ts": "State"}),
]


def _tag(class_name: str) -> str:
    return re.sub(r"(?<!^)(?=[A-Z])", "_", class_name.removesuffix("Notice")).lower()


class Status(Struct, frozen=True, tag="status", tag_field="type"):
    """How a run stands; sent at every change, else at most ten times a second.

    Its past can be seen from step ``since`` on; ``shown`` is the step that is, null: the newest.
    """

    run: str
    state: State
    playing: bool
    step: int
    epoch: int
    steps_per_epoch: int
    steps_per_second: float
    examples_per_second: float
    speed: float | None
    since: int | None
    shown: int | None
    knobs: dict[str, Any]
    problem: Problem | None
    notice: Problem | None
    findings: Findings | None = None
    interventions: list[Intervention] = []
    effect: Effect | None = None
    sweep: SweepState | None = None


# Commands: page to server.


class Command(Struct, tag=_tag, tag_field="type", forbid_unknown_fields=True):
    """Something a page asks for; answered exactly once under its ``id``."""

    id: Annotated[int, Meta(ge=0)]


class Open(Command):
    """Attach to a run."""

    run: Name


class Close(Command):
    """Detach from a run, which goes on."""

    run: Name


class Edit(Command):
    """Replace the document of a run; with ``carry`` another structure does not start anew, but goes
    on with all weights that fit."""

    run: Name
    document: Document
    carry: bool = False


class Play(Command):
    """Train until something stops it."""

    run: Name


class Pause(Command):
    """Stop training after the step under way."""

    run: Name


class Step(Command):
    """Train ``count`` steps, then pause."""

    run: Name
    count: Count


class Epoch(Command):
    """Train to the end of this epoch, then pause."""

    run: Name


class Reset(Command):
    """Start anew at step 0 with the initial weights of ``seed``, or of the document's seed."""

    run: Name
    seed: Annotated[int, Meta(ge=0, le=2**31 - 1)] | None


class Speed(Command):
    """Train at this pace, or as fast as it goes."""

    run: Name
    steps_per_second: Annotated[float, Meta(gt=0)] | None


class Seek(Command):
    """Show the run as it was after so many steps, null: as it is now; it pauses."""

    run: Name
    step: Annotated[int, Meta(ge=0)] | None


class Cancel(Command):
    """Drop a compilation under way."""

    run: Name


class SetWeight(Command):
    """Write one number of one weight tensor."""

    run: Name
    node: Name
    weight: Name
    index: list[int]
    value: float


class Intervene(Command):
    """What is done by hand to units and connections, in place of the list before."""

    run: Name
    interventions: Annotated[list[Intervention], Meta(max_length=256)]


class Draw(Command):
    """The sample drawn by hand, flattened, in the data set's own unscaled range."""

    run: Name
    values: Annotated[list[float], Meta(max_length=65_536)]


class Diagnose(Command):
    """Look for what is wrong with the run; ``status`` has the findings when they are ready."""

    run: Name


class Sweep(Command):
    """Train a network for each value of one knob, or each pair of two, to the same step, in place
    of the sweep before; without knobs there is none any more. The run pauses."""

    run: Name
    knobs: Annotated[list[SweepKnob], Meta(max_length=2)]
    steps: Count


class SweepPlay(Command):
    """Let the sweep go on, while the run pauses, or stand still."""

    run: Name
    playing: bool


class Adopt(Command):
    """Make a network of the sweep the run, with document and weights, where it is; paused."""

    run: Name
    member: Annotated[int, Meta(ge=0, lt=64)]


class Watch(Command):
    """What this page sees now, in place of the list before."""

    run: Name
    probes: Annotated[list[Probe], Meta(max_length=256)]


class Credit(Command):
    """So many binary messages were painted."""

    count: Annotated[int, Meta(ge=1, le=2)]


class Wall(Command):
    """Show the tiles of everybody in this class, or of nobody any more."""

    course: Name | None


class Hand(Command):
    """Raise a hand, or take it down."""

    up: bool


AnyCommand = (
    Open
    | Close
    | Edit
    | Play
    | Pause
    | Step
    | Epoch
    | Reset
    | Speed
    | Seek
    | Cancel
    | SetWeight
    | Intervene
    | Draw
    | Diagnose
    | Sweep
    | SweepPlay
    | Adopt
    | Watch
    | Credit
    | Wall
    | Hand
)


# Notices: server to page.


class Notice(Struct, tag=_tag, tag_field="type"):
    """Something the server says."""


class Hello(Notice):
    """The first message on a socket."""

    version: int


class Done(Notice):
    """The command was carried out; ``before``: the number that ``set_weight`` wrote over."""

    id: int
    before: float | None = None


class Refused(Notice):
    """The command was not carried out, and why."""

    id: int
    problem: Problem


class Opened(Notice):
    """Attached: the document and how the run stands."""

    run: str
    document: Document
    status: Status


class Edited(Notice):
    """Another page has replaced the document of the run."""

    run: str
    document: Document


class History(Notice):
    """Rows of the curves from number ``from`` on; ``from`` 0 replaces everything."""

    run: str
    start: int = field(name="from")
    rows: Annotated[list[Raw], Meta(extra={"ts": "Row[]"})]


class Watching(Notice):
    """The stream of each probe of the last ``watch``, or why there is none, in its order."""

    run: str
    streams: list[int | None]
    problems: list[Problem | None]


class Compiling(Notice):
    """A compilation lasts; said once a second."""

    run: str
    what: Literal["step", "observe"]
    seconds: float


class WorkerNotice(Notice):
    """The process that trains was lost, is starting, or is ready."""

    state: Literal["lost", "starting", "ready"]


class Tile(Notice):
    """A learner at a glance, at most once a second; the picture comes as frames of ``stream``."""

    course: str
    person: str
    name: str
    here: bool
    hand: bool
    run: str | None
    stream: int | None
    network: str
    state: State | None
    step: int
    loss: float | None
    losses: list[float | None]
    lesson: str | None
    lesson_step: str | None
    task: Literal["none", "open", "done"]
    stuck: bool


class TileGone(Notice):
    """That learner is no longer in the class."""

    course: str
    person: str


class Pushed(Notice):
    """The class's teacher has put this document into the learner's run."""

    run: str
    document: Document


class Frozen(Notice):
    """Whether the learner's class is paused as a whole; said at the start and at every change."""

    frozen: bool


class SignedOut(Notice):
    """The session has ended; the socket closes."""


AnyNotice = (
    Hello
    | Done
    | Refused
    | Opened
    | Status
    | Edited
    | History
    | Watching
    | Compiling
    | WorkerNotice
    | Tile
    | TileGone
    | Pushed
    | Frozen
    | SignedOut
)
