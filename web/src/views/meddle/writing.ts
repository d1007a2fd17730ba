/** Weights set by hand, wherever they are typed, pressed or painted: each time one step back. */

import { useRun } from '../../live/run'
import { order, type Setting } from '../../live/weights'
import { keepWritten } from '../../state/meddle'
import type { Problem } from '../../wire/messages.gen'

/** Answers the first refusal, or null. The same ``group`` goes on with the step before. */
export async function setWeights(
  settings: readonly Setting[],
  group?: string,
): Promise<Problem | null> {
  const answers = await Promise.all(settings.map(order))
  const written = settings.flatMap(({ value: after, ...place }, n) => {
    const { problem, before } = answers[n] ?? { problem: null, before: null }
    return problem ? [] : [{ ...place, before, after }]
  })
  if (written.length > 0) keepWritten(written, group)
  const problem = answers.find((one) => one.problem)?.problem ?? null
  useRun.setState({ problem })
  return problem
}
