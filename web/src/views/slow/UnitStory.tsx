/** One output number of a layer: how it comes about, and how its gradient arrives and goes on. */

import { useT } from '../../i18n'
import { useSlow } from '../../state/slow'
import { Check } from './Check'
import { Line, told } from './Line'
import { Refused } from './Refused'
import { numbersOf, useTold } from './told'

interface UnitProps {
  readonly node: string
  readonly activation: string
  readonly index: readonly number[]
  readonly back: boolean
}

export function UnitStory({ node, activation, index, back }: UnitProps) {
  const t = useT()
  const example = useSlow((state) => state.example)
  const { frame, problem } = useTold({ probe: 'told_unit', node, index: [...index], example })
  const [output] = numbersOf(frame, 0)
  const [arriving] = numbersOf(frame, 1)
  const [sum] = numbersOf(frame, 2)
  const [gradient] = numbersOf(frame, 3)
  if (problem) return <Refused problem={problem} />
  const place = sum === undefined ? 'output' : 'sum'
  return (
    <section className="slow-card" aria-label={t('slow.unit', { at: index.join(', '), node })}>
      <h3>{t('slow.unit', { at: index.map((at) => at + 1).join(', '), node })}</h3>
      <dl>
        {!back && sum !== undefined && <Line name="sum" label={t('slow.sum')} value={sum} />}
        {!back && (
          <Line
            name="output"
            label={t('slow.output')}
            working={sum === undefined ? undefined : `${activation}(${told(sum)})`}
            value={output}
          />
        )}
        {back && <Line name="arriving" label={t('slow.arriving')} value={arriving} />}
        {back && sum !== undefined && (
          <Through
            local={numbersOf(frame, 4)}
            gradients={numbersOf(frame, 5)}
            at={index.at(-1) ?? 0}
            gradient={gradient}
          />
        )}
      </dl>
      {back && <Check probe={{ probe: 'told_check', node, place, index: [...index], example }} />}
    </section>
  )
}

interface ThroughProps {
  readonly local: readonly number[]
  readonly gradients: readonly number[]
  readonly at: number
  readonly gradient: number | undefined
}

/** Incoming times local: one product, or one for each output that the sum has a share in. */
function Through({ local, gradients, at, gradient }: ThroughProps) {
  const t = useT()
  const alone = local.every((one, n) => n === at || one === 0)
  const product = `${told(gradients[at])}\u00a0·\u00a0${told(local[at])}`
  const terms = local.map((one, n) => ({ product: one * (gradients[n] ?? NaN), n }))
  const largest = terms.sort((a, b) => Math.abs(b.product) - Math.abs(a.product)).slice(0, 3)
  const sum = largest
    .map(({ n }) => `${told(gradients[n])}\u00a0·\u00a0${told(local[n])}`)
    .join(' + ')
  return (
    <>
      <Line name="local" label={t('slow.local')} value={local[at]} />
      <Line
        name="gradient"
        label={t('slow.gradientOfSum')}
        working={alone ? product : `${sum}${local.length > 3 ? ' + …' : ''}`}
        value={gradient}
      />
    </>
  )
}
