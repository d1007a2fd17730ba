"""Does an embedding have a row for every token number that the data hold?"""

from typing import Any

from engine import catalog
from engine.contracts import Text
from engine.errors import Fix, LearnerError
from engine.graph.order import Wiring
from engine.graph.spec import Document


def check_tokens(document: Document, wiring: Wiring) -> list[LearnerError]:
    """Embeddings behind an input that are too small; larger numbers would all share a row."""
    if document.data is None:
        return []
    dataset = catalog.datasets()[document.data.dataset]
    if dataset.tokens is None:
        return []
    tokens = dataset.tokens(document.data.options)
    found: list[LearnerError] = []
    for node in document.nodes:
        sources = [document.node(name).kind for name in wiring.inputs[node.id]]
        if node.kind != "embedding" or "input" not in sources or node.config["input_dim"] >= tokens:
            continue
        edit = {"op": "set", "node": node.id, "field": "input_dim", "value": tokens}
        fix = Fix(Text(f"Set it to {tokens}", f"Auf {tokens} setzen"), (edit,))
        place: dict[str, Any] = {"node": node.id, "field": "input_dim", "fix": fix}
        rows = node.config["input_dim"]
        found.append(LearnerError("vocabulary_larger", tokens=tokens, rows=rows, **place))
    return found
