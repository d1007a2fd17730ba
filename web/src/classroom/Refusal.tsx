import { useSay } from '../i18n'
import type { Problem } from '../model/problems'

/** Why the server said no, in one sentence. */
export function Refusal({ problem }: { problem: Problem | null }) {
  const say = useSay()
  return (
    <div role="alert" className="refusal">
      {problem && <p>{say(problem.message)}</p>}
    </div>
  )
}
