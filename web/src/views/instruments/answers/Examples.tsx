/** Some examples with their pictures; choosing one makes it the example that everything shows. */

import { useT } from '../../../i18n'
import { useSample } from '../../../live/sample'
import { whole } from '../../../ui/numbers'
import { usePart } from './asked'
import { ExamplePicture } from './ExamplePicture'
import { useExamples } from './samples'

/** An example by its number in the part, and what there is to say about it. */
export interface Listed {
  readonly row: number
  readonly caption: string
}

export function Examples({ list, label }: { list: readonly Listed[]; label: string }) {
  const t = useT()
  const part = usePart()
  const sample = useSample()
  const examples = useExamples(
    part,
    list.map(({ row }) => row),
  )
  return (
    <ul className="answers-examples" aria-label={label}>
      {list.map(({ row, caption }, n) => (
        <li key={row}>
          <button
            type="button"
            aria-pressed={!sample.drawn && sample.part === part && sample.index === row}
            aria-label={t('answers.open', { row: whole(row + 1), caption })}
            title={t('answers.open', { row: whole(row + 1), caption })}
            onClick={() => sample.choose(part, row)}
          >
            <ExamplePicture example={examples[n] ?? null} />
            <span>{caption}</span>
          </button>
        </li>
      ))}
    </ul>
  )
}
