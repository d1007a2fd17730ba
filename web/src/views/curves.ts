/** Rows of a run as the lines of a figure; thinned for drawing, never smoothed. */

import type { Palette } from '../live/colors'
import type { Row } from '../wire/messages.gen'

interface Line {
  x: number[]
  y: number[]
}

export interface Series {
  training: Line
  validation: Line
}

const MOST_POINTS = 1500

/** The two lines of `name` ("loss", a metric, the learning rate); numbers that are not there leave no point. */
export function series(rows: readonly Row[], name: string): Series {
  return {
    training: thinned(rows, (row) => valueOf(row, name)),
    validation: thinned(
      rows.filter((row) => row.validation !== null),
      (row) => (row.validation ? valueOf(row.validation, name) : null),
    ),
  }
}

type Values = Pick<Row, 'loss' | 'metrics'> & { learning_rate?: number | null }

function valueOf(row: Values, name: string): number | null {
  if (name === 'learning_rate') return row.learning_rate ?? null
  return (name === 'loss' ? row.loss : row.metrics[name]) ?? null
}

/** Evenly picked rows, always with the last: each point drawn is a number that was measured. */
function thinned(rows: readonly Row[], value: (row: Row) => number | null): Line {
  const line: Line = { x: [], y: [] }
  const stride = Math.max(1, Math.ceil(rows.length / MOST_POINTS))
  rows.forEach((row, n) => {
    if (n % stride !== 0 && n !== rows.length - 1) return
    const y = value(row)
    if (y === null) return
    line.x.push(row.step)
    line.y.push(y)
  })
  return line
}

/** The newest numbers, for the readings beside the curves. */
export function latest(
  rows: readonly Row[],
  name: string,
): { training: number | null; validation: number | null } {
  const last = rows.at(-1)
  const checked = rows.findLast((row) => row.validation !== null)
  return {
    training: last ? valueOf(last, name) : null,
    validation: checked?.validation ? valueOf(checked.validation, name) : null,
  }
}

interface Figured {
  readonly lines: Series
  readonly names: { readonly training: string; readonly validation: string }
  /** Curves of other runs, drawn behind. */
  readonly behind: readonly { readonly name: string; readonly line: Line }[]
  /** The step of the past that the views show, null for now. */
  readonly shown: number | null
}

/** The figure for Plotly in the colors of the page. */
export function figure(
  { lines, names, behind, shown }: Figured,
  palette: Palette,
  language: string,
): { data: object[]; layout: object; config: object } {
  const axis = {
    visible: lines.training.x.length > 0,
    color: palette.soft,
    gridcolor: palette.line,
    zeroline: false,
    fixedrange: true,
    automargin: false,
    exponentformat: 'none',
  }
  return {
    data: [
      ...behind.map(({ name, line }) => trace(name, line, palette.soft, 'solid', 1)),
      trace(names.training, lines.training, palette.ink, 'solid'),
      trace(names.validation, lines.validation, palette.action, 'dash'),
    ],
    layout: {
      autosize: true,
      margin: { l: 48, r: 8, t: 6, b: 26 },
      paper_bgcolor: 'rgba(0,0,0,0)',
      plot_bgcolor: 'rgba(0,0,0,0)',
      font: { family: 'Inter Variable, system-ui, sans-serif', size: 11, color: palette.soft },
      showlegend: false,
      hovermode: 'x unified',
      hoverlabel: {
        bgcolor: palette.card,
        bordercolor: palette.line,
        font: { color: palette.ink },
      },
      shapes: shown === null ? [] : [cursor(shown, palette)],
      separators: language === 'de' ? ',.' : '.,',
      xaxis: { ...axis, showgrid: false, nticks: 8, rangemode: 'tozero' },
      yaxis: { ...axis, nticks: 5, rangemode: 'tozero' },
    },
    config: { displayModeBar: false, responsive: false },
  }
}

/** An upright line at a step. */
function cursor(step: number, palette: Palette): object {
  const line = { color: palette.action, width: 1.5, dash: 'dot' }
  return { type: 'line', x0: step, x1: step, y0: 0, y1: 1, yref: 'paper', line }
}

function trace(
  name: string,
  line: Line,
  color: string,
  dash: 'solid' | 'dash',
  width = 1.75,
): object {
  return {
    type: 'scatter',
    mode: line.x.length === 1 ? 'markers' : 'lines',
    name,
    ...line,
    line: { color, width, dash: dash === 'dash' ? '4px,3px' : dash },
    hovertemplate: '%{y:.4f}',
  }
}
