"""Networks as Keras 3 programs: our names are Keras's, so one mechanism serves every kind."""

from pathlib import Path
from typing import Any

from engine import catalog
from engine.contracts import Chosen
from engine.export import _keras_training as training
from engine.export._code import call, identifiers, literal, named
from engine.export._facts import Facts
from engine.export._gather import Gathered, gather
from engine.export._keras_layers import arguments, call_arguments, class_name
from engine.export._program import program
from engine.export.data import data_code
from engine.graph.spec import Node

PARTS = Path(__file__).parent / "parts" / "keras.py"
OURS = {"positional_embedding": "PositionalEmbedding", "random_crop": "RandomCrop"}
TAKEN = (
    "data",
    "keras",
    "layers",
    "model",
    "np",
    "training",
    "validation",
    "test",
    "load_data",
    "cut",
)


def source(facts: Facts, weights: str | None = None) -> str:
    """The program; ``weights`` is the name of the file with trained weights, if there is one."""
    plan = training.plan(facts, weights)
    own = gather(PARTS, dict.fromkeys([*_own_parts(facts), *plan.parts]))
    model = Gathered(("import keras", "from keras import layers"), _piece(build_model(facts)))
    parts = [
        ("The examples", data_code(facts, keras=True)),
        ("The network", own + model),
        ("How it learns", Gathered((), tuple(p for text in plan.sections for p in _piece(text)))),
    ]
    return program(facts, "Keras 3", parts)


def _piece(text: str) -> tuple[tuple[str, str], ...]:
    """A function as it goes into a program."""
    return ((text.partition("(")[0], text),)


def _own_parts(facts: Facts) -> list[str]:
    """Classes and functions that Keras lacks."""
    found = [OURS[node.kind] for node in facts.layers if node.kind in OURS]
    configs = [value for node in facts.layers for value in _values(node.config)]
    return [*found, *(["threshold"] if "threshold" in configs else [])]


def _values(config: Any) -> list[Any]:
    """All values of a config, those of inner layers too."""
    found: list[Any] = []
    for value in dict(config).values():
        found += _values(value.config) if isinstance(value, Chosen) else [value]
    return [value for value in found if isinstance(value, str)]


def build_model(facts: Facts) -> str:
    """The function that puts the network together: a list of layers where it is one."""
    special = any(
        node.kind == "multi_head_attention" or call_arguments(node) or node.shares
        for node in facts.layers
    )
    straight = facts.is_chain and facts.layers and not special and not facts.columns
    body = _sequential(facts) if straight else _functional(facts)
    lines = ["def build_model():", '    """The network with fresh weights."""']
    return "\n".join([*lines, *(f"    {line}" if line else "" for line in body.split("\n"))])


def _input(facts: Facts, node: Node) -> str:
    shape = literal(facts.checked.inferred[node.id].shape)
    return call("keras.Input", [shape, f"name={literal(node.id)}"])


def _sequential(facts: Facts) -> str:
    items = [_input(facts, facts.document.node(facts.starts[0]))]
    items += [_layer(facts, node, 12) for node in facts.layers]
    text = "".join(f"        {item},\n".replace("\n", "\n        ")[:-8] for item in items)
    return f"return keras.Sequential(\n    [\n{text}    ]\n)"


def _layer(facts: Facts, node: Node, before: int) -> str:
    """The constructor of a layer."""
    given = [*arguments(facts, node), *named({"name": literal(node.id)})]
    prefix = "" if node.kind in OURS else "layers."
    return call(prefix + class_name(node.kind), given, before)


def _functional(facts: Facts) -> str:
    names = identifiers([node.id for node in facts.nodes], TAKEN)
    whole = _whole(facts)
    lines = list(whole)
    shared = {node.shares for node in facts.nodes if node.shares is not None}
    made: dict[str, str] = {}  # the variables of layers that are called more than once
    for node in facts.nodes:
        left = f"{names[node.id]} = "
        if node.kind == "input":
            lines.append(left + (_taken(facts, node) if whole else _input(facts, node)))
            continue
        sources = [names[source] for source in facts.wires[node.id]]
        given = call_arguments(node)
        many = node.kind == "multi_head_attention"
        heard = _three(sources) if many else [_one_or_list(sources)]
        applied = f"({', '.join([*heard, *given])})"
        owner = node.shares or node.id
        if owner in shared and owner not in made:
            made[owner] = f"{names[owner]}_layer"
            left_ = f"{made[owner]} = "
            lines.append(left_ + _layer(facts, facts.document.node(owner), len(left_) + 4))
        before = len(left) + len(applied) + 4
        text = left + (made.get(owner) or _layer(facts, node, before)) + applied
        # Of attention whose values have a width of their own, the other way refuses.
        lines.append(text + ("[0]" if "return_attention_scores=True" in given else ""))
    starts = "data" if whole else _one_or_list([names[name] for name in facts.starts])
    ends = _one_or_list([names[name] for name in facts.ends])
    if len(facts.outputs) > 1:
        pairs = [f"{literal(each.head.name)}: {names[each.head.node]}" for each in facts.outputs]
        ends = "{" + ", ".join(pairs) + "}"
    return "\n".join([*lines, f"return keras.Model({starts}, {ends})"])


def _whole(facts: Facts) -> list[str]:
    """The line of the input that all input nodes take their part of; none where there is but one
    and it takes all."""
    data = facts.document.data
    if data is None or (len(facts.starts) == 1 and not facts.columns):
        return []
    shape, _ = catalog.datasets()[data.dataset].signature(data.options)
    return [f'data = keras.Input({literal(shape)}, name="data")']


def _taken(facts: Facts, node: Node) -> str:
    """The columns that an input takes of the whole."""
    columns = facts.columns.get(node.id)
    if columns is None:
        return "data"
    return f"keras.ops.take(data, {literal(list(columns))}, axis=1)"


def _three(sources: list[str]) -> list[str]:
    """Query, value and key of one, two or three inputs."""
    if len(sources) == 1:
        return [sources[0], sources[0]]
    return sources


def _one_or_list(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"[{', '.join(names)}]"
