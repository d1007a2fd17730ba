"""The embedding: every word of a vocabulary has a row of learned numbers."""

from collections.abc import Sequence

import jax
import jax.numpy as jnp

from engine.contracts import Call, Config, Field, LayerKind, Shape, Text, Weight
from engine.errors import LearnerError, written
from engine.layers import _fields


def check(_config: Config, shapes: Sequence[Shape]) -> None:
    """Refuses what can be no list of word numbers."""
    if len(shapes[0]) > 2:
        raise LearnerError("needs_tokens", layer="Embedding", shape=written(shapes[0]))


def weights(config: Config, _shapes: Sequence[Shape]) -> tuple[Weight, ...]:
    """The table ``embeddings`` [input_dim, output_dim]."""
    return (
        Weight(
            "embeddings",
            (config["input_dim"], config["output_dim"]),
            config["embeddings_initializer"],
            regularizer="embeddings_regularizer",
        ),
    )


def apply(call: Call) -> jax.Array:
    """Looks up the row of each word number: [batch, time] -> [batch, time, output_dim]."""
    words = call.inputs[0].astype(jnp.int32)
    return jnp.take(call.weights["embeddings"], words, axis=0, mode="clip")


def mask(call: Call) -> jax.Array | None:
    """With ``mask_zero`` the word number 0, which fills short texts up, does not count."""
    return call.inputs[0] != 0 if call.config["mask_zero"] else None


KIND = LayerKind(
    name="embedding",
    label=Text("Embedding", "Embedding"),
    summary=Text("Each word becomes a row of numbers", "Jedes Wort wird eine Zeile Zahlen"),
    help=Text(
        "Holds a table with a row for each word (or other token) and replaces every word number by "
        "its row. The rows are learned, so words that are used alike move close together. It is "
        "the first layer of nearly every network for text.",
        "Enthält eine Tabelle mit einer Zeile je Wort (oder anderem Token) und ersetzt jede "
        "Wortnummer durch ihre Zeile. Die Zeilen werden gelernt, also rücken Wörter zusammen, die "
        "ähnlich gebraucht werden. In fast jedem Netz für Texte ist das die erste Schicht.",
    ),
    keywords=(
        *("word vectors", "lookup table", "tokens", "text", "word2vec"),
        *("Wortvektoren", "Einbettung", "Nachschlagetabelle", "Wörter"),
    ),
    glyph="words",
    order=0,
    formula=r"y_t = E_{x_t}",
    fields=(
        Field(
            "input_dim",
            "integer",
            10_000,
            Text("Vocabulary", "Wortschatz"),
            Text(
                "How many different word numbers there are; the table has a row for each.",
                "Wie viele verschiedene Wortnummern es gibt; für jede hat die Tabelle eine Zeile.",
            ),
            minimum=1,
            maximum=200_000,
            scale="log",
        ),
        Field(
            "output_dim",
            "integer",
            32,
            Text("Numbers per word", "Zahlen je Wort"),
            Text(
                "How many numbers describe one word.",
                "Wie viele Zahlen ein Wort beschreiben.",
            ),
            minimum=1,
            maximum=1024,
            scale="log",
        ),
        Field(
            "embeddings_initializer",
            "initializer",
            "random_uniform",
            Text("Table starts as", "Startwerte der Tabelle"),
            Text(
                "How the table is drawn before the first step.",
                "Wie die Tabelle vor dem ersten Schritt ausgewürfelt wird.",
            ),
            advanced=True,
        ),
        Field(
            "embeddings_regularizer",
            "regularizer",
            None,
            Text("Regularization", "Regularisierung"),
            Text("A price for large numbers in the table.", "Ein Preis für große Zahlen darin."),
            structural=False,
            nullable=True,
            advanced=True,
        ),
        Field(
            "mask_zero",
            "boolean",
            False,
            Text("Skip fillers", "Füllungen überspringen"),
            Text(
                "Recurrent layers behind it skip the word number 0, which fills short texts up.",
                "Rekurrente Schichten dahinter überspringen die Wortnummer 0, die kurze Texte "
                "auffüllt.",
            ),
        ),
        _fields.TRAINABLE,
    ),
    apply=apply,
    weights=weights,
    check=check,
    mask=mask,
    examples=(
        ({"input_dim": 7, "output_dim": 3}, ((5,),)),
        ({"input_dim": 4, "output_dim": 2, "mask_zero": True}, ((3,),)),
    ),
)
