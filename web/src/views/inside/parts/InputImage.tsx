/** An image from inside: its pixels as the data set has them beside those that the network gets. */

import { useEffect, useRef, useState } from 'react'

import { useT, type Key } from '../../../i18n'
import { usePalette } from '../../../live/colors'
import type { Numbers, RawSample } from '../../../live/raw'
import { exactSurface } from '../../../live/surface'
import { fixed, short, whole } from '../../../ui/numbers'
import { put } from '../../../ui/put'
import type { Part } from '../../../wire/frames'
import * as color from '../../color'
import * as heatmap from '../../heatmap'
import { Spoken } from '../../Spoken'
import type { InsideProps } from '../inside'
import { useEntering } from './entering'
import { Matrix } from './Matrix'
import type { Piece } from './preparing'
import { Sentence } from './Sentence'
import type { Cell, Pair } from './sliding'
import { StepsExplained } from './StepsExplained'
import { within } from '../../within'
import '../windows.css'

const SIDE = 190
const LARGEST_CELL = 22
const AROUND = 5
const COLORS: readonly Key[] = ['insideInput.red', 'insideInput.green', 'insideInput.blue']

interface ImageProps extends InsideProps {
  /** Null of a drawing, which comes from nowhere. */
  readonly sample: RawSample | null
}

export function InputImage({ node, kind, shape, sample }: ImageProps) {
  const t = useT()
  const root = useRef<HTMLDivElement>(null)
  const [asked, choose] = useState<Cell>([0, 0])
  const [chosen, setChannel] = useState(0)
  const [rows = 1, columns = 1, channels = 1] = shape.map((length) => length ?? 1)
  const [row, column] = [Math.min(asked[0], rows - 1), Math.min(asked[1], columns - 1)]
  const channel = Math.min(chosen, channels - 1)
  const factor = factorOf(sample)
  const raw = sample?.numbers ?? null
  const [rawRows = rows, rawColumns = columns, rawChannels = channels] = raw?.shape ?? []
  const covered = coveredBy([row, column], [rows, columns], [rawRows, rawColumns])
  const middle = covered[Math.floor(covered.length / 2)] ?? [0, 0]
  const rawChannel = Math.min(channel, rawChannels - 1)
  // What stands in the data set is known before the network answers.
  const showRaw = (element: HTMLElement | null): void => {
    if (!raw || !element) return
    paintNumbers(element, 'raw', raw, factor)
    writeAround(element, 'raw', raw, middle, rawChannel, 0)
  }
  useEntering(root, node, (element, values) => {
    const made = { shape: [rows, columns, channels], values }
    paintNumbers(element, 'made', made, 1)
    writeAround(element, 'made', made, [row, column], channel, 2)
    showRaw(element)
  })
  useEffect(() => showRaw(root.current))
  const channelsText = (n: number): string => t('insideInput.channels', { count: n, n: whole(n) })
  const size = { rows: whole(rows), columns: whole(columns), channels: channelsText(channels) }
  const rawSize = {
    rows: whole(rawRows),
    columns: whole(rawColumns),
    channels: channelsText(rawChannels),
    white: short(1 / factor),
  }
  const ask = ([down, across]: Cell, [height, width]: Pair): void =>
    choose([
      within(Math.floor(((down + 0.5) * rows) / height), rows),
      within(Math.floor(((across + 0.5) * columns) / width), columns),
    ])
  const jump: Pair = [Math.ceil(rawRows / rows), Math.ceil(rawColumns / columns)]
  return (
    <>
      <div className="input-stage" ref={root}>
        {!sample && <p className="input-note">{t('insideInput.drawn')}</p>}
        <Sentence
          pieces={piecesOf(t, sample, { row, column, channel, covered, rawChannel })}
          at={(row * columns + column) * channels + channel}
        />
        {channels === COLORS.length && <Channels chosen={channel} choose={setChannel} />}
        <div className="input-pictures">
          {sample && (
            <Side
              name="raw"
              size={[rawRows, rawColumns]}
              told={t('insideInput.imageSize', rawSize)}
              framed={covered}
              step={jump}
              ask={ask}
            />
          )}
          {sample && (
            <span className="conv-sign" aria-hidden>
              →
            </span>
          )}
          <Side
            name="made"
            size={[rows, columns]}
            told={t('insideInput.madeSize', size)}
            framed={[[row, column]]}
            step={[1, 1]}
            ask={ask}
          />
        </div>
        <Spoken body={root} />
      </div>
      <StepsExplained kind={kind} steps={sample?.steps.map(({ step }) => step) ?? []} />
    </>
  )
}

