import type { ReactNode } from 'react'
import type { BarsPicture, CurvesPicture, Line, PointsPicture } from '../api/help'
import { useSay, type Text } from '../i18n'
import { short } from './numbers'

const WIDTH = 420
const HEIGHT = 240
const LEFT = 52
const RIGHT = 12
const TOP = 10
const BOTTOM = 40
/** Told apart by dashes too, not by color alone. */
const DASHES = ['', '6 4', '2 3', '9 3 2 3']
const COLORS = ['var(--positive)', 'var(--negative)', 'var(--action)', 'var(--soft)']

type Range = readonly [number, number]

interface Frame {
  readonly x: (value: number) => number
  readonly y: (value: number) => number
}

function rangeOf(values: Iterable<number | null>): Range {
  let [least, most] = [Infinity, -Infinity]
  for (const value of values) {
    if (value === null) continue
    least = Math.min(least, value)
    most = Math.max(most, value)
  }
  if (least > most) return [0, 1]
  return least === most ? [least - 0.5, most + 0.5] : [least, most]
}

interface PlotProps {
  readonly across: Range
  readonly up: Range
  readonly x: Text
  readonly y: Text | null
  readonly label: Text
  readonly children: (frame: Frame) => ReactNode
}

/** Axes with their ends written, a line at zero, and what is drawn on them. */
function Plot({ across, up, x, y, label, children }: PlotProps) {
  const say = useSay()
  const frame: Frame = {
    x: (value) => LEFT + ((value - across[0]) / (across[1] - across[0])) * (WIDTH - LEFT - RIGHT),
    y: (value) => HEIGHT - BOTTOM - ((value - up[0]) / (up[1] - up[0])) * (HEIGHT - TOP - BOTTOM),
  }
  const [bottom, right] = [HEIGHT - BOTTOM, WIDTH - RIGHT]
  const within = (value: number, range: Range) => range[0] < value && value < range[1]
  return (
    <svg
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      role="img"
      aria-label={say(label)}
      className="help-plot"
    >
      <rect x={LEFT} y={TOP} width={right - LEFT} height={bottom - TOP} className="plot-frame" />
      {within(0, up) && (
        <line x1={LEFT} x2={right} y1={frame.y(0)} y2={frame.y(0)} className="plot-zero" />
      )}
      {within(0, across) && (
        <line y1={TOP} y2={bottom} x1={frame.x(0)} x2={frame.x(0)} className="plot-zero" />
      )}
      {children(frame)}
      <text x={LEFT} y={bottom + 14}>
        {short(across[0])}
      </text>
      <text x={right} y={bottom + 14} textAnchor="end">
        {short(across[1])}
      </text>
      <text x={(LEFT + right) / 2} y={bottom + 30} textAnchor="middle" className="plot-name">
        {say(x)}
      </text>
      <text x={LEFT - 6} y={bottom} textAnchor="end">
        {short(up[0])}
      </text>
      <text x={LEFT - 6} y={TOP + 9} textAnchor="end">
        {short(up[1])}
      </text>
      {y && (
        <text
          transform={`translate(14 ${(TOP + bottom) / 2}) rotate(-90)`}
          textAnchor="middle"
          className="plot-name"
        >
          {say(y)}
        </text>
      )}
    </svg>
  )
}

function path({ x, y }: Line, frame: Frame): string {
  let pen = 'M'
  const parts: string[] = []
  x.forEach((across, place) => {
    const up = y[place]
    if (across === null || up === null || up === undefined) pen = 'M'
    else {
      parts.push(`${pen}${frame.x(across).toFixed(1)} ${frame.y(up).toFixed(1)}`)
      pen = 'L'
    }
  })
  return parts.join('')
}

export function CurvesDrawing({ picture }: { picture: CurvesPicture }) {
  const say = useSay()
  const { curves } = picture
  return (
    <>
      <Plot
        across={rangeOf(curves.flatMap((line) => line.x))}
        up={rangeOf(curves.flatMap((line) => line.y))}
        x={picture.x}
        y={picture.y}
        label={picture.title}
      >
        {(frame) =>
          curves.map((line, place) => (
            <path
              key={place}
              d={path(line, frame)}
              className="plot-line"
              stroke={COLORS[place % COLORS.length]}
              strokeDasharray={DASHES[place % DASHES.length]}
            />
          ))
        }
      </Plot>
      {curves.length > 1 && <Legend names={curves.map((line) => say(line.label))} />}
    </>
  )
}

export function BarsDrawing({ picture }: { picture: BarsPicture }) {
  const { edges, counts } = picture
  return (
    <Plot
      across={rangeOf(edges)}
      up={[0, Math.max(...counts)]}
      x={picture.x}
      y={null}
      label={picture.title}
    >
      {(frame) =>
        counts.map((count, place) => {
          const [left, right] = [frame.x(edges[place] ?? 0), frame.x(edges[place + 1] ?? 0)]
          return (
            <rect
              key={place}
              x={left}
              y={frame.y(count)}
              width={Math.max(0.5, right - left - 1)}
              height={frame.y(0) - frame.y(count)}
              fill="var(--positive)"
            />
          )
        })
      }
    </Plot>
  )
}

export function PointsDrawing({ picture }: { picture: PointsPicture }) {
  const all = picture.groups.flatMap((group) => group.points)
  return (
    <>
      <Plot
        across={rangeOf(all.map(([x]) => x))}
        up={rangeOf(all.map(([, y]) => y))}
        x={picture.x}
        y={picture.y}
        label={picture.title}
      >
        {(frame) =>
          picture.groups.flatMap((group, place) =>
            group.points.map(([x, y], at) => (
              <Mark key={`${place} ${at}`} place={place} x={frame.x(x)} y={frame.y(y)} />
            )),
          )
        }
      </Plot>
      <Legend names={picture.groups.map((group) => group.name)} points />
    </>
  )
}

/** Full for one group, a ring for the other: not told apart by color alone. */
function Mark({ place, x, y }: { place: number; x: number; y: number }) {
  const color = COLORS[place % COLORS.length]
  return <circle cx={x} cy={y} r={2.6} fill={place % 2 === 0 ? color : 'none'} stroke={color} />
}

function Legend({ names, points = false }: { names: readonly string[]; points?: boolean }) {
  return (
    <ul className="plot-legend">
      {names.map((name, place) => (
        <li key={name}>
          <svg width="28" height="10" aria-hidden="true">
            {points ? (
              <Mark place={place} x={14} y={5} />
            ) : (
              <line
                x1="1"
                x2="27"
                y1="5"
                y2="5"
                className="plot-line"
                stroke={COLORS[place % COLORS.length]}
                strokeDasharray={DASHES[place % DASHES.length]}
              />
            )}
          </svg>
          {name}
        </li>
      ))}
    </ul>
  )
}
