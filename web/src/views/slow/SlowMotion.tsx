/** Slow motion: the next training step in stages, below the network whose numbers it tells. */

import { memo, useEffect, useMemo, useRef } from 'react'

import { useT } from '../../i18n'
import { afterFrame } from '../../live/clock'
import { nodesOf } from '../../live/facts'
import { useRun } from '../../live/run'
import { useSample } from '../../live/sample'
import type { NetDocument } from '../../model/document'
import { useDocument } from '../../state/graph'
import { useGuide } from '../../state/guide'
import { momentsOf, STAGES, useSlow, type Moment, type Stage } from '../../state/slow'
import { whole } from '../../ui/numbers'
import { Layer, useTurn } from './Layer'
import { Losses } from './Losses'
import { Refused } from './Refused'
import { Told } from './Told'
import { numbersOf, useTold } from './told'
import './slow.css'

/** Stands between the network and the curves while somebody has it open. */
export function SlowMotion() {
  const open = useSlow((state) => state.open)
  const document = useDocument()
  if (!open || !document) return null
  return <Strip document={document} />
}

const FIRST: Moment = { stage: 'batch', node: null }

function Strip({ document }: { readonly document: NetDocument }) {
  const t = useT()
  const strip = useRef<HTMLElement>(null)
  const moments = useMemo(() => momentsOf(document), [document])
  const { at, example, go, toggle } = useSlow()
  const now = Math.min(at, moments.length - 1)
  const moment = moments[now] ?? FIRST
  const end = document.nodes.findLast(({ id }) => !document.edges.some(([from]) => from === id))
  const { frame: batch, problem } = useTold({ probe: 'told_batch', node: end?.id ?? '', example })
  const count = numbersOf(batch, 0).length
  const chosen = Math.min(example, Math.max(0, count - 1))
  const last = now === moments.length - 1
  const take = (): void => {
    useRun.getState().step()
    go(0)
  }
  const forward = (): void => (last ? take() : go(now + 1))
  usePaused()
  useKeysOf(forward, () => go(now - 1))
  useLight(document, moment)
  useExample(numbersOf(batch, 0)[chosen])
  useEffect(() => strip.current?.focus(), [])
  return (
    <section ref={strip} className="slow" tabIndex={-1} aria-label={t('slow.title')}>
      <header>
        <Stages moments={moments} present={moment.stage} />
        <span className="slow-way">
          <button
            type="button"
            className="button pill"
            disabled={now === 0}
            aria-label={t('slow.back')}
            onClick={() => go(now - 1)}
          >
            ‹
          </button>
          <span className="mono soft">
            {now + 1}/{moments.length}
          </span>
          <button
            type="button"
            className="button pill"
            disabled={last}
            aria-label={t('slow.onward')}
            onClick={forward}
          >
            ›
          </button>
        </span>
        <button type="button" className="button pill slow-take" onClick={take}>
          {t('slow.take')}
        </button>
        <button type="button" className="button pill" aria-label={t('app.close')} onClick={toggle}>
          ×
        </button>
      </header>
      {problem && <Refused problem={problem} />}
      {!problem && batch === null && <Waiting />}
      {!problem && batch !== null && (
        <div className="slow-body">
          <div className="slow-words">
            <Example chosen={chosen} count={count} />
            <div aria-live="polite">
              <Told moment={moment} batch={batch} chosen={chosen} />
            </div>
          </div>
          {(moment.stage === 'batch' || moment.stage === 'loss') && (
            <Losses batch={batch} chosen={chosen} known={moment.stage === 'loss'} />
          )}
          <Followed document={document} moment={moment} />
        </div>
      )}
    </section>
  )
}

interface StagesProps {
  readonly moments: readonly Moment[]
  readonly present: Stage
}

