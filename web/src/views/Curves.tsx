/** Loss, metrics and a learning rate that moves, over the steps: true numbers, read exactly at the cursor. */

import { useEffect, useRef, useState } from 'react'

import { useLanguage, useT } from '../i18n'
import { forget, write as writeInTurn } from '../live/clock'
import { usePalette } from '../live/colors'
import { useFigureName } from '../live/figures'
import { watchVisible } from '../live/hooks'
import { useBranches } from '../live/branches'
import { useRun } from '../live/run'
import { figuresOf, type Figure } from '../model/figures'
import { chartIn } from './chart'
import { latest, series } from './curves'
import { PastBar } from './PastBar'
import { readable, whole } from '../ui/numbers'
import './curves.css'
import './live.css'

const REDRAW_EVERY_MS = 250

export function Curves() {
  const t = useT()
  const metrics = useMetricNames()
  const figures = useFigures()
  const figureName = useFigureName()
  const [chosen, setChosen] = useState('loss')
  const moves = useRun(({ rows }) => rows.at(-1)?.learning_rate !== rows[0]?.learning_rate)
  const tabs = ['loss', ...metrics, ...(moves ? ['learning_rate'] : [])]
  const tab = tabs.includes(chosen) ? chosen : 'loss'
  const nameOf = (name: string): string => {
    if (name === 'learning_rate') return t('live.learningRate')
    return figureName(figures.get(name) ?? { name, figure: name, output: null })
  }
  return (
    <section className="live-curves" aria-label={t('live.curves')}>
      <div className="live-tabs" role="tablist" aria-label={t('live.curves')}>
        {tabs.map((name) => (
          <button
            key={name}
            type="button"
            role="tab"
            aria-selected={name === tab}
            onClick={() => setChosen(name)}
          >
            {nameOf(name)}
          </button>
        ))}
      </div>
      <PastBar />
      <Chart tab={tab} name={nameOf(tab)} />
    </section>
  )
}

/** The names of the metrics in the rows, as one string so that it only changes when they do. */
function useMetricNames(): string[] {
  const names = useRun((run) => Object.keys(run.rows.at(-1)?.metrics ?? {}).join(' '))
  return names === '' ? [] : names.split(' ')
}

/** The curves that the run's document promises, by name. */
function useFigures(): ReadonlyMap<string, Figure> {
  const training = useRun((run) => run.document?.training) as Parameters<typeof figuresOf>[0] | null
  return new Map(figuresOf(training ?? {}).map((figure) => [figure.name, figure]))
}

function Chart({ tab, name }: { tab: string; name: string }) {
  const t = useT()
  const place = useRef<HTMLDivElement>(null)
  const palette = usePalette((state) => state.palette)
  const language = useLanguage()
  const empty = useRun((run) => run.rowCount === 0)
  const [now, setNow] = useState<{ training: number | null; validation: number | null }>(NOTHING)

  useEffect(() => {
    const root = place.current
    if (!root) return
    const chart = chartIn(root, palette, (step) => t('live.pastStep', { step: whole(step) }))
    let timer: ReturnType<typeof setTimeout> | undefined
    let [visible, stale] = [true, false]
    const draw = (): void => {
      stale = false
      const { rows, run, status } = useRun.getState()
      const { training, validation } = series(rows, tab)
      const others = useBranches.getState().all.filter((one) => one.run !== run)
      const earlier = others.map(({ number, rows }) => ({
        name: t('live.earlier', { name: t('live.training'), n: number }),
        look: 'earlier' as const,
        line: series(rows, tab).training,
      }))
      const shown = status?.shown ?? null
      chart.draw(
        [
          ...earlier,
          { name: t('live.training'), look: 'training', line: training },
          { name: t('live.validation'), look: 'validation', line: validation },
        ],
        shown,
      )
      setNow(latest(rows, tab, shown ?? Infinity))
    }
    const writer = { from: 0, write: draw }
    const plan = (): void => {
      timer ??= setTimeout(() => {
        timer = undefined
        stale = true
        if (visible) writeInTurn(writer)
      }, REDRAW_EVERY_MS)
    }
    draw()
    const blind = watchVisible(root, (now) => {
      visible = now
      if (visible && stale) draw()
    })
    let seen = useRun.getState()
    const stop = useRun.subscribe((run) => {
      const moved = run.status?.shown !== seen.status?.shown
      if (moved || run.rowCount !== seen.rowCount || run.era !== seen.era || run.run !== seen.run)
        plan()
      seen = run
    })
    const stopBranches = useBranches.subscribe(plan)
    const resize = new ResizeObserver(chart.fit)
    resize.observe(root)
    return () => {
      stop()
      stopBranches()
      blind()
      resize.disconnect()
      clearTimeout(timer)
      forget(writer)
      chart.remove()
    }
  }, [tab, palette, language, t])

  return (
    <div className="live-chart">
      <div
        className="live-plot"
        ref={place}
        role="img"
        aria-label={t('live.plotOf', { name })}
        data-testid="plot"
      />
      {empty && <p className="live-plot-empty">{t('live.curvesEmpty')}</p>}
      <dl className="live-readings" hidden={empty}>
        <div className="validation" hidden={now.validation === null}>
          <dt>{t('live.validation')}</dt>
          <dd>{readable(now.validation ?? NaN, 4)}</dd>
        </div>
        <div>
          <dt>{t('live.training')}</dt>
          <dd>{readable(now.training ?? NaN, 4)}</dd>
        </div>
      </dl>
    </div>
  )
}

const NOTHING = { training: null, validation: null }