/** Which of three colors is worked out. */
function Channels({ chosen, choose }: { chosen: number; choose: (channel: number) => void }) {
  const t = useT()
  return (
    <span className="sequences-choice">
      {COLORS.map((color, n) => (
        <button
          key={color}
          type="button"
          className="button"
          aria-pressed={n === chosen}
          onClick={() => choose(n)}
        >
          {t(color)}
        </button>
      ))}
    </span>
  )
}

interface SideProps {
  readonly name: 'raw' | 'made'
  readonly size: Pair
  /** Its size in words. */
  readonly told: string
  readonly framed: readonly Cell[]
  readonly step: Pair
  readonly ask: (cell: Cell, size: Pair) => void
}

/** One picture, and the numbers of the pixel asked and of those beside it. */
function Side({ name, size, told, framed, step, ask }: SideProps) {
  const t = useT()
  const side = Math.min(LARGEST_CELL, SIDE / size[0], SIDE / size[1])
  const symbol = name === 'raw' ? 'x' : 'y'
  const title = t(`insideInput.${name}`)
  return (
    <figure className="input-side">
      <figcaption>
        <b>{title}</b> <span className="soft">{told}</span>
      </figcaption>
      <Matrix
        size={size}
        cell={[side, side]}
        framed={framed}
        at={framed[0] ?? [0, 0]}
        step={step}
        label={t('insideUnits.pictureOf', { name: title })}
        symbol={symbol}
        name={name}
        onAsk={(cell) => ask(cell, size)}
      />
      <div
        className="cells"
        data-around={name}
        data-symbol={symbol}
        role="img"
        aria-label={t('insideInput.around')}
        style={{ gridTemplateColumns: `repeat(${AROUND}, 50px)` }}
      >
        {Array.from({ length: AROUND * AROUND }, (_, n) => (
          <span key={n} className={n === (AROUND * AROUND - 1) / 2 ? 'input-asked' : undefined} />
        ))}
      </div>
    </figure>
  )
}

interface Asked {
  readonly row: number
  readonly column: number
  readonly channel: number
  readonly covered: readonly Cell[]
  readonly rawChannel: number
}

function piecesOf(
  t: ReturnType<typeof useT>,
  sample: RawSample | null,
  { row, column, channel, covered, rawChannel }: Asked,
): Piece[] {
  const [, columns = 1, channels = 1] = sample?.made.shape ?? []
  const place = { row: whole(row + 1), column: whole(column + 1) }
  const tint = channels === 3 ? COLORS[channel] : undefined
  const where = tint
    ? t('insideInput.colored', { ...place, color: t(tint) })
    : t('insideInput.pixel', place)
  const head: Piece[] = [{ text: `${where} ` }]
  if (!sample) return head
  const done = new Set(sample.steps.map(({ step }) => step))
  const made = sample.made.values[(row * columns + column) * channels + channel] ?? NaN
  const [rawRows = 1, rawColumns = 1, rawChannels = 1] = sample.numbers.shape
  const gray = done.has('gray') && rawChannels > channels
  const resized = rawRows !== sample.made.shape[0] || rawColumns !== columns
  if (gray || resized) {
    const key = gray ? (resized ? 'meanBright' : 'bright') : 'mean'
    head.push({ text: `${t(`insideInput.${key}`, sizeOf(covered))} ` })
    return [...head, { text: short(made), symbol: 'x' }, ...timesOf(sample)]
  }
  const [first = [0, 0]] = covered
  const at = (first[0] * rawColumns + first[1]) * rawChannels + rawChannel
  const stood = short(sample.numbers.values[at] ?? NaN)
  return [...head, { text: stood, symbol: 'x' }, ...timesOf(sample)]
}

