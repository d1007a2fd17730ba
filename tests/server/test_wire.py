"""Messages, frames and generated types: what both sides agree on."""

import hypothesis.strategies as st
import msgspec
import numpy as np
import pytest
from hypothesis import given

from server.wire import codegen, facts, frames, messages


def test_the_pages_types_are_up_to_date():
    assert codegen.TARGET.read_text("utf-8") == codegen.typescript(), "run `make gen`"


def test_every_command_is_known_by_its_type():
    command = msgspec.json.decode(
        b'{"type": "set_weight", "id": 1, "run": "a", "node": "n", "weight": "kernel",'
        b' "index": [0, 1], "value": 2}',
        type=messages.AnyCommand,
    )
    assert command == messages.SetWeight(1, "a", "n", "kernel", [0, 1], 2.0)


def test_unknown_fields_are_refused():
    with pytest.raises(msgspec.ValidationError):
        msgspec.json.decode(
            b'{"type": "play", "id": 1, "run": "a", "x": 1}', type=messages.AnyCommand
        )


def test_a_number_that_is_none_never_travels_as_nan():
    row = facts.Row(1, 0, float("nan"), {"accuracy": float("inf")}, float("nan"), None)
    assert b"null" in msgspec.json.encode(row)
    assert b"nan" not in msgspec.json.encode(row).lower()


def test_a_frame_has_the_documented_layout():
    message = frames.encode(7, 12.0, 3.5, [frames.Part(np.array([1.5, -2], np.float32))])
    assert len(message) == 32 + 8 + 4 + 8 + 4
    assert len(message) % 8 == 0
    assert message[:8] == (56).to_bytes(4, "little") + (7).to_bytes(4, "little")
    assert message[32:34] == bytes([2, 1])
    assert np.frombuffer(message, "<f4", 2, 44).tolist() == [1.5, -2.0]


@given(
    st.lists(st.lists(st.integers(0, 5), min_size=1, max_size=4), max_size=4),
    st.booleans(),
)
def test_frames_come_back_as_they_went(shapes, quantised):
    rng = np.random.default_rng(0)
    parts = []
    for shape in shapes:
        if quantised:
            maps = rng.integers(0, 256, shape, np.uint8)
            parts.append(frames.Part(maps, rng.normal(size=(shape[0], 2)).astype(np.float32)))
        else:
            parts.append(frames.Part(rng.normal(size=shape).astype(np.float32)))
    message = frames.encode(1, 2, 3, parts) + frames.encode(9, 8, 7, parts)
    first, second = frames.decode(message)
    assert (first.stream, second.stream, second.step, second.made) == (1, 9, 8, 7)
    for sent, got in zip(parts * 2, first.parts + second.parts, strict=True):
        assert sent.values.dtype == got.values.dtype
        np.testing.assert_array_equal(sent.values, got.values)
        if quantised:
            np.testing.assert_array_equal(sent.ranges, got.ranges)


def test_quantised_maps_stand_for_their_numbers():
    part = frames.Part(np.array([[0, 255]], np.uint8), np.array([[-1, 3]], np.float32))
    assert part.real().tolist() == [[-1.0, 3.0]]
