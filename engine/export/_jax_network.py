"""A network as functions in JAX: its first weights, and what it makes of a batch."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from engine import catalog
from engine.contracts import Chosen, Config
from engine.export._code import STEP, call, literal
from engine.export._facts import Facts
from engine.export._flow import Flow
from engine.export._gather import Gathered, gather
from engine.export._parts import FOLDER, find, ours, texts
from engine.graph.spec import Node

FILES = ("jax_layers.py", "jax_images.py", "jax_sequences.py")
TAKEN = (
    *("jax", "jnp", "np", "math", "weights", "x", "key", "keys", "moved", "priced", "batches"),
    *("training", "validation", "test", "load_data", "cut", "step", "network", "predict", "train"),
    *("evaluate", "penalty", "main", "loss_of", "bounded", "first_weights", "load_weights"),
)


@dataclass(frozen=True, slots=True)
class Network:
    """The function ``network``: its text, what it needs, and what it takes and answers beside the
    outputs: a key in training, moving statistics, the price of large outputs."""

    code: Gathered
    results: tuple[str, ...]  # variables of the outputs
    keyed: bool
    moving: bool
    priced: bool


def draws(node: Node) -> bool:
    """Whether training draws random numbers there."""
    if not catalog.layers()[node.kind].random:
        return False
    config = dict(node.config["layer"].config) if "layer" in node.config else node.config
    rates = [config[name] for name in ("dropout", "recurrent_dropout") if name in config]
    return not rates or any(rates)


def frozen(node: Node) -> bool:
    """Whether its weights stay as they are."""
    return node.config.get("trainable") is False


class _Writer:
    """Writes the lines of one network and remembers what they call."""

    def __init__(self, facts: Facts) -> None:
        self.facts = facts
        self.code = Gathered()
        self.flow = Flow(facts, TAKEN, FILES)
        self.drawing = [node.id for node in facts.layers if draws(node)]
        moving = [n.id for n in facts.layers if n.kind == "batch_normalization"]
        self.moving = bool(moving)
        self.keyed = self.moving or bool(self.drawing)
        self.prices: list[str] = []

    def activation(self, name: str) -> str:
        """The function of an activation, ours under its own name."""
        part, code = ours(catalog.activations()[name].apply, name)
        self.code += code
        return part.name

    def function(self, kind: str, config: Config, given: Mapping[str, str], inputs: Any) -> str:
        """A call of a layer's function, inside that of its activation where it has one."""
        found = find(FILES, kind)
        assert found is not None, kind
        file, part = found
        self.code += gather(file, [part.name])
        fields = catalog.layers()[kind].fields
        settings = texts([field for field in fields if field.name in part.parameters], config)
        bent = [field.name for field in fields if field.type == "activation"]
        for name in bent:
            settings[name] = self.activation(config[name]) if name in part.parameters else ""
        if "layer" in part.parameters:
            settings["layer"] = self.inner(config["layer"])
        text = part.call({**given, **settings}, inputs)
        if bent and "activation" not in part.parameters and config["activation"] != "linear":
            return f"{self.activation(config['activation'])}({text})"
        return text

    def inner(self, chosen: Chosen) -> str:
        """A layer inside another as a function of its weights and what it sees."""
        recurrent = catalog.layers()[chosen.kind].random
        given = {"weights": "weights", "x": "x"}
        text = self.function(chosen.kind, dict(chosen.config), given, ())
        if not recurrent:
            return f"lambda weights, x: {text}"
        return (
            f"lambda weights, x, **way: {text[:-1].rstrip()} **way)".replace("\n ** ", " **")
            if text.endswith(",\n)")
            else f"lambda weights, x, **way: {text[:-1]}, **way)"
        )

    def lines(self, node: Node) -> list[str]:
        """What computes one node, and its mask."""
        heard, name = self.flow.heard(node), self.flow.names[node.id]
        owner = literal(node.shares or node.id)
        own = f"weights[{owner}]" if self.facts.checked.inferred[node.id].weights else "{}"
        moving = node.kind == "batch_normalization"
        if moving and node.shares:
            own = f"({own} | moved.get({owner}, {{}}))"
        given = {"weights": own, "x": heard[0], "key": self.key(node)} | self.flow.masks(node)
        found = find(FILES, node.kind)
        several = found is not None and "x" not in found[1].parameters
        text = self.function(node.kind, node.config, given, heard if several else ())
        left = name + (f", moved[{owner}]" if moving else "")
        written = [f"{left} = {text}", *self.flow.mask(node)]
        charge = node.config.get("activity_regularizer")
        if charge:
            self.code += gather(FOLDER / "jax_training.py", ["price_of_outputs"])
            arguments = [name, *(f"{n}={literal(v)}" for n, v in charge.items())]
            self.prices.append(call("price_of_outputs", arguments))
        return written

    def key(self, node: Node) -> str:
        """Each layer that draws has a key of its own."""
        if node.kind == "batch_normalization":
            return "None" if frozen(node) else "key"
        if node.id not in self.drawing:
            return "None"
        return "key" if len(self.drawing) == 1 else f"keys[{self.drawing.index(node.id)}]"


def network_code(facts: Facts) -> Network:
    """The function ``network``."""
    writer = _Writer(facts)
    body = writer.flow.begin()
    if writer.moving:
        body.append("moved = {}")
    if len(writer.drawing) > 1:
        count = len(writer.drawing)
        body.append(f"keys = [None] * {count} if key is None else jax.random.split(key, {count})")
    for node in facts.layers:
        body += writer.lines(node)
    ends = [writer.flow.names[end] for end in facts.ends]
    answer = ends[0] if len(ends) == 1 else f"({', '.join(ends)})"
    extra = [*(["moved"] if writer.moving else []), *(["priced"] if writer.prices else [])]
    if writer.prices:
        body.append(f"priced = {' + '.join(writer.prices)}")
    body.append(f"return {', '.join([answer, *extra])}")
    told = [
        *(["in training with a key for what is drawn"] if writer.keyed else []),
        *(["also the statistics that moved"] if writer.moving else []),
        *(["also what each row's outputs cost"] if writer.prices else []),
    ]
    says = ["What the network makes of a batch" + (":" if told else ".")]
    says += [";\n".join(told) + "."] if told else []
    head = f"def network(weights, x{', key=None' if writer.keyed else ''}):"
    lines = ['"""' + "\n".join(says) + '"""', *body]
    lines = "\n".join(lines).split("\n")
    text = "\n".join([head, *(f"{STEP}{line}" for line in lines)])
    imports = ("import jax", "import jax.numpy as jnp")
    code = (
        Gathered(imports, ()) + writer.code + writer.flow.code + Gathered((), (("network", text),))
    )
    return Network(code, tuple(ends), writer.keyed, writer.moving, bool(writer.prices))
