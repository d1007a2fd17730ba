import { useSay } from '../i18n'
import type { Problem } from '../model/problems'
import { fix } from '../state/actions'

/** Sentences about what is wrong, each with its mend. */
export function Problems({ problems }: { problems: readonly Problem[] }) {
  const say = useSay()
  return problems.map((problem) => (
    <div key={problem.code + problem.message.en} className="problem-text">
      <p>{say(problem.message)}</p>
      {problem.fix && (
        <button type="button" className="button" onClick={() => fix(problem.fix?.edits ?? [])}>
          {say(problem.fix.label)}
        </button>
      )}
    </div>
  ))
}
