/** The networks of a sweep while they train: what is said of them, two drawings and small pictures. */

import { useMemo, useState } from 'react'

import { useSay, useT } from '../../i18n'
import { useFigureName } from '../../live/figures'
import { useFacts } from '../../live/facts'
import { useRun } from '../../live/run'
import { begin, lossOf, playSweep, useMembers, type Member, type Order } from '../../live/sweeps'
import type { NetDocument } from '../../model/document'
import { figuresOf } from '../../model/figures'
import { membersOf, type Setting } from '../../model/sweep'
import { Tabs } from '../../ui/Tabs'
import { readable, whole } from '../../ui/numbers'
import { Lines } from './Lines'
import { Networks } from './Networks'
import { SweepMap } from './SweepMap'
import { Take } from './Take'
import { useKnobName, useReading, valueText } from './words'

interface ResultsProps {
  readonly document: NetDocument
  readonly sweep: Order
  readonly settings: readonly Setting[]
  readonly onTaken: () => void
}

const ORDERS = ['byValue', 'byLoss'] as const

export function Results({ document, sweep, settings, onTaken }: ResultsProps) {
  const t = useT()
  const [lit, setLit] = useState<number | null>(null)
  const [taking, setTaking] = useState<number | null>(null)
  const [order, setOrder] = useState<(typeof ORDERS)[number]>('byValue')
  const known = useMembers(sweep.members)
  const all = useMemo(() => membersOf(sweep.knobs.map(({ values }) => values)), [sweep])
  const metric = useMetric(document)
  const name = useKnobName(settings)
  const names = sweep.knobs.map(name)
  const named = (number: number): string =>
    (all[number] ?? []).map((value, n) => `${names[n] ?? ''} ${valueText(value)}`).join(', ')
  const reading = useReading(sweep.steps, sweep.playing, metric)
  const spoken = (number: number): string => reading(named(number), known[number])
  const members = all.map((_, number) => known[number])
  const plane = useFacts((facts) => facts.sampleType === 'points')
  const [end] = document.nodes.filter(({ id }) => !document.edges.some(([from]) => from === id))
  const single = end?.config?.units === 1
  const bend = end?.config?.activation
  const summary = useSummary(known, named)
  const chosen = taking === null ? undefined : known[taking]
  return (
    <div className="sweep-results">
      <Progress known={known} />
      <p className="sweep-reading" data-testid="sweep-reading">
        {lit === null ? `${summary} ${t('sweep.readingHint')}` : spoken(lit)}
      </p>
      <div className="sweep-plots">
        <Lines members={known} steps={sweep.steps} lit={lit} label={summary} onLight={setLit} />
        <SweepMap
          {...{ members: known, knobs: sweep.knobs, names, lit }}
          label={summary}
          onLight={setLit}
        />
      </div>
      <div className="sweep-order">
        <Tabs
          label={t('sweep.order')}
          names={ORDERS}
          chosen={order}
          text={(one) => t(`sweep.${one}`)}
          onChoose={setOrder}
        />
      </div>
      <Networks
        {...{ members, metric, lit, spoken }}
        values={all}
        order={order === 'byValue' ? all.map((_, n) => n) : ranked(members)}
        steps={sweep.steps}
        playing={sweep.playing}
        pictured={plane && single}
        activation={typeof bend === 'string' ? bend : 'linear'}
        onLight={setLit}
        onTake={setTaking}
      />
      {taking !== null && chosen && (
        <Take
          member={chosen}
          values={named(taking)}
          onDone={(taken) => {
            setTaking(null)
            if (taken) onTaken()
          }}
        />
      )}
    </div>
  )
}

/** Numbers from the least loss on; what has none comes last. */
function ranked(members: readonly (Member | undefined)[]): number[] {
  const loss = (n: number): number => {
    const member = members[n]
    const found = member ? lossOf(member) : NaN
    return Number.isNaN(found) ? Infinity : found
  }
  return members.map((_, n) => n).sort((one, other) => loss(one) - loss(other) || one - other)
}

/** The name of the first metric, null where nothing is measured but the loss. */
function useMetric({ training }: NetDocument): string | null {
  const nameOf = useFigureName()
  const first = figuresOf(training).find(({ figure }) => figure !== 'loss')
  return first ? nameOf(first) : null
}

/** The best network, and how many diverged. */
function useSummary(known: readonly Member[], named: (number: number) => string): string {
  const t = useT()
  const best = ranked(known).find((n) => Number.isFinite(lossOf(known[n] as Member)))
  const diverged = known.filter((member) => member.diverged !== null).length
  const first =
    best === undefined
      ? t('sweep.bestNone')
      : t('sweep.best', {
          values: named(best),
          loss: readable(lossOf(known[best] as Member), 4),
        })
  if (diverged === 0) return first
  return `${first} ${t('sweep.broken', { diverged: whole(diverged), count: whole(known.length) })}`
}

function Progress({ known }: { known: readonly Member[] }) {
  const t = useT()
  const say = useSay()
  const sweep = useRun(({ status }) => status?.sweep ?? null)
  if (!sweep) return null
  const { playing, finished, compiling, together, members, steps, step } = sweep
  const turns = members > 1 && together === 1
  const far = Math.max(step, ...known.map((one) => one.step))
  return (
    <div className="sweep-progress">
      <progress value={finished ? steps : step} max={steps} aria-label={t('sweep.steps')} />
      <span role="status">
        {finished
          ? t('sweep.done', { steps: whole(steps) })
          : t('sweep.progress', { step: whole(turns ? step : far), steps: whole(steps) })}
        {!finished && compiling > 0 && ` · ${t('sweep.compiling', { count: compiling })}`}
      </span>
      {!finished && (
        <button type="button" className="button pill" onClick={() => playSweep(!playing)}>
          {t(playing ? 'sweep.pause' : 'sweep.play')}
        </button>
      )}
      <button type="button" className="button pill" onClick={() => void begin([], 1)}>
        {t('sweep.end')}
      </button>
      <small className="soft">
        {turns ? t('sweep.turns') : t('sweep.together', { count: together })}
      </small>
      {sweep.problem && (
        <p className="sweep-wrong" role="alert">
          {say(sweep.problem.message)}
        </p>
      )}
    </div>
  )
}
