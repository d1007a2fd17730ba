"""``train``: trains a document, one result an epoch, at last the figures on the test part."""

import argparse
import json
import sys
import time
from pathlib import Path
from typing import Any

from tqdm import tqdm

from engine.cli import _document, _training
from engine.contracts import Text
from engine.errors import LearnerError
from engine.train.session import Session


def register(commands: Any) -> None:
    """Adds the command."""
    parser = commands.add_parser("train", help="train a network and test it")
    _document.add_document(parser)
    _document.add_json(parser)
    _training.add_device(parser)
    parser.add_argument("--epochs", type=_positive, help="instead of the document's")
    parser.add_argument("--seed", type=int, help="instead of the document's")
    parser.add_argument("--save", type=Path, metavar="FILE", help="keep the weights (safetensors)")
    parser.add_argument("--report", type=Path, metavar="FILE.html", help="write a report")
    parser.set_defaults(run=run)


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("must be at least 1")
    return number


def run(options: argparse.Namespace) -> int:
    """Trains; prints one line an epoch."""
    compiler = _training.compiler()
    session = Session(
        _document.source(options.document),
        device=options.device,
        compiler=compiler,
        whole_epochs=True,
    )
    if options.seed is not None:
        session.reset(options.seed)
    epochs = options.epochs or session.plan.document.training.epochs
    compile_seconds = session.ready()
    began = time.perf_counter()
    problem = _epochs(session, epochs, as_json=options.json)
    seconds = time.perf_counter() - began
    if options.save is not None:
        session.save(options.save)
    if problem is not None:
        from engine.__main__ import FAILED, tell

        tell(problem, as_json=options.json)
        return FAILED
    last = {
        "test": session.score("test"),
        "steps_per_second": session.step_count / seconds,
        "compile_seconds": compile_seconds,
        "device": session.plan.device.platform,
    }
    print(json.dumps(_training.finite(last)) if options.json else _last_line(last))
    if options.report is not None:
        from engine.report import write_report

        write_report(options.report, session, last)
    return 0


def _epochs(session: Session, epochs: int, *, as_json: bool) -> LearnerError | None:
    """Trains that many epochs; answers what stopped it, if something did."""
    steps = epochs * session.plan.schedule.steps_per_epoch
    hidden = as_json or not sys.stderr.isatty()
    with tqdm(total=steps, unit=" steps", disable=hidden, leave=False) as bar:
        for _ in range(epochs):
            session.epoch()
            while not session.settled:
                if not session.advance():
                    time.sleep(0.001)
                bar.update(session.step_count - bar.n)
            if session.problem is not None:
                return session.problem
            row = session.history.epochs[-1]
            with bar.external_write_mode():
                print(json.dumps(_training.finite(row)) if as_json else _line(row), flush=True)
            if session.notice is not None:
                _tell_notice(session.notice, as_json=as_json)
                break
    return None


def _tell_notice(notice: LearnerError, *, as_json: bool) -> None:
    from engine.__main__ import spoken

    said = json.dumps({"notice": notice.to_json()}) if as_json else spoken(notice.message)
    print(said, flush=True)


def _figures(name: str, part: dict[str, Any]) -> str:
    shown = [f"{name} loss {part['loss']:.4f}"]
    return ", ".join(shown + [f"{key} {value:.4f}" for key, value in part["metrics"].items()])


def _line(row: dict[str, Any]) -> str:
    from engine.__main__ import spoken

    line = f"{spoken(Text('epoch', 'Epoche'))} {row['epoch']}: {_figures('training', row)}"
    if row["validation"]:
        line += f"; {_figures('validation', row['validation'])}"
    return f"{line}; {row['seconds']:.1f} s"


def _last_line(last: dict[str, Any]) -> str:
    return (
        f"{_figures('test', last['test'])}; {last['steps_per_second']:,.0f} steps/s on "
        f"{last['device']}, compiled in {last['compile_seconds']:.1f} s"
    )
