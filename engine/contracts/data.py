"""Data sets: their cards, their rows, how they are fetched."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, TypeAlias

from engine.contracts.fields import AnyArray, Config, Field, FloatArray, Text
from engine.contracts.training import Task

SampleType: TypeAlias = Literal["points", "table", "image", "tokens", "sequence"]


@dataclass(frozen=True, slots=True)
class Examples:
    """Rows of a data set: ``inputs`` [n, *shape] (uint8 for images, int32 for tokens, else
    float32), ``targets`` [n] (int32 class numbers) or [n, values] (float32).

    A row of tokens is [length]: 0 fills up, 1 is a token that is not in the vocabulary. A row of a
    sequence is [time, values].
    """

    inputs: AnyArray
    targets: AnyArray

    def __len__(self) -> int:
        """The number of rows."""
        return len(self.inputs)


@dataclass(frozen=True, slots=True)
class StepKind:
    """A step of preparing data, before a network sees it.

    ``fit(rows, config)`` answers what the step must know, from training rows alone;
    ``apply(rows, fitted, config)`` does it to any rows. ``told(fitted)`` answers the statistics as
    plain JSON, and ``figures`` is what each of them is called. Rows are what the step before
    answers: its own file says of what type.
    """

    name: str
    label: Text
    summary: Text
    help: Text
    order: int
    formula: str  # TeX
    apply: Callable[[Any, Any, Config], Any]
    fit: Callable[[Any, Config], Any] = lambda _rows, _config: None
    told: Callable[[Any], Mapping[str, Any]] = lambda _fitted: {}
    figures: Mapping[str, Text] = field(default_factory=dict[str, Text])
    fields: tuple[Field, ...] = ()  # a set takes them among its own options
    keywords: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Applied:
    """A step that was done: which, with what settings, and its statistics by name, plain JSON.

    ``columns`` names what lists among the statistics run over, empty where that is plain.
    """

    step: str
    config: Config
    statistics: Mapping[str, Any]
    columns: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table as it stands there: a number, a name, or None where it is empty.

    ``inputs`` names the network's inputs that its column becomes, ``unit`` what numbers count.
    """

    column: str
    value: float | str | None
    inputs: tuple[str, ...]
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Passage:
    """A text with what a network sees of it: the characters from ``begin`` to before ``end``.

    ``before`` and ``after`` count the tokens that are cut off there; of a running text, which goes
    on beyond what is told here, they are None.
    """

    text: str
    begin: int
    end: int
    before: int | None = None
    after: int | None = None


Raw: TypeAlias = tuple[Cell, ...] | Passage | AnyArray
"""A row before any step: of a table, its cells in the order of the inputs that they become; of
texts; or numbers in the shape they had."""
Part: TypeAlias = Literal["training", "test"]


@dataclass(frozen=True, slots=True)
class Data:
    """A loaded data set: the document cuts validation from ``training``; ``test`` stays apart."""

    training: Examples
    test: Examples
    shape: tuple[int, ...]  # of one input
    classes: tuple[str, ...]  # empty for regression
    features: tuple[str, ...] = ()  # names of the columns of a table or of the 2-D features
    scale: float = 1.0  # inputs are multiplied by it on the device: 1/255 for uint8 images
    columns: Mapping[str, AnyArray] = field(default_factory=dict[str, AnyArray])
    steps: tuple[Applied, ...] = ()  # how the rows were prepared, in order
    # A row's tokens as they stood in the text, None where it was filled up; by part, row number.
    words: Callable[[Part, int], tuple[str | None, ...]] | None = None
    # A row as the set has it; by part, row number. None where rows go in as they are.
    raw: Callable[[Part, int], Raw] | None = None


@dataclass(frozen=True, slots=True)
class DatasetKind:
    """A set of examples with its card.

    ``load(options, seed)`` answers the rows; ``missing()`` says what would have to be fetched
    (bytes, or 0 when everything is on this machine, or None when it cannot be had here);
    ``fetch(progress)`` gets it, calling ``progress(received, total)``.
    ``embed(options, xy)`` turns plane points [n, 2] into network inputs, for 2-D sets.
    ``signature(options)`` answers the shape of one input and the names of the classes (empty for
    regression) without loading anything: checks and shapes need it before the data is here.
    ``features(options)`` answers the names of its columns likewise, empty for images.
    """

    name: str
    label: Text
    summary: Text
    about: Text  # what it is and what it is good for, three sentences
    source: str  # who made it, where it comes from
    license: str
    order: int
    sample_type: SampleType
    task: Task
    fields: tuple[Field, ...]
    load: Callable[[Config, int], Data]
    signature: Callable[[Config], tuple[tuple[int, ...], tuple[str, ...]]]
    missing: Callable[[], int | None] = lambda: 0
    fetch: Callable[[Callable[[int, int], None]], None] | None = None
    embed: Callable[[Config, FloatArray], FloatArray] | None = None
    features: Callable[[Config], tuple[str, ...]] = lambda _options: ()
    values: int = 1  # numbers in one target of a regression
    tokens: Callable[[Config], int] | None = None  # how many different tokens, 0 and 1 among them
    keywords: tuple[str, ...] = ()
    own: bool = False  # what somebody brought: there is nothing before the field ``set`` names it
