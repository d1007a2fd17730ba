/** Normalizing layers from inside: the numbers that go together, before and after, one worked out. */

import { useRef, useState } from 'react'

import { useT, type Key, type Translate } from '../../i18n'
import { usePalette } from '../../live/colors'
import { useLive } from '../../live/hooks'
import { useReadable } from '../../live/readable'
import { sampleOf, useSample } from '../../live/sample'
import { NumberBox } from '../../ui/NumberBox'
import { readable, whole } from '../../ui/numbers'
import { put } from '../../ui/put'
import { UnitButtons } from '../meddle/UnitButtons'
import { Spoken } from '../Spoken'
import type { Inside, InsideProps } from './inside'
import { Cells, showCells } from './parts/Cells'
import { Distribution, showSpread } from './parts/Distribution'
import { FeatureList, writeFeatures, type Column } from './parts/FeatureList'
import { layoutOf, normalizedOf, type Spot } from './parts/normalized'
import { Moves, writeMoves } from './parts/RunningMoves'
import { Sentence, writeSentence } from './parts/NormalSentence'
import './parts/units.css'
import './norms.css'

const WIDEST = 256 // features of which the probe answers a whole batch

function View({ node, shape }: InsideProps) {
  const t = useT()
  const root = useRef<HTMLDivElement>(null)
  const pictures = useRef<HTMLDivElement>(null)
  const sample = sampleOf(useSample())
  const lengths = shape.map((length) => length ?? 1)
  const batched = node.kind === 'batch_normalization'
  const [training, train] = useState(batched)
  const [count, setCount] = useState(1)
  const [asked, ask] = useState<Spot>({ place: lengths.map(() => 0), example: 0 })
  const spot = { place: asked.place, example: Math.min(asked.example, count - 1) }
  const axis = axisOf(node.config.axis, lengths.length)
  const features = lengths[axis] ?? 1
  const all = training && lengths.length === 1 && features <= WIDEST
  const layout = layoutOf(lengths, all ? count : null)
  const channels = lengths.length === 3 && axis === 2
  const nameOf = (n: number): string =>
    t(channels ? 'insideNorms.channel' : 'insideNorms.feature', { n: n + 1 })
  const choose = (feature: number): void =>
    ask({ ...spot, place: spot.place.map((at, n) => (n === axis ? feature : at)) })

  const write = useReadable((handle) => {
    const read = normalizedOf(handle.frame())
    if (!root.current || !read) return
    writeSentence(root.current, read)
    writeFeatures(root.current, read.features, features)
    for (const name of ['before', 'after'] as const) {
      const { counts, mean, deviation } = read[name]
      const many = counts.reduce((sum, one) => sum + one, 0)
      const values = {
        count: whole(many),
        mean: readable(mean),
        deviation: readable(deviation),
      }
      const said = root.current.querySelector(`[data-spread-said="${name}"]`) ?? undefined
      put(said, t('insideNorms.spread', values))
    }
    if (read.moves) writeMoves(root.current, read.moves)
    const place = spot.place.map((at) => at + 1).join(', ')
    const values = { place, before: readable(read.x), after: readable(read.y) }
    put(root.current.querySelector('[data-spoken]') ?? undefined, t('insideNorms.said', values))
    const row = whole((read.rows[spot.example] ?? 0) + 1)
    put(
      root.current.querySelector('[data-row-said]') ?? undefined,
      t('insideNorms.exampleIs', { count: whole(count), row }),
    )
  })
  const question = { probe: 'normalized', node: node.id, index: [...spot.place] }
  useLive(
    root,
    training ? { ...question, example: asked.example } : { ...question, sample },
    (handle) => {
      const read = normalizedOf(handle.frame())
      if (!root.current || !read) return
      if (read.rows.length > 0 && read.rows.length !== count) setCount(read.rows.length)
      const { height, width } = layout
      showCells(pictures.current, [read.inputs, read.outputs], height, width)
      const { palette } = usePalette.getState()
      showSpread(root.current, 'before', read.before, read.x, palette)
      showSpread(root.current, 'after', read.after, read.y, palette)
      write(handle)
    },
  )

  return (
    <div className="units-stage norms" ref={root}>
      {batched && (
        <div className="inside-tools" role="group" aria-label={t('insideNorms.ways')}>
          {[true, false].map((way) => (
            <button
              key={String(way)}
              type="button"
              className="button pill norms-way"
              aria-pressed={training === way}
              onClick={() => train(way)}
            >
              {t(way ? 'insideNorms.training' : 'insideNorms.prediction')}
            </button>
          ))}
          {training && (
            <label className="norms-example">
              <span className="soft">{t('insideNorms.example')}</span>
              <NumberBox
                whole
                label={t('insideNorms.example')}
                value={spot.example + 1}
                least={1}
                greatest={count}
                onChange={(n) =>
                  n !== null && n >= 1 && n <= count && ask({ ...spot, example: n - 1 })
                }
              />
              <span className="soft" data-row-said />
            </label>
          )}
        </div>
      )}
      <Sentence
        rms={node.kind === 'rms_normalization'}
        scaled={node.config.scale !== false}
        centered={node.config.center !== false && node.kind !== 'rms_normalization'}
      />
      <div className="norms-both">
        <Cells
          root={pictures}
          pictures={[
            { name: t('insideNorms.before'), symbol: 'x' },
            { name: t('insideNorms.after'), symbol: 'y', before: '→' },
          ]}
          height={layout.height}
          width={layout.width}
          ratio={Math.min(3, Math.max(0.75, layout.width / layout.height))}
          cell={layout.cellOf(spot)}
          choose={(cell) => ask(layout.spotAt(cell, spot))}
        />
        <div className="distributions">
          <Distribution when={t('insideNorms.before')} name="before" />
          <Distribution when={t('insideNorms.after')} name="after" />
        </div>
        <FeatureList
          count={features}
          columns={columnsOf(node.kind, training, node.config, t)}
          nameOf={nameOf}
          word={t(channels ? 'insideImages.channels' : 'insideNorms.numbers')}
          chosen={spot.place[axis] ?? 0}
          choose={choose}
        />
      </div>
      <UnitButtons node={node.id} unit={spot.place.at(-1) ?? 0} />
      <p className="soft">{t(whose(node.kind, training, lengths), { examples: whole(count) })}</p>
      {training && <Moves frozen={node.config.trainable === false} />}
      {batched && <p className="norms-why">{t('insideNorms.why')}</p>}
      <span className="live-spoken" data-spoken />
      <Spoken body={root} />
    </div>
  )
}

