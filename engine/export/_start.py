"""The function that draws a program's first weights, in NumPy for every library."""

from engine import catalog
from engine.contracts import Chosen, Weight
from engine.export._code import STEP, call, literal
from engine.export._facts import Facts
from engine.export._gather import Gathered, gather
from engine.export._parts import FOLDER, ours, texts


def first_weights(facts: Facts) -> Gathered:
    """The function that draws fresh weights as the layers say."""
    code, lines = Gathered(("import numpy as np",)), list[str]()
    for node in facts.layers:
        weights = facts.checked.inferred[node.id].weights
        if not weights or node.shares:
            continue
        lines.append(f"    {literal(node.id)}: {{")
        for weight in weights:
            text, more = drawn(weight)
            code += more
            lines += [f"    {line}" for line in f"    {literal(weight.name)}: {text},".split("\n")]
        lines.append("    },")
    body = (
        ["rng = np.random.default_rng(seed)", "return {", *lines, "}"] if lines else ["return {}"]
    )
    says = "Fresh weights by layer and name, drawn as each layer says."
    head = f'def first_weights(seed):\n    """{says}"""'
    text = "\n".join([head, *(f"{STEP}{line}" for line in body)])
    return code + Gathered((), (("first_weights", text),))


def drawn(weight: Weight) -> tuple[str, Gathered]:
    """How one tensor starts."""
    chosen = weight.initializer
    chosen = chosen if isinstance(chosen, Chosen) else Chosen(chosen)
    kind = catalog.initializers()[chosen.kind]
    part, code = ours(kind.draw, kind.name, kind.fields)
    given = {"rng": "rng", "shape": literal(weight.shape)}
    text = part.call(given | texts(kind.fields, dict(chosen.config)) if chosen.config else given)
    if weight.ones is None:
        return text, code
    code += gather(FOLDER / "start.py", ["with_ones"])
    return call("with_ones", [text, *map(literal, weight.ones)]), code
