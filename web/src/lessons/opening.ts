/** Opens a lesson's networks in the workspace, and keeps what the learner makes of them. */

import { getLesson, type Lesson, type NetworkBlock } from '../api/lessons'
import { learnKinds } from '../live/facts'
import { playsNow, useRun } from '../live/run'
import { useSample, type PartName } from '../live/sample'
import type { NetDocument } from '../model/document'
import { openDocument } from '../state/actions'
import { withOwnPlaces } from '../state/arranged'
import { useCatalog } from '../state/catalog'
import { startChecking } from '../state/checking'
import { currentDocument, useGraph } from '../state/graph'
import { unguide, useGuide } from '../state/guide'
import { useSession } from '../state/session'
import { startSync } from '../sync'
import { draftsOf, keepDraft } from './drafts'
import { groundOf, keptFor, placeOf, sameNetwork, type Ground } from './lesson'
import { flush, useProgress } from './progress'

/** Everything a lesson needs, asked at once. */
export async function fetchLesson(slug: string): Promise<Lesson> {
  const { session } = useSession.getState()
  const kinds = useCatalog.getState().load().then(learnKinds)
  const [lesson] = await Promise.all([
    getLesson(slug),
    useProgress.getState().open(slug),
    useRun.getState().resume(session?.role === 'learner' ? session.run : null),
    kinds,
  ])
  return lesson
}

/** The open lesson: where it stands, and how it is closed. */
export interface Opened {
  readonly lesson: Lesson
  arrive(step: string): void
  startAgain(): void
  close(): void
}

/** Nothing is shown until a step is arrived at. */
export function openLesson(lesson: Lesson): Opened {
  let ground: Ground | null = null
  let standing: string | null = null
  let stops: (() => void)[] = []
  const keep = () => {
    const network = currentDocument()
    if (network && ground) keepNetwork(lesson, ground, network)
  }
  const arrive = (id: string) => {
    const step = lesson.steps[placeOf(lesson, id)]
    if (!step) return
    // What still trained for the step before would answer the guess of this one too early.
    if (standing !== null && standing !== step.id) pauseIfPlaying()
    standing = step.id
    const next = groundOf(lesson, step.id)
    if (ground && next?.step !== ground.step) keep()
    if (next && next.step !== ground?.step) show(lesson, next)
    ground = next
    useGuide.setState({ allow: next?.network.allow ?? null, focus: step.focus, lit: null })
    useProgress.getState().note({ step: step.id })
    keep()
    // From the first network on, checking, training and keeping go along with every change.
    if (stops.length === 0) stops = [startChecking(), startSync({ keep, addressed: false })]
  }
  return {
    lesson,
    arrive,
    startAgain: () => {
      if (!ground) return
      openDocument(ground.network.document)
      useRun.getState().reset()
    },
    close: () => {
      stops.forEach((stop) => stop())
      stops = []
      ground = null
      void flush()
      unguide()
    },
  }
}

/** What the learner had of this network, else the lesson's; going back leads to no other lesson's. */
function show(lesson: Lesson, ground: Ground): void {
  const kept = keptFor(lesson, ground, useProgress.getState(), draftsOf(lesson.slug))
  const network = kept ?? ground.network.document
  useGraph.setState({ history: null })
  openDocument(network)
  pauseUnless(network)
  chooseSample(ground.network)
}

/** The tab's run may still train another network. */
function pauseUnless(network: NetDocument): void {
  const { document, status } = useRun.getState()
  const same = document !== null && sameNetwork(document as unknown as NetDocument, network)
  if (!same && status?.playing !== false) useRun.getState().pause()
}

function pauseIfPlaying(): void {
  if (playsNow(useRun.getState())) useRun.getState().pause()
}

function chooseSample({ sample }: NetworkBlock): void {
  const [part = '', row = ''] = sample?.split(' ') ?? []
  if (part !== '') useSample.getState().choose(part as PartName, Number(row))
}

/** A network that nobody changed is the lesson's own and not kept. */
function keepNetwork({ slug }: Lesson, { step, network }: Ground, present: NetDocument): void {
  const document = sameNetwork(present, network.document) ? null : withOwnPlaces(present)
  keepDraft(slug, step, document)
  useProgress.getState().note({ document })
}
