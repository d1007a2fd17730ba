"""Layers that PyTorch has itself: what of ours becomes which of them, and where our weights go.

Each function is named after a kind and asks for what its parameters name: settings, the shape
``inputs`` that comes in, the ``shape`` that goes out. It answers None where only code of our own
will do. Between layers channels stand last, as in the page.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from inspect import signature
from typing import Any

from engine.contracts import Shape
from engine.export._code import call, literal, named
from engine.layers import _window

# What PyTorch takes when nothing is said.
USUAL = {
    "bias": "True", "stride": "1", "padding": "0", "output_padding": "0", "dilation": "1",
    "groups": "1",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Copied:
    """Where a tensor of ours goes: an attribute, how it is turned, and over which of its axes the
    norm of one output runs."""

    attribute: str
    turned: str  # behind our tensor
    axes: tuple[int, ...] = (0,)


BIAS = Copied("bias", "")
COPIED: dict[str, dict[str, Copied]] = {
    "nn.Linear": {"kernel": Copied("weight", ".T", (1,)), "bias": BIAS},
    "nn.Conv1d": {"kernel": Copied("weight", ".permute(2, 1, 0)", (1, 2)), "bias": BIAS},
    "nn.Conv2d": {"kernel": Copied("weight", ".permute(3, 2, 0, 1)", (1, 2, 3)), "bias": BIAS},
    "nn.ConvTranspose1d": {
        "kernel": Copied("weight", ".permute(2, 1, 0)", (0, 2)), "bias": BIAS,
    },
    "nn.ConvTranspose2d": {
        "kernel": Copied("weight", ".permute(3, 2, 0, 1)", (0, 2, 3)), "bias": BIAS,
    },
    "nn.Embedding": {"embeddings": Copied("weight", "")},
    "nn.RMSNorm": {"scale": Copied("weight", "")},
    **{
        name: {"gamma": Copied("weight", ""), "beta": BIAS}
        for name in ("nn.LayerNorm", "nn.GroupNorm")
    },
    **{
        name: {
            "gamma": Copied("weight", ""), "beta": BIAS,
            "moving_mean": Copied("running_mean", ""),
            "moving_variance": Copied("running_var", ""),
        }
        for name in ("nn.BatchNorm1d", "nn.BatchNorm2d")
    },
}  # fmt: skip
CHANNELWISE = Copied("weight", ".permute(2, 3, 0, 1).flatten(0, 1)[:, None]", (1, 2, 3))


@dataclass(frozen=True, slots=True)
class Layer:
    """A layer of PyTorch: its text, and for each of our tensors the part of it that takes it and
    how; an empty ``text`` stands for no layer at all."""

    text: str
    copied: Mapping[str, tuple[str, Copied]]


def native(kind: str, known: Mapping[str, Any]) -> Layer | None:
    """PyTorch's own layer for a kind with these settings, None where it has none."""
    function: Callable[..., Layer | None] | None = KINDS.get(kind)
    if function is None:
        return None
    return function(**{name: known[name] for name in signature(function).parameters})


def module(name: str, *first: Any, **rest: Any) -> str:
    """A layer's constructor without what is usual; one number where all axes have the same."""
    given = {key: literal(_one(value)) for key, value in rest.items()}
    unusual = {key: value for key, value in given.items() if USUAL.get(key) != value}
    return call(name, [*(literal(_one(value)) for value in first), *named(unusual)])


def _one(value: Any) -> Any:
    """The number that all of a tuple are."""
    return value[0] if isinstance(value, tuple) and len(set(value)) == 1 else value  # pyright: ignore[reportUnknownVariableType, reportUnknownArgumentType]


def channels_first(*texts: str) -> str:
    """Layers that want their channels in front."""
    return call("ChannelsFirst", [text for text in texts if text], 24)


def simple(name: str, text: str) -> Layer:
    """A layer that takes all tensors itself."""
    return Layer(text, {ours: ("", copied) for ours, copied in COPIED.get(name, {}).items()})


def dense(inputs: Shape, units: int, use_bias: bool) -> Layer:
    """Weighted sums."""
    return simple("nn.Linear", module("nn.Linear", inputs[-1], units, bias=use_bias))


def flatten() -> Layer:
    """PyTorch's flattening, the last axis fastest as ours."""
    return Layer("nn.Flatten()", {})


def embedding(input_dim: int, output_dim: int) -> Layer:
    """A row for each word."""
    return simple("nn.Embedding", module("nn.Embedding", input_dim, output_dim))


def dropout(rate: float) -> Layer:
    """Single numbers switched off."""
    return Layer(module("nn.Dropout", rate), {})


def spatial_dropout2d(rate: float) -> Layer:
    """Whole maps switched off."""
    return Layer(channels_first(module("nn.Dropout2d", rate)), {})