/** The six parts of a step, and the way to the first moment of each. */
const Stages = memo(function Stages({ moments, present }: StagesProps) {
  const t = useT()
  const { go } = useSlow.getState()
  return (
    <ol className="slow-stages">
      {STAGES.map((stage, n) => (
        <li key={stage}>
          <button
            type="button"
            aria-current={stage === present ? 'step' : undefined}
            onClick={() => go(moments.findIndex((one) => one.stage === stage))}
          >
            <b>{n + 1}</b> <span>{t(`slow.${stage}`)}</span>
          </button>
        </li>
      ))}
    </ol>
  )
})

interface ExampleProps {
  readonly chosen: number
  readonly count: number
}

/** Which example of the batch is followed, and the way to its neighbors. */
const Example = memo(function Example({ chosen, count }: ExampleProps) {
  const t = useT()
  const { choose } = useSlow.getState()
  return (
    <span className="slow-way">
      <button
        type="button"
        className="button pill"
        disabled={chosen === 0}
        aria-label={t('slow.exampleBefore')}
        onClick={() => choose(chosen - 1)}
      >
        ‹
      </button>
      <span className="soft">{t('slow.example', { n: chosen + 1, count: whole(count) })}</span>
      <button
        type="button"
        className="button pill"
        disabled={chosen >= count - 1}
        aria-label={t('slow.exampleAfter')}
        onClick={() => choose(chosen + 1)}
      >
        ›
      </button>
    </span>
  )
})

/** Until the step is told: it is compiled once for a network, or the run trains. */
function Waiting() {
  const t = useT()
  const playing = useRun((run) => run.status?.playing ?? false)
  return (
    <p className="slow-waiting soft" role="status">
      {t(playing ? 'slow.playing' : 'slow.waiting')}
    </p>
  )
}

/** The numbers that are followed, of the layer whose turn it is. */
function Followed({ document, moment }: { readonly document: NetDocument; moment: Moment }) {
  const node = useTurn(document, moment)
  if (node === null) return null
  return <Layer document={document} node={node} moment={moment} />
}

/** A step is told when the run stands still before it. */
function usePaused(): void {
  useEffect(() => {
    const { status, pause } = useRun.getState()
    if (status?.playing) pause()
  }, [])
}

/** The arrow keys go from moment to moment, Escape leaves. */
function useKeysOf(forward: () => void, back: () => void): void {
  useEffect(() => {
    const pressed = (event: KeyboardEvent): void => {
      const { target } = event
      if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return
      if (target instanceof Element && target.closest(BUSY)) return
      if (event.key === 'ArrowRight') forward()
      else if (event.key === 'ArrowLeft') back()
      else if (event.key === 'Escape') useSlow.getState().toggle()
      else return
      event.preventDefault()
      event.stopPropagation()
    }
    // Before the canvas, whose arrow keys go from card to card.
    window.addEventListener('keydown', pressed, true)
    return () => window.removeEventListener('keydown', pressed, true)
  }, [forward, back])
}
const BUSY =
  'input, select, textarea, dialog, .inside, .modal, [data-own-arrows], [role="separator"]'

/** The layer whose turn it is stands out; a lesson's own focus comes back afterwards. */
function useLight(document: NetDocument, moment: Moment): void {
  const before = useRef(useGuide.getState().focus)
  useEffect(
    () =>
      // In a frame of its own: the words come first.
      afterFrame(() => {
        useSlow.setState({ lit: moment })
        useGuide.setState({ focus: focusOf(document, moment) })
      }),
    [document, moment],
  )
  useEffect(() => {
    const { current } = before
    return () => {
      useSlow.setState({ lit: null })
      useGuide.setState({ focus: current })
    }
  }, [])
}

/** What the moment is about, of what lies on the canvas. */
function focusOf(document: NetDocument, { stage, node }: Moment): string[] {
  if (node !== null) return [node]
  if (stage === 'batch') return ['data']
  const nodes = [...nodesOf(document as never).values()]
  return stage === 'loss' ? nodes.filter(({ isOutput }) => isOutput).map(({ id }) => id) : []
}

/** The pictures on the canvas show the same example. */
function useExample(number: number | undefined): void {
  useEffect(() => {
    if (number !== undefined) useSample.getState().choose('training', number)
  }, [number])
}
