"""``predict``: what a trained network answers to a sample of its data or to numbers in a file."""

import argparse
import json
from pathlib import Path
from typing import Any

import numpy as np

from engine.cli import _document, _training
from engine.contracts import AnyArray, FloatArray
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
    found = outputs(plan, compiler, state, inputs(plan, options.input))
    answers = [_answer(plan, row) for row in found]
    if options.json:
        print(json.dumps(_training.finite({"outputs": answers})))
        return 0
    for answer in answers:
        numbers = "  ".join(f"{value:.4f}" for value in answer["output"])
        print(f"{answer['class']}: {numbers}" if "class" in answer else numbers)
    return 0


def _answer(plan: Plan, row: FloatArray) -> dict[str, Any]:
    """One output, with the class it stands for where the data has classes."""
    classes, answer = plan.rows.data.classes, {"output": row.tolist()}
    if not classes:
        return answer
    split = plan.lesson.cut
    place = int(np.argmax(row)) if split is None else int(row[0] > split)
    return {**answer, "class": classes[place]}


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
