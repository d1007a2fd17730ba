/** The pictures of a convolution: each channel under its kernel, then their sum and the map. */

import type { ReactNode } from 'react'

import { useT } from '../../../i18n'
import { Matrix } from './Matrix'
import { isOn, linked, type Meeting } from './meeting'
import type { Asked } from './channels'
import { NO_BORDER, type Border, type Cell, type Pair } from './sliding'

interface ConvMapsProps {
  readonly meeting: Meeting
  readonly size: Pair
  readonly places: Pair
  readonly count: number
  /** What the channel of a kernel is called, by its number among those shown. */
  readonly channelOf: (n: number) => string
  readonly activation: string
  readonly asked: Asked
  /** Whether each map is taken by a share before they are added. */
  readonly mixed: boolean
  /** What turns to other channels. */
  readonly pager: ReactNode
  readonly onAsk: (asked: Partial<Asked>) => void
  /** Paints a cell of the kernel; null while a press only looks. */
  readonly onPaint: ((tap: number, channel: number, begins: boolean) => void) | null
}

/** Longest side of a channel's maps in style pixels by how many there are; beyond three in two rows. */
const SIDES = [0, 150, 108, 76, 80, 66, 66]
const SUM_SIDE = 130
/** Longest side of a kernel by how many there are: large enough to paint its cells. */
const KERNEL_SIDES = [0, 96, 78, 60, 60, 54, 54]
const LARGEST_WEIGHT = 32
const LINE = { width: 240, height: 24 }

export function ConvMaps(props: ConvMapsProps) {
  const t = useT()
  const { meeting, size, places, count, asked, channelOf, onAsk, onPaint } = props
  const { place, tap } = asked
  const { border, taps } = meeting
  const side = SIDES[count] ?? 50
  const cell = cellOf(size, border, side)
  const [, across] = taps
  const weight = Math.min(LARGEST_WEIGHT, (KERNEL_SIDES[count] ?? 48) / Math.max(...taps))
  const under = meeting.under(place)
  const stamp = meeting.stamp?.(under[linked(under, tap)] ?? [-1, -1]) ?? []
  const made = { size: places, cell: cellOf(places, NO_BORDER, side), framed: [place], at: place }
  const large = { ...made, cell: cellOf(places, NO_BORDER, Math.max(side, SUM_SIDE)) }
  const ask = (next: Cell, channel = asked.channel): void =>
    onAsk({ place: within(next, places), channel })
  return (
    <div className="conv-maps">
      <div className="conv-channels" data-count={count} data-line={places[0] === 1 || undefined}>
        {Array.from({ length: count }, (_, n) => (
          <div className="conv-channel" key={n}>
            <Matrix
              {...{ size, cell, border }}
              framed={meeting.stamp ? under.filter((one) => isOn(one, size)) : under}
              at={meeting.at(place, tap)}
              step={meeting.step}
              label={t('insideImages.inputOf', { channel: channelOf(n) })}
              symbol="x"
              name="inputs"
              map={n}
              onAsk={(next) => {
                const found = meeting.over(next)
                onAsk({ place: found.place, channel: n, tap: found.tap ?? tap })
              }}
            />
            <span aria-hidden>{meeting.stamp ? '·' : '∗'}</span>
            <Matrix
              size={taps}
              cell={[weight, weight]}
              framed={[[Math.floor(tap / across), tap % across]]}
              at={[Math.floor(tap / across), tap % across]}
              label={t('insideImages.kernelOf', { channel: channelOf(n) })}
              symbol="w"
              name="kernels"
              map={n}
              onAsk={(next) => {
                const [row, column] = within(next, taps)
                onAsk({ tap: row * across + column, channel: n })
              }}
              onPaint={
                onPaint
                  ? ([row, column], begins) => onPaint(row * across + column, n, begins)
                  : undefined
              }
            />
            <span aria-hidden>=</span>
            <Matrix
              {...made}
              framed={meeting.stamp ? stamp.filter((one) => isOn(one, places)) : [place]}
              also={meeting.stamp ? [place] : undefined}
              label={t(meeting.stamp ? 'insideKinds.stampsOf' : 'insideImages.productOf', {
                channel: channelOf(n),
              })}
              symbol={props.mixed ? 'map' : 'sum'}
              name="products"
              map={n}
              onAsk={(next) => ask(next, n)}
            />
            {props.mixed && (
              <span className="mono conv-share" data-symbol="p">
                · <b data-mixture={n} />
              </span>
            )}
          </div>
        ))}
        {props.pager}
      </div>
      <div className="conv-maps">
        <span className="conv-sign" data-symbol="sum" aria-hidden>
          Σ
        </span>
        <figure>
          <Matrix {...large} label={t('insideImages.sumMap')} symbol="sum" name="sum" onAsk={ask} />
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
            onAsk={ask}
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

export function within([row, column]: Cell, [rows, columns]: Pair): Cell {
  return [Math.min(rows - 1, Math.max(0, row)), Math.min(columns - 1, Math.max(0, column))]
}
