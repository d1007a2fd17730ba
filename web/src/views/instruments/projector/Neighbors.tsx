/** The points laid out so that neighbors stay neighbors, round by round, for one moment of the run. */

import { useRef, type ReactNode } from 'react'

import { useT } from '../../../i18n'
import { readable } from '../../../ui/numbers'
import { Choice } from '../answers/Answered'
import { useRounds } from '../parts/rounds'
import { RoundsBar } from '../parts/RoundsBar'
import { MOST_ROWS, type Asked } from './Components'
import { Points, presentIn } from './Points'

export type Method = 'tsne' | 'umap'

interface NeighborsProps {
  readonly asked: Asked
  readonly method: Method
  readonly children: ReactNode
}

export function Neighbors({ asked, method, children }: NeighborsProps) {
  const t = useT()
  const place = useRef<HTMLDivElement>(null)
  const { node, part, deep } = asked
  const dimensions = deep ? 3 : 2
  const question = { probe: 'layout', node, part, count: MOST_ROWS, method, dimensions }
  const rounds = useRounds(place, node === null ? null : question)
  const { frame } = rounds
  const count = presentIn(frame)
  const [done = 0, all = 1, loss = NaN] = (frame?.parts[1]?.data as Float32Array | undefined) ?? []
  const sound = Number.isFinite(loss)
  return (
    <div className="answers" ref={place}>
      <Choice output={null} shown={count || null} />
      {children}
      {count === 0 && (
        <p className="soft" data-waiting>
          {t('instruments.waiting')}
        </p>
      )}
      {frame && count > 0 && (
        <>
          <RoundsBar rounds={rounds} done={done} count={all} />
          {sound ? (
            <>
              <Points frame={frame} count={count} deep={deep} />
              <p className="soft">
                {t(`embeddings.${method}`, { loss: readable(loss, 3) })}.{' '}
                {t('embeddings.distances')}
              </p>
            </>
          ) : (
            <p className="soft">{t('embeddings.unsound')}</p>
          )}
        </>
      )}
    </div>
  )
}
