/** One weight: its gradient, what the optimizer makes of it with its memory, and its next value. */

import { useT, type Key } from '../../i18n'
import { useGraph } from '../../state/graph'
import { placeIn, useSlow, type Stage } from '../../state/slow'
import { short } from '../../ui/numbers'
import { Check } from './Check'
import { Line, told } from './Line'
import { Refused } from './Refused'
import { numbersOf, useTold } from './told'

/** What optimizers remember, in the order of the numbers in which it is told. */
const MEMORY: readonly Key[] = [
  'slow.count', 'slow.largest', 'slow.mean', 'slow.moved',
  'slow.product', 'slow.square', 'slow.accumulated', 'slow.velocity',
] // prettier-ignore

export function WeightStory({ node, stage }: { readonly node: string; readonly stage: Stage }) {
  const t = useT()
  const shapes = useWeights(node)
  const followed = useSlow((state) => state.followed[node])
  const { follow } = useSlow.getState()
  const names = Object.keys(shapes)
  const name = names.includes(followed?.weight ?? '') ? (followed?.weight ?? '') : names[0]
  if (name === undefined) return null
  const shape = shapes[name] ?? []
  const index = placeIn(shape, followed?.index ?? null)
  const move = (axis: number, at: number): void =>
    follow(node, { index: index.map((old, n) => (n === axis ? at : old)) })
  return (
    <section className="slow-card" aria-label={t('slow.weight', { node })}>
      <h3>
        {t('slow.weight', { node })}{' '}
        <select
          value={name}
          aria-label={t('slow.which')}
          onChange={(event) => follow(node, { weight: event.target.value, index: null })}
        >
          {names.map((one) => (
            <option key={one}>{one}</option>
          ))}
        </select>
        {shape.map((length, axis) => (
          <input
            key={axis}
            type="number"
            min={1}
            max={length}
            value={(index[axis] ?? 0) + 1}
            aria-label={t('slow.axis', { n: axis + 1, length })}
            onChange={({ target }) => move(axis, clamp(target.valueAsNumber - 1, length))}
          />
        ))}
      </h3>
      <Numbers node={node} weight={name} index={index} stage={stage} />
    </section>
  )
}

function useWeights(node: string): Readonly<Record<string, readonly number[]>> {
  const shares = useGraph(
    ({ history }) => history?.present.nodes.find(({ id }) => id === node)?.shares,
  )
  return useGraph(({ checked }) => checked?.nodes[shares ?? node]?.weights) ?? NONE
}
const NONE = {}

function clamp(at: number, length: number): number {
  return Number.isNaN(at) ? 0 : Math.max(0, Math.min(length - 1, at))
}

interface NumbersProps {
  readonly node: string
  readonly weight: string
  readonly index: readonly number[]
  readonly stage: Stage
}

function Numbers({ node, weight, index, stage }: NumbersProps) {
  const t = useT()
  const question = { node, weight, index: [...index] }
  const { frame, problem } = useTold({ probe: 'told_weight', ...question })
  const [before, after] = numbersOf(frame, 0)
  const way = numbersOf(frame, 1)
  if (problem) return <Refused problem={problem} />
  if (frame !== null && way.length === 0)
    return (
      <dl>
        <Line name="before" label={t('slow.before')} value={before} />
        {stage === 'next' && <Line name="after" label={t('slow.after')} value={after} />}
        <p className="soft">{t('slow.unlearned')}</p>
      </dl>
    )
  const [gradient] = way
  if (stage === 'backward')
    return (
      <>
        <dl>
          <Gradient gradient={gradient} shares={numbersOf(frame, 5)} />
        </dl>
        <Check probe={{ probe: 'told_check', ...question }} />
      </>
    )
  if (stage === 'next')
    return (
      <dl>
        <Line name="before" label={t('slow.before')} value={before} />
        <Line
          name="after"
          label={t('slow.after')}
          working={`${told(before)}\u00a0+\u00a0(${told((after ?? NaN) - (before ?? NaN))})`}
          value={after}
        />
      </dl>
    )
  return (
    <dl>
      <Update
        before={before}
        way={way}
        slots={numbersOf(frame, 2)}
        memory={numbersOf(frame, 3)}
        later={numbersOf(frame, 4)}
      />
    </dl>
  )
}

interface GradientProps {
  readonly gradient: number | undefined
  readonly shares: readonly number[]
}

/** The gradient of a weight, and this example's part in it where that can be told alone. */
function Gradient({ gradient, shares }: GradientProps) {
  const t = useT()
  const example = useSlow((state) => state.example)
  const share = shares[Math.min(example, shares.length - 1)]
  return (
    <>
      <Line name="weight-gradient" label={t('slow.gradient')} value={gradient} />
      {share !== undefined && (
        <Line
          name="share"
          label={t('slow.share')}
          working={t('slow.shareOf', { n: shares.length })}
          value={share}
        />
      )}
    </>
  )
}

interface UpdateProps {
  readonly before: number | undefined
  readonly way: readonly number[]
  readonly slots: readonly number[]
  readonly memory: readonly number[]
  readonly later: readonly number[]
}

/** From the gradient to the change, with only those stations at which something happens. */
function Update({ before, way, slots, memory, later }: UpdateProps) {
  const t = useT()
  const [gradient, penalized, clipped, decayed, change, rate] = way
  return (
    <>
      <Line name="weight-gradient" label={t('slow.gradient')} value={gradient} />
      {penalized !== gradient && (
        <Line name="penalized" label={t('slow.penalized')} value={penalized} />
      )}
      {clipped !== penalized && <Line name="clipped" label={t('slow.clipped')} value={clipped} />}
      {slots.map((slot, n) => (
        <Line
          key={slot}
          name={`memory-${n}`}
          label={t(MEMORY[slot] ?? 'slow.count')}
          working={`${told(memory[n])} →`}
          value={later[n]}
        />
      ))}
      {decayed !== before && <Line name="decayed" label={t('slow.decayed')} value={decayed} />}
      <Line
        name="change"
        label={t('slow.change')}
        working={rate === undefined ? undefined : t('slow.withRate', { rate: short(rate) })}
        value={change}
      />
    </>
  )
}
