/** What is wrong with this run, found in its own numbers, with what to try. */

import { useEffect, useRef } from 'react'

import { useSay, useT } from '../../i18n'
import { send } from '../../live/connection'
import { useRun } from '../../live/run'
import type { FixEdit } from '../../model/problems'
import { fix, focusNode } from '../../state/actions'
import { whole } from '../../ui/numbers'
import type { Problem } from '../../wire/messages.gen'
import './health.css'

export function Diagnosis() {
  const t = useT()
  const run = useRun((state) => state.run)
  const findings = useRun((state) => state.status?.findings ?? null)
  const known = useRun((state) => state.status !== null)
  const missing = known && findings === null
  // Opening it is asking; so is every network that begins anew while it is open.
  useEffect(() => {
    if (run !== null && missing) void send({ type: 'diagnose', run })
  }, [run, missing])
  const pane = useRef<HTMLDivElement>(null)
  return (
    <div className="health" ref={pane} tabIndex={-1}>
      {findings === null && <p className="soft">{t('health.examining')}</p>}
      {findings?.problems.length === 0 && <p>{t('health.sound')}</p>}
      <ol className="health-findings" aria-label={t('health.findings')}>
        {findings?.problems.map((problem) => (
          <FindingCard
            key={problem.code + problem.message.en}
            problem={problem}
            // What was found goes, and with it the button that has the focus.
            leave={() => pane.current?.focus()}
          />
        ))}
      </ol>
      {findings && (
        <p className="health-again">
          <span className="soft">{t('health.atStep', { step: whole(findings.step) })}</span>
          <button
            type="button"
            className="button"
            onClick={() => run !== null && void send({ type: 'diagnose', run })}
          >
            {t('health.again')}
          </button>
        </p>
      )}
      <p className="health-note soft">{t('health.note_diagnosis')}</p>
    </div>
  )
}

interface FindingCardProps {
  problem: Problem
  leave: () => void
}

function FindingCard({ problem, leave }: FindingCardProps) {
  const t = useT()
  const say = useSay()
  const diverged = useRun((state) => state.status?.state === 'diverged')
  const { node, fix: mend } = problem
  return (
    <li data-finding={problem.code}>
      <p>{say(problem.message)}</p>
      {mend && (
        <button
          type="button"
          className="button primary"
          onClick={() => {
            fix(mend.edits as unknown as FixEdit[])
            // Weights that are no numbers learn nothing more, whatever is mended.
            if (diverged) useRun.getState().reset()
            leave()
          }}
        >
          {diverged ? t('health.anew', { mend: say(mend.label) }) : say(mend.label)}
        </button>
      )}
      {node != null && (
        <button type="button" className="button" onClick={() => focusNode(node)}>
          {t('health.show', { node })}
        </button>
      )}
    </li>
  )
}
