import { useState } from 'react'
import type { Step, TryBlock } from '../../api/lessons'
import { t as translate, useSay, useT } from '../../i18n'
import { useRun } from '../../live/run'
import type { NetDocument } from '../../model/document'
import type { Text } from '../../model/problems'
import { currentDocument, useGraph } from '../../state/graph'
import { useUi } from '../../state/ui'
import { setWeights } from '../../views/meddle/writing'
import { edited, settingsOf } from '../edits'
import { groundOf } from '../lesson'
import { useProgress } from '../progress'
import { useReading } from '../reading'
import { useTrained } from '../trained'

/** One action, named on a button: edits of the network as one step back, then perhaps training. */
export default function Try({ block }: { block: TryBlock }) {
  const t = useT()
  const say = useSay()
  const { lesson, step } = useReading()
  const guesses = useProgress((state) => state.guesses)
  const [problem, setProblem] = useState<Text | null>(null)
  const unguessed = guessesBefore(step, block.id).some((id) => guesses[id] === undefined)
  const given = groundOf(lesson, step.id)?.network.document ?? null
  return (
    <div className="block try">
      <button
        type="button"
        className="button act"
        disabled={unguessed}
        onClick={() => void act(block, given).then(setProblem)}
      >
        {say(block.label)}
      </button>
      {unguessed && !followsTry(step, block.id) && (
        <p className="soft">{t('lessons.guessFirst')}</p>
      )}
      {problem && (
        <p className="problem-text" role="alert">
          {say(problem)}
        </p>
      )}
    </div>
  )
}

/** The guesses that a step asks for before this button. */
function guessesBefore({ blocks }: Step, id: string): readonly string[] {
  const place = blocks.findIndex((block) => block.directive === 'try' && block.id === id)
  return blocks
    .slice(0, place)
    .flatMap((block) => (block.directive === 'predict' ? [block.id] : []))
}

/** What holds back several buttons in a row is said once. */
function followsTry({ blocks }: Step, id: string): boolean {
  const place = blocks.findIndex((block) => block.directive === 'try' && block.id === id)
  return blocks[place - 1]?.directive === 'try'
}

/**
 * Answers what went wrong, or null. A network that the edits do not fit gives way to the lesson's:
 * so the button also works twice, and on a network that was taken apart.
 */
async function act({ edits, reset, play }: TryBlock, given: NetDocument | null) {
  const network = currentDocument()
  if (!network) return null
  const run = useRun.getState()
  const own = edited(network, edits)
  const next = own ?? (given && edited(given, edits))
  if (!own && next) useUi.getState().say(translate('lessons.begunAgain'))
  if (next && next !== network) useGraph.getState().put(next)
  if (reset) run.reset()
  const settings = settingsOf(edits)
  if (settings.length > 0) {
    await run.caughtUp()
    const problem = await setWeights(settings)
    if (problem) return problem.message
  }
  // A button that only prepares is followed by steps of the learner's own; weights show at once.
  if (play) run.play()
  else if (settings.length > 0) useTrained.getState().acted()
  return null
}
