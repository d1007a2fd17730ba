/** Softmax worked out: e to each logit, their sum, and the share of each; hovering lights the term. */

import { useRef, useState } from 'react'

import { t as translate, useT } from '../../../i18n'
import type { NodeFacts } from '../../../live/facts'
import { useLive } from '../../../live/hooks'
import type { Sample } from '../../../live/sample'
import { readable, whole } from '../../../ui/numbers'
import { useReadable } from '../../WorkingLines'
import { put } from '../../working'
import { bendOf, type Bend } from './curve'
import { exponentials, largest } from './shares'

const ROWS = 10

interface SharesProps {
  readonly node: NodeFacts
  readonly sample: Sample
  readonly place: number[]
  readonly count: number
  readonly chosen: number
  readonly nameOf: (n: number) => string
  readonly choose: (n: number) => void
}

export function SoftmaxShares(props: SharesProps) {
  const { node, sample, place, count, chosen, nameOf, choose } = props
  const t = useT()
  const root = useRef<HTMLDivElement>(null)
  const [over, setOver] = useState<number | null>(null)
  const rows = Math.min(ROWS, count)
  useLive(
    root,
    { probe: 'bend', node: node.id, index: place, sample },
    useReadable((handle) => {
      if (root.current) fill(root.current, bendOf(handle.frame()), chosen, nameOf)
    }),
  )
  const each = Array.from({ length: rows }, (_, n) => n)
  return (
    <div ref={root} className="shares mono" data-symbol="activation">
      <table aria-label={t('insideUnits.shares')}>
        <thead>
          <tr className="soft">
            <th />
            <th data-symbol="sum">x</th>
            <th>{t('insideUnits.exp')}</th>
            <th>{t('insideUnits.share')}</th>
            <th />
          </tr>
        </thead>
        <tbody>
          {each.map((n) => (
            <tr
              key={n}
              className={over === n ? 'on' : undefined}
              tabIndex={0}
              onPointerEnter={() => setOver(n)}
              onPointerLeave={() => setOver(null)}
              onFocus={() => setOver(n)}
              onBlur={() => setOver(null)}
              onClick={(event) => choose(Number(event.currentTarget.dataset.at))}
              onKeyDown={(event) =>
                event.key === 'Enter' && choose(Number(event.currentTarget.dataset.at))
              }
            >
              <th scope="row" />
              <td />
              <td />
              <td />
              <td className="shares-track" aria-hidden>
                <i />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="shares-sum">
        Σ =
        {each.map((n) => (
          <span key={n} className={over === n ? 'on' : undefined} />
        ))}
        <em />
        <b />
      </p>
      <p className="soft shares-less" hidden />
    </div>
  )
}

function fill(
  root: HTMLElement,
  bend: Bend | null,
  chosen: number,
  nameOf: (n: number) => string,
): void {
  if (!bend) return
  const { each, sum, less } = exponentials(bend.sums)
  const places = largest(bend.outputs, ROWS)
  const terms = root.querySelectorAll('.shares-sum span')
  root.querySelectorAll<HTMLElement>('tbody tr').forEach((row, n) => {
    const at = places[n] ?? 0
    const share = bend.outputs[at] ?? NaN
    const [name, logit, power, part, track] = row.children
    row.dataset.at = String(at)
    row.ariaCurrent = String(at === chosen)
    put(name, nameOf(at))
    put(logit, readable(bend.sums[at] ?? NaN))
    put(power, readable(each[at] ?? NaN))
    put(part, readable(share))
    put(terms[n], `${n > 0 ? ' + ' : ' '}${readable(each[at] ?? NaN)}`)
    const bar = track?.firstElementChild as HTMLElement | null
    bar?.style.setProperty('--size', String(share))
  })
  const shown = places.reduce((total, at) => total + (each[at] ?? 0), 0)
  const others = bend.sums.length - places.length
  const values = { n: whole(others), sum: readable(sum - shown) }
  put(
    root.querySelector('em') ?? undefined,
    others > 0 ? ` + ${translate('insideUnits.othersAre', values)}` : '',
  )
  put(root.querySelector('.shares-sum b') ?? undefined, ` = ${readable(sum)}`)
  const note = root.querySelector<HTMLElement>('.shares-less')
  if (!note) return
  note.hidden = less === 0
  put(note, translate('insideUnits.less', { value: readable(less) }))
}
