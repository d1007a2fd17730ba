"""A stand-alone page about one run: curves, confusion matrix, network and settings, with Plotly."""

import html
import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import plotly.graph_objects as go
import plotly.io as pio

from engine import catalog
from engine.contracts import Answer, Text
from engine.errors import by
from engine.graph.heads import curves
from engine.train.session import Session

STYLE = """
body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem;
  color: #1c2430; background: #fff }
h1 { font-size: 1.6rem } h2 { font-size: 1.2rem; margin-top: 2.5rem }
table { border-collapse: collapse } td, th { padding: .25rem .9rem .25rem 0; text-align: left }
td.number, th.number { text-align: right; font-variant-numeric: tabular-nums }
pre { background: #f4f6f8; padding: 1rem; overflow: auto; font-size: .85rem }
.figures { display: flex; flex-wrap: wrap; gap: 2rem }
.figures b { display: block; font-size: 1.5rem }
"""
BLUE, ORANGE = "#1f6fb2", "#c8590b"
GRAPHS: Any = go  # Plotly's own types are partly unknown


def write_report(path: Path, session: Session, result: Mapping[str, Any]) -> None:
    """Writes the page to a file, whole in itself. ``result`` is the last line of ``train``."""
    say = _German() if _speaks_german() else _English()
    document = session.plan.document
    parts = [
        f"<h1>{html.escape(document.name or say(Text('A network', 'Ein Netz')))}</h1>",
        _summary(say, session, result),
        *_curves(say, session),
        *(
            part
            for answer in session.plan.lesson.answers
            for part in _confusion(say, session, answer)
        ),
        _network(say, session),
        _settings(say, session),
    ]
    head = f"<meta charset='utf-8'><title>{html.escape(document.name)}</title>"
    body = "\n".join(parts)
    page = f"<!doctype html><html lang='{say.code}'><head>{head}<style>{STYLE}</style></head>"
    path.write_text(f"{page}<body>{body}</body></html>\n", "utf-8")


class _English:
    code = "en"

    def __call__(self, text: Text) -> str:
        return text.en


class _German(_English):
    code = "de"

    def __call__(self, text: Text) -> str:
        return text.de


def _speaks_german() -> bool:
    wish = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG", "")
    return wish.startswith("de")


def _summary(say: _English, session: Session, result: Mapping[str, Any]) -> str:
    test = result["test"]
    figures = {say(Text("Loss on test data", "Verlust auf Testdaten")): f"{test['loss']:.4f}"}
    known = curves(session.plan.document.training)
    for name, value in test["metrics"].items():
        label = say(known[name].label)
        figures[f"{label} ({say(Text('test', 'Test'))})"] = f"{value:.4f}"
    figures[say(Text("Steps", "Schritte"))] = f"{session.step_count}"
    figures[say(Text("Steps a second", "Schritte je Sekunde"))] = (
        f"{result['steps_per_second']:.0f} ({result['device']})"
    )
    cells = "".join(
        f"<div>{html.escape(k)}<b>{html.escape(v)}</b></div>" for k, v in figures.items()
    )
    return f"<div class='figures'>{cells}</div>"


def _curves(say: _English, session: Session) -> list[str]:
    """Loss and each metric over the steps, training and validation."""
    rows = session.history.rows
    known = curves(session.plan.document.training)
    names = ["loss", *session.plan.lesson.metrics.names]
    parts: list[str] = []
    for place, name in enumerate(names):
        label = say(known[name].label)
        figure = GRAPHS.Figure()
        steps, values = [row["step"] for row in rows], [_figure(row, name) for row in rows]
        figure.add_scatter(
            x=steps, y=values, name=say(Text("training", "Training")), line={"color": BLUE}
        )
        held = [row for row in rows if row["validation"]]
        figure.add_scatter(
            x=[row["step"] for row in held],
            y=[_figure(row["validation"], name) for row in held],
            name=say(Text("validation", "Validierung")),
            line={"color": ORANGE, "dash": "dash"},
        )
        figure.update_layout(
            xaxis_title=say(Text("step", "Schritt")),
            yaxis_title=label,
            hovermode="x unified",
            template="plotly_white",
            height=380,
            margin={"t": 16},
        )
        parts += [f"<h2>{html.escape(label)}</h2>", _drawn(figure, first=place == 0)]
    return parts


