"""What only the engine can say about lessons: whether their networks are right and numbers true."""

from __future__ import annotations

import ast
import operator
from collections.abc import Callable, Mapping
from typing import Any

from server.lessons.edits import applied
from server.lessons.markdown import Claim
from server.lessons.problems import Broken, Problem
from server.lessons.tree import Block, Lesson, Library, Network, Task
from server.work.checking import Checker

LANGUAGES = {"en": str.maketrans({",": None}), "de": str.maketrans({".": None, ",": "."})}
ARITHMETIC: dict[type[ast.operator], Callable[[float, float], float]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.Pow: operator.pow,
}


async def proof(library: Library, checker: Checker) -> list[Problem]:
    """Every document that cannot be trained, and every number in the words that is not true."""
    problems: list[Problem] = []
    for lesson in library.lessons.values():
        problems += [problem.at(lesson.file) for problem in await _Proof(lesson, checker).run()]
    return problems


class _Proof:
    """One lesson."""

    def __init__(self, lesson: Lesson, checker: Checker) -> None:
        self.lesson = lesson
        self.checker = checker
        self.problems: list[Broken] = []
        self.answers: dict[int, dict[str, Any]] = {}  # by the line of the document

    async def run(self) -> list[Broken]:
        """Everything that is wrong."""
        shown: Network | None = None  # what a learner has who presses every button
        for _, block, network in self.lesson.blocks():
            if block.network is not None:
                await self.check(block.network)
                shown = block.network
            if block.directive == "try" and shown is not None:
                shown = await self.press(block, shown)
            if block.task is not None:
                await self.check(block.task.solution)
                await self.goals(block.task)
            for language, claim in block.claims:
                await self.confirm(language, claim, network)
        return self.problems

    async def check(self, network: Network) -> dict[str, Any]:
        """What the checker says of a document; its problems are told once."""
        if network.line not in self.answers:
            answer = await self.checker.ask("check", {"document": dict(network.document)})
            self.answers[network.line] = answer
            for found in answer["problems"]:
                place = found["node"] or found["field"] or network.document.get("name", "")
                words = {"english": found["message"]["en"], "german": found["message"]["de"]}
                self.problems.append(Broken("engine_says", network.line, place=place, **words))
        return self.answers[network.line]

    async def goals(self, task: Task) -> None:
        """Goals about layers must name kinds that exist."""
        layers = (await self.checker.catalog())["layers"]
        known = [layer["name"] for layer in layers]
        for goal in task.goals:
            if goal.values.get("kind", known[0]) not in known:
                expected = ", ".join(known)
                self.problems.append(
                    Broken("field_wrong", goal.line, field="kind", expected=expected)
                )

    async def press(self, block: Block, shown: Network) -> Network:
        """The network after a button's edits, which must be right too."""
        try:
            document = applied(shown.document, block.shown["edits"])
        except (KeyError, ValueError) as error:
            self.problems.append(Broken("edit_misses", block.line, what=str(error)))
            return shown
        after = Network(document, block.line)
        await self.check(after)
        return after

    async def confirm(self, language: str, claim: Claim, network: Network | None) -> None:
        """Compare a number in the words with the one that is computed."""
        try:
            computed = await self.computed(claim, network)
        except (KeyError, TypeError, ValueError, SyntaxError, ArithmeticError):
            self.problems.append(Broken("value_form", claim.line))
            return
        told: Any = claim.told
        if not isinstance(computed, str):
            try:
                told = float(claim.told.translate(LANGUAGES[language]))
            except ValueError:
                told = claim.told
        if told != computed:
            shown = computed if isinstance(computed, str) else f"{computed:.10g}"
            self.problems.append(Broken("value_wrong", claim.line, told=claim.told, computed=shown))

    async def computed(self, claim: Claim, network: Network | None) -> float | str:
        """What the text should say."""
        asked = claim.attributes
        if set(asked) == {"calc"}:
            return calculate(asked["calc"])
        if "of" in asked:
            network = self.lesson.tasks()[asked["of"]].solution
        if network is None or not set(asked) <= {"params", "shape", "node", "of"}:
            raise ValueError
        answer = await self.check(network)
        facts: Mapping[str, Any] = answer["nodes"][asked["node"]] if "node" in asked else answer
        if "params" in asked:
            return float(facts["params"])
        return " × ".join(map(str, facts["shape"]))


def calculate(text: str) -> float:
    """Arithmetic of numbers, and nothing else; raises what goes wrong."""
    return _value(ast.parse(text, mode="eval").body)


def _value(node: ast.expr) -> float:
    match node:
        case ast.Constant(value=int() | float() as value):
            return float(value)
        case ast.BinOp(left=left, op=op, right=right):
            return ARITHMETIC[type(op)](_value(left), _value(right))
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            return -_value(operand)
        case _:
            raise ValueError
