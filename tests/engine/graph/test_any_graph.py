"""Whatever is wired to whatever: the check answers with shapes or sentences, never with a crash."""

import json
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from engine import catalog
from engine.errors import LearnerError
from engine.graph.answer import answer
from engine.graph.fields import checked

LENGTHS = st.sampled_from([1, 2, 3, 7, 28, 64, 4096, 65_536, None])
VALUES = {
    "units": st.sampled_from([1, 10, 65_536]),
    "filters": st.sampled_from([1, 6, 4096]),
    "groups": st.sampled_from([1, 2, 3]),
    "axis": st.integers(-6, 6),
    "shape": st.lists(LENGTHS, min_size=1, max_size=6),
    "activation": st.sampled_from(["relu", "softmax"]),
    "padding": st.sampled_from(["same", "valid", "causal", 3]),
    "interpolation": st.sampled_from(["nearest", "bilinear"]),
    "target_shape": st.lists(st.sampled_from([-1, 0, 1, 2, 14, 28, None]), min_size=1, max_size=4),
    "dims": st.permutations([1, 2, 3]) | st.lists(LENGTHS, min_size=1, max_size=4),
    "n": st.sampled_from([1, 4096]),
    "depth_multiplier": st.sampled_from([1, 64]),
    "output_padding": st.sampled_from([None, 0, 1, [0, 1]]),
    **dict.fromkeys(["size", "cropping"], st.sampled_from([0, 1, 2, 64, [1, 3]])),
    **dict.fromkeys(
        ["kernel_size", "pool_size", "strides", "dilation_rate"],
        st.sampled_from([1, 2, 64, [1, 3], [64, 2]]),
    ),
}


def fits(field, value):
    """Whether the field takes the value: two axes here, one there."""
    try:
        checked(field, value)
    except LearnerError:
        return False
    return True


@st.composite
def graphs(draw):
    """Up to eight nodes of any kind and any wires between them, circles and doubles included."""
    names = [f"n{number}" for number in range(draw(st.integers(0, 8)))]
    nodes = []
    for name in names:
        kind = draw(st.sampled_from(sorted(catalog.layers())))
        fields = [field for field in catalog.layers()[kind].fields if field.name in VALUES]
        chosen = [(field, draw(VALUES[field.name])) for field in fields if draw(st.booleans())]
        config = {field.name: value for field, value in chosen if fits(field, value)}
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
