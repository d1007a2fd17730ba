/** A layer that is applied at every position: what it makes of one of them, in numbers. */

import { useRef, useState } from 'react'

import { useT } from '../../i18n'
import { usePalette } from '../../live/colors'
import type { NodeFacts } from '../../live/facts'
import { useLive } from '../../live/hooks'
import { useReadable } from '../../live/readable'
import { sampleOf, useSample, type Sample } from '../../live/sample'
import { subscript, whole } from '../../ui/numbers'
import { put } from '../../ui/put'
import type { Part } from '../../wire/frames'
import * as heatmap from '../heatmap'
import { pictureScale } from '../scales'
import { resultOf, workingOf } from '../working'
import type { Inside, InsideProps } from './inside'
import { paintMaps } from './parts/channels'
import { shownWord, useTokens } from './parts/positions'
import { SheetMaps } from './parts/SheetMaps'
import { laidOut, placeText, sheetsOf } from './parts/sheets'
import { Waterfall } from './parts/Waterfall'
import './parts/units.css'
import './windows.css'

const WEIGHING = new Set(['dense', 'conv2d'])

function View({ node, shape, inputs }: InsideProps) {
  const t = useT()
  const stage = useRef<HTMLDivElement>(null)
  const sample = sampleOf(useSample())
  const lengths = (of: readonly (number | null)[]): number[] => of.slice(1).map((n) => n ?? 1)
  const [before, after] = [lengths(inputs[0] ?? []), lengths(shape)]
  const [given, made] = [sheetsOf(before), sheetsOf(after)]
  const time = shape[0] ?? 1
  const [wanted, setPosition] = useState(0)
  const [at, setAt] = useState(0)
  const [firsts, setFirsts] = useState({ in: 0, out: 0 })
  const position = Math.min(wanted, time - 1)
  const tokens = useTokens(node, time)
  const word = tokens?.[position]
  const inner = innerOf(node)
  const place = placeText(after, Math.min(at, made.count - 1))
  const index = [position, ...place.split(', ').map((n) => Number(n) - 1)]
  useLive(stage, { probe: 'through', node: node.id, sample }, (handle) => {
    const [input, output] = handle.frame()?.parts ?? []
    if (!stage.current || !input || !output) return
    const here = [sliceOf(input, position), sliceOf(output, position)] as const
    const palette = usePalette.getState().palette
    paintMaps(stage.current, palette, {
      in: [laidOut(here[0], given), pictureScale(rangeOf(here[0]))],
      out: [laidOut(here[1], made), pictureScale(rangeOf(here[1]))],
    })
  })
  return (
    <div className="units-stage" ref={stage}>
      <label className="repeated-position">
        <span>
          {t('insideKinds.atPosition', { n: whole(position + 1), total: whole(time) })}
          {word && <b className="repeated-word">{shownWord(word)}</b>}
        </span>
        <input
          type="range"
          min={1}
          max={time}
          value={position + 1}
          aria-label={t('insideKinds.choosePosition')}
          onChange={({ target }) => setPosition(target.valueAsNumber - 1)}
        />
        <span className="soft">{t('insideKinds.sameWeights')}</span>
      </label>
      <div className="moved-both">
        <SheetMaps
          sheets={given}
          title={t('insideImages.comesIn')}
          symbol="x"
          name="in"
          framed={[]}
          first={firsts.in}
          onTurn={(first) => setFirsts({ ...firsts, in: first })}
          onAsk={() => undefined}
        />
        <span className="conv-sign mono" data-symbol="layer">
          {inner.kind} →
        </span>
        <SheetMaps
          sheets={made}
          title={t('insideImages.goesOut')}
          symbol="y"
          name="out"
          framed={[Math.min(at, made.count - 1)]}
          first={firsts.out}
          onTurn={(first) => setFirsts({ in: firsts.in, out: Math.min(first, made.maps - 1) })}
          onAsk={setAt}
        />
      </div>
      <p className="inside-label">{t('insideKinds.numberAt', { place })}</p>
      {WEIGHING.has(inner.kind) ? (
        <Waterfall
          node={inner}
          index={index}
          sample={sample}
          biased={inner.config.use_bias !== false}
          nameOf={namesOf(inner, before)}
        />
      ) : (
        <Worked node={inner} index={index} sample={sample} />
      )}
    </div>
  )
}

/** What a layer without weights makes one number of. */
function Worked({ node, index, sample }: { node: NodeFacts; index: number[]; sample: Sample }) {
  const line = useRef<HTMLParagraphElement>(null)
  useLive(
    line,
    { probe: 'unit', node: node.id, index, sample },
    useReadable((handle) => {
      const working = workingOf(handle.frame())
      if (line.current) put(line.current, working ? resultOf(working, node) : '…')
    }),
  )
  return <p ref={line} className="moved-said mono" role="status" />
}

/** The layer inside as a node of its own, under the name that the server knows. */
function innerOf(node: NodeFacts): NodeFacts {
  const { layer = 'dense' } = node.config as { layer?: unknown }
  const named = typeof layer === 'string' ? { kind: layer } : layer
  const { kind, config = {} } = named as { kind: string; config?: Record<string, unknown> }
  const activation = typeof config.activation === 'string' ? config.activation : 'linear'
  return { ...node, kind, config, activation }
}

/** Of a convolution the row, column and channel under its window, else the number that comes in. */
function namesOf(inner: NodeFacts, before: readonly number[]): (n: number) => string {
  if (inner.kind !== 'conv2d') return (n) => subscript(`x${n + 1}`)
  const size = inner.config.kernel_size ?? 3
  const [height = 3, width = 3] = Array.isArray(size) ? (size as number[]) : [size, size]
  const seen = (before[2] ?? 1) / Number(inner.config.groups ?? 1)
  return (n) => placeText([Number(height), Number(width), seen], n)
}

/** What stands at one position. */
function sliceOf(part: Part, position: number): Part {
  const [, ...dims] = part.dims
  const count = dims.reduce((product, length) => product * length, 1)
  return { ...part, dims, data: part.data.slice(position * count, (position + 1) * count) }
}

function rangeOf(part: Part) {
  return heatmap.rangeOf({ ...part, dims: [1, part.data.length] }, 0)
}

export const INSIDE: Inside = {
  kinds: ['time_distributed'],
  symbols: {
    x: { tex: 'x_t', code: /call\.inputs\[0\]|\brows\b/ },
    layer: { tex: '\\mathrm{layer}', code: /KINDS\[call\.config\["layer"\]\.kind\]\.apply/ },
    y: { tex: 'y_t', code: /\breturn\b/ },
  },
  View,
}
