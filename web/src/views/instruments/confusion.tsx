/** Which classes are taken for which; for values what was said beside what is true. */

import { memo, useState, type CSSProperties, type KeyboardEvent } from 'react'

import { useT } from '../../i18n'
import { fixed, whole } from '../../ui/numbers'
import { AnsweredClasses } from './answers/Answered'
import { Examples } from './answers/Examples'
import { confusion } from './answers/figures'
import { sureness, type Answers, type Told } from './answers/read'
import { Scatter } from './answers/Scatter'
import type { Instrument } from './instrument'

const MOST_CLASSES = 20
const MOST_EXAMPLES = 24
const MOST_PAIRS = 30

export const INSTRUMENT: Instrument = {
  name: 'confusion',
  label: { en: 'Confusion matrix', de: 'Verwechslungsmatrix' },
  summary: {
    en: 'Which classes are taken for which, and the examples behind every count. For values: what was said beside what is true.',
    de: 'Welche Klassen für welche gehalten werden, mit den Beispielen hinter jeder Zahl. Bei Werten: was gesagt wurde, neben dem, was stimmt.',
  },
  order: 40,
  width: 430,
  View: () => (
    <AnsweredClasses values={(answers, output) => <Scatter answers={answers} output={output} />}>
      {(told, answers, { classes }) => <Matrix told={told} answers={answers} names={classes} />}
    </AnsweredClasses>
  ),
}

interface MatrixProps {
  readonly told: Told
  readonly answers: Answers
  readonly names: readonly string[]
}

/** A cell: a class, and the one it was said to be. */
interface Cell {
  readonly right: number
  readonly said: number
}

function Matrix({ told, answers, names }: MatrixProps) {
  const t = useT()
  const [cell, setCell] = useState<Cell | null>(null)
  const counts = confusion(told)
  const hits = Array.from({ length: told.classes }, (_, n) => counts[n * told.classes + n] ?? 0)
  const right = hits.reduce((all, count) => all + count, 0)
  const nameOf = (n: number) => names[n] ?? String(n)
  const few = told.classes <= MOST_CLASSES
  return (
    <>
      <p className="answers-told" data-testid="accuracy">
        {t('answers.accuracy', {
          right: whole(right),
          count: whole(told.count),
          share: fixed((100 * right) / told.count, 1),
        })}
      </p>
      <div className="answers-sides">
        {few && <Table {...{ told, counts, nameOf, cell, choose: setCell }} />}
        {!few && <Pairs {...{ told, counts, nameOf, cell, choose: setCell }} />}
        {cell ? (
          <CellExamples {...{ told, answers, cell, nameOf }} />
        ) : (
          <p className="soft">{t('answers.chooseCell')}</p>
        )}
      </div>
    </>
  )
}

interface CountsProps {
  readonly told: Told
  readonly counts: Uint32Array
  readonly nameOf: (n: number) => string
  readonly cell: Cell | null
  readonly choose: (cell: Cell) => void
}

