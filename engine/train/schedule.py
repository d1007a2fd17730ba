"""Which rows each step learns from: drawn on the host from seed and epoch, nothing else."""

import functools
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

Rows = npt.NDArray[np.int32]


@functools.lru_cache(maxsize=64)  # many calls share an epoch; thirty runs have thirty
def _shuffled(count: int, seed: int, epoch: int) -> npt.NDArray[np.int64]:
    bits = np.random.Philox(key=seed, counter=[0, 0, 0, epoch])
    return np.random.Generator(bits).permutation(count)


@dataclass(frozen=True, slots=True)
class Cursor:
    """Where a run is in its data: whole epochs done and rows used of the present one."""

    epoch: int = 0
    offset: int = 0


@dataclass(frozen=True, slots=True)
class Schedule:
    """The order of the training rows, epoch after epoch.

    ``rows`` are the training part's row numbers in the data set.
    """

    rows: Rows
    batch_size: int
    shuffle: bool
    seed: int

    @property
    def steps_per_epoch(self) -> int:
        """Steps in a whole epoch; the last one may be short."""
        return -(-len(self.rows) // self.batch_size)

    def permuted(self, epoch: int) -> Rows:
        """The rows in the order of one epoch: the same for the same seed and epoch, always."""
        if not self.shuffle:
            return self.rows
        return self.rows[_shuffled(len(self.rows), self.seed, epoch)]

    def left_in_epoch(self, cursor: Cursor) -> int:
        """Steps up to the end of the cursor's epoch."""
        return -(-max(0, len(self.rows) - cursor.offset) // self.batch_size)

    def settled(self, cursor: Cursor) -> Cursor:
        """The cursor, moved to the next epoch when the present one has no rows left."""
        return cursor if cursor.offset < len(self.rows) else Cursor(cursor.epoch + 1, 0)

    def advanced(self, cursor: Cursor, steps: int) -> Cursor:
        """The cursor after a number of steps."""
        cursor = self.settled(cursor)
        while steps > 0:
            left = self.left_in_epoch(cursor)
            if steps < left:
                return replace(cursor, offset=cursor.offset + steps * self.batch_size)
            steps -= left
            cursor = Cursor(cursor.epoch + 1, 0)
        return cursor

    def fill(self, cursor: Cursor, order: Rows, counts: Rows, steps: int) -> None:
        """Writes the next steps into ``order`` [kmax, capacity] and ``counts`` [kmax].

        Places beyond a count hold a row that exists, so that padding is ordinary numbers.
        """
        order[:steps] = self.rows[0]
        done = 0
        while done < steps:
            cursor = self.settled(cursor)
            ahead = self.permuted(cursor.epoch)[cursor.offset :]
            ahead = ahead[: (steps - done) * self.batch_size]
            whole, rest = divmod(len(ahead), self.batch_size)
            used = ahead[: whole * self.batch_size]
            order[done : done + whole, : self.batch_size] = used.reshape(whole, self.batch_size)
            counts[done : done + whole] = self.batch_size
            done += whole
            if rest:
                order[done, :rest] = ahead[len(used) :]
                counts[done] = rest
                done += 1
            cursor = Cursor(cursor.epoch, cursor.offset + len(ahead))
