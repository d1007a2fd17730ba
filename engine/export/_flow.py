"""What flows through a program from node to node: variables, the parts of inputs, masks."""

from collections.abc import Iterable

import jax
import jax.numpy as jnp

from engine import catalog
from engine.contracts import keep_mask
from engine.export._code import identifiers, literal
from engine.export._facts import Facts
from engine.export._gather import Gathered, gather
from engine.export._parts import find, texts
from engine.graph.build import build, knobs
from engine.graph.spec import Node

UNKNOWN = 61  # stands in for a length that is not known


def masked(facts: Facts) -> frozenset[str]:
    """The nodes behind which some positions do not count: asked of our own network, lest it be
    written down twice."""
    network, sliders = build(facts.checked), knobs(facts.document)

    def run() -> list[str]:
        inputs = {
            start: jnp.zeros((1, *(n or UNKNOWN for n in facts.checked.inferred[start].shape)))
            for start in facts.starts
        }
        variables = network.init(0)
        flow = network.apply(
            variables,
            inputs,
            sliders,
            training=False,
            key=jax.random.key(0),
            present=jnp.ones(1),
        )
        found.extend(name for name, mask in flow.masks.items() if mask is not None)
        return []

    found: list[str] = []
    jax.eval_shape(run)
    return frozenset(found)


class Flow:
    """The variables of one program; ``files`` of ``parts`` have the functions of its masks."""

    def __init__(self, facts: Facts, taken: Iterable[str], files: tuple[str, ...]) -> None:
        self.facts, self.files, self.code = facts, files, Gathered()
        self.names = identifiers([node.id for node in facts.nodes], taken)
        self.masked = masked(facts)
        self._masks: dict[str, str] = {}

    def begin(self) -> list[str]:
        """How the inputs get their part of ``x``."""
        starts, columns = self.facts.starts, self.facts.columns
        if len(starts) > 1 and self.facts.document.data is None:
            return [f"{', '.join(self.names[start] for start in starts)} = x"]
        lines: list[str] = []
        for start in starts:
            if start in columns:
                lines.append(f"{self.names[start]} = x[:, {literal(list(columns[start]))}]")
            else:
                self.names[start] = "x"
        return lines

    def heard(self, node: Node) -> list[str]:
        """The variables of what a node hears."""
        return [self.names[source] for source in self.facts.wires[node.id]]

    def masks(self, node: Node) -> dict[str, str]:
        """The masks of what a node hears, as arguments; none where all positions count."""
        found = self._heard_masks(node)
        if all(mask == "None" for mask in found):
            return {}
        return {"mask": found[0], "masks": f"[{', '.join(found)}]"}

    def _heard_masks(self, node: Node) -> list[str]:
        return [self._masks.get(source, "None") for source in self.facts.wires[node.id]]

    def mask(self, node: Node) -> list[str]:
        """The line of a mask that is not simply handed on."""
        if node.id not in self.masked:
            return []
        masks, name = self._heard_masks(node), f"{self.names[node.id]}_mask"
        known = [mask for mask in masks if mask != "None"]
        found = find(self.files, f"{node.kind}_mask")
        if found is None and (len(known) == 1 or catalog.layers()[node.kind].mask != keep_mask):
            self._masks[node.id] = known[0]
            return []
        self._masks[node.id] = name
        if found is None:
            return [f"{name} = {' | '.join(known)}"]
        file, part = found
        self.code += gather(file, [part.name])
        heard = self.heard(node)
        given = {"x": heard[0], "masks": f"[{', '.join(masks)}]"}
        given |= texts(catalog.layers()[node.kind].fields, node.config)
        return [f"{name} = {part.call(given, heard if part.spread else ())}"]
