/** The run bar: play, one step, one epoch, reset, speed, and where the run stands. */

import { useEffect, type CSSProperties } from 'react'

import { useSay, useT } from '../i18n'
import { playsNow, useRun } from '../live/run'
import { useSlow } from '../state/slow'
import type { Problem } from '../wire/messages.gen'
import { whole } from '../ui/numbers'
import { NOTCHES, notchOf, speedOf } from './speed'
import { SweepButton } from './sweep/SweepButton'
import './bar.css'
import './live.css'

interface RunBarProps {
  /** Applies the edits of a problem's fix to the document. */
  onFix?: (edits: Problem['fix']) => void
}

export function RunBar({ onFix }: RunBarProps) {
  const t = useT()
  useSpaceBar()
  const playing = useRun(playsNow)
  const ready = useRun((run) => run.run !== null)
  const { toggle, step, epoch, reset } = useRun.getState()
  return (
    <div className="live-bar-frame" role="group" aria-label={t('live.runBar')}>
      <button
        type="button"
        disabled={!ready}
        aria-label={t('live.reset')}
        title={t('live.reset')}
        onClick={() => reset()}
      >
        ↺
      </button>
      <button type="button" disabled={!ready} onClick={() => step()}>
        {t('live.step')}
      </button>
      <SlowButton ready={ready} />
      <SweepButton ready={ready} />
      <button
        type="button"
        className="live-play"
        disabled={!ready}
        aria-label={t(playing ? 'live.pause' : 'live.play')}
        title={t(playing ? 'live.pause' : 'live.play')}
        onClick={toggle}
      >
        <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
          <path d={playing ? 'M3 2h3.5v12H3zM9.5 2H13v12H9.5z' : 'M4 2l10 6-10 6z'} />
        </svg>
      </button>
      <button type="button" disabled={!ready} onClick={() => epoch()}>
        {t('live.epoch')}
      </button>
      <Speed />
      <Standing />
      <Trouble onFix={onFix} />
    </div>
  )
}

/** One step in slow motion; the key M does the same. */
function SlowButton({ ready }: { ready: boolean }) {
  const t = useT()
  const open = useSlow((state) => state.open)
  useEffect(() => {
    const pressed = (event: KeyboardEvent): void => {
      const { target } = event
      const busy = target instanceof Element && target.closest('input, textarea, select, dialog')
      if (event.key.toLowerCase() !== 'm' || event.defaultPrevented || busy || !ready) return
      if (event.ctrlKey || event.metaKey || event.altKey) return
      event.preventDefault()
      useSlow.getState().toggle()
    }
    addEventListener('keydown', pressed)
    return () => removeEventListener('keydown', pressed)
  }, [ready])
  return (
    <button
      type="button"
      className="live-slow"
      disabled={!ready}
      aria-pressed={open}
      aria-label={t('slow.title')}
      title={t('slow.open')}
      onClick={() => useSlow.getState().toggle()}
    >
      <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
        <path d="M8 2a6 6 0 1 0 6 6M8 4.5V8l2.5 1.5" fill="none" stroke="currentColor" />
        <path
          d="M10 1.6a6.6 6.6 0 0 1 4.4 4.4"
          fill="none"
          stroke="currentColor"
          strokeDasharray="1.6 2"
        />
      </svg>
    </button>
  )
}

/** The space bar plays and pauses wherever it has no other meaning. */
function useSpaceBar(): void {
  useEffect(() => {
    const pressed = (event: KeyboardEvent): void => {
      const target = event.target as HTMLElement | null
      const busy = target?.closest(
        'input, textarea, select, button, a, summary, [contenteditable="true"], [role]:not(.react-flow__node):not(main):not([role="application"])',
      )
      if (event.key !== ' ' || event.defaultPrevented || busy) return
      event.preventDefault()
      useRun.getState().toggle()
    }
    addEventListener('keydown', pressed)
    return () => removeEventListener('keydown', pressed)
  }, [])
}

/** Steps a second on a logarithmic slider; its right end means as fast as it goes. */
function Speed() {
  const t = useT()
  const speed = useRun((run) => run.status?.speed ?? null)
  const notch = speed === null ? NOTCHES : notchOf(speed)
  const text = speed === null ? t('live.fullSpeed') : t('live.stepsPerSecond', { n: whole(speed) })
  return (
    <label className="live-speed" title={text}>
      <span className="live-spoken">{t('live.speed')}</span>
      <input
        type="range"
        min={0}
        max={NOTCHES}
        value={notch}
        style={{ '--fill': `${(100 * notch) / NOTCHES}%` } as CSSProperties}
        aria-label={t('live.speed')}
        aria-valuetext={text}
        onChange={(event) => useRun.getState().speed(speedOf(Number(event.target.value)))}
      />
      <span className="live-speed-text">{text}</span>
    </label>
  )
}

function Standing() {
  const t = useT()
  const status = useRun((run) => run.status)
  const compiling = useRun((run) => run.compiling)
  const busy = status?.state === 'compiling'
  const pace = status ? status.examples_per_second : 0
  return (
    <div className="live-standing">
      <span>
        {t('live.epochNow')} <b>{status ? whole(status.epoch) : '–'}</b>
      </span>
      <span>
        {t('live.stepNow')}{' '}
        <b role="status" aria-label={t('live.step')} aria-live="off">
          {status ? whole(status.step) : '–'}
        </b>
      </span>
      {busy ? (
        <span className="live-compiling">
          {t('live.compiling', { seconds: whole(Math.floor(compiling?.seconds ?? 0)) })}
          <button type="button" onClick={() => useRun.getState().cancel()}>
            {t('live.cancel')}
          </button>
        </span>
      ) : (
        <span className="live-pace">
          {status?.playing ? t('live.examplesPerSecond', { n: whole(pace) }) : ''}
        </span>
      )}
    </div>
  )
}

/** Why a callback ended the training; nothing is wrong then. */
function Ended() {
  const say = useSay()
  const notice = useRun((run) => run.status?.notice ?? null)
  return (
    notice && (
      <p className="live-trouble live-ended" role="status">
        {say(notice.message)}
      </p>
    )
  )
}

/** What went wrong, in one sentence, with the mend as a button; never in the way. */
function Trouble({ onFix }: RunBarProps) {
  const t = useT()
  const say = useSay()
  const refused = useRun((run) => run.problem)
  const failed = useRun((run) => run.status?.problem ?? null)
  const worker = useRun((run) => run.worker)
  const step = useRun((run) => (run.worker === 'ready' ? 0 : (run.status?.step ?? 0)))
  const away = useRun((run) => run.link === 'away' && run.run !== null)
  const problem = refused ?? failed
  const words = away
    ? t('live.away')
    : worker !== 'ready'
      ? t('live.workerLost', { step: whole(step) })
      : problem && say(problem.message)
  if (!words) return <Ended />
  const { fix } = problem ?? { fix: null }
  return (
    <div className="live-trouble" role="alert">
      <span>{words}</span>
      {!away && fix && onFix && (
        <button type="button" onClick={() => onFix(fix)}>
          {say(fix.label)}
        </button>
      )}
      {!away && refused && (
        <button
          type="button"
          aria-label={t('live.close')}
          onClick={() => useRun.getState().forgetProblem()}
        >
          ×
        </button>
      )}
    </div>
  )
}
