"""Touching what flows and what learns: knobs that add to what leaves a layer or scale it, scale
what enters it, or keep some of its outputs' weights as they are, for any kind of layer.

They travel among a layer's other knobs, so a network that nobody touches compiles as if there were
none. A derivative with respect to such an addend is the gradient at that place.
"""

from collections.abc import Mapping
from typing import Any

OUTPUT_PLUS = "output.plus"  # added to what leaves the layer, of its shape [batch, *shape]
OUTPUT_TIMES = "output.times"  # multiplies it afterwards, broadcast from the last axis
INPUT_TIMES = "input.times"  # [inputs], multiplies what comes along each connection
SUM_PLUS = "sum.plus"  # added before the activation, where there is one
UNITS_LEARN = "units.learn"  # [units], 0 where an output's own weights stay as they are


def touched(
    nodes: Mapping[str, Mapping[str, Any]], layer: str, **values: Any
) -> dict[str, Mapping[str, Any]]:
    """The knobs of all layers with some more for one: ``output_plus``, ``output_times`` and
    ``sum_plus`` are the names above."""
    more = {name.replace("_", "."): value for name, value in values.items()}
    return {**nodes, layer: {**nodes.get(layer, {}), **more}}