def _conv(
    inputs: Shape, filters: int, kernel_size: Any, strides: Any, padding: str,
    dilation_rate: Any, groups: int, use_bias: bool,
) -> tuple[str, str]:  # fmt: skip
    """What stands before a convolution to make its border, and the convolution."""
    rank, before, border = len(kernel_size), "", "valid"
    if padding == "causal":
        past = (kernel_size[0] - 1) * dilation_rate[0]
        before = module("nn.ConstantPad1d", (past, 0), 0.0)
    elif padding == "same" and set(strides) == {1}:
        border = "same"
    elif padding == "same":
        usual = set(dilation_rate) == {1}
        before = call(
            "SamePad",
            [literal(v) for v in (kernel_size, strides, *(() if usual else (dilation_rate,)))],
        )
    text = module(
        f"nn.Conv{rank}d", inputs[-1], filters, kernel_size, stride=strides,
        padding=0 if border == "valid" else border, dilation=dilation_rate, groups=groups,
        bias=use_bias,
    )  # fmt: skip
    return before, text


def conv2d(
    inputs: Shape, filters: int, kernel_size: Any, strides: Any, padding: str,
    dilation_rate: Any, groups: int, use_bias: bool,
) -> Layer:  # fmt: skip
    """Filters that slide."""
    texts = _conv(inputs, filters, kernel_size, strides, padding, dilation_rate, groups, use_bias)
    copied = COPIED[f"nn.Conv{len(kernel_size)}d"]
    return Layer(channels_first(*texts), {name: ("[-1]", each) for name, each in copied.items()})


def depthwise_conv2d(
    inputs: Shape, depth_multiplier: int, kernel_size: Any, strides: Any, padding: str,
    dilation_rate: Any, use_bias: bool,
) -> Layer:  # fmt: skip
    """Filters of every channel's own."""
    channels = inputs[-1] or 1
    texts = _conv(
        inputs, channels * depth_multiplier, kernel_size, strides, padding, dilation_rate,
        channels, use_bias,
    )  # fmt: skip
    return Layer(channels_first(*texts), {"kernel": ("[-1]", CHANNELWISE), "bias": ("[-1]", BIAS)})


def separable_conv2d(
    inputs: Shape, filters: int, depth_multiplier: int, kernel_size: Any, strides: Any,
    padding: str, dilation_rate: Any, use_bias: bool,
) -> Layer:  # fmt: skip
    """Filters of every channel's own, then a mix."""
    channels = inputs[-1] or 1
    maps = channels * depth_multiplier
    texts = _conv(inputs, maps, kernel_size, strides, padding, dilation_rate, channels, False)
    mix = module("nn.Conv2d", maps, filters, 1, bias=use_bias)
    copied = {
        "depthwise_kernel": ("[-2]", CHANNELWISE),
        "pointwise_kernel": ("[-1]", COPIED["nn.Conv2d"]["kernel"]),
        "bias": ("[-1]", BIAS),
    }
    return Layer(channels_first(*texts, mix), copied)


