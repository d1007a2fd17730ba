"""Pad: rows of different lengths are cut or filled up to one length."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from engine.contracts import AnyArray, Config, Field, StepKind, Text
from engine.preprocessing._words import Ragged

Fitted = Mapping[str, Any]


def fit(rows: Ragged, config: Config) -> Fitted:
    """How long training rows are, and how many are too long."""
    lengths = rows.lengths
    return {
        "median": float(np.median(lengths)),
        "longest": int(lengths.max()),
        "cut": round(float((lengths > config["length"]).mean()), 4),
    }


def apply(rows: Ragged, fitted: Fitted, config: Config) -> AnyArray:
    """[n, length] int32; ``places`` says what stands where."""
    del fitted
    sources, present = places(rows.lengths, config)
    index = np.where(present, sources + (rows.ends - rows.lengths)[:, np.newaxis], 0)
    if not len(rows.numbers):
        return np.zeros(index.shape, np.int32)
    return np.where(present, rows.numbers[index], 0).astype(np.int32)


def places(lengths: AnyArray, config: Config) -> tuple[AnyArray, AnyArray]:
    """For rows of these lengths [n]: which of its own places [n, length] each place shows, and
    whether there is one. Keras's ``pad_sequences``: ``pre`` is at the beginning."""
    length = int(config["length"])
    count = np.minimum(lengths, length)[:, np.newaxis]
    skipped = lengths[:, np.newaxis] - count if config["truncating"] == "pre" else 0
    before = length - count if config["padding"] == "pre" else 0
    place = np.arange(length) - before
    return place + skipped, (place >= 0) & (place < count)


def _side(name: str, label: Text, help_: Text) -> Field:
    return Field(name, "choice", "pre", label, help_, choices=("pre", "post"), advanced=True)


KIND = StepKind(
    name="pad",
    label=Text("Cut and fill up", "Kürzen und auffüllen"),
    summary=Text("Every text gets the same length", "Alle Texte werden gleich lang"),
    help=Text(
        "A batch is a rectangle, so all rows must have one length. Longer ones lose tokens, "
        "shorter ones are filled up with the number 0; an Embedding with mask_zero skips that.",
        "Ein Batch ist ein Rechteck, also müssen alle Zeilen gleich lang sein. Längere verlieren "
        "Token, kürzere werden mit der Nummer 0 aufgefüllt; ein Embedding mit mask_zero "
        "überspringt sie.",
    ),
    order=41,
    formula=r"x'_i = \begin{cases} x_{i + s} & 0 \le i + s < n \\ 0 & \text{else} \end{cases}",
    fit=fit,
    apply=apply,
    told=lambda fitted: fitted,
    figures={
        "median": Text("Median length", "Mittlere Länge (Median)"),
        "longest": Text("Longest", "Längste"),
        "cut": Text("Share that is cut", "Anteil, der gekürzt wird"),
    },
    fields=(
        Field(
            "length", "integer", 80,
            Text("Length", "Länge"),
            Text("How many tokens a network sees of each text. Recurrent layers take a step for "
                 "each, so twice as many take twice as long.",
                 "Wie viele Token ein Netz von jedem Text sieht. Rekurrente Schichten machen für "
                 "jedes einen Schritt, doppelt so viele dauern also doppelt so lang."),
            minimum=5, maximum=500, scale="log",
        ),
        _side("padding",
              Text("Fill up at", "Auffüllen"),
              Text("pre fills up before the text, post behind it.",
                   "pre füllt vor dem Text auf, post dahinter.")),
        _side("truncating",
              Text("Cut at", "Kürzen"),
              Text("pre keeps the end of a text that is too long, post its beginning.",
                   "pre behält von einem zu langen Text das Ende, post den Anfang.")),
    ),
    keywords=("pad_sequences", "padding", "truncate", "Füllung", "abschneiden"),
)  # fmt: skip
