"""What a session has to do with its examinations: one is begun, waited for, and told of."""

from collections.abc import Sequence
from typing import Any

from engine.train.compile_cache import Compiler
from engine.train.examination import Examination, Findings, told
from engine.train.history import Row
from engine.train.training import Training


class Examining:
    """The examination of one run, if one is under way, and what the last one found."""

    def __init__(self, compiler: Compiler) -> None:
        self.findings: Findings | None = None
        self._compiler = compiler
        self._under_way: Examination | None = None

    def begin(self, training: Training) -> None:
        """Looks for what is wrong with the run; ``findings`` has it when ready."""
        if self._under_way is None:
            self._under_way = Examination(training.plan, self._compiler, training.tensors)

    def leave(self) -> None:
        """Another run takes its place: nothing that was found is about that."""
        if self._under_way is not None:
            self._under_way.leave()
        self._under_way, self.findings = None, None

    @property
    def settled(self) -> bool:
        """Whether none is under way."""
        return self._under_way is None

    def advance(self, rows: Sequence[Row], training: Training) -> bool:
        """Finds what is wrong if it can be told by now; False when there is nothing to do."""
        if self._under_way is None or not self._under_way.ready:
            return False
        examination, self._under_way = self._under_way, None
        self.findings = examination.findings(rows, training)
        return True

    def explains(self, training: Training) -> bool:
        """Whether why the run diverged is told already."""
        return self.findings is not None and self.findings[1][:1] == [training.problem]

    def status(self) -> dict[str, Any] | None:
        """What was found, in the words of the protocol's status."""
        return told(self.findings)