def conv2d_transpose(
    inputs: Shape, filters: int, kernel_size: Any, strides: Any, padding: str,
    output_padding: Any, dilation_rate: Any, use_bias: bool,
) -> Layer:  # fmt: skip
    """Stamps; PyTorch crops both sides alike, so the odd place is cut off behind."""
    rank, rests = len(kernel_size), output_padding or [None] * len(kernel_size)
    reaches = _window.reach(kernel_size, dilation_rate)
    cuts, more = list[int](), list[int]()
    for reach, stride, rest in zip(reaches, strides, rests, strict=True):
        if padding == "valid":
            cut, last = 0, max(reach, stride) if rest is None else reach + rest
        else:
            last = stride if rest is None else reach % 2 + rest
            cut = max((reach - last) // 2, 0)
        cuts.append(cut)
        more.append(last - reach + 2 * cut)
    text = module(
        f"nn.ConvTranspose{rank}d", inputs[-1], filters, kernel_size, stride=strides,
        padding=tuple(cuts), output_padding=tuple(max(n, 0) for n in more),
        dilation=dilation_rate, bias=use_bias,
    )  # fmt: skip
    crop = [pair for n in reversed(more) for pair in (0, min(n, 0))]
    behind = call(f"nn.ConstantPad{rank}d", [literal(tuple(crop)), "0.0"]) if any(crop) else ""
    place = "[0]"
    copied = COPIED[f"nn.ConvTranspose{rank}d"]
    return Layer(channels_first(text, behind), {n: (place, each) for n, each in copied.items()})


def _pool(name: str, pool_size: Any, strides: Any, padding: str) -> Layer:
    step, rank = strides or pool_size, len(pool_size)
    if padding == "valid":
        given = {} if step == pool_size else {"stride": step}
        return Layer(channels_first(module(f"nn.{name}Pool{rank}d", pool_size, **given)), {})
    if name == "Avg":
        return Layer(channels_first(call("SameAverage", [literal(pool_size), literal(step)])), {})
    border = call("SamePad", [literal(pool_size), literal(step), 'value=-float("inf")'])
    pool = call(f"nn.MaxPool{rank}d", [literal(_one(pool_size)), f"stride={literal(_one(step))}"])
    return Layer(channels_first(border, pool), {})


def max_pooling2d(pool_size: Any, strides: Any, padding: str) -> Layer:
    """The largest of each window."""
    return _pool("Max", pool_size, strides, padding)


def average_pooling2d(pool_size: Any, strides: Any, padding: str) -> Layer:
    """The mean of each window."""
    return _pool("Avg", pool_size, strides, padding)


def up_sampling2d(size: Any, interpolation: str) -> Layer:
    """Larger pictures."""
    text = module("nn.Upsample", scale_factor=tuple(float(n) for n in size), mode=interpolation)
    return Layer(channels_first(text), {})


def zero_padding2d(padding: Any) -> Layer:
    """A border of zeros."""
    rows, columns = padding
    return Layer(channels_first(module("nn.ZeroPad2d", (columns, columns, rows, rows))), {})


def batch_normalization(
    inputs: Shape, momentum: float, epsilon: float, center: bool, scale: bool, masked: bool
) -> Layer | None:
    """Channels brought to a common scale; PyTorch counts the momentum from the other end."""
    if masked or not (center and scale) or len(inputs) > 3:
        return None
    name = "nn.BatchNorm2d" if len(inputs) == 3 else "nn.BatchNorm1d"
    channels = inputs[-1] if inputs else None
    text = module(name, channels, eps=epsilon, momentum=round(1 - momentum, 9))
    if len(inputs) == 1:
        return simple(name, text)
    return Layer(channels_first(text), {n: ("[0]", each) for n, each in COPIED[name].items()})


def layer_normalization(
    inputs: Shape, axis: int, epsilon: float, center: bool, scale: bool
) -> Layer | None:
    """Positions brought to a common scale."""
    if axis not in (-1, len(inputs)) or not (center and scale):
        return None
    return simple("nn.LayerNorm", module("nn.LayerNorm", inputs[-1], eps=epsilon))


def group_normalization(
    inputs: Shape, groups: int, axis: int, epsilon: float, center: bool, scale: bool
) -> Layer | None:
    """Groups of channels brought to a common scale."""
    if axis not in (-1, len(inputs)) or not (center and scale):
        return None
    count = groups if groups > 0 else inputs[-1]
    text = channels_first(module("nn.GroupNorm", count, inputs[-1], eps=epsilon))
    return Layer(text, {n: ("[0]", each) for n, each in COPIED["nn.GroupNorm"].items()})


def rms_normalization(inputs: Shape, epsilon: float) -> Layer:
    """Divided by the root of the mean square."""
    return simple("nn.RMSNorm", module("nn.RMSNorm", inputs[-1], eps=epsilon))


KINDS: dict[str, Callable[..., Layer | None]] = {
    **{
        function.__name__: function
        for function in (
            dense, flatten, embedding, dropout, spatial_dropout2d, conv2d, depthwise_conv2d,
            separable_conv2d, conv2d_transpose, max_pooling2d, average_pooling2d, up_sampling2d,
            zero_padding2d, batch_normalization, layer_normalization, group_normalization,
            rms_normalization,
        )
    },
    "conv1d": conv2d,
    "conv1d_transpose": conv2d_transpose,
    "max_pooling1d": max_pooling2d,
    "average_pooling1d": average_pooling2d,
}  # fmt: skip


def expression(kind: str, sources: Sequence[str], config: Mapping[str, Any]) -> str | None:
    """What a person would write for a kind without a layer, None where that is more than a line."""
    first = sources[0]
    keep = ", keepdim=True" if config.get("keepdims") else ""
    match kind:
        case "activation":
            return first
        case "add" | "subtract":
            return f" {'+' if kind == 'add' else '-'} ".join(sources)
        case "average":
            return f"({' + '.join(sources)}) / {len(sources)}"
        case "concatenate":
            return f"torch.cat([{', '.join(sources)}], dim={config['axis']})"
        case "reshape":
            lengths = [-1 if length is None else length for length in config["target_shape"]]
            return f"{first}.reshape({', '.join(map(str, [f'len({first})', *lengths]))})"
        case "permute":
            return f"{first}.permute({', '.join(map(str, (0, *config['dims'])))})"
        case "repeat_vector":
            return f"{first}[:, None].expand(-1, {config['n']}, -1)"
        case "global_average_pooling2d":
            return f"{first}.mean(dim=(1, 2){keep})"
        case "global_max_pooling2d":
            return f"{first}.amax(dim=(1, 2){keep})"
        case "global_max_pooling1d":
            return f"{first}.amax(dim=1{keep})"
        case _:
            return None
