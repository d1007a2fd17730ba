/** Layers that work number by number: what comes in, what is done with it, what goes out. */

import { useRef, useState } from 'react'

import { t as translate, useT } from '../../i18n'
import type { Token } from '../../live/facts'
import { useLive } from '../../live/hooks'
import { useReadable } from '../../live/readable'
import { sampleOf, useSample } from '../../live/sample'
import { readable, whole } from '../../ui/numbers'
import { put } from '../../ui/put'
import type { Frame } from '../../wire/frames'
import type { Inside, InsideProps } from './inside'
import { Cells, showCells, type Cell } from './parts/Cells'
import { layoutOf, mapOf, type Layout } from './parts/layout'
import { MapBox } from './parts/MapBox'
import { shownWord, useTokens } from './parts/positions'
import { placeText } from './parts/sheets'
import './parts/units.css'

/** The answer to the probe `through`. */
interface Through {
  readonly inputs: ArrayLike<number>
  readonly output: ArrayLike<number>
  readonly added: ArrayLike<number>
  readonly told: ArrayLike<number>
}

function View({ node, shape }: InsideProps) {
  const t = useT()
  const root = useRef<HTMLDivElement>(null)
  const said = useRef<HTMLDivElement>(null)
  const sample = sampleOf(useSample())
  const lengths = shape.map((length) => length ?? 1)
  const layout = layoutOf(lengths)
  const [chosen, setMap] = useState(0)
  const [cell, choose] = useState<Cell>([0, 0])
  const map = Math.min(chosen, layout.maps - 1)
  const tokens = useTokens(node, lengths[0] ?? 1)
  const isImage = lengths.length === 3
  const way = WAYS[node.kind] ?? PLAIN
  const probe = { probe: 'through', node: node.id, sample }
  useLive(root, probe, (handle) => {
    const through = throughOf(handle.frame())
    if (!through) return
    const between = way.between?.(through, lengths)
    const shown = [through.inputs, ...(between ? [between] : []), through.output]
    const maps = shown.map((values) => mapOf(layout, values, map))
    showCells(root.current, maps, layout.height, layout.width, isImage)
  })
  useLive(
    said,
    probe,
    useReadable((handle) => {
      const through = throughOf(handle.frame())
      const [first, second] = said.current?.children ?? []
      const at = layout.at(map, cell)
      const place = placeOf(at, lengths, tokens)
      const asked = { through, at, lengths, layout, map, config: node.config }
      put(first, through ? `${place}: ${way.line({ ...asked, through })}` : '…')
      put(second, through && way.note ? way.note({ ...asked, through }) : '')
    }),
  )
  return (
    <div className="units-stage">
      {node.kind === 'random_contrast' && <p className="soft">{t('live.asInTrainingWhy')}</p>}
      <MapBox map={map} maps={layout.maps} onChoose={setMap} />
      <Cells
        root={root}
        pictures={[
          { name: t('insideUnits.input'), symbol: 'input' },
          ...(way.between ? [{ name: t(way.name), symbol: way.symbol, before: way.sign }] : []),
          { name: t('insideUnits.output'), symbol: 'output', before: way.between ? '=' : '→' },
        ]}
        height={layout.height}
        width={layout.width}
        cell={cell}
        choose={choose}
      />
      <div ref={said} className="chance-said mono" role="status">
        <p data-symbol="output" />
        <p />
      </div>
    </div>
  )
}

/** Of a sequence the position, with what stands there, and the number; else the place. */
function placeOf(at: number, lengths: readonly number[], tokens: readonly Token[] | null): string {
  const [, features] = lengths
  if (lengths.length !== 2 || features === undefined) return placeText(lengths, at)
  const position = Math.floor(at / features)
  const word = tokens?.[position]
  return translate('insideKinds.numberOf', {
    position: whole(position + 1) + (word ? ` (${shownWord(word)})` : ''),
    number: whole((at % features) + 1),
  })
}

interface AskedNumber {
  readonly through: Through
  readonly at: number
  readonly lengths: readonly number[]
  readonly layout: Layout
  readonly map: number
  readonly config: Readonly<Record<string, unknown>>
}

/** How a kind works on one number: the picture between in and out, its working, what else to say. */
interface Way {
  readonly name: 'insideKinds.rows' | 'insideKinds.counts'
  readonly symbol: string
  readonly sign: string
  readonly between?: (through: Through, lengths: readonly number[]) => ArrayLike<number>
  readonly line: (asked: AskedNumber) => string
  readonly note?: (asked: AskedNumber) => string
}

