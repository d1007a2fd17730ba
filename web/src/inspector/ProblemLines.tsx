import { useSay } from '../i18n'
import type { Problem } from '../model/problems'
import { fix } from '../state/actions'

/** What is wrong with one setting, each with its mend. */
export function ProblemLines({ problems }: { problems: readonly Problem[] }) {
  const say = useSay()
  return problems.map((problem) => (
    <p key={problem.code} className="problem-text">
      {say(problem.message)}
      {problem.fix && (
        <button type="button" className="link" onClick={() => fix(problem.fix?.edits ?? [])}>
          {say(problem.fix.label)}
        </button>
      )}
    </p>
  ))
}