function timesOf(sample: RawSample): Piece[] {
  const factor = factorOf(sample)
  if (factor === 1) return [{ text: ' = ' }]
  const parts = 1 / factor
  const told =
    Math.abs(parts - Math.round(parts)) < 1e-6 ? `1/${whole(Math.round(parts))}` : short(factor)
  return [{ text: ' · ' }, { text: told, symbol: 'factor' }, { text: ' = ' }]
}

/** What all numbers are multiplied with when a batch is taken. */
function factorOf(sample: RawSample | null): number {
  const scaling = sample?.steps.find(({ step }) => step === 'scale')
  return Number(scaling?.statistics.factor ?? 1)
}

/** The pixels that the pixel of a smaller or larger picture covers, if only in part. */
export function coveredBy(
  [row, column]: Cell,
  [rows, columns]: readonly [number, number],
  [rawRows, rawColumns]: readonly [number, number],
): Cell[] {
  const reach = (at: number, count: number, of: number): [number, number] => [
    Math.floor((at * of) / count + 1e-9),
    Math.ceil(((at + 1) * of) / count - 1e-9),
  ]
  const [top, bottom] = reach(row, rows, rawRows)
  const [left, right] = reach(column, columns, rawColumns)
  const cells: Cell[] = []
  for (let down = top; down < bottom; down++)
    for (let across = left; across < right; across++) cells.push([down, across])
  return cells
}

function sizeOf(cells: readonly Cell[]): { rows: string; columns: string } {
  const count = (axis: 0 | 1): string => whole(new Set(cells.map((cell) => cell[axis])).size)
  return { rows: count(0), columns: count(1) }
}

/** Paints numbers `[rows, columns, channels]` that `factor` brings to 0 to 1. */
function paintNumbers(root: HTMLElement, name: string, numbers: Numbers, factor: number): void {
  const [rows = 1, columns = 1, channels = 1] = numbers.shape
  const size = rows * columns
  const data = new Float32Array(size * channels)
  for (let at = 0; at < data.length; at++)
    data[(at % channels) * size + Math.floor(at / channels)] = (numbers.values[at] ?? NaN) * factor
  const part: Part = { dims: [channels, rows, columns], ranges: new Float32Array(), data }
  const { palette } = usePalette.getState()
  const canvas = root.querySelector<HTMLCanvasElement>(`canvas[data-maps="${name}"]`)
  if (!canvas) return
  const surface = exactSurface(canvas, columns, rows)
  if (channels === 3) return color.paint(surface, part, palette.unknown)
  const scale = { least: 0, greatest: 1 }
  heatmap.paint(surface, part, { palette, map: 0, scale, colors: 'sequential' })
}

/** Writes the numbers around a cell; beside the picture stands nothing. */
function writeAround(
  root: HTMLElement,
  name: string,
  { shape, values }: Numbers,
  [row, column]: Cell,
  channel: number,
  digits: number,
): void {
  const [rows = 1, columns = 1, channels = 1] = shape
  const half = (AROUND - 1) / 2
  root.querySelectorAll(`[data-around="${name}"] > *`).forEach((cell, n) => {
    const [down, across] = [row + Math.floor(n / AROUND) - half, column + (n % AROUND) - half]
    const outside = down < 0 || across < 0 || down >= rows || across >= columns
    const value = values[(down * columns + across) * channels + channel] ?? NaN
    put(cell, outside ? '' : fixed(value, digits))
    cell.classList.toggle('outside', outside)
  })
}
