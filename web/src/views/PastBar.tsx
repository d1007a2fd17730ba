/** The way back: a slider over the run's past, a branch from where it stands, and all branches. */

import { useEffect, useRef, useState } from 'react'

import { useT } from '../i18n'
import { useBranches } from '../live/branches'
import { useRun } from '../live/run'
import { whole } from '../ui/numbers'

/** A dragged slider asks at most so often. */
const ASK_EVERY_MS = 80

export function PastBar() {
  const t = useT()
  const since = useRun(({ status }) => status?.since ?? null)
  const step = useRun(({ status }) => status?.step ?? 0)
  const shown = useRun(({ status }) => status?.shown ?? null)
  const [wanted, ask] = useSeek(shown)
  const at = wanted ?? shown ?? step
  const back = at < step
  const text = back ? t('live.pastStep', { step: whole(at) }) : t('live.pastNow')
  return (
    <div className="past" role="group" aria-label={t('live.past')}>
      <input
        type="range"
        min={since ?? 0}
        max={Math.max(step, 1)}
        value={at}
        disabled={since === null || step === 0}
        aria-label={t('live.past')}
        aria-valuetext={text}
        title={t('live.pastWhat')}
        onChange={(event) => {
          const chosen = Number(event.target.value)
          ask(chosen >= step ? null : chosen)
        }}
      />
      <span className="past-text">{text}</span>
      {back && (
        <button type="button" className="past-button" onClick={() => ask(null)}>
          {t('live.backToNow')}
        </button>
      )}
      <button
        type="button"
        className="past-button"
        disabled={since === null || (wanted !== null && wanted !== shown)}
        title={t('live.branchWhat')}
        onClick={() => void useBranches.getState().branch()}
      >
        {t('live.branch')}
      </button>
      <Branches />
    </div>
  )
}

/** The step that was asked for and is not shown yet, and how to ask. */
function useSeek(shown: number | null): [number | null, (step: number | null) => void] {
  const [wanted, setWanted] = useState<number | null>(null)
  const timer = useRef(0)
  const newest = useRef<number | null>(null)
  useEffect(() => {
    if (shown !== null && shown === newest.current) setWanted(null)
  }, [shown])
  useEffect(() => () => window.clearTimeout(timer.current), [])
  const ask = (step: number | null): void => {
    newest.current = step
    setWanted(step)
    window.clearTimeout(timer.current)
    timer.current = window.setTimeout(() => useRun.getState().seek(newest.current), ASK_EVERY_MS)
  }
  return [wanted, ask]
}

/** One button for each run, the present one pressed; the others' curves stand behind its own. */
function Branches() {
  const t = useT()
  const all = useBranches((state) => state.all)
  const run = useRun((state) => state.run)
  if (all.length < 2 || !all.some((one) => one.run === run)) return null
  return (
    <div className="past-branches" role="group" aria-label={t('live.branches')}>
      {all.map((one) => (
        <span key={one.run}>
          <button
            type="button"
            className="past-button"
            aria-pressed={one.run === run}
            title={t('live.branchFrom', { step: whole(one.step) })}
            onClick={() => one.run !== run && void useBranches.getState().visit(one.run)}
          >
            {t('live.branchName', { n: one.number })}
          </button>
          {one.run !== run && (
            <button
              type="button"
              className="past-drop"
              aria-label={t('live.branchDrop', { n: one.number })}
              onClick={() => useBranches.getState().drop(one.run)}
            >
              ×
            </button>
          )}
        </span>
      ))}
    </div>
  )
}
