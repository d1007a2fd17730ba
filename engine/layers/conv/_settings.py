"""What the convolutions share: their fields, and what they must refuse."""

from collections.abc import Sequence
from dataclasses import replace

from engine.contracts import Config, Field, Shape, Text
from engine.errors import LearnerError
from engine.layers import _fields, _window

FILTERS = Field(
    "filters",
    "integer",
    16,
    Text("Filters", "Filter"),
    Text(
        "How many patterns are looked for, and so how many feature maps come out.",
        "Wie viele Muster gesucht werden, also wie viele Merkmalskarten herauskommen.",
    ),
    minimum=1,
    maximum=4096,
    scale="log",
)

STAMPS = replace(
    FILTERS,
    help=Text(
        "How many patterns every pixel stamps, and so how many feature maps come out.",
        "Wie viele Muster jeder Pixel stempelt, also wie viele Merkmalskarten herauskommen.",
    ),
)

KERNEL_SIZE = _window.integers(
    "kernel_size",
    3,
    Text("Window", "Fenster"),
    Text(
        "Height and width of each filter in pixels.",
        "Höhe und Breite jedes Filters in Pixeln.",
    ),
    advanced=False,
)

STRIDES = _window.integers(
    "strides",
    1,
    Text("Stride", "Schrittweite"),
    Text(
        "How many pixels the window moves at a time; 2 halves the image.",
        "Um wie viele Pixel das Fenster weiterrückt; 2 halbiert das Bild.",
    ),
)

DILATION_RATE = _window.integers(
    "dilation_rate",
    1,
    Text("Dilation", "Dilatation"),
    Text(
        "Distance between the pixels a filter looks at; 2 leaves gaps of one pixel.",
        "Abstand der Pixel, die ein Filter ansieht; 2 lässt Lücken von einem Pixel.",
    ),
)

GROUPS = Field(
    "groups",
    "integer",
    1,
    Text("Groups", "Gruppen"),
    Text(
        "Splits channels and filters into groups that do not see each other.",
        "Teilt Kanäle und Filter in Gruppen, die einander nicht sehen.",
    ),
    minimum=1,
    maximum=4096,
    advanced=True,
)

KERNEL_STEPS = replace(
    KERNEL_SIZE,
    length=1,
    help=Text("How many steps each filter sees at once.", "Wie viele Schritte ein Filter sieht."),
)

STRIDE_STEPS = replace(
    STRIDES,
    length=1,
    help=Text(
        "How many steps the window moves at a time; 2 halves the sequence.",
        "Um wie viele Schritte das Fenster weiterrückt; 2 halbiert die Folge.",
    ),
)

DILATION_STEPS = replace(
    DILATION_RATE,
    length=1,
    help=Text(
        "Distance between the steps a filter looks at; 2 skips every other step, so that it "
        "reaches further with the same weights.",
        "Abstand der Schritte, die ein Filter ansieht; 2 lässt jeden zweiten aus, sodass er mit "
        "denselben Gewichten weiter reicht.",
    ),
)

WIDENING = replace(
    STRIDES,
    help=Text(
        "How far apart the stamps of neighboring pixels lie; 2 doubles the image.",
        "Wie weit die Stempel benachbarter Pixel auseinanderliegen; 2 verdoppelt das Bild.",
    ),
)

WIDENING_PADDING = replace(
    _fields.PADDING,
    help=Text(
        "“valid” keeps all that is stamped; “same” cuts the edge, so that the output is exactly "
        "stride times as large.",
        "„valid“ behält alles Gestempelte; „same“ schneidet den Rand ab, sodass die Ausgabe genau "
        "um die Schrittweite größer wird.",
    ),
)

OUTPUT_PADDING = replace(
    _window.integers(
        "output_padding",
        None,
        Text("Rest at the edge", "Rest am Rand"),
        Text(
            "Sets the size of the output where several would fit: this many places are added "
            "behind. Empty: as the padding says.",
            "Legt die Größe der Ausgabe fest, wo mehrere passen würden: So viele Stellen kommen "
            "hinten dazu. Leer: wie der Rand es vorgibt.",
        ),
        minimum=0,
    ),
    nullable=True,
)

DEPTH_MULTIPLIER = Field(
    "depth_multiplier",
    "integer",
    1,
    Text("Filters for each channel", "Filter je Kanal"),
    Text(
        "How many patterns are looked for in every channel on its own.",
        "Wie viele Muster in jedem Kanal für sich gesucht werden.",
    ),
    minimum=1,
    maximum=64,
)

DEPTHWISE = (
    replace(
        _fields.KERNEL_INITIALIZER,
        name="depthwise_initializer",
        label=Text("Channel filters start as", "Startwerte der Kanalfilter"),
    ),
    replace(
        _fields.KERNEL_REGULARIZER,
        name="depthwise_regularizer",
        label=Text("Regularization of the channel filters", "Regularisierung der Kanalfilter"),
    ),
    replace(
        _fields.KERNEL_CONSTRAINT,
        name="depthwise_constraint",
        label=Text("Largest norm of the channel filters", "Größte Norm der Kanalfilter"),
    ),
)


def check(layer: str, config: Config, shapes: Sequence[Shape]) -> None:
    """Refuses what a window cannot slide over, and strides over gaps."""
    if len(config["kernel_size"]) == 1:
        _fields.need_sequence(layer, shapes)
    else:
        _fields.need_image(layer, shapes)
    reach = _window.reach(config["kernel_size"], config["dilation_rate"])
    _fields.need_room(layer, shapes[0], reach, config["padding"])
    check_steps(config)


def check_steps(config: Config) -> None:
    """Refuses strides over gaps, as Keras does."""
    if max(config["strides"]) > 1 and max(config["dilation_rate"]) > 1:
        raise LearnerError("strides_and_dilation", field="dilation_rate")


def check_groups(layer: str, config: Config, shapes: Sequence[Shape]) -> None:
    """Refuses groups of unequal size."""
    groups = config["groups"]
    for count in (_fields.length(shapes[0], -1, layer), config["filters"]):
        if count % groups:
            raise LearnerError(
                "groups_do_not_divide", field="groups", groups=groups, channels=count
            )
