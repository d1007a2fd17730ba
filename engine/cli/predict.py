"""``predict``: what a trained network answers to a sample of its data or to numbers in a file."""

import argparse
import json
from pathlib import Path
from typing import Any

import numpy as np

from engine.cli import _document, _training
from engine.contracts import Answer, AnyArray, FloatArray
from engine.errors import LearnerError
from engine.train import checkpoint
from engine.train.devices import find_device
from engine.train.plan import Plan, make_plan
from engine.train.predicting import outputs

PARTS = ("training", "validation", "test")


def register(commands: Any) -> None:
    """Adds the command."""
    parser = commands.add_parser("predict", help="ask a trained network")
    _document.add_document(parser)
    _document.add_json(parser)
    _training.add_device(parser)
    parser.add_argument("--weights", type=Path, required=True, metavar="FILE")
    parser.add_argument(
        "input",
        metavar="INPUT",
        help="a sample like test:0, numbers like 1.5,2, or a file (.json, .csv, .npy) in the data "
        "set's own range",
    )
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Prints the outputs, and the class where there are classes."""
    compiler = _training.compiler()
    plan = make_plan(_document.source(options.document), find_device(options.device))
    tensors, _ = checkpoint.read(options.weights)
    weights = plan.network.init(0)
    state = checkpoint.unflatten(tensors, weights)
    given, heads = inputs(plan, options.input), plan.lesson.answers
    found = [outputs(plan, compiler, state, given, plan.names.original[h.node]) for h in heads]
    answers = [[_answer(plan, *pair) for pair in zip(heads, rows, strict=True)]
               for rows in zip(*found, strict=True)]  # fmt: skip
    names = [head.name for head in heads]
    if options.json:
        print(json.dumps(_training.finite({"outputs": [_named(names, row) for row in answers]})))
        return 0
    for row in answers:
        print(
            "; ".join(_line(names, name, answer) for name, answer in zip(names, row, strict=True))
        )
    return 0


def _named(names: list[str], row: list[dict[str, Any]]) -> dict[str, Any]:
    """A sample's answer; of several outputs one each, by name."""
    return row[0] if len(names) == 1 else dict(zip(names, row, strict=True))


def _line(names: list[str], name: str, answer: dict[str, Any]) -> str:
    numbers = "  ".join(f"{value:.4f}" for value in np.ravel(answer["output"]))
    said = f"{answer['class']}: {numbers}" if "class" in answer else numbers
    return said if len(names) == 1 else f"{name} = {said}"


def _answer(plan: Plan, head: Answer, row: FloatArray) -> dict[str, Any]:
    """One output, with the class it stands for where it says classes."""
    answer = {"output": row.tolist()}
    if not head.classes:
        return answer
    place = int(np.argmax(row)) if head.cut is None else int(row[0] > head.cut)
    return {**answer, "class": plan.rows.data.classes[place]}


def inputs(plan: Plan, text: str) -> AnyArray:
    """Raw inputs [n, *shape] from what was typed; points of the plane may stand for inputs."""
    part, _, index = text.partition(":")
    if part in PARTS and index.isdigit():
        return _sample(plan, part, int(index))
    numbers = _numbers(text)
    shape = plan.rows.data.shape
    one = int(np.prod(shape))
    alone = numbers.ndim <= 1 or numbers.shape == shape
    rows = numbers.reshape(1, -1) if alone else numbers.reshape(len(numbers), -1)
    if plan.rows.kind.embed is not None and rows.shape[1] == 2 and one != 2:
        return plan.rows.embedded(rows.astype(np.float32))
    if rows.shape[1] != one:
        raise LearnerError("sample_size", count=rows.shape[1], expected=one)
    return rows.reshape(-1, *shape)


def _sample(plan: Plan, part: str, index: int) -> AnyArray:
    examples, rows = plan.rows.part(part)
    if index >= len(rows):
        raise LearnerError("no_such_sample", index=index, part=part, count=len(rows))
    return examples.inputs[rows[index]][None]


def _numbers(text: str) -> AnyArray:
    path = Path(text)
    try:
        if path.suffix == ".npy":
            return np.load(path, allow_pickle=False)
        if path.suffix == ".json":
            return np.array(json.loads(path.read_text("utf-8")), np.float32)
        if path.suffix == ".csv":
            return np.loadtxt(path, np.float32, delimiter=",", ndmin=2)
        return np.array([float(part) for part in text.split(",")], np.float32)
    except ValueError:
        raise LearnerError("not_numbers", name=text[:80]) from None
