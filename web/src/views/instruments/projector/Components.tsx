/** The points along the widest directions of what a layer says (PCA), always as it is now. */

import { useRef, type ReactNode } from 'react'

import { useT } from '../../../i18n'
import type { PartName } from '../../../live/sample'
import { fixed } from '../../../ui/numbers'
import { Choice } from '../answers/Answered'
import { useHeard } from '../parts/heard'
import { Points, presentIn } from './Points'

export const MOST_ROWS = 500

/** What is asked about: a layer, a part of the data, in a plane or in space. */
export interface Asked {
  readonly node: string | null
  readonly part: PartName
  readonly deep: boolean
}

export function Components({ asked, children }: { asked: Asked; children: ReactNode }) {
  const t = useT()
  const place = useRef<HTMLDivElement>(null)
  const { node, part, deep } = asked
  const probe = node === null ? null : { probe: 'projection', node, part, count: MOST_ROWS }
  const frame = useHeard(place, probe)
  const count = presentIn(frame)
  const dimensions = deep ? 3 : 2
  const shares = Array.from((frame?.parts[1]?.data as Float32Array | undefined) ?? [])
  const share = shares.slice(0, dimensions).reduce((all, one) => all + one, 0)
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
          <p className="answers-told" data-testid="explained">
            {t('answers.explained', { dimensions, share: fixed(100 * share, 1) })}
          </p>
          <Points frame={frame} count={count} deep={deep} />
        </>
      )}
    </div>
  )
}