const value = (values: ArrayLike<number>, at: number): string => readable(values[at] ?? NaN)

const PLAIN: Way = {
  name: 'insideKinds.rows',
  symbol: 'row',
  sign: '+',
  line: ({ through, at }) => `${value(through.inputs, at)} → ${value(through.output, at)}`,
}

const WAYS: Readonly<Record<string, Way>> = {
  positional_embedding: {
    ...PLAIN,
    between: ({ added }) => added,
    line: ({ through, at }) =>
      `${value(through.inputs, at)} + ${value(through.added, at)} = ${value(through.output, at)}`,
    note: ({ at, lengths, config, through }) =>
      config.mode === 'sinusoidal'
        ? waveOf(at, lengths[1] ?? 1, value(through.added, at))
        : translate('insideKinds.learned'),
  },
  masking: {
    name: 'insideKinds.counts',
    symbol: 'mask',
    sign: '×',
    between: ({ told }, [, features = 1]) =>
      Float32Array.from({ length: told.length * features }, (_, n) =>
        Number(told[Math.floor(n / features)]),
      ),
    line: ({ through, at, lengths: [, features = 1] }) => {
      const counts = through.told[Math.floor(at / features)] ?? NaN
      return `${value(through.inputs, at)} × ${whole(counts)} = ${value(through.output, at)}`
    },
    note: ({ through: { told }, at, lengths: [, features = 1], config }) => {
      const position = Math.floor(at / features)
      const key = told[position] === 0 ? 'insideKinds.filler' : 'insideKinds.noFiller'
      return translate(key, {
        position: whole(position + 1),
        filler: readable(Number(config.mask_value ?? 0)),
        n: whole(Array.from(told).filter((counts) => counts !== 0).length),
        total: whole(told.length),
      })
    },
  },
  rescaling: {
    ...PLAIN,
    line: ({ through, at, config }) => {
      const [scale, offset] = [Number(config.scale ?? 1), Number(config.offset ?? 0)]
      const sum = `${readable(scale)} · ${value(through.inputs, at)} + ${readable(offset)}`
      return `${sum} = ${value(through.output, at)}`
    },
  },
  random_contrast: {
    ...PLAIN,
    line: ({ through, at, layout, map }) => {
      const values = mapOf(layout, through.inputs, map)
      const mean = readable(values.reduce((sum, one) => sum + one, 0) / values.length)
      const from = `${value(through.told, 0)} · (${value(through.inputs, at)} − ${mean}) + ${mean}`
      return `${from} → ${value(through.output, at)}`
    },
    note: ({ through, config }) => {
      const [least = 0, greatest = 1] = (config.value_range ?? []) as number[]
      const factor = value(through.told, 0)
      const range = { least: readable(least, 1), greatest: readable(greatest, 1) }
      return translate('insideKinds.contrast', { factor, ...range })
    },
  },
}

/** Positions are counted from 0 in the waves; two numbers side by side share one. */
function waveOf(at: number, features: number, result: string): string {
  const [position, feature] = [Math.floor(at / features), at % features]
  const wave = feature % 2 === 0 ? 'sin' : 'cos'
  const power = `10000^(${feature - (feature % 2)}/${features})`
  return `${wave}(${position} / ${power}) = ${result}`
}

function throughOf(frame: Frame | null): Through | null {
  const [inputs, output, added, told] = frame?.parts.map(({ data }) => data) ?? []
  return inputs && output && added && told ? { inputs, output, added, told } : null
}

export const INSIDE: Inside = {
  kinds: ['positional_embedding', 'masking', 'rescaling', 'random_contrast'],
  symbols: {
    input: { tex: 'x', code: /call\.inputs\[0\]/ },
    row: { tex: 'p_t', code: /call\.weights\["position_embeddings"\]|\bwaves\(/ },
    mask: { tex: 'm_t', code: /\bcounts\b/ },
    factor: { tex: 's', code: /call\.knobs\["scale"\]|\bfactors\b/ },
    offset: { tex: 't', code: /call\.knobs\["offset"\]/ },
    mean: { tex: '\\mu', code: /\bmean\b/ },
    output: { tex: 'y', code: /\breturn\b/ },
  },
  View,
}
