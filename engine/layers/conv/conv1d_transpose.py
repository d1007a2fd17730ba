"""The transposed 1-D convolution: a sequence grows, every step stamping its filters."""

from collections.abc import Sequence
from dataclasses import replace

import jax

from engine.contracts import Call, Config, LayerKind, Shape, Text, Weight
from engine.layers import _fields, _line
from engine.layers.conv import _settings, conv2d_transpose


def check(config: Config, shapes: Sequence[Shape]) -> None:
    """Refuses what is no sequence, and an edge that no stride explains."""
    _fields.need_sequence("Conv1DTranspose", shapes)
    conv2d_transpose.check_edge("Conv1DTranspose", config, shapes[0])


def weights(config: Config, shapes: Sequence[Shape]) -> tuple[Weight, ...]:
    """A kernel [steps, filters, features], the last two swapped, and a bias [filters]."""
    return conv2d_transpose.weights(config, shapes)


def apply(call: Call) -> jax.Array:
    """[batch, steps, features] -> [batch, steps', filters], as a picture one pixel wide."""
    return call.activate(conv2d_transpose.sums(_line.picture(call))[:, :, 0])


KIND = LayerKind(
    name="conv1d_transpose",
    label=Text("Conv1DTranspose", "Conv1DTranspose"),
    summary=Text("Lengthens a sequence with filters", "Verlängert eine Folge mit Filtern"),
    help=Text(
        "The way back from a Conv1D: every step stamps each filter, as strong as the step is, and "
        "where stamps overlap they add up. With stride 2 the sequence gets twice as long. Use it "
        "where sound or measurements are to be made anew.",
        "Der Rückweg eines Conv1D: Jeder Schritt stempelt jeden Filter, so kräftig wie er selbst "
        "ist, und wo sich Stempel überlappen, zählen sie zusammen. Mit Schrittweite 2 wird die "
        "Folge doppelt so lang. Nimm es, wo Klang oder Messreihen neu entstehen sollen.",
    ),
    keywords=(
        *("transposed convolution", "deconvolution", "upsampling", "decoder", "sequence"),
        *("transponierte Faltung", "Entfaltung", "verlängern", "Folge", "Sequenz"),
    ),
    glyph="sheets",
    order=5,
    formula=r"y_{kf} = f\Big(\sum_{t s + u = k} \sum_c x_{tc}\, W_{ufc} + b_f\Big)",
    fields=(
        replace(
            _settings.STAMPS,
            help=Text(
                "How many patterns every step stamps, and so how many features come out.",
                "Wie viele Muster jeder Schritt stempelt, also wie viele Merkmale herauskommen.",
            ),
        ),
        _settings.KERNEL_STEPS,
        replace(
            _settings.WIDENING,
            length=1,
            help=Text(
                "How far apart the stamps of neighboring steps lie; 2 doubles the sequence.",
                "Wie weit die Stempel benachbarter Schritte auseinanderliegen; 2 verdoppelt die "
                "Folge.",
            ),
        ),
        _settings.WIDENING_PADDING,
        replace(_settings.OUTPUT_PADDING, length=1),
        _settings.DILATION_STEPS,
        _fields.activation(),
        *_fields.KERNEL_AND_BIAS,
    ),
    apply=apply,
    weights=weights,
    check=check,
    examples=(
        ({"filters": 4, "activation": "relu"}, ((5, 3),)),
        ({"filters": 3, "strides": 2, "padding": "same"}, ((4, 2),)),
        ({"filters": 2, "kernel_size": 2, "strides": 3, "output_padding": 2}, ((4, 2),)),
        ({"filters": 2, "dilation_rate": 3, "padding": "same", "use_bias": False}, ((5, 2),)),
    ),
)
