/** What was found in a table: types, target and inputs to correct, and its first rows. */

import type { OwnColumn, OwnSet, OwnTable } from '../../api/own'
import { useSay, useT } from '../../i18n'
import type { DataSpec } from '../../model/document'
import { isAboutData } from '../../model/problems'
import { useGraph } from '../../state/graph'
import { useOwn } from '../../state/own'
import { Modal } from '../../ui/Modal'
import { whole } from '../../ui/numbers'
import type { ChooseOwn } from './OwnData'
import { Reading } from './Reading'
import { chosenOf, optionsOf, type Chosen, type Use } from './columns'

interface DialogProps {
  readonly set: OwnSet
  readonly table: OwnTable
  readonly data: DataSpec | null
  readonly choose: ChooseOwn
  readonly open: (id: string | null) => void
}

export function OwnTableDialog({ set, table, data, choose, open }: DialogProps) {
  const t = useT()
  const say = useSay()
  const refused = useOwn((state) => state.problem)
  const faulty = useGraph(({ checked }) => checked?.problems.find(isAboutData))
  const problem = refused ?? faulty
  const chosen = chosenOf(table, data)
  const change = (next: Chosen) => choose(next.dataset, optionsOf(set.id, table, next))
  const target = table.columns[chosen.target]
  return (
    <Modal
      title={t('own.tableTitle', { name: set.name })}
      className="own-dialog"
      onClose={() => open(null)}
    >
      <p>
        {t('own.facts', { rows: whole(table.rows), columns: table.columns.length })}{' '}
        {table.encoding === 'cp1252' && t('own.windows')}
      </p>
      <Reading
        set={set}
        delimiter={table.delimiter}
        header={table.header}
        again={(brought) => {
          choose(brought.dataset, { set: brought.id })
          open(brought.id)
        }}
      />
      {problem && (
        <p className="problem-text" role="alert">
          {say(problem.message)}
        </p>
      )}
      <Columns table={table} chosen={chosen} change={change} />
      {target && target.can.length > 1 && (
        <label className="own-line">
          {t('own.foretold')}
          <select
            value={chosen.dataset}
            onChange={(event) => change({ ...chosen, dataset: event.target.value })}
          >
            <option value="own_table">{t('own.aClass')}</option>
            <option value="own_values">{t('own.aNumber')}</option>
          </select>
        </label>
      )}
      <p className="soft">{t('own.gaps')}</p>
      <Preview table={table} />
      <footer>
        <button type="button" className="button primary" onClick={() => open(null)}>
          {t('own.done')}
        </button>
      </footer>
    </Modal>
  )
}

interface ColumnsProps {
  readonly table: OwnTable
  readonly chosen: Chosen
  readonly change: (next: Chosen) => void
}

function Columns({ table, chosen, change }: ColumnsProps) {
  const t = useT()
  return (
    <div className="own-scroll">
      <table>
        <thead>
          <tr>
            <th scope="col">{t('own.column')}</th>
            <th scope="col">{t('own.takenAs')}</th>
            <th scope="col">{t('own.use')}</th>
            <th scope="col" className="own-count">
              {t('own.missing')}
            </th>
          </tr>
        </thead>
        <tbody>
          {table.columns.map((column, place) => (
            <tr key={place}>
              <th scope="row">{column.name}</th>
              <td>
                <Taken column={column} place={place} chosen={chosen} change={change} />
              </td>
              <td>
                <Used column={column} place={place} chosen={chosen} change={change} />
              </td>
              <td className="own-count">{whole(column.missing)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

interface CellProps {
  readonly column: OwnColumn
  readonly place: number
  readonly chosen: Chosen
  readonly change: (next: Chosen) => void
}

function Taken({ column, place, chosen, change }: CellProps) {
  const t = useT()
  if (column.can.length === 0) return <span className="soft">{t('own.unused')}</span>
  const words = t('own.words', { count: column.words.length })
  const asWords = chosen.words.includes(place) || column.type === 'words'
  if (column.can.length === 1 || place === chosen.target) {
    const target = place === chosen.target && chosen.dataset === 'own_table'
    return asWords || target ? words : t('own.number')
  }
  const others = chosen.words.filter((other) => other !== place)
  return (
    <select
      aria-label={`${t('own.takenAs')}: ${column.name}`}
      value={asWords ? 'words' : 'number'}
      onChange={(event) =>
        change({ ...chosen, words: event.target.value === 'words' ? [...others, place] : others })
      }
    >
      <option value="number">{t('own.number')}</option>
      <option value="words">{words}</option>
    </select>
  )
}

function Used({ column, place, chosen, change }: CellProps) {
  const t = useT()
  if (column.can.length === 0) return null
  const use: Use = place === chosen.target ? 'target' : chosen.inputs.includes(place) ? 'in' : 'out'
  const others = chosen.inputs.filter((other) => other !== place)
  const set = (next: string): void => {
    if (next === 'target') {
      const dataset = column.type === 'words' ? 'own_table' : 'own_values'
      change({ ...chosen, target: place, inputs: [...others, chosen.target], dataset })
    } else if (use !== 'target') {
      change({ ...chosen, inputs: next === 'in' ? [...others, place] : others })
    }
  }
  return (
    <select
      aria-label={`${t('own.use')}: ${column.name}`}
      value={use}
      onChange={(event) => set(event.target.value)}
    >
      {use !== 'target' && <option value="in">{t('own.in')}</option>}
      {use !== 'target' && <option value="out">{t('own.out')}</option>}
      <option value="target">{t('own.target')}</option>
    </select>
  )
}

function Preview({ table }: { table: OwnTable }) {
  const t = useT()
  return (
    <details className="own-preview">
      <summary>{t('own.examples')}</summary>
      <div className="own-scroll">
        <table>
          <thead>
            <tr>
              {table.columns.map((column, place) => (
                <th key={place} scope="col">
                  {column.name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {table.preview.map((row, number) => (
              <tr key={number}>
                {row.map((cell, place) => (
                  <td key={place}>{cell}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  )
}
