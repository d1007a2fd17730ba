/** Loss, metrics and a learning rate that moves, over the steps: true numbers, read exactly at the cursor. */

import { useEffect, useRef, useState } from 'react'

import { useLanguage, useT } from '../i18n'
import { usePalette } from '../live/colors'
import { useFigureName } from '../live/figures'
import { watchVisible } from '../live/hooks'
import { useBranches } from '../live/branches'
import { useRun } from '../live/run'
import { figuresOf, type Figure } from '../model/figures'
import { figure, latest, series, type Series } from './curves'
import { PastBar } from './PastBar'
import { readable } from '../ui/numbers'
import './curves.css'
import './live.css'

type Plotly = (typeof import('plotly.js-cartesian-dist-min'))['default']

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
  const plotly = usePlotly()
  const palette = usePalette((state) => state.palette)
  const language = useLanguage()
  const empty = useRun((run) => run.rowCount === 0)
  const [now, setNow] = useState<{ training: number | null; validation: number | null }>(NOTHING)

  useEffect(() => {
    const root = place.current
    if (!plotly || !root) return
    let timer: ReturnType<typeof setTimeout> | undefined
    let [visible, stale] = [true, false]
    const draw = (): void => {
      timer = undefined
      stale = !visible
      if (stale) return
      const { rows, run, status } = useRun.getState()
      const others = useBranches.getState().all.filter((one) => one.run !== run)
      const lines: Series = series(rows, tab)
      const names = { training: t('live.training'), validation: t('live.validation') }
      const behind = others.map((one) => ({
        name: t('live.earlier', { name: names.training, n: one.number }),
        line: series(one.rows, tab).training,
      }))
      const figured = { lines, names, behind, shown: status?.shown ?? null }
      const { data, layout, config } = figure(figured, palette, language)
      void plotly.react(root, data, layout, config)
      setNow(latest(rows, tab))
    }
    const plan = (): void => {
      timer ??= setTimeout(draw, REDRAW_EVERY_MS)
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
    const resize = new ResizeObserver(plan)
    resize.observe(root)
    return () => {
      stop()
      stopBranches()
      blind()
      resize.disconnect()
      clearTimeout(timer)
    }
  }, [plotly, tab, palette, language, t])

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

/** Plotly is large: it arrives after everything that moves is on screen. */
function usePlotly(): Plotly | null {
  const [plotly, setPlotly] = useState<Plotly | null>(null)
  useEffect(() => {
    let here = true
    void import('plotly.js-cartesian-dist-min').then((module) => {
      if (here) setPlotly(module.default)
    })
    return () => {
      here = false
    }
  }, [])
  return plotly
}