/** Which axis of a shape without batch a layer's setting means. */
function axisOf(setting: unknown, rank: number): number {
  const axis = typeof setting === 'number' ? setting : -1
  return axis < 0 ? rank + axis : axis - 1
}

/** Whose mean and variance are taken, as a sentence. */
function whose(kind: string, training: boolean, lengths: readonly number[]): Key {
  if (kind === 'batch_normalization') {
    if (!training) return 'insideNorms.ofRunning'
    return lengths.length === 1 ? 'insideNorms.ofBatch' : 'insideNorms.ofBatchMaps'
  }
  if (kind === 'group_normalization') return 'insideNorms.ofGroup'
  return kind === 'rms_normalization' ? 'insideNorms.ofSquares' : 'insideNorms.ofLine'
}

/** Which statistics differ from feature to feature. */
function columnsOf(
  kind: string,
  training: boolean,
  config: InsideProps['node']['config'],
  t: Translate,
): Column[] {
  const [mean, variance] = [t('insideNorms.mean'), t('insideNorms.variance')]
  const running = (of: string): string => t('insideNorms.running', { of })
  const own = kind === 'batch_normalization' || kind === 'group_normalization'
  const centered = config.center !== false && kind !== 'rms_normalization'
  return [
    own && { row: 0, name: 'μ', long: mean, symbol: 'mean' },
    own && { row: 1, name: 'σ²', long: variance, symbol: 'variance' },
    training && { row: 4, name: running('μ'), long: running(mean), symbol: 'running' },
    training && { row: 5, name: running('σ²'), long: running(variance), symbol: 'running' },
    config.scale !== false && { row: 2, name: 'γ', long: t('insideNorms.gamma'), symbol: 'gamma' },
    centered && { row: 3, name: 'β', long: t('insideNorms.beta'), symbol: 'beta' },
  ].filter((column) => column !== false)
}

export const INSIDE: Inside = {
  kinds: ['batch_normalization', 'layer_normalization', 'group_normalization', 'rms_normalization'],
  symbols: {
    x: { tex: 'x', code: /call\.inputs\[0\]|\bgrouped\b(?! =)|\bx\b(?! =)/ },
    mean: { tex: '\\mu', code: /\bmean\b(?! =|\()/ },
    variance: { tex: '\\sigma', code: /\bvariance\b(?! =)/ },
    square: { tex: '\\frac{1}{n}\\sum_j x_j^2', code: /\bsquare\b(?! =|\()/ },
    epsilon: { tex: '\\varepsilon', code: /call\.knobs\["epsilon"\]/ },
    gamma: { tex: '\\gamma', code: /call\.weights\["(?:gamma|scale)"\]/ },
    beta: { tex: '\\beta', code: /call\.weights\["beta"\]/ },
    running: { tex: '', code: /call\.weights\["moving_\w+"\]/ },
    y: { tex: 'y', code: /return/ },
  },
  View,
}