def _figure(part: Mapping[str, Any], name: str) -> float:
    return float(part["loss"] if name == "loss" else part["metrics"][name])


def _drawn(figure: Any, *, first: bool) -> str:
    """A figure as HTML; Plotly itself is written into the page once."""
    options = {"displaylogo": False, "responsive": True}
    return str(pio.to_html(figure, config=options, full_html=False, include_plotlyjs=first))


def confusion(session: Session, answer: Answer) -> Any:
    """How often an output took each true class (row) of the test part for each class, [c, c]."""
    classes, split = session.plan.rows.data.classes, answer.cut
    test = session.plan.rows.data.test
    found = session.outputs(test.inputs, session.plan.names.original[answer.node])
    taken = np.argmax(found, axis=1) if split is None else (found[:, 0] > split).astype(int)
    counts = np.zeros((len(classes), len(classes)), int)
    np.add.at(counts, (test.targets, taken), 1)
    return counts


def _confusion(say: _English, session: Session, answer: Answer) -> list[str]:
    classes = session.plan.rows.data.classes
    if not answer.classes:
        return []
    counts = confusion(session, answer)
    figure = GRAPHS.Figure(
        GRAPHS.Heatmap(
            z=np.log1p(counts),  # the diagonal would drown the mistakes otherwise
            text=counts,
            texttemplate="%{text}",
            hovertemplate=f"{say(Text('true', 'wahr'))} %{{y}}, "
            f"{say(Text('taken for', 'gehalten für'))} %{{x}}: %{{text}}<extra></extra>",
            x=list(classes),
            y=list(classes),
            colorscale="Blues",
            showscale=False,
        )
    )
    figure.update_layout(
        xaxis={"title": say(Text("taken for", "gehalten für")), "type": "category"},
        yaxis={
            "title": say(Text("true class", "wahre Klasse")),
            "type": "category",
            "autorange": "reversed",
        },
        template="plotly_white",
        height=520,
        margin={"t": 16},
    )
    title = say(Text("Confusion matrix (test data)", "Verwechslungsmatrix (Testdaten)"))
    if len(session.plan.lesson.answers) > 1:
        title = f"{html.escape(answer.name)}: {title}"
    return [f"<h2>{title}</h2>", _drawn(figure, first=False)]


def _network(say: _English, session: Session) -> str:
    """A table of the layers in order, under the learner's names."""
    heads = (Text("node", "Knoten"), Text("kind", "Art"), Text("shape", "Form"))
    head = "".join(f"<th>{say(text)}</th>" for text in heads)
    head += f"<th class='number'>{say(Text('parameters', 'Parameter'))}</th>"
    rows: list[str] = []
    for layer in session.plan.network.layers:
        params = sum(int(np.prod(weight.shape)) for weight in layer.weights)
        name = session.plan.names.original[layer.name]
        label = say(catalog.layers()[layer.kind].label)
        cells = "".join(f"<td>{html.escape(text)}</td>" for text in (name, label, by(layer.shape)))
        rows.append(f"<tr>{cells}<td class='number'>{params}</td></tr>")
    title = say(Text("Network", "Netz"))
    return f"<h2>{title}</h2><table><tr>{head}</tr>{''.join(rows)}</table>"


def _settings(say: _English, session: Session) -> str:
    whole = session.plan.document.normalized()
    shown = json.dumps({"data": whole["data"], "training": whole["training"]}, indent=2)
    title = say(Text("Settings", "Einstellungen"))
    return f"<h2>{title}</h2><pre>{html.escape(shown)}</pre>"
