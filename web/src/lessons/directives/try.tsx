import { useState } from 'react'
import type { Step, TryBlock } from '../../api/lessons'
import { useSay, useT } from '../../i18n'
import { useRun } from '../../live/run'
import { applyFix } from '../../model/problems'
import type { Text } from '../../model/problems'
import { currentDocument, useDocument, useGraph } from '../../state/graph'
import { documentEdits, nodesIn, settingsOf } from '../edits'
import { missing } from '../lesson'
import { useProgress } from '../progress'
import { useReading } from '../reading'
import { useTrained } from '../trained'

/** One action, named on a button: edits of the network as one step back, then perhaps training. */
export default function Try({ block }: { block: TryBlock }) {
  const t = useT()
  const say = useSay()
  const { step } = useReading()
  const network = useDocument()
  const guesses = useProgress((state) => state.guesses)
  const [problem, setProblem] = useState<Text | null>(null)
  const gone = network ? missing(network, nodesIn(block.edits)) : []
  const unguessed = guessesBefore(step, block.id).some((id) => guesses[id] === undefined)
  const reason = unguessed
    ? t('lessons.guessFirst')
    : gone.length > 0
      ? t('lessons.missingNodes', { nodes: gone.join(', ') })
      : null
  return (
    <div className="block try">
      <button
        type="button"
        className="button act"
        disabled={reason !== null}
        onClick={() => void act(block).then(setProblem)}
      >
        {say(block.label)}
      </button>
      {reason !== null && <p className="soft">{reason}</p>}
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

/** Answers what went wrong, or null. */
async function act({ edits, reset, play }: TryBlock): Promise<Text | null> {
  const network = currentDocument()
  if (!network) return null
  const run = useRun.getState()
  const changes = documentEdits(edits)
  if (changes.length > 0) useGraph.getState().put(applyFix(network, changes))
  if (reset) run.reset()
  const settings = settingsOf(edits)
  if (settings.length > 0) await run.caughtUp()
  for (const { node, weight, index, value } of settings) {
    const problem = await run.setWeight(node, weight, index, value)
    if (problem) return problem.message
  }
  if (play) run.play()
  else useTrained.getState().acted()
  return null
}
