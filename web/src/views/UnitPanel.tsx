/** The pinned unit in the inspector: its formula, its weights as bars, the point under the cursor. */

import { useLayoutEffect, useRef, useState } from 'react'

import { t, useT } from '../i18n'
import { useNodeFacts } from '../live/facts'
import { sampleOf, usePick, useSample, type Picked } from '../live/sample'
import { readable, whole } from '../ui/numbers'
import { put, putSign } from '../ui/put'
import { UnitButtons } from './meddle/UnitButtons'
import { SetBox } from './SetBox'
import { Spoken } from './Spoken'
import { largestWeights, type Working } from './terms'
import { canSet } from './UnitCard'
import { WorkingLines, type Setting } from './WorkingLines'
import './cards.css'

const BARS = 12

export function UnitPanel({ pick }: { pick: Picked }) {
  const translate = useT()
  const body = useRef<HTMLDivElement>(null)
  const bars = useRef<HTMLDivElement>(null)
  const node = useNodeFacts(pick.node)
  const sample = useSample()
  const under = usePick((state) => state.under)
  const [setting, setSetting] = useState<Setting | null>(null)
  useAnswering()
  if (!node) return null
  const point = pick.point && (under ?? pick.point)
  return (
    <section className="live-unit-panel" aria-label={translate('live.workedOut')}>
      <WorkingLines
        body={body}
        node={node}
        index={pick.index}
        sample={point ? { point } : sampleOf(sample)}
        onSet={setSetting}
        also={(working, nameOf) => paintBars(bars.current, working, nameOf)}
      />
      {setting ? (
        <SetBox node={node.id} {...setting} close={() => setSetting(null)} />
      ) : (
        canSet(node) && <p className="live-hint">{translate('live.clickTerm')}</p>
      )}
      <UnitButtons node={node.id} unit={pick.index.at(-1) ?? 0} />
      <Spoken body={body} />
      <h3>{translate('live.weightsNow')}</h3>
      <div ref={bars}>
        {Array.from({ length: BARS }, (_, n) => (
          <div key={n} className="live-weight" hidden>
            <span className="live-weight-name" />
            <span className="live-weight-track">
              <i />
            </span>
            <span className="live-weight-value" />
          </div>
        ))}
        <p className="live-card-rest" hidden />
      </div>
      {point && (
        <dl className="facts">
          <dt>{translate('live.underCursor')}</dt>
          <dd className="mono">
            {translate('live.point', { x: readable(point[0], 2), y: readable(point[1], 2) })}
          </dd>
        </dl>
      )}
    </section>
  )
}

/** While this panel is there, the card beside the unit would say everything a second time. */
function useAnswering(): void {
  useLayoutEffect(() => {
    usePick.setState({ inspected: true })
    return () => usePick.setState({ inspected: false })
  }, [])
}

/** Bars grow from the middle: to the left for weights below zero, to the right for those above. */
function paintBars(
  root: HTMLElement | null,
  working: Working,
  nameOf: (n: number) => string,
): void {
  const { shown, rest, restSize } = largestWeights(working, BARS)
  const reach = Math.max(...shown.map(({ weight }) => Math.abs(weight)), 1e-6)
  root?.querySelectorAll<HTMLElement>('.live-weight').forEach((row, n) => {
    const one = shown[n]
    row.hidden = one === undefined
    if (!one) return
    const [name, track, value] = row.children
    put(name, nameOf(one.at))
    put(value, readable(one.weight))
    putSign(row, one.weight)
    const bar = track?.firstElementChild as HTMLElement | null
    if (bar) bar.style.transform = `scaleX(${one.weight / reach})`
  })
  const more = root?.querySelector<HTMLElement>('.live-card-rest')
  if (!more) return
  more.hidden = rest === 0
  put(more, t('live.weightsBesides', { n: whole(rest), size: readable(restSize) }))
}
