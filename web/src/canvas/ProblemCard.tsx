import { useSay, useT } from '../i18n'
import type { Problem } from '../model/problems'
import { fix } from '../state/actions'

/** What is wrong, in one sentence, beside the thing it is about, with the mend as a button. */
export function ProblemCard({ problems }: { problems: readonly Problem[] }) {
  const t = useT()
  const say = useSay()
  return (
    <div className="problem-card nodrag nopan" role="note" aria-label={t('canvas.problem')}>
      {problems.map((problem) => (
        <div key={problem.code + problem.message.en} className="problem">
          <p>{say(problem.message)}</p>
          {problem.fix && (
            <button
              type="button"
              className="button primary"
              onClick={() => fix(problem.fix?.edits ?? [])}
            >
              {say(problem.fix.label)}
            </button>
          )}
        </div>
      ))}
    </div>
  )
}
