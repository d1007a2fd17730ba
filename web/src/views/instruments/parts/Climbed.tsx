/** An input on its way uphill: its picture or its numbers, the curve of the unit, what is said to it. */

import { useEffect, useId, useRef } from 'react'

import { useT } from '../../../i18n'
import { usePalette } from '../../../live/colors'
import { useFacts } from '../../../live/facts'
import { readable, whole } from '../../../ui/numbers'
import type { Frame } from '../../../wire/frames'
import { line, Plot } from '../answers/Plot'
import { HeatBars, paintBars } from './HeatBars'
import { paintInput, ratio } from './HeatPicture'
import type { Places } from './places'
import { unitName } from './UnitSelect'

interface ClimbedProps {
  readonly frame: Frame
  readonly places: Places
  readonly name: string
  /** The unit is a map, or speaks at every moment: what rises is how far its places stand out. */
  readonly many: boolean
  readonly size: number
  readonly roughness: number
}

export function Climbed({ frame, places, name, many, size, roughness }: ClimbedProps) {
  const t = useT()
  const root = useRef<HTMLDivElement>(null)
  const toldBy = useId()
  const theme = usePalette((state) => state.version)
  const classes = useFacts((facts) => facts.data?.classes)
  const [input, curve, said, told] = frame.parts
  const [done = 0, count = 1, square = NaN, rough = NaN, scale = NaN] = told?.data ?? []
  const sums = Array.from(curve?.data ?? []).slice(0, done + 1)
  const [first = NaN, last = NaN] = [sums[0], sums.at(-1)]
  const flat = places.shape.length < 2
  useEffect(() => {
    if (!root.current || !input) return
    const { data } = input
    if (flat) paintBars(root.current, { rows: 1, columns: data.length, data: data as Float32Array })
    const canvas = root.current.querySelector('canvas')
    if (canvas) paintInput(canvas, input)
  }, [input, flat, theme])
  const [tall = 1, broad = 1] = places.shape
  const values = {
    scale: readable(scale),
    size: readable(size, 1),
    square: readable(square),
    roughness: readable(roughness, 1),
    rough: readable(rough),
    objective: readable(last - scale * (size * square + roughness * rough)),
  }
  const ends = endsOf(input?.data ?? [])
  const range = { least: readable(ends[0]), greatest: readable(ends[1]) }
  return (
    <div ref={root} className="climb-sides" data-testid="climb">
      {flat ? (
        <HeatBars places={places} label={toldBy} />
      ) : (
        <figure className="climb-picture">
          <figcaption>{t('embeddings.input')}</figcaption>
          <canvas
            role="img"
            aria-label={t('embeddings.inputOf', range)}
            style={ratio(places.shape.length === 3 ? broad / tall : 1)}
          />
        </figure>
      )}
      <Plot
        label={t(many ? 'embeddings.curveMany' : 'embeddings.curve', {
          name,
          first: readable(first),
          last: readable(last),
          done: whole(done),
        })}
        title={t(many ? 'embeddings.standing' : 'embeddings.rising')}
        x={['0', t('embeddings.round'), whole(count)]}
        y={`${readable(endsOf(sums)[0])} … ${readable(endsOf(sums)[1])}`}
      >
        <path className="answers-line" d={rising(sums, count)} />
      </Plot>
      <p className="climb-told" id={toldBy}>
        <span data-testid="sums">
          {t(many ? 'embeddings.sumsMany' : 'embeddings.sums', {
            name,
            first: readable(first),
            last: readable(last),
          })}
        </span>{' '}
        <span className="soft">{t(flat ? 'embeddings.held' : 'embeddings.heldBoth', values)}</span>
        <br />
        <span data-testid="said">{saying(Array.from(said?.data ?? []))}</span>
      </p>
    </div>
  )

  function saying(answer: number[]): string {
    if (answer.length === 1) return t('embeddings.saidValue', { value: readable(answer[0] ?? NaN) })
    const best = answer.indexOf(Math.max(...answer))
    return t('embeddings.said', {
      name: unitName(places, classes, best),
      value: readable(answer[best] ?? NaN),
    })
  }
}

function endsOf(values: ArrayLike<number>): [number, number] {
  const sound = Array.from(values).filter(Number.isFinite)
  return sound.length > 0 ? [Math.min(...sound), Math.max(...sound)] : [NaN, NaN]
}

/** The curve between its own ends. */
function rising(sums: readonly number[], count: number): string {
  const [least, greatest] = endsOf(sums)
  const span = greatest - least || 1
  return line(
    sums.map((_, round) => round / count),
    sums.map((sum) => (sum - least) / span),
  )
}
