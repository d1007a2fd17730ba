/** Inside a pooling: the window over one map, its numbers, and which of them or what mean goes on. */

import { useCallback, useRef, useState } from 'react'

import { useT } from '../../i18n'
import { usePalette } from '../../live/colors'
import { useLive } from '../../live/hooks'
import { useReadable } from '../../live/readable'
import { sampleOf, useSample } from '../../live/sample'
import { readable } from '../../ui/numbers'
import { put } from '../../ui/put'
import type { Frame, Part } from '../../wire/frames'
import * as heatmap from '../heatmap'
import { pictureScale } from '../scales'
import { UnitButtons } from '../meddle/UnitButtons'
import { Spoken } from '../Spoken'
import type { Inside, InsideProps } from './inside'
import { paintMaps, writePatch, writeValues } from './parts/channels'
import { useChannelName } from './parts/colors'
import { cellOf, within } from './parts/ConvMaps'
import { MapThumbs } from './parts/MapThumbs'
import { Matrix } from './parts/Matrix'
import { middleOf } from './parts/meeting'
import { placeName, placeShort } from './parts/places'
import { useSlide } from './parts/slide'
import {
  afterOf,
  cellsUnder,
  lengthsOf,
  mapsOf,
  NO_BORDER,
  numberAt,
  placeOver,
  slidingOf,
  type Cell,
  type Pair,
  type Sliding,
} from './parts/sliding'
import './windows.css'

const SIDE = 190
/** Cells of a window whose numbers are written out. */
const MOST_CELLS = 144
/** Numbers of a sequence in one line. */
const LINE = 8

interface Pooled {
  readonly sliding: Sliding
  readonly inputs: Part
  readonly outputs: Part
  /** Where no mask leaves a place out: 1, else 0. */
  readonly counts: Part
}

function View({ node, kind, shape, inputs }: InsideProps) {
  const t = useT()
  const stage = useRef<HTMLDivElement>(null)
  const sample = useSample()
  const [channel, setChannel] = useState(0)
  const [asked, setPlace] = useState<Cell>([0, 0])
  const [sliding, setSliding] = useState<Sliding | null>(null)
  const [skipped, setSkipped] = useState(0)
  const flat = inputs[0]?.length === 2
  const size = lengthsOf(inputs[0] ?? [], flat)
  const places: Pair = kind.name.startsWith('global') ? [1, 1] : lengthsOf(shape, flat)
  const place = within(asked, places)
  const channelName = useChannelName(node, inputs[0]?.at(-1) ?? 1)
  const name = channelName(String(channel + 1))
  const largest = kind.name.includes('max')
  const go = useCallback((next: (from: Cell) => Cell) => setPlace(next), [])
  const slide = useSlide(places, go)

  const write = useReadable((handle) => {
    const pooled = pooledOf(handle.frame(), flat)
    if (!stage.current || !pooled) return
    const { patch, output } = numbersOf(pooled, place)
    writePatch(stage.current, patch, NaN)
    const inside = patch.filter((value) => value !== null)
    markWinner(stage.current, patch, largest ? output : null)
    writeValues(stage.current, { output, total: inside.reduce((sum, value) => sum + value, 0) })
    put(stage.current.querySelector('[data-value="counted"]') ?? undefined, String(inside.length))
    const said = { place: placeName(t, place, flat), output: readable(output) }
    put(
      stage.current.querySelector('[data-spoken]') ?? undefined,
      t(largest ? 'insideImages.maxSaid' : 'insideImages.meanSaid', said),
    )
  })
  useLive(
    stage,
    { probe: 'pooled', node: node.id, first: channel, count: 1, sample: sampleOf(sample) },
    (handle) => {
      const pooled = pooledOf(handle.frame(), flat)
      if (!stage.current || !pooled) return
      if (JSON.stringify(pooled.sliding) !== JSON.stringify(sliding)) setSliding(pooled.sliding)
      const look = pictureScale(heatmap.rangeOf(pooled.inputs, 0))
      // Where nothing counts, the hatching behind shows through.
      const palette = { ...usePalette.getState().palette, unknown: 0 }
      const hidden = pooled.counts.data.filter((count) => count === 0).length
      if (hidden !== skipped) setSkipped(hidden)
      paintMaps(stage.current, palette, {
        inputs: [countedOnly(pooled), look],
        outputs: [pooled.outputs, look],
      })
      write(handle)
    },
  )

  const border = sliding && ([sliding.before, afterOf(sliding, size, places)] as const)
  return (
    <div className="conv" ref={stage}>
      <div className="inside-tools">
        <MapThumbs
          node={node.id}
          total={inputs[0]?.at(-1) ?? 1}
          chosen={channel}
          word={t('insideImages.channels')}
          one={(n) => t('insideImages.channel', { channel: channelName(String(n)) })}
          onChoose={setChannel}
        />
        {places[0] * places[1] > 1 && (
          <button
            type="button"
            className="button pill inside-end"
            aria-pressed={slide.walks}
            onClick={slide.press}
          >
            {t(slide.walks ? 'insideImages.stop' : 'insideImages.slide')}
          </button>
        )}
      </div>
      <UnitButtons node={node.id} unit={channel} />
      {sliding && border && (
        <div className="conv-maps">
          <figure>
            <Matrix
              {...{ size, border }}
              cell={cellOf(size, border, SIDE)}
              framed={cellsUnder(sliding, place)}
              at={middleOf(cellsUnder(sliding, place))}
              step={sliding.strides}
              label={t('insideImages.inputOf', { channel: name })}
              symbol="x"
              name="inputs"
              onAsk={(cell) => setPlace(placeOver(sliding, cell, places))}
            />
            <figcaption className="inside-label">
              {t('insideImages.inputOf', { channel: name })}
            </figcaption>
          </figure>
          <Patch {...{ sliding, place, largest, flat }} channel={name} />
          <figure>
            <Matrix
              size={places}
              cell={cellOf(places, NO_BORDER, places[0] * places[1] === 1 ? 40 : SIDE)}
              framed={[place]}
              at={place}
              label={t('insideImages.outputMap')}
              symbol="y"
              name="outputs"
              onAsk={(cell) => setPlace(within(cell, places))}
            />
            <figcaption className="inside-label">{t('insideImages.outputMap')}</figcaption>
          </figure>
        </div>
      )}
      {skipped > 0 && (
        <p className="soft" data-symbol="mask">
          {t('insideKinds.skipped', { n: skipped, total: size[0] * size[1] })}
        </p>
      )}
      <span className="live-spoken" data-spoken />
      <Spoken body={stage} />
    </div>
  )
}

