"""What programs with a loop of their own compare with what: targets, losses, outputs as read."""

from collections.abc import Callable
from pathlib import Path

from engine import catalog
from engine.contracts import LossKind
from engine.export._code import literal
from engine.export._facts import Facts, Output
from engine.export._gather import Gathered, gather
from engine.export._parts import Part, texts


class Losses:
    """The losses of one program. ``results`` are the variables of its outputs, ``part`` answers
    the function of a loss, and ``file`` of parts has the library's ``each_row``."""

    def __init__(
        self,
        facts: Facts,
        results: tuple[str, ...],
        part: Callable[[LossKind], tuple[Part, Gathered]],
        file: Path,
    ) -> None:
        self.facts, self.part, self.file, self.code = facts, part, file, Gathered()
        self.pairs = list(zip(facts.outputs, results, strict=True))
        self.several = len(self.pairs) > 1

    def target(self, output: Output) -> str:
        """What an output should have been."""
        return f"y[{literal(output.head.name)}]" if self.several else "y"

    def lines(self) -> list[str]:
        """Lines that compute ``losses``, one of each row; of several outputs first ``each``."""
        if not self.several:
            output, value = self.pairs[0]
            weight = output.head.weight
            times = "" if weight == 1 else f"{literal(weight)} * "
            return [f"losses = {times}{self._loss(output, value)}"]
        items = [
            f"    {literal(output.head.name)}: {self._loss(output, value)},"
            for output, value in self.pairs
        ]
        total = " + ".join(
            f"{literal(output.head.weight)} * each[{literal(output.head.name)}]"
            for output, _ in self.pairs
        )
        return ["each = {", *items, "}", f"losses = {total}"]

    def _loss(self, output: Output, value: str) -> str:
        """Each row's loss of one output; what stands along further axes is compared alone."""
        kind = catalog.losses()[output.head.loss]
        part, code = self.part(kind)
        self.code += code
        given, target = texts(kind.fields, output.head.loss_config), self.target(output)
        shape = self.facts.checked.inferred[output.head.node].shape
        if len(shape) == 1:
            return part.call(given | {"target": target, "output": value})
        self.code += gather(self.file, ["each_row"])
        rows = f".reshape(-1, {shape[-1]})"
        text = part.call(given | {"target": f"{target}{rows}", "output": f"{value}{rows}"})
        return f"each_row({text}, len(x))"

    def readable(self) -> tuple[list[str], list[str]]:
        """Outputs and targets as metrics read them: all axes but the last as rows."""
        values, targets = list[str](), list[str]()
        for output, value in self.pairs:
            shape = self.facts.checked.inferred[output.head.node].shape
            rows = f".reshape(-1, {shape[-1]})" if len(shape) > 1 else ""
            values.append(value + rows)
            targets.append(self.target(output) + rows)
        return values, targets

    def bends(self) -> list[tuple[str, str]]:
        """Outputs that the loss takes as logits and metrics as probabilities, and what makes
        these: sigmoid or softmax."""
        return [
            (
                value,
                "sigmoid" if catalog.losses()[output.head.loss].targets == "values" else "softmax",
            )
            for output, value in self.pairs
            if output.logits and output.head.metrics
        ]
