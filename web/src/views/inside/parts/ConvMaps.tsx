/** The pictures of a convolution: each channel under its kernel, then their sum and the map. */

import type { ReactNode } from 'react'

import { useT } from '../../../i18n'
import { Matrix } from './Matrix'
import {
  afterOf,
  cellsUnder,
  NO_BORDER,
  placeOver,
  type Border,
  type Cell,
  type Pair,
  type Sliding,
} from './sliding'

interface ConvMapsProps {
  readonly sliding: Sliding
  readonly size: Pair
  readonly places: Pair
  /** The number of the first channel shown, and how many are. */
  readonly first: number
  readonly count: number
  readonly activation: string
  readonly place: Cell
  readonly tap: number
  /** What turns to other channels. */
  readonly pager: ReactNode
  readonly onPlace: (place: Cell, channel?: number) => void
  readonly onTap: (tap: number, channel: number) => void
}

/** Longest side of a channel's maps in style pixels by how many there are; beyond three in two rows. */
const SIDES = [0, 150, 108, 76, 80, 66, 66]
const SUM_SIDE = 130
const KERNEL_SIDE = 54
const LINE = { width: 240, height: 24 }

export function ConvMaps(props: ConvMapsProps) {
  const t = useT()
  const { sliding, size, places, first, count, place, tap, onPlace, onTap } = props
  const border = [sliding.before, afterOf(sliding, size, places)] as const
  const side = SIDES[count] ?? 50
  const cell = cellOf(size, border, side)
  const [, across] = sliding.taps
  const weight = Math.min(16, KERNEL_SIDE / Math.max(...sliding.taps))
  const output = { size: places, cell, framed: [place], at: place }
  const large = { ...output, cell: cellOf(places, NO_BORDER, Math.max(side, SUM_SIDE)) }
  return (
    <div className="conv-maps">
      <div className="conv-channels" data-count={count}>
        {Array.from({ length: count }, (_, n) => (
          <div className="conv-channel" key={n}>
            <Matrix
              {...{ size, cell, border }}
              framed={cellsUnder(sliding, place)}
              at={middleOf(sliding, place)}
              step={sliding.strides}
              label={t('insideImages.inputOf', { channel: first + n + 1 })}
              symbol="x"
              name="inputs"
              map={n}
              onAsk={(asked) => onPlace(placeOver(sliding, asked, places), n)}
            />
            <span aria-hidden>∗</span>
            <Matrix
              size={sliding.taps}
              cell={[weight, weight]}
              framed={[[Math.floor(tap / across), tap % across]]}
              at={[Math.floor(tap / across), tap % across]}
              label={t('insideImages.kernelOf', { channel: first + n + 1 })}
              symbol="w"
              name="kernels"
              map={n}
              onAsk={([row, column]) => onTap(row * across + column, n)}
            />
            <span aria-hidden>=</span>
            <Matrix
              {...output}
              label={t('insideImages.productOf', { channel: first + n + 1 })}
              symbol="sum"
              name="products"
              map={n}
              onAsk={(asked) => onPlace(within(asked, places), n)}
            />
          </div>
        ))}
        {props.pager}
      </div>
      <div className="conv-maps">
        <span className="conv-sign" data-symbol="sum" aria-hidden>
          Σ
        </span>
        <figure>
          <Matrix
            {...large}
            label={t('insideImages.sumMap')}
            symbol="sum"
            name="sum"
            onAsk={(asked) => onPlace(within(asked, places))}
          />
          <figcaption className="inside-label">{t('insideImages.sumMap')}</figcaption>
        </figure>
        <span className="conv-sign mono" data-symbol="f" aria-hidden>
          {props.activation === 'linear' ? '=' : `${props.activation} →`}
        </span>
        <figure>
          <Matrix
            {...large}
            label={t('insideImages.outputMap')}
            symbol="y"
            name="output"
            onAsk={(asked) => onPlace(within(asked, places))}
          />
          <figcaption className="inside-label">{t('insideImages.outputMap')}</figcaption>
        </figure>
      </div>
    </div>
  )
}

/** Height and width of a cell: square in a picture; a sequence is a line as high as it is readable. */
export function cellOf(size: Pair, [before, after]: Border, side: number): Pair {
  const rows = before[0] + size[0] + after[0]
  const columns = before[1] + size[1] + after[1]
  if (rows === 1 && columns > 1) return [LINE.height, Math.min(24, LINE.width / columns)]
  const square = side / Math.max(rows, columns)
  return [square, square]
}

/** The cell in the middle of the window, where the arrow keys start from. */
export function middleOf(sliding: Sliding, place: Cell): Cell {
  const under = cellsUnder(sliding, place)
  const [top = [0, 0], bottom = [0, 0]] = [under[0], under.at(-1)]
  return [(top[0] + bottom[0]) >> 1, (top[1] + bottom[1]) >> 1]
}

export function within([row, column]: Cell, [rows, columns]: Pair): Cell {
  return [Math.min(rows - 1, Math.max(0, row)), Math.min(columns - 1, Math.max(0, column))]
}
