/** What happens at a moment of the step, in a sentence or two with its numbers. */

import { useSay, useT } from '../../i18n'
import { useNodeFacts } from '../../live/facts'
import { useCatalog, useLayerKind } from '../../state/catalog'
import { useDocument } from '../../state/graph'
import type { Moment } from '../../state/slow'
import { readable, short, whole } from '../../ui/numbers'
import type { Frame } from '../../wire/frames'
import { told } from './Line'
import { numbersOf } from './told'

interface ToldProps {
  readonly moment: Moment
  readonly batch: Frame
  readonly chosen: number
}

export function Told({ moment, batch, chosen }: ToldProps) {
  switch (moment.stage) {
    case 'batch':
      return <Batch batch={batch} chosen={chosen} />
    case 'loss':
      return <Loss batch={batch} chosen={chosen} />
    case 'update':
      return <Update batch={batch} />
    case 'next':
      return <Next batch={batch} />
    default:
      return <Layer node={moment.node ?? ''} back={moment.stage === 'backward'} />
  }
}

function Batch({ batch, chosen }: Omit<ToldProps, 'moment'>) {
  const t = useT()
  const which = numbersOf(batch, 0)
  const number = whole((which[chosen] ?? 0) + 1)
  const say = { step: whole(batch.step + 1), count: whole(which.length), n: chosen + 1, number }
  return (
    <>
      <p>{t('slow.batchTold', say)}</p>
      <p className="soft">{t('slow.batchHint')}</p>
    </>
  )
}

function Loss({ batch, chosen }: Omit<ToldProps, 'moment'>) {
  const t = useT()
  const losses = numbersOf(batch, 1)
  const [mean, whole] = numbersOf(batch, 2)
  return (
    <>
      <p>
        {t('slow.lossTold')} <b data-told="loss">{told(losses[chosen])}</b>.{' '}
        {t('slow.meanTold', { count: losses.length })} <b data-told="mean">{told(mean)}</b>.
      </p>
      <p className="soft">
        {told(mean) === told(whole)
          ? t('slow.lossHint')
          : t('slow.withPenalty', { loss: told(whole) })}
      </p>
    </>
  )
}

function Layer({ node, back }: { readonly node: string; readonly back: boolean }) {
  const t = useT()
  const say = useSay()
  const facts = useNodeFacts(node)
  const kind = useLayerKind(facts?.kind ?? '')
  const title = kind ? say(kind.label) : node
  const input = facts?.sources.length === 0
  if (!back) return <p>{t(input ? 'slow.enters' : 'slow.forwardTold', { title, node })}</p>
  return (
    <>
      <p>{t('slow.backwardTold', { title, node })}</p>
      <p className="soft">{t('slow.backwardHint')}</p>
    </>
  )
}

function Update({ batch }: { readonly batch: Frame }) {
  const t = useT()
  const say = useSay()
  const name = useDocument()?.training.optimizer.kind ?? ''
  const kind = useCatalog(({ catalog }) => catalog?.optimizers.find((one) => one.name === name))
  const [, , rate, length, clipped] = numbersOf(batch, 2)
  const shorter = told(length) !== told(clipped)
  return (
    <>
      <p>
        {t('slow.updateTold', { optimizer: kind ? say(kind.label) : name })}{' '}
        {t('slow.rateTold', { rate: short(rate ?? NaN) })}
      </p>
      <p className="soft">
        {t('slow.lengthTold', { length: told(length) })}{' '}
        {shorter && t('slow.lengthKept', { length: readable(clipped ?? NaN, 4) })}
      </p>
    </>
  )
}

function Next({ batch }: { readonly batch: Frame }) {
  const t = useT()
  return (
    <>
      <p>{t('slow.nextTold', { step: whole(batch.step + 1) })}</p>
      <p className="soft">{t('slow.nextHint')}</p>
    </>
  )
}
