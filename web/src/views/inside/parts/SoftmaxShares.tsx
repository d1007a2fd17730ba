/** Softmax worked out: e to each logit, their sum, and the share of each; hovering lights the term. */

import { useRef, useState } from 'react'

import { t as translate, useT } from '../../../i18n'
import type { NodeFacts } from '../../../live/facts'
import { useLive } from '../../../live/hooks'
import { useReadable } from '../../../live/readable'
import type { Sample } from '../../../live/sample'
import { useTurns } from '../../../live/turns'
import { readable, whole } from '../../../ui/numbers'
import { put } from '../../../ui/put'
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
  const inTurns = useTurns()
  const writeTable = useReadable((handle) => {
    const bend = bendOf(handle.frame())
    if (bend) inTurns(PARTS, (part) => fill(root.current, bend, chosen, nameOf, part))
  })
  const writeTotal = useReadable((handle) => {
    const bend = bendOf(handle.frame())
    if (root.current && bend) total(root.current, bend)
  })
  useLive(root, { probe: 'bend', node: node.id, index: place, sample }, (handle) => {
    writeTable(handle)
    writeTotal(handle)
  })
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
              <td className="shares-track" aria-hidden />
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

const PARTS = 3 // each written in a frame of its own

function fill(
  root: HTMLElement | null,
  bend: Bend,
  chosen: number,
  nameOf: (n: number) => string,
  part: number,
): void {
  const { each } = exponentials(bend.sums)
  const places = largest(bend.outputs, ROWS)
  const size = Math.ceil(places.length / PARTS)
  root?.querySelectorAll<HTMLElement>('tbody tr').forEach((row, n) => {
    if (Math.floor(n / size) !== part) return
    const at = places[n] ?? 0
    const share = bend.outputs[at] ?? NaN
    const [name, logit, power, quotient, track] = row.children
    const current = String(at === chosen)
    if (row.dataset.at !== String(at)) row.dataset.at = String(at)
    if (row.ariaCurrent !== current) row.ariaCurrent = current
    put(name, nameOf(at))
    put(logit, readable(bend.sums[at] ?? NaN))
    put(power, readable(each[at] ?? NaN))
    put(quotient, readable(share))
    if (track instanceof HTMLElement) track.style.setProperty('--size', String(share))
  })
}

function total(root: HTMLElement, bend: Bend): void {
  const { each, sum, less } = exponentials(bend.sums)
  const places = largest(bend.outputs, ROWS)
  root.querySelectorAll('.shares-sum span').forEach((term, n) => {
    put(term, `${n > 0 ? ' + ' : ' '}${readable(each[places[n] ?? 0] ?? NaN)}`)
  })
  const shown = places.reduce((so, at) => so + (each[at] ?? 0), 0)
  const others = each.length - places.length
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
