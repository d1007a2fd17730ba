"""A network as a module of PyTorch: its layers, what it makes of a batch, where weights go."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from engine import catalog
from engine.contracts import Config, Shape
from engine.export._code import STEP, call, literal
from engine.export._facts import Facts
from engine.export._flow import Flow
from engine.export._gather import Gathered, gather, value
from engine.export._keras_layers import class_name
from engine.export._parts import FOLDER, find, method, texts
from engine.export._torch_layers import Copied, Layer, expression, native
from engine.graph.fields import structure
from engine.graph.spec import Node

FILES = ("torch_layers.py", "torch_images.py", "torch_sequences.py")
TAKEN = (
    *("torch", "nn", "np", "math", "model", "weights", "x", "y", "w", "self", "priced", "training"),
    *("validation", "test", "load_data", "cut", "step", "predict", "train", "evaluate", "main"),
    *("first_weights", "load_weights", "put", "penalty", "call", "forward", "half", "float"),
    *("double", "type", "to", "cpu", "cuda", "apply", "compile", "eval", "children", "modules"),
    *("parameters", "buffers", "share_memory", "dump_patches", "T_destination", "F"),
)


@dataclass(slots=True)
class Place:
    """Where a tensor of ours lives: its expression behind ``model.``, how ours is turned into it,
    and the axes that lead to one output."""

    path: str
    copied: Copied


@dataclass(frozen=True, slots=True)
class Network:
    """The class ``Network`` with what it needs, and the places of our tensors by layer and name."""

    code: Gathered
    results: tuple[str, ...]
    places: Mapping[tuple[str, str], Place]
    priced: bool
    still: tuple[str, ...]  # modules whose statistics must not move


@dataclass(slots=True)
class _Made:
    """A layer's constructor, and where each of its tensors lives inside it."""

    text: str
    copied: dict[str, tuple[str, Copied]] = field(default_factory=dict[str, tuple[str, Copied]])


class _Writer:
    """Writes the two functions of a module and remembers what they call."""

    def __init__(self, facts: Facts) -> None:
        self.facts, self.flow, self.code = facts, Flow(facts, TAKEN, FILES), Gathered()
        self.made: list[str] = []
        self.places: dict[tuple[str, str], Place] = {}
        self.prices: list[str] = []
        self.still: list[str] = []

    def need(self, text: str) -> None:
        """Gathers those of our classes that a constructor names."""
        for name in ("ChannelsFirst", "SamePad", "SameAverage", "Applied"):
            if name in text:
                found = find(FILES, name)
                assert found is not None
                self.code += gather(found[0], [name])

    def bend(self, name: str) -> str:
        """The function of an activation: PyTorch's own, or one of ours."""
        file = FOLDER / "torch_activations.py"
        own = value(file, name)
        if own is None:
            self.code += gather(file, [name])
        return own or name

    def settings(self, kind: str, config: Config, shapes: tuple[Shape, ...]) -> dict[str, str]:
        """What the parameters of our classes may name."""
        fields = catalog.layers()[kind].fields
        found = texts(fields, config)
        for each in fields:
            if each.type == "activation":
                found[each.name] = self.bend(config[each.name])
        inputs: Shape = shapes[0]
        axis: int = config.get("axis", -1)
        features = inputs[axis - 1 if axis > 0 else axis] if inputs else None
        found |= {"features": literal(features), "steps": literal(inputs[0] if inputs else None)}
        if kind == "multi_head_attention":
            value_of = shapes[min(1, len(shapes) - 1)]
            wide = (shapes[0][-1], shapes[-1][-1], value_of[-1])
            found |= {
                "features": literal(wide),
                "value_dim": literal(config["value_dim"] or config["key_dim"]),
            }
        return found

    def make(
        self, kind: str, config: Config, shapes: tuple[Shape, ...], *, masked: bool
    ) -> _Made | None:
        """The module of a kind, None for one that is but a function."""
        known = {**config, **structure(catalog.layers()[kind].fields, config)}
        layer = native(kind, {**known, "inputs": shapes[0], "masked": masked})
        if layer is not None:
            self.need(layer.text)
            return self.native(layer)
        if "layer" in config:
            return self.around(kind, config, shapes)
        found = find(FILES, class_name(kind))
        if found is None:
            return None
        file, part = found
        self.code += gather(file, [part.name])
        return _Made(part.call(self.settings(kind, config, shapes)))

    def native(self, layer: Layer) -> _Made:
        """A layer of PyTorch's own."""
        return _Made(layer.text, dict(layer.copied))

    def around(self, kind: str, config: Config, shapes: tuple[Shape, ...]) -> _Made:
        """A module that holds another layer, or two of them."""
        found = find(FILES, class_name(kind))
        assert found is not None
        self.code += gather(found[0], [found[1].name])
        inner, given = config["layer"].kind, dict(config["layer"].config)
        if kind == "bidirectional":
            one = self.make(inner, given, shapes, masked=False)
            assert one is not None
            mode = config["merge_mode"]
            more = [] if mode == "concat" else [f"merge_mode={literal(mode)}"]
            ways = {"forward_": ".there", "backward_": ".back"}
            names = self.tensors(inner, given, shapes)
            copied = {
                f"{way}{name}": (path, Copied(name, ""))
                for way, path in ways.items()
                for name in names
            }
            return _Made(call(found[1].name, [one.text, one.text, *more]), copied)
        inside = (shapes[0][1:],)
        made = self.make(inner, given, inside, masked=False)
        if made is None:
            text = expression(inner, ["x"], given)
            assert text is not None, inner
            made = _Made(f"Applied(lambda x: {text})")
        path = ".layer"
        if given.get("activation", "linear") != "linear":
            bent = f"Applied({self.bend(given['activation'])})"
            made = _Made(call("nn.Sequential", [made.text, bent]), made.copied)
            path = ".layer[0]"
        self.need(made.text)
        copied = {
            name: (path + inner_path, each) for name, (inner_path, each) in made.copied.items()
        }
        return _Made(call(found[1].name, [made.text]), copied)

    def tensors(self, kind: str, config: Config, shapes: tuple[Shape, ...]) -> list[str]:
        """The names of a layer's tensors."""
        known = structure(catalog.layers()[kind].fields, config)
        return [weight.name for weight in catalog.layers()[kind].weights(known, shapes)]

    def construct(self, node: Node) -> None:
        """Adds a node's module to the constructor."""
        shapes = tuple(self.facts.checked.inferred[s].shape for s in self.facts.wires[node.id])
        masked = any(source in self.flow.masked for source in self.facts.wires[node.id])
        if expression(node.kind, ["x"], node.config) is not None:
            return
        if find(FILES, node.kind) is not None:
            return
        made = self.make(node.kind, node.config, shapes, masked=masked)
        assert made is not None, node.kind
        name = self.flow.names[node.id]
        self.made.append(f"self.{name} = {made.text}")
        if node.config.get("trainable") is False:
            self.made.append(f"self.{name}.requires_grad_(False)")
            self.still += [name] if node.kind == "batch_normalization" else []
        for weight in self.facts.checked.inferred[node.id].weights:
            rank = len(weight.shape)
            axes = tuple(axis for axis in range(rank) if axis - rank not in weight.units)
            path, copied = made.copied.get(weight.name, ("", Copied(weight.name, "", axes)))
            copied = copied if copied.turned else Copied(copied.attribute, "", axes)
            self.places[node.id, weight.name] = Place(f"{name}{path}.{copied.attribute}", copied)

    def apply(self, node: Node) -> list[str]:
        """The lines that run a node."""
        heard, name = self.flow.heard(node), self.flow.names[node.id]
        masks = self.flow.masks(node)
        text = expression(node.kind, heard, node.config) if not self.counts(node, masks) else None
        found = find(FILES, node.kind)
        owner = self.flow.names[node.shares or node.id]
        if text is None and found is not None:
            self.code += gather(found[0], [found[1].name])
            given = texts(catalog.layers()[node.kind].fields, node.config) | masks | {"x": heard[0]}
            several = "x" not in found[1].parameters
            text = found[1].call(given, heard if several else ())
        elif text is None:
            text = self.called(node, owner, heard, masks)
        bent = node.config.get("activation", "linear")
        if bent != "linear" and "recurrent_initializer" not in node.config:
            text = f"{self.bend(bent)}({text})"
        charge = node.config.get("activity_regularizer")
        if charge:
            self.code += gather(FOLDER / "torch_training.py", ["price_of_outputs"])
            given = [f"{key}={literal(number)}" for key, number in charge.items()]
            self.prices.append(call("price_of_outputs", [name, *given]))
        return [f"{name} = {text}", *self.flow.mask(node)]

    def counts(self, node: Node, masks: Mapping[str, str]) -> bool:
        """Whether a mask changes what a join of inputs computes."""
        found = find(FILES, node.kind)
        return bool(masks) and found is not None and "masks" in found[1].parameters

    def called(self, node: Node, owner: str, heard: list[str], masks: Mapping[str, str]) -> str:
        """A call of a node's module."""
        found = find(FILES, class_name(node.kind))
        if node.kind == "embedding":
            return f"self.{owner}({heard[0]}.long())"
        if found is None:
            return f"self.{owner}({heard[0]})"
        part = replace(method(found[0], found[1].name, "forward"), name=f"self.{owner}")
        return part.call({**masks, "x": heard[0]}, heard if part.spread else ())


