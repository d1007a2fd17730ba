"""One kind seen alone: its help page as a single HTML file, and a short form for a terminal."""

import html
import json
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

import plotly.graph_objects as go
import plotly.io as pio

from engine.contracts import Text

GRAPHS: Any = go  # Plotly's own types are partly unknown
STYLE = """
body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem;
  color: #1c2430; background: #fff }
h1 { font-size: 1.6rem } h2 { font-size: 1.2rem; margin-top: 2.5rem }
table { border-collapse: collapse } td, th { padding: .25rem .9rem .25rem 0; text-align: left;
  vertical-align: top }
pre { background: #f4f6f8; padding: 1rem; overflow: auto; font-size: .85rem }
"""
COLORS = ("#1f6fb2", "#c8590b", "#2f7d5b", "#666a71")
Page = Mapping[str, Any]


def as_html(page: Page, language: str) -> str:
    """The whole page in one language, whole in itself."""
    parts = [
        f"<h1>{_say(page['label'], language)} <code>{html.escape(page['name'])}</code></h1>",
        f"<p>{_say(page['summary'], language)}</p>",
        _words(page, language),
        _titled(language, Text("Formula (TeX)", "Formel (TeX)"), _code(page.get("formula"))),
        *(_drawn(one, language, place == 0) for place, one in enumerate(page["pictures"])),
        _titled(language, Text("Settings", "Einstellungen"), _fields(page, language)),
        _titled(language, Text("Shapes and parameters", "Formen und Parameter"), _examples(page)),
        _titled(language, Text("The code that runs", "Der Code, der läuft"), _code(page["code"])),
        f"<p><code>{html.escape(page['file'])}</code></p>",
    ]
    head = f"<meta charset='utf-8'><title>{html.escape(page['name'])}</title>"
    body = "\n".join(part for part in parts if part)
    start = f"<!doctype html><html lang='{language}'><head>{head}<style>{STYLE}</style></head>"
    return f"{start}<body>{body}</body></html>\n"


def as_text(page: Page, language: str) -> str:
    """What fits on a screen of a terminal."""
    lines = [f"{page['category']}/{page['name']}: {page['summary'][language]}", ""]
    words = page.get("help") or page.get("about")
    lines += [words[language], ""] if words else []
    lines += [page["formula"], ""] if page.get("formula") else []
    for field in page.get("fields", ()):
        lines.append(
            f"  {field['name']:<28}{json.dumps(field['default']):<18}{field['label'][language]}"
        )
    for example in page["examples"]:
        shapes = ", ".join(_shape(shape) for shape in example["inputs"])
        config = json.dumps(example["config"])
        lines.append(
            f"  {shapes} -> {_shape(example['output'])}, {example['params']:,} parameters  {config}"
        )
    return "\n".join(lines).rstrip()


def _say(text: Mapping[str, str], language: str) -> str:
    return html.escape(text[language])


def _titled(language: str, title: Text, body: str) -> str:
    heading = title.de if language == "de" else title.en
    return f"<h2>{html.escape(heading)}</h2>{body}" if body else ""


def _words(page: Page, language: str) -> str:
    words = page.get("help") or page.get("about")
    return f"<p>{_say(words, language)}</p>" if words else ""


def _code(code: str | None) -> str:
    return f"<pre>{html.escape(code)}</pre>" if code else ""


def _table(rows: Sequence[Sequence[str]]) -> str:
    lines = ["".join(f"<td>{html.escape(cell)}</td>" for cell in row) for row in rows]
    return f"<table>{''.join(f'<tr>{line}</tr>' for line in lines)}</table>" if rows else ""


def _fields(page: Page, language: str) -> str:
    return _table(
        [
            (field["name"], json.dumps(field["default"]), _limits(field), field["help"][language])
            for field in page.get("fields", ())
        ]
    )


def _limits(field: Mapping[str, Any]) -> str:
    if field["choices"]:
        return ", ".join(field["choices"])
    ends = [field["minimum"], field["maximum"]]
    return (
        ""
        if ends == [None, None]
        else " … ".join("" if end is None else f"{end:g}" for end in ends)
    )


def _examples(page: Page) -> str:
    return _table(
        [
            (
                json.dumps(one["config"]),
                ", ".join(_shape(shape) for shape in one["inputs"]),
                _shape(one["output"]),
                f"{one['params']:,}",
            )
            for one in page["examples"]
        ]
    )


def _shape(shape: Sequence[int | None]) -> str:
    return "×".join("?" if length is None else str(length) for length in shape) or "1"


def _drawn(picture: Mapping[str, Any], language: str, first: bool) -> str:
    title = Text(picture["title"]["en"], picture["title"]["de"])
    if picture["form"] == "table":
        heads = [column[language] for column in picture["columns"]]
        rows = [[str(cell) for cell in row] for row in picture["rows"]]
        return _titled(language, title, _table([heads, *rows]))
    figures = _maps(picture) if picture["form"] == "maps" else [_plot(picture, language)]
    options = {"displaylogo": False, "responsive": True}
    drawn = [
        str(pio.to_html(one, config=options, full_html=False, include_plotlyjs=first and at == 0))
        for at, one in enumerate(figures)
    ]
    return _titled(language, title, "".join(drawn))


def _plot(picture: Mapping[str, Any], language: str) -> Any:
    figure = GRAPHS.Figure()
    for place, line in enumerate(picture.get("curves", ())):
        color = COLORS[place % len(COLORS)]
        figure.add_scatter(
            x=line["x"], y=line["y"], name=line["label"][language], line={"color": color}
        )
    for group in picture.get("groups", ()):
        x, y = zip(*group["points"], strict=True) if group["points"] else ((), ())
        figure.add_scatter(x=x, y=y, name=group["name"], mode="markers")
    if picture["form"] == "bars":
        edges = picture["edges"]
        middles = [(a + b) / 2 for a, b in pairwise(edges)]
        figure.add_bar(x=middles, y=picture["counts"], marker_color=COLORS[0])
    figure.update_layout(
        xaxis_title=picture["x"][language], template="plotly_white", height=360, margin={"t": 16}
    )
    return figure


def _maps(picture: Mapping[str, Any]) -> list[Any]:
    figures: list[Any] = []
    for sheet in picture["maps"]:
        width, values = sheet["width"], sheet["values"]
        rows = [values[at : at + width] for at in range(0, len(values), width)]
        figure = GRAPHS.Figure(GRAPHS.Heatmap(z=rows, colorscale="Blues"))
        figure.update_yaxes(autorange="reversed", scaleanchor="x")
        figure.update_layout(template="plotly_white", height=260, width=320, margin={"t": 16})
        figures.append(figure)
    return figures