function Table({ told, counts, nameOf, cell, choose }: CountsProps) {
  const t = useT()
  const classes = Array.from({ length: told.classes }, (_, n) => n)
  return (
    <table
      className="answers-matrix"
      style={{ '--classes': told.classes } as CSSProperties}
      onKeyDown={moveWithin}
    >
      <caption className="soft">{t('answers.axes')}</caption>
      <thead>
        <tr>
          <td />
          {classes.map((n) => (
            <th key={n} scope="col" title={nameOf(n)}>
              {nameOf(n)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {classes.map((right) => {
          const row = counts.subarray(right * told.classes, (right + 1) * told.classes)
          const total = row.reduce((all, count) => all + count, 0)
          return (
            <tr key={right}>
              <th scope="row" title={nameOf(right)}>
                {nameOf(right)}
              </th>
              {classes.map((said) => (
                <MatrixCell
                  key={said}
                  count={row[said] ?? 0}
                  share={Math.round((100 * (row[said] ?? 0)) / (total || 1))}
                  hit={said === right}
                  chosen={cell?.right === right && cell.said === said}
                  first={cell ? cell.right === right && cell.said === said : right + said === 0}
                  label={t('answers.cell', {
                    right: nameOf(right),
                    said: nameOf(said),
                    count: whole(row[said] ?? 0),
                  })}
                  right={right}
                  said={said}
                  choose={choose}
                />
              ))}
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}

interface CellProps extends Cell {
  readonly count: number
  /** Percent of its row. */
  readonly share: number
  readonly hit: boolean
  readonly chosen: boolean
  /** Whether the Tab key stops here. */
  readonly first: boolean
  readonly label: string
  readonly choose: (cell: Cell) => void
}

const MatrixCell = memo(function MatrixCell(props: CellProps) {
  const { count, share, hit, chosen, first, label, right, said, choose } = props
  return (
    <td>
      <button
        type="button"
        data-hit={hit}
        data-dense={share > 55}
        style={{ '--share': `${share}%` } as CSSProperties}
        aria-pressed={chosen}
        aria-label={label}
        title={label}
        tabIndex={first ? 0 : -1}
        onClick={() => choose({ right, said })}
      >
        {count > 0 ? whole(count) : ''}
      </button>
    </td>
  )
})

/** Arrow keys go from cell to cell. */
function moveWithin(event: KeyboardEvent<HTMLTableElement>): void {
  const moves: Record<string, [number, number]> = {
    ArrowLeft: [0, -1],
    ArrowRight: [0, 1],
    ArrowUp: [-1, 0],
    ArrowDown: [1, 0],
  }
  const move = moves[event.key]
  const place = (event.target as Element).closest('td')
  const row = place?.closest('tr')
  if (!move || !place || !row) return
  event.preventDefault()
  event.stopPropagation()
  const [down, right] = move
  const rows = [...event.currentTarget.querySelectorAll('tbody tr')]
  const next = rows[rows.indexOf(row) + down]?.children[place.cellIndex + right]
  next?.querySelector('button')?.focus()
}

/** With many classes: the pairs that are confused most. */
function Pairs({ told, counts, nameOf, cell, choose }: CountsProps) {
  const t = useT()
  const pairs = Array.from(counts, (count, at) => {
    return { right: Math.floor(at / told.classes), said: at % told.classes, count }
  })
  const confused = pairs.filter(({ right, said, count }) => count > 0 && right !== said)
  confused.sort((a, b) => b.count - a.count)
  return (
    <ol className="answers-pairs" aria-label={t('answers.pairs', { count: told.classes })}>
      {confused.slice(0, MOST_PAIRS).map(({ right, said, count }) => (
        <li key={`${right} ${said}`}>
          <button
            type="button"
            aria-pressed={cell?.right === right && cell.said === said}
            onClick={() => choose({ right, said })}
          >
            {t('answers.cell', { right: nameOf(right), said: nameOf(said), count: whole(count) })}
          </button>
        </li>
      ))}
    </ol>
  )
}

interface CellExamplesProps {
  readonly told: Told
  readonly answers: Answers
  readonly cell: Cell
  readonly nameOf: (n: number) => string
}

function CellExamples({ told, answers, cell, nameOf }: CellExamplesProps) {
  const t = useT()
  const rows = Array.from({ length: told.count }, (_, row) => row).filter(
    (row) => told.right[row] === cell.right && told.said[row] === cell.said,
  )
  const words = { right: nameOf(cell.right), said: nameOf(cell.said), count: whole(rows.length) }
  return (
    <div className="answers-side">
      <p>{t('answers.cell', words)}</p>
      <Examples
        label={t('answers.cell', words)}
        list={rows.slice(0, MOST_EXAMPLES).map((row) => ({
          row: answers.rows[row] ?? 0,
          caption: fixed(sureness(told, row), 2),
        }))}
      />
      {rows.length > MOST_EXAMPLES && (
        <p className="soft">{t('answers.firstOf', { n: MOST_EXAMPLES })}</p>
      )}
    </div>
  )
}