def network_code(facts: Facts) -> Network:
    """The class ``Network``."""
    writer = _Writer(facts)
    for node in facts.layers:
        if node.shares is None:
            writer.construct(node)
    body = writer.flow.begin()
    for node in facts.layers:
        body += writer.apply(node)
    ends = [writer.flow.names[end] for end in facts.ends]
    answer = ends[0] if len(ends) == 1 else f"({', '.join(ends)})"
    if writer.prices:
        body.append(f"priced = {' + '.join(writer.prices)}")
        answer = f"{answer}, priced"
    body.append(f"return {answer}")
    told = "The network" + ("; with its outputs it tells what they cost" if writer.prices else "")
    lines = [
        "class Network(nn.Module):",
        f'    """{told}."""',
        "",
        "    def __init__(self):",
        *_indented(["super().__init__()", *writer.made]),
        "",
        "    def forward(self, x):",
        *_indented(body),
    ]
    imports = ("import torch", "import torch.nn.functional as F", "from torch import nn")
    code = Gathered(imports) + writer.code + writer.flow.code
    code += Gathered((), (("Network", "\n".join(lines)),))
    return Network(code, tuple(ends), writer.places, bool(writer.prices), tuple(writer.still))


def _indented(texts: list[str]) -> list[str]:
    return [f"{STEP}{STEP}{line}" for line in "\n".join(texts).split("\n")]


def put(network: Network) -> Gathered:
    """The function that copies weights into the model, each turned as PyTorch wants it."""
    lines: list[str] = []
    for (layer, name), place in network.places.items():
        tensor = f"weights[{literal(layer)}][{literal(name)}]"
        text = f"torch.as_tensor({tensor}){place.copied.turned}"
        lines.append(f"model.{place.path}.copy_({text})")
    head = [
        "def put(model, weights):",
        '    """Copies weights into the model; PyTorch keeps some with other axes in front."""',
        "    with torch.no_grad():",
        *_indented(lines or ["pass"]),
    ]
    return Gathered((), (("put", "\n".join(head)),))
