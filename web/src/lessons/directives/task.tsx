import { useEffect, useState } from 'react'
import { Refused } from '../../api/client'
import {
  checkTask,
  getQueue,
  type CheckAnswer,
  type GoalAnswer,
  type TaskBlock,
} from '../../api/lessons'
import { useSay, useT } from '../../i18n'
import { useRun } from '../../live/run'
import type { Text } from '../../model/problems'
import { currentDocument, useDocument } from '../../state/graph'
import { sameNetwork } from '../lesson'
import { useProgress } from '../progress'
import { useReading } from '../reading'
import { Words } from '../Words'
import type { NetDocument } from '../../model/document'

interface Judged {
  readonly answer: CheckAnswer
  readonly network: NetDocument
}

/** What the learner's network must do; the server judges it by its behavior. */
export default function Task({ block }: { block: TaskBlock }) {
  const t = useT()
  const say = useSay()
  const { lesson } = useReading()
  const done = useProgress((state) => state.done[block.id] !== undefined)
  const { judged, busy, seconds, ahead, problem, check } = useCheck(lesson.slug, block.id)
  const present = useDocument()
  // What was judged was another network: its values are no longer those of this one.
  const fresh = judged && present && sameNetwork(judged.network, present) ? judged.answer : null
  return (
    <section className="block task" data-done={done} aria-label={t('lessons.task')}>
      <h2>
        {t('lessons.task')}
        {done && <span className="done-sign">✓</span>}
      </h2>
      <div className="task-words">
        <Words passage={block.words} />
      </div>
      <ul className="goals">
        {block.goals.map((goal, place) => (
          <Goal key={place} text={goal.text} answer={fresh?.goals[place] ?? null} />
        ))}
      </ul>
      <div className="task-buttons">
        <button type="button" className="button act" disabled={busy} onClick={() => void check()}>
          {busy ? t('lessons.checking', { seconds }) : t('lessons.check')}
        </button>
        <HintButton block={block} />
      </div>
      <div className="feedback" role="status">
        {busy && ahead > 0 && <p>{t('lessons.ahead', { n: ahead })}</p>}
        {problem && <p className="problem-text">{say(problem)}</p>}
        {fresh && <Verdict answer={fresh} />}
      </div>
      <Hints block={block} />
    </section>
  )
}

function Verdict({ answer }: { answer: CheckAnswer }) {
  const t = useT()
  const say = useSay()
  const missed = answer.goals.filter(({ passed }) => !passed)
  if (answer.passed) return <b className="mark" data-right>{`✓ ${t('lessons.passed')}`}</b>
  return (
    <>
      <p>{t('lessons.notPassed', { missed: missed.length, all: answer.goals.length })}</p>
      {missed.map(({ hint }, place) => hint && <p key={place}>{say(hint)}</p>)}
    </>
  )
}

function Goal({ text, answer }: { text: Text; answer: GoalAnswer | null }) {
  const t = useT()
  const say = useSay()
  const value = answer ? say(answer.reached) : t('lessons.notRun')
  const state = answer === null ? 'notRun' : answer.passed ? 'reached' : 'missed'
  return (
    <li data-state={state}>
      <span className="goal-sign" role="img" aria-label={t(`lessons.${state}`)}>
        {state === 'reached' ? '✓' : '○'}
      </span>
      <span>{say(text)}</span>
      <span className="mono goal-value" data-long={value.length > 20}>
        {value}
      </span>
    </li>
  )
}

function HintButton({ block }: { block: TaskBlock }) {
  const t = useT()
  const shown = useProgress(({ hints }) => hints[block.id] ?? 0)
  const all = block.hints.length
  if (shown >= all) return null
  const next = () => {
    const { hints, note } = useProgress.getState()
    note({ hints: { ...hints, [block.id]: shown + 1 } })
  }
  return (
    <button type="button" className="button pill" onClick={next}>
      {t('lessons.hint', { n: shown + 1, all })}
    </button>
  )
}

function Hints({ block }: { block: TaskBlock }) {
  const t = useT()
  const shown = useProgress(({ hints }) => hints[block.id] ?? 0)
  if (block.hints.length === 0) return null
  return (
    <ol className="hints" aria-label={t('lessons.hints')} aria-live="polite">
      {block.hints.slice(0, shown).map((hint, place) => (
        <li key={place}>
          <Words passage={hint} />
        </li>
      ))}
    </ol>
  )
}

/** Asks for the verdict on what is on the canvas, and counts the seconds it takes. */
function useCheck(lesson: string, task: string) {
  const [judged, setJudged] = useState<Judged | null>(null)
  const [problem, setProblem] = useState<Text | null>(null)
  const [began, setBegan] = useState<number | null>(null)
  const seconds = useSeconds(began)
  const ahead = useAhead(lesson, task, began !== null)
  const check = async () => {
    const network = currentDocument()
    if (!network) return
    setBegan(Date.now())
    setProblem(null)
    try {
      const { run, caughtUp } = useRun.getState()
      await caughtUp()
      const answer = await checkTask(lesson, task, network, run)
      setJudged({ answer, network })
      if (answer.passed) useProgress.getState().finish(task)
    } catch (error) {
      if (!(error instanceof Refused)) throw error
      setProblem(error.problems[0]?.message ?? null)
    } finally {
      setBegan(null)
    }
  }
  return { judged, problem, busy: began !== null, seconds, ahead, check }
}

function useSeconds(began: number | null): number {
  const [now, setNow] = useState(0)
  useEffect(() => {
    if (began === null) return
    const timer = window.setInterval(() => setNow(Date.now()), 250)
    return () => window.clearInterval(timer)
  }, [began])
  return began === null ? 0 : Math.max(0, Math.floor((now - began) / 1000))
}

const QUEUE_EVERY_MS = 1000

/** How many networks of others are judged first. */
function useAhead(lesson: string, task: string, busy: boolean): number {
  const [ahead, setAhead] = useState(0)
  useEffect(() => {
    if (!busy) return
    const timer = window.setInterval(() => {
      void getQueue(lesson, task).then((answer) => setAhead(answer.ahead ?? 0), ignore)
    }, QUEUE_EVERY_MS)
    return () => window.clearInterval(timer)
  }, [lesson, task, busy])
  return busy ? ahead : 0
}

/** The verdict itself says what is wrong; the place in the queue is told or not. */
function ignore(): void {
  return
}
