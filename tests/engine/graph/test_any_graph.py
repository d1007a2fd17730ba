"""Whatever is wired to whatever: the check answers with shapes or sentences, never with a crash."""

import json
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from engine import catalog
from engine.graph.answer import answer

LENGTHS = st.sampled_from([1, 2, 3, 7, 28, 64, 4096, 65_536, None])
VALUES = {
    "units": st.sampled_from([1, 10, 65_536]),
    "filters": st.sampled_from([1, 6, 4096]),
    "groups": st.sampled_from([1, 2, 3]),
    "axis": st.integers(-6, 6),
    "shape": st.lists(LENGTHS, min_size=1, max_size=6),
    "padding": st.sampled_from(["same", "valid"]),
    "activation": st.sampled_from(["relu", "softmax"]),
    **dict.fromkeys(
        ["kernel_size", "pool_size", "strides", "dilation_rate"],
        st.sampled_from([1, 2, 64, [1, 3], [64, 2]]),
    ),
}


@st.composite
def graphs(draw):
    """Up to eight nodes of any kind and any wires between them, circles and doubles included."""
    names = [f"n{number}" for number in range(draw(st.integers(0, 8)))]
    nodes = []
    for name in names:
        kind = draw(st.sampled_from(sorted(catalog.layers())))
        fields = [field.name for field in catalog.layers()[kind].fields if field.name in VALUES]
        chosen = [field for field in fields if draw(st.booleans())]
        config = {field: draw(VALUES[field]) for field in chosen}
        nodes.append({"id": name, "kind": kind, "config": config})
    ends = st.sampled_from([*names, "nowhere"])
    edges = draw(st.lists(st.lists(ends, min_size=2, max_size=2), max_size=12))
    forward = [list(pair) for pair in pairwise(names) if draw(st.booleans())]
    data = draw(st.sampled_from([None, {"dataset": "circle"}, {"dataset": "mnist"}]))
    loss = {"kind": draw(st.sampled_from(sorted(catalog.losses())))}
    return {
        "format": 1,
        "data": data,
        "nodes": nodes,
        "edges": [*forward, *edges],
        "training": {"loss": loss},
    }


@settings(max_examples=300)
@given(graphs())
def test_any_graph_is_answered(document):
    found = answer(document)
    json.dumps(found, allow_nan=False)
    assert found["document"] is not None
    assert found["ok"] == (not found["problems"])
    assert (found["fingerprint"] is not None) == found["ok"]
    assert not [problem for problem in found["problems"] if problem["code"] == "cannot_apply"]
