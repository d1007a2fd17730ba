"""What all viewers of one run watch: equal probes share one stream and the very same bytes."""

import itertools
from collections.abc import Hashable, Sequence

import msgspec

from server.wire.messages import Probe

# One count for the whole server: a stream's number alone tells a page what it belongs to.
_numbers = itertools.count(1)


class Plan:
    """The union of the viewers' probes, each with its stream and its latest frame."""

    def __init__(self) -> None:
        self.latest: dict[int, bytes] = {}
        self._streams: dict[bytes, int] = {}
        self._probes: dict[int, Probe] = {}
        self._watched: dict[Hashable, tuple[int, ...]] = {}

    def watch(self, viewer: Hashable, probes: Sequence[Probe]) -> tuple[tuple[int, ...], bool]:
        """Note what a viewer sees now; answers its streams and whether the union has changed."""
        before = set(self._probes)
        streams = tuple(self._stream(probe) for probe in probes)
        if streams:
            self._watched[viewer] = streams
        else:
            self._watched.pop(viewer, None)
        self._drop_unwatched()
        return streams, set(self._probes) != before

    def watchers(self) -> set[Hashable]:
        """The viewers that see anything."""
        return set(self._watched)

    def streams(self) -> list[int]:
        """The union's streams."""
        return list(self._probes)

    def probes(self) -> list[Probe]:
        """The union's probes, in the order of ``streams``."""
        return list(self._probes.values())

    def renumber(self) -> None:
        """Other data: whoever watches anew gets new numbers, so no older frame can pass for it."""
        self._streams.clear()
        self.latest.clear()

    def forget(self) -> None:
        """The frames belong to a state of the run that is gone."""
        self.latest.clear()

    def _stream(self, probe: Probe) -> int:
        key = msgspec.json.encode(probe, order="sorted")
        if key not in self._streams:
            number = next(_numbers)
            self._streams[key], self._probes[number] = number, probe
        return self._streams[key]

    def _drop_unwatched(self) -> None:
        seen = set(itertools.chain.from_iterable(self._watched.values()))
        self._streams = {key: number for key, number in self._streams.items() if number in seen}
        self._probes = {number: probe for number, probe in self._probes.items() if number in seen}
        self.latest = {number: frame for number, frame in self.latest.items() if number in seen}
