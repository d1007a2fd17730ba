/** The frame of a small drawing: 100 by 100 units, its name above, what its sides mean beside it. */

import type { MouseEvent, ReactNode } from 'react'

interface PlotProps {
  /** What it shows with its numbers, for those who do not see it. */
  readonly label: string
  readonly title: string
  /** Left end, name and right end of the lower side. */
  readonly x: readonly [string, string, string]
  readonly y: string
  readonly onClick?: (event: MouseEvent<SVGSVGElement>) => void
  readonly children: ReactNode
}

export function Plot({ label, title, x, y, onClick, children }: PlotProps) {
  return (
    <figure className="answers-plot">
      <figcaption>{title}</figcaption>
      <span className="answers-y soft">{y}</span>
      <svg
        viewBox="0 0 100 100"
        preserveAspectRatio="none"
        role="img"
        aria-label={label}
        data-clickable={onClick !== undefined}
        onClick={onClick}
      >
        {children}
      </svg>
      <span className="answers-x soft">
        {x.map((text, n) => (
          <span key={n}>{text}</span>
        ))}
      </span>
    </figure>
  )
}

type Spot = readonly [x: number, y: number]

/** Where in the drawing's units a click was. */
export function spot({ currentTarget, clientX, clientY }: MouseEvent): Spot {
  const { left, top, width, height } = currentTarget.getBoundingClientRect()
  return [(100 * (clientX - left)) / width, (100 * (clientY - top)) / height]
}

/** The row whose place is nearest to a spot. */
export function nearest(
  [x, y]: Spot,
  rows: readonly number[],
  placeOf: (row: number) => Spot,
): number {
  const away = (row: number): number => {
    const [left, down] = placeOf(row)
    return (left - x) ** 2 + (down - y) ** 2
  }
  return rows.reduce((best, row) => (away(row) < away(best) ? row : best), rows[0] ?? 0)
}

/** A point as a piece of a path: a line without length, made round by its caps. */
export function dot(x: number, y: number): string {
  return Number.isFinite(x + y) ? `M${x.toFixed(2)} ${y.toFixed(2)}h0` : ''
}

/**
 * Points joined by straight lines, from shares of 1 with 0 below. A point on the way straight up or
 * across changes nothing and is left out: writing a thousand of them costs more than drawing them.
 */
export function line(xs: readonly number[], ys: readonly number[]): string {
  const points = xs.flatMap((x, n) => {
    if (runsOn(xs, ys, n) || runsOn(ys, xs, n)) return []
    return `${(100 * x).toFixed(2)} ${(100 - 100 * (ys[n] ?? 0)).toFixed(2)}`
  })
  return points.length > 0 && !points[0]?.includes('NaN') ? `M${points.join('L')}` : ''
}

/** Whether one coordinate stays around a point while the other goes on the same way. */
function runsOn(stays: readonly number[], moves: readonly number[], n: number): boolean {
  if (stays[n - 1] !== stays[n] || stays[n + 1] !== stays[n]) return false
  const [before = NaN, here = NaN, after = NaN] = [moves[n - 1], moves[n], moves[n + 1]]
  return (before <= here && here <= after) || (before >= here && here >= after)
}