interface PatchProps {
  readonly sliding: Sliding
  readonly place: Cell
  readonly channel: string
  readonly largest: boolean
  readonly flat: boolean
}

/** The numbers under the window, and what becomes of them. */
function Patch({ sliding, place, channel, largest, flat }: PatchProps) {
  const t = useT()
  const [rows, columns] = sliding.taps
  const where = { channel, place: placeShort(t, place, flat) }
  return (
    <figure className="pool-patch">
      <figcaption className="inside-label">{t('insideImages.patchAt', where)}</figcaption>
      {rows * columns <= MOST_CELLS && (
        <div
          className="cells"
          data-cells="patch"
          data-symbol="x"
          style={flat ? lineOf(columns) : { gridTemplateColumns: `repeat(${columns}, 50px)` }}
        >
          {Array.from({ length: rows * columns }, (_, n) => (
            <span key={n} />
          ))}
        </div>
      )}
      <p className="conv-result mono">
        {largest ? (
          <span data-symbol="max">{'max'}</span>
        ) : (
          <span data-symbol="mean">
            Σ <span data-value="total" /> / <span data-value="counted" />
          </span>
        )}
        <span>
          = <b data-value="output" data-symbol="y" />
        </span>
      </p>
    </figure>
  )
}

/** Numbers of a sequence wrap where there is no room for a whole line. */
function lineOf(count: number): { gridTemplateColumns: string; width: string } {
  const wide = 51 * Math.min(count, LINE) + 1
  return { gridTemplateColumns: 'repeat(auto-fill, 50px)', width: `min(100%, ${wide}px)` }
}

/** Marks the first of the numbers that is the largest; none where the mean goes on. */
function markWinner(
  root: HTMLElement,
  patch: readonly (number | null)[],
  largest: number | null,
): void {
  const winner = largest === null ? -1 : patch.indexOf(largest)
  root
    .querySelectorAll('[data-cells="patch"] > *')
    .forEach((cell, n) => cell.classList.toggle('won', n === winner))
}

function numbersOf(
  { sliding, inputs, outputs, counts }: Pooled,
  place: Cell,
): { patch: (number | null)[]; output: number } {
  const patch = cellsUnder(sliding, place).map((cell) =>
    numberAt(counts, 0, cell) === 0 ? null : numberAt(inputs, 0, cell),
  )
  return { patch, output: numberAt(outputs, 0, place) ?? NaN }
}

/** What comes in, unknown where a mask leaves it out. */
function countedOnly({ inputs, counts }: Pooled): Part {
  const data = Float32Array.from(inputs.data, (value, at) => (counts.data[at] === 0 ? NaN : value))
  return { ...inputs, data }
}

function pooledOf(frame: Frame | null, turned: boolean): Pooled | null {
  const [told, inputs, outputs, counts] = frame?.parts ?? []
  if (!told || !inputs || !outputs || !counts) return null
  return {
    sliding: slidingOf(told, turned),
    inputs: mapsOf(inputs, turned),
    outputs: mapsOf(outputs, turned),
    counts: mapsOf(counts, turned),
  }
}

export const INSIDE: Inside = {
  kinds: [
    'max_pooling2d',
    'average_pooling2d',
    'max_pooling1d',
    'average_pooling1d',
    'global_max_pooling2d',
    'global_average_pooling2d',
    'global_max_pooling1d',
    'global_average_pooling1d',
  ],
  symbols: {
    x: { tex: 'x', code: /call\.inputs\[0\]|\bmembers\b(?!\()|_line\.picture\(call\)/ },
    max: { tex: '\\max', code: /jnp\.(?:maximum|max)\b|jax\.lax\.max/ },
    mean: { tex: '\\sum', code: /jnp\.(?:add|mean|sum)|jax\.lax\.add/ },
    mask: { tex: 'T', code: /\bcounting\b|\bmask\b/ },
    y: { tex: 'y', code: /\breturn\b/ },
  },
  View,
}
