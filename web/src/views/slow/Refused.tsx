/** Why a question about the step is not answered, and the button that mends it. */

import { useSay } from '../../i18n'
import type { FixEdit } from '../../model/problems'
import { fix } from '../../state/actions'
import type { Problem } from '../../wire/messages.gen'

export function Refused({ problem }: { readonly problem: Problem }) {
  const say = useSay()
  const mend = problem.fix
  return (
    <div className="refused" role="status">
      {say(problem.message)}{' '}
      {mend && (
        <button
          type="button"
          className="button"
          onClick={() => fix(mend.edits as unknown as FixEdit[])}
        >
          {say(mend.label)}
        </button>
      )}
    </div>
  )
}
