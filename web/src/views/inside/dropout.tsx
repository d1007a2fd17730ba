/** Layers of chance from inside: what comes in, what is drawn at this step, what goes out. */

import { useRef, useState } from 'react'

import { t as translate, useT, type Translate } from '../../i18n'
import { useLive } from '../../live/hooks'
import { useReadable } from '../../live/readable'
import { sampleOf, useSample } from '../../live/sample'
import { readable, whole } from '../../ui/numbers'
import { put } from '../../ui/put'
import type { Frame } from '../../wire/frames'
import type { Inside, InsideProps } from './inside'
import { Cells, showCells, type Cell } from './parts/Cells'
import { MapBox } from './parts/MapBox'
import { gridOf, spreadOf } from './parts/spread'
import './parts/units.css'

function View({ node, shape }: InsideProps) {
  const t = useT()
  const root = useRef<HTMLDivElement>(null)
  const said = useRef<HTMLDivElement>(null)
  const sample = sampleOf(useSample())
  const lengths = shape.map((length) => length ?? 1)
  const [height, width] =
    lengths.length === 1 ? gridOf(lengths[0] ?? 1) : [lengths[0] ?? 1, lengths[1] ?? 1]
  const maps = lengths.length === 3 ? (lengths[2] ?? 1) : 1
  const [chosen, setMap] = useState(0)
  const [cell, choose] = useState<Cell>([0, 0])
  const map = Math.min(chosen, maps - 1)
  const adds = node.kind === 'gaussian_noise'
  const amount = node.config[adds ? 'stddev' : 'rate'] ?? (adds ? 0.1 : 0.5)
  const probe = { probe: 'chance', node: node.id, map, sample }
  useLive(root, probe, (handle) => {
    const drawn = drawnOf(handle.frame())
    if (!drawn) return
    const { inputs, times, plus, outputs } = drawn
    showCells(root.current, [inputs, adds ? plus : times, outputs], height, width)
  })
  useLive(
    said,
    probe,
    useReadable((handle) => {
      const drawn = drawnOf(handle.frame())
      const [first, second] = said.current?.children ?? []
      put(first, drawn ? cellOf(drawn, cell, width, adds) : '…')
      put(second, drawn ? restsOf(drawn, node.kind, Number(amount), translate) : '')
    }),
  )
  return (
    <div className="units-stage">
      <p className="soft">{t('live.asInTrainingWhy')}</p>
      <MapBox map={map} maps={maps} onChoose={setMap} />
      <Cells
        root={root}
        pictures={[
          { name: t('insideUnits.input'), symbol: 'input' },
          {
            name: t(adds ? 'insideUnits.noise' : 'insideUnits.mask'),
            symbol: node.kind.startsWith('gaussian') ? 'noise' : 'mask',
            before: adds ? '+' : '×',
          },
          { name: t('insideUnits.output'), symbol: 'output', before: '=' },
        ]}
        height={height}
        width={width}
        cell={cell}
        choose={choose}
      />
      <div ref={said} className="chance-said mono" role="status">
        <p />
        <p />
      </div>
    </div>
  )
}

/** The answer to the probe `chance`. */
interface Drawn {
  inputs: Float32Array
  times: Float32Array
  plus: Float32Array
  outputs: Float32Array
  rests: Float32Array
  maps: Float32Array
}

function drawnOf(frame: Frame | null): Drawn | null {
  const [inputs, times, plus, outputs, rests, maps] =
    frame?.parts.map(({ data }) => data as Float32Array) ?? []
  if (!inputs || !times || !plus || !outputs || !rests || !maps) return null
  return { inputs, times, plus, outputs, rests, maps }
}

function cellOf(drawn: Drawn, [row, column]: Cell, width: number, adds: boolean): string {
  const at = row * width + column
  const value = (values: Float32Array): string => readable(values[at] ?? NaN)
  const [input, output] = [value(drawn.inputs), value(drawn.outputs)]
  const place = translate('insideUnits.cell', { row: row + 1, column: column + 1 })
  if (adds) return `${place}: ${input} + ${value(drawn.plus)} = ${output}`
  const dropped = drawn.times[at] === 0 ? ` (${translate('insideUnits.dropped')})` : ''
  return `${place}: ${input} × ${value(drawn.times)}${dropped} = ${output}`
}

/** What chance did altogether, beside what the layer's setting asks for. */
function restsOf({ times, plus, rests, maps }: Drawn, kind: string, amount: number, t: Translate) {
  if (kind === 'gaussian_noise') {
    const deviation = readable(spreadOf(plus).deviation)
    return t('insideUnits.noiseIs', { deviation, amount: readable(amount) })
  }
  if (kind === 'gaussian_dropout') {
    const { mean, deviation } = spreadOf(times)
    const expected = readable(Math.sqrt(amount / (1 - amount)))
    return t('insideUnits.factorsAre', {
      mean: readable(mean),
      deviation: readable(deviation),
      expected,
    })
  }
  const [count = NaN, total = NaN] =
    kind === 'spatial_dropout2d' ? [maps.filter((most) => most === 0).length, maps.length] : rests
  const values = { n: whole(count), total: whole(total), share: readable((count / total) * 100, 1) }
  const key = kind === 'spatial_dropout2d' ? 'insideUnits.mapsRest' : 'insideUnits.rest'
  return t(key, { ...values, rate: readable(amount * 100, 1), factor: readable(1 / (1 - amount)) })
}

export const INSIDE: Inside = {
  kinds: ['dropout', 'spatial_dropout2d', 'gaussian_dropout', 'gaussian_noise'],
  symbols: {
    input: { tex: 'x', code: /call\.inputs\[0\]/ },
    mask: { tex: 'm', code: /\bkept\b/ },
    noise: { tex: 'n', code: /\bnoise\b/ },
    output: { tex: 'y', code: /return jnp\.where|return x [*+]/ },
  },
  View,
}
